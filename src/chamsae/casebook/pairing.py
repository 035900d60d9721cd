"""Which pairs of records are compared when linking runs again: those with a record that is new or reads otherwise.

Pairs of records that are as they were keep their evidence; only the prior follows the number of records. So the pairs
are those of comparing everything anew, but for keys that have become too common to be looked at (see candidates).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chamsae.casebook.link_learning import LEARNED_OF
from chamsae.model.link import Pair, Record
from chamsae.ports import Progress

if TYPE_CHECKING:
    from chamsae.link.learned import Weights

#: Pairs less likely than one in a hundred (bits) are not kept.
LEAST = -6.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the last run left: its records and pairs; both empty where everything is to be compared."""

    records: Mapping[str, Record]
    pairs: Mapping[str, Pair]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The pairs that may be one, and how many were compared for it."""

    pairs: Sequence[Pair]
    compared: int


def paired(
    records: Sequence[Record],
    before: Before,
    derived: Collection[frozenset[str]],
    weights: "Weights | None",
    watch: Progress,
) -> Paired:
    """The present pairs; `derived` holds the pairs of documents of which one derives from the other."""
    from chamsae.link.candidates import candidates  # noqa: PLC0415 - the tables of names are read when first needed
    from chamsae.link.compare import compare, counted_among  # noqa: PLC0415
    from chamsae.link.learned import weighed  # noqa: PLC0415

    now = {record.id: record for record in records}
    many = Counter(record.kind for record in records)
    stay = [pair for pair in before.pairs.values() if _as_before(pair, now, before, derived)]
    kept = {pair.id: counted_among(pair, many[now[pair.left].kind]) for pair in stay}
    fresh = [record.id for record in records if before.records.get(record.id) != record]
    again = [pair for pair in before.pairs.values() if pair.id not in kept and {pair.left, pair.right} <= now.keys()]
    met = {frozenset((a.id, b.id)): (a, b) for a, b in candidates(records, fresh)}
    met |= {frozenset((p.left, p.right)): (now[p.left], now[p.right]) for p in again}
    watch.start(len(met), "linking")
    for left, right in met.values():
        both = frozenset((left.document, right.document))
        pair = compare(left, right, records=many[left.kind], derived=both in derived)
        kept[pair.id] = pair
        watch.step(left.names[0])
    watch.finish()
    made = []
    for pair in kept.values():
        left, right = now[pair.left], now[pair.right]
        stub, own = left.stub or right.stub, weights if left.kind in LEARNED_OF else None
        shipped, learned = weighed(pair, None, stub=stub), weighed(pair, own, stub=stub)
        # What only the shipped weights keep is wanted again when those learned are forgotten.
        if max(shipped.weight, learned.weight) >= LEAST:
            made.append(learned)
    return Paired(pairs=made, compared=len(met))


def _as_before(pair: Pair, now: Mapping[str, Record], before: Before, derived: Collection[frozenset[str]]) -> bool:
    """True where both records read as they did, and their documents derive from each other as they did."""
    from chamsae.link.compare import tells_derived  # noqa: PLC0415 - see above

    sides = [now.get(id) for id in (pair.left, pair.right)]
    if any(side is None or before.records.get(side.id) != side for side in sides):
        return False
    both = frozenset(side.document for side in sides if side)
    return tells_derived(pair) == (both in derived)
