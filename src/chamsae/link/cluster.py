"""From judged pairs to entities: a fold over the ledger in its order, so that undoing replays without the undone.

`decisions` says what the ledger has decided; `entities` what follows from it, or would follow from more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from chamsae.model.claim import NameType
from chamsae.model.judgement import Judgement, Verdict
from chamsae.model.link import Entity, Pair, Record

#: Stands for the number of a judgement that was never given.
NOBODY = 1 << 62


def entities(records: Sequence[Record], pairs: Mapping[str, Pair], decided: Mapping[str, bool]) -> list[Entity]:
    """Every entity of the records, unjudged ones alone, in order of their first record.

    Bodies and places that a list surely holds under one key are one, unless judged apart.
    `decided` are ids of pairs: True the same, False not. The same join in their order; a pair judged not the same, or
    barred by what the documents say and not itself judged the same, keeps its two sides apart whatever else was judged,
    and the pair that would have joined them is named in `conflicts`. Records must come in a lasting order (that of
    arrival): the first names the entity, so that ids stay when others join.
    """
    order = {record.id: at for at, record in enumerate(records)}
    groups = _Groups({record.id: record for record in records}, order)
    for pair in pairs.values():
        apart = not decided.get(pair.id, not pair.barred)
        if apart and {pair.left, pair.right} <= order.keys():
            groups.keep_apart(pair.left, pair.right)
    first: dict[tuple[NameType, str], str] = {}
    for record in records:
        if record.known is not None:
            groups.tie(first.setdefault((record.kind, record.known), record.id), record.id)
    for id, same in decided.items():
        if same and {pairs[id].left, pairs[id].right} <= order.keys():
            groups.join(pairs[id])
    return groups.entities()


def decisions(ledger: Iterable[Judgement], pairs: Mapping[str, Pair], *, second: int | None = None) -> dict[str, bool]:
    """Pairs that are decided, in the order in which they were: True the same, False not.

    The ledger may be all of it, or the entries about these pairs with the number of the first judgement in all that was
    by a `second` person (`NOBODY` while there is none).

    A merge needs two people wherever more than one person had judged in the casebook by then; one is enough to keep
    apart. The last answer of each person counts. Where people differ, who then answers with open eyes settles it:
    only those who say the same still count.
    """
    entries = list(ledger)
    undone = {entry.undoes for entry in entries if entry.verdict is Verdict.UNDONE}
    alone = second_judge(entries) if second is None else second
    answers: dict[str, dict[str, Verdict]] = {}
    decided: dict[str, bool] = {}
    for entry in entries:
        if entry.verdict is Verdict.UNDONE or entry.number in undone or entry.target not in pairs:
            continue
        given = answers.setdefault(entry.target, {})
        if not entry.blind and len({*given.values()}) > 1:
            given = answers[entry.target] = {by: said for by, said in given.items() if said is entry.verdict}
        given[entry.by] = entry.verdict
        decided.pop(entry.target, None)
        if (same := _same(list(given.values()), people=1 if entry.number < alone else 2)) is not None:
            decided[entry.target] = same
    return decided


def second_judge(ledger: Iterable[Judgement]) -> int:
    """The number of the first judgement by a second person; `NOBODY` while one person judges alone."""
    first: str | None = None
    for entry in ledger:
        first = entry.by if first is None else first
        if entry.by != first:
            return entry.number
    return NOBODY


def _same(answers: list[Verdict], *, people: int) -> bool | None:
    if Verdict.REJECTED in answers:
        return False if Verdict.ACCEPTED not in answers else None
    if Verdict.CANNOT_TELL in answers:
        return None
    return True if answers.count(Verdict.ACCEPTED) >= people else None


def spanning(groups: Sequence[Sequence[str]], pairs: Iterable[Pair]) -> list[Pair]:
    """The likeliest pairs that tie groups of records together without a circle (Kruskal 1956).

    One less than there are groups, fewer where some are tied by none.
    """
    root = {record: group[0] for group in groups for record in group}
    chosen = []
    for pair in sorted(pairs, key=lambda pair: (-pair.weight, pair.id)):
        one, other = root[pair.left], root[pair.right]
        if one != other:
            chosen.append(pair)
            root |= {record: one for record, of in root.items() if of == other}
    return chosen


@dataclass(slots=True)
class _Groups:
    """Disjoint groups of records with the groups each must stay apart from, named by its first record."""

    records: Mapping[str, Record]
    order: Mapping[str, int]
    members: dict[str, list[str]] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)
    apart: dict[str, set[str]] = field(default_factory=dict)
    conflicts: dict[str, list[str]] = field(default_factory=dict)

    def group(self, record: str) -> str:
        """The first record of the group a record is in."""
        return self.of.get(record, record)

    def keep_apart(self, left: str, right: str) -> None:
        """The groups of two records may never join."""
        one, other = self.group(left), self.group(right)
        self.apart.setdefault(one, set()).add(other)
        self.apart.setdefault(other, set()).add(one)

    def tie(self, left: str, right: str) -> bool:
        """Make one group of two; False, and nothing done, where something keeps them apart."""
        one, other = sorted((self.group(left), self.group(right)), key=self.order.__getitem__)
        if one == other:
            return True
        if other in self.apart.get(one, ()) or self.records[one].kind is not self.records[other].kind:
            return False
        self._merge(one, other)
        return True

    def join(self, pair: Pair) -> None:
        """Make one group of two who were judged the same; a conflict of both where something keeps them apart."""
        if not self.tie(pair.left, pair.right):
            for side in {self.group(pair.left): None, self.group(pair.right): None}:
                self.conflicts.setdefault(side, []).append(pair.id)

    def _merge(self, one: str, other: str) -> None:
        moved = self.members.pop(other, [other])
        self.members[one] = [*self.members.get(one, [one]), *moved]
        self.of.update(dict.fromkeys(moved, one))
        for far in self.apart.pop(other, set()):
            self.apart[far].discard(other)
            self.apart[far].add(one)
            self.apart.setdefault(one, set()).add(far)
        self.conflicts.setdefault(one, []).extend(self.conflicts.pop(other, []))

    def entities(self) -> list[Entity]:
        """All groups as entities."""
        heads = (record for record in self.records if self.group(record) == record)
        return [
            Entity(
                id=head,
                kind=self.records[head].kind,
                records=tuple(sorted(self.members.get(head, [head]), key=self.order.__getitem__)),
                conflicts=tuple(dict.fromkeys(self.conflicts.get(head, []))),
            )
            for head in heads
        ]
