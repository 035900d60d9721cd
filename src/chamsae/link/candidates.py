"""Which records are compared at all: those that share a key of some spelling.

Keys are of people's names by sound and of their kin's given names, of bodies' and facilities' names by rare words, of
places by all that are so called. Two that a list holds are not compared: of one key they are one, of two keys two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from chamsae.link import organisations
from chamsae.link.bearers import bearers
from chamsae.model.claim import NAMELESS, NameType
from chamsae.model.link import Record
from chamsae.text import names
from chamsae.text.normal import fold

#: A key that more records share tells nothing; its pairs are found by their other keys or not at all.
CROWD = 400


def candidates(records: Sequence[Record], fresh: Iterable[str] | None = None) -> list[tuple[Record, Record]]:
    """Pairs of records of one kind that share a key, each once; with `fresh` only those with one of these ids."""
    new = None if fresh is None else set(fresh)
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        for key in dict.fromkeys(_keys(record)):
            sharing[record.kind, key].append(at)
    found = {
        pair
        for crowd in sharing.values()
        if len(crowd) <= CROWD
        for pair in combinations(crowd, 2)
        if new is None or records[pair[0]].id in new or records[pair[1]].id in new
    }
    pairs = ((records[one], records[other]) for one, other in sorted(found))
    return [(one, other) for one, other in pairs if not (one.known and other.known)]


def _keys(record: Record) -> Iterator[str]:
    if NAMELESS in record.roles:  # known as somebody's relative: compared with the same relative of one so called
        yield f"r:{fold(record.names[0])}"
        return
    for name in record.names:
        if record.kind is NameType.PERSON:
            yield from names.keys(name)
        else:
            yield from organisations.keys(name)
    for kin in record.kin:
        yield from (f"k:{kin.of}:{given}" for given in _given(kin.name))
    if record.kind in {NameType.PLACE, NameType.FACILITY}:
        yield from (f"b:{one.key}" for name in record.names for one in bearers(name))


def _given(name: str) -> Iterator[str]:
    """Keys of a given name, with or without the family name before it."""
    for key in names.keys(name):
        space, _, sound = key.partition(":")
        bare = sound.removeprefix("-")
        if sound == bare and space != "la":
            bare = bare[1:] if space == "ko" else bare.partition(".")[2]
        if bare:
            yield f"{space}:{bare}"
