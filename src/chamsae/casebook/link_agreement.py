"""Pairs judged twice: who reads a second time without the first answer, how far two agree, what is in dispute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chamsae.casebook.agreement import Agreement, agreement, independent, opinion
from chamsae.model.judgement import BY_READING, Judgement
from chamsae.model.link import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTwice:
    """A pair that two people judged independently; `open` while they differ and nobody has settled it."""

    pair: Pair
    first: Judgement
    second: Judgement
    open: bool

    @property
    def agree(self) -> bool:
        """True when both gave the same answer."""
        return opinion(self.first) is opinion(self.second)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsCompared:
    """How far two readers agree on pairs, who read, and where they differ, unsettled ones first."""

    all: Agreement | None
    people: tuple[str, ...]
    differing: tuple[PairTwice, ...]


def compared_pairs(
    pairs: Mapping[str, Pair], standing: Mapping[str, Sequence[Judgement]], decided: Mapping[str, bool]
) -> PairsCompared:
    """The agreement of readers on pairs; `decided` are those of which it is settled who is who."""
    both = {id: found for id, entries in standing.items() if (found := independent(entries))}
    twice = [
        PairTwice(pair=pairs[id], first=first, second=second, open=id not in decided)
        for id, (first, second) in sorted(both.items())
    ]
    differing = sorted((one for one in twice if not one.agree), key=lambda one: not one.open)
    people = sorted({entry.by for pair in both.values() for entry in pair})
    return PairsCompared(all=agreement(twice), people=tuple(people), differing=tuple(differing))


def differ(entries: Sequence[Judgement]) -> bool:
    """True when the last answers of those who answered are not all the same."""
    last = {entry.by: opinion(entry) for entry in entries if entry.verdict not in BY_READING}
    return len({*last.values()}) > 1
