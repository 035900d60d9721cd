"""Plausible linkages: who may be who, drawn by the probabilities of what nobody has decided.

Several pairs between two persons are one question, and the mean of their evidence (in bits) answers it: they tell the
same things again and are no further witnesses. A linkage is then a partition of the persons, as likely as the product
of the odds of all pairs it makes one; whoever was judged or known to be two is never made one. For two persons that is
the probability of their pair; for more, pairs are drawn so that what follows from them holds as well. Two who were
never compared say nothing either way. Drawn by Gibbs sampling, one person after another.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum
from random import Random

from chamsae.model.link import Doubt

#: Rounds over all persons before the first linkage, and between two of them.
BEFORE, BETWEEN = 20, 5
#: Bits beyond which evidence counts no more: odds of a million million to one.
MOST_BITS = 40


def plausible(doubts: Iterable[Doubt], *, seed: int | str, many: int) -> Iterator[Mapping[str, str]]:
    """So many linkages, each as the persons (ids) that it makes one with another: whom they are taken to be.

    Persons who stay alone are left out. The same doubts and seed give the same. Nothing where no pair is open.
    """
    parts = _parts(list(doubts))
    if not parts:
        return
    draw = Random(f"{seed}")  # noqa: S311 - not for secrets: the same seed draws the same
    for number in range(many):
        for part in parts:
            part.go_on(BETWEEN if number else BEFORE, draw)
        yield {one: head for part in parts for one, head in part.heads()}


def _parts(doubts: Sequence[Doubt]) -> list["_Part"]:
    """The persons that hang together by open pairs, each group by itself, in order."""
    bits: dict[tuple[str, str], list[float]] = defaultdict(list)
    apart: set[tuple[str, str]] = set()
    for one in doubts:
        sides = (min(one.left, one.right), max(one.left, one.right))
        if one.apart:
            apart.add(sides)
        else:
            bits[sides].append(one.weight)
    tied: dict[str, dict[str, float]] = defaultdict(dict)
    for sides in sorted(bits.keys() - apart):
        mean = sum(sorted(bits[sides])) / len(bits[sides])
        for side, other in (sides, sides[::-1]):
            tied[side][other] = max(-MOST_BITS, min(MOST_BITS, mean))
    never: dict[str, set[str]] = defaultdict(set)
    for left, right in apart:
        never[left].add(right)
        never[right].add(left)
    return [_Part(members, tied, never) for members in _together(tied)]


def _together(near: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Groups of those that are near each other, directly or through others."""
    met: set[str] = set()
    for first in sorted(near):
        if first not in met:
            group = _reached(first, near, None)
            met |= group
            yield sorted(group)


def _reached(first: str, near: Mapping[str, Iterable[str]], within: set[str] | None) -> set[str]:
    """All that can be reached from the first, within a set where one is given."""
    found, coming = {first}, [first]
    while coming:
        for other in near[coming.pop()]:
            if other not in found and (within is None or other in within):
                found.add(other)
                coming.append(other)
    return found


class _Part:
    """Persons that hang together, as one linkage has them; a cluster hangs together by open pairs at all times."""

    def __init__(
        self, members: list[str], tied: Mapping[str, Mapping[str, float]], never: Mapping[str, set[str]]
    ) -> None:
        self._members, self._tied = members, tied
        self._never = {one: never[one] for one in members if one in never}
        self._cluster = {one: {one} for one in members}

    def heads(self) -> Iterator[tuple[str, str]]:
        """Who is made one with others, and by whom all of them are named."""
        for one in self._members:
            if len(self._cluster[one]) > 1:
                yield one, min(self._cluster[one])

    def go_on(self, rounds: int, draw: Random) -> None:
        """So many rounds; two persons are settled by a single draw."""
        for _ in range(1 if len(self._members) == 2 else rounds):
            for one in self._members[:1] if len(self._members) == 2 else self._members:
                self._move(one, draw)

    def _move(self, one: str, draw: Random) -> None:
        """Draw anew where one person belongs, given where all others do."""
        rest = self._cluster[one] - {one}
        if len(rest) > 1 and len(_reached(min(rest), self._tied, rest)) < len(rest):
            return  # others hang together through this one alone
        for other in rest:
            self._cluster[other] = rest
        options = [(set[str](), 0.0), *self._near(one)]
        most = max(bits for _, bits in options)
        (into, _) = draw.choices(options, [2 ** (bits - most) for _, bits in options])[0]
        joined = into | {one}
        for other in joined:
            self._cluster[other] = joined

    def _near(self, one: str) -> Iterator[tuple[set[str], float]]:
        """The clusters this person may be in, each with the bits of all pairs that it would make one."""
        never, tied, seen = self._never.get(one, set()), self._tied[one], set[int]()
        for other in tied:
            cluster = self._cluster[other]
            if id(cluster) not in seen and never.isdisjoint(cluster):
                seen.add(id(cluster))
                yield cluster, fsum(tied[near] for near in cluster if near in tied)
