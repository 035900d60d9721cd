"""Which records are compared at all: those that share a key of some spelling."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from chamsae.model.link import Record
from chamsae.text import names

#: A key that more records share tells nothing; its pairs are found by their other keys or not at all.
CROWD = 400


def candidates(records: Sequence[Record], fresh: Iterable[str] | None = None) -> list[tuple[Record, Record]]:
    """Pairs of records of one kind that share a key, each once; with `fresh` only those with one of these ids."""
    new = None if fresh is None else set(fresh)
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        for key in {key for name in record.names for key in names.keys(name)}:
            sharing[record.kind, key].append(at)
    found = {
        pair
        for crowd in sharing.values()
        if len(crowd) <= CROWD
        for pair in combinations(crowd, 2)
        if new is None or records[pair[0]].id in new or records[pair[1]].id in new
    }
    return [(records[one], records[other]) for one, other in sorted(found)]
