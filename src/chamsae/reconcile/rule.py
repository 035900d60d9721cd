"""The rules by which a range is proposed: which claims it rests on, and why the others are set aside.

Each has a name and a version, kept with what it proposed. The default is stated in docs/explain/settling.md.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median_low

from chamsae.model.amount import Amount, Comparator, Number
from chamsae.model.settlement import Ground


class Rule(StrEnum):
    """`specific`: the hull of the most specific independent origins; `hull`: that of all; `middle`: their median."""

    SPECIFIC = "specific"
    HULL = "hull"
    MIDDLE = "middle"


#: Goes up when a rule gives another range for the same claims.
VERSIONS: Mapping[Rule, int] = {Rule.SPECIFIC: 2, Rule.HULL: 1, Rule.MIDDLE: 1}
#: "About 600" allows 540 to 660.
ABOUT = 0.10
#: A number this many times off the numbers of so many other origins is left out; a bound so far off widens nothing.
FAR, OTHERS = 3.0, 3
#: So many origins that count settle a figure between them; fewer do not.
ENOUGH = 2

Ends = tuple[Number | None, Number | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim of a figure: whose evidence it is, in whose words, how many.

    `repeats` is the claim it repeats: a copy adds nothing. `relayed`: somebody says that others say so. `wide`: its
    time is wider than the figure's.
    """

    claim: str
    origin: str
    who: str
    amount: Amount
    repeats: str | None = None
    relayed: bool = False
    wide: bool = False

    @property
    def counted(self) -> bool:
        """True for a number that is not said to be rounded: "620", "350 to 400"."""
        return self.amount.comparator in (Comparator.EXACT, Comparator.RANGE) and not self.bound

    @property
    def bound(self) -> bool:
        """True for "more than 500", "up to 900"."""
        return self.amount.low is None or self.amount.high is None

    @property
    def middle(self) -> float:
        """The number, or the middle of its ends."""
        ends = [float(end) for end in (self.amount.low, self.amount.high) if end is not None]
        return sum(ends) / len(ends) if ends else 0.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a rule makes of claims that are no copies: the range, those it rests on, the others with their ground."""

    ends: Ends
    rests: Sequence[Said]
    aside: Mapping[str, Ground]


def named(rule: Rule) -> str:
    """A rule with its version, as it is kept: "specific 2"."""
    return f"{rule.value} {VERSIONS[rule]}"


def choose(own: Sequence[Said], rule: Rule) -> Chosen:
    """Apply a rule to claims that are no copies, sorted."""
    return _RULES[rule](own)


def _specific(own: Sequence[Said]) -> Chosen:
    """The hull of the most specific independent origins.

    Who says it directly goes before who relays it, a number before "hundreds". Where two origins or more count, the
    range spans their counts: rounded numbers are set aside, bounds are checked, and a broken one widens the range.
    Until then it spans all that independent origins stand for, "more than 500" by its number; but a rounded number
    that agrees with the one count is set aside beside it.
    """
    aside: dict[str, Ground] = {}
    firm = _leave(own, _weak(own), aside)
    firm = _leave(firm, _said_better(firm), aside)
    firm = _leave(firm, {one.claim: Ground.FAR_OFF for one in far_off(firm)}, aside)
    firm = _leave(firm, _wide(firm), aside)
    counts = [one for one in firm if one.counted]
    enough = len(origins(counts)) >= ENOUGH
    sizes = [one.middle for one in _numbers(firm)]
    firm = _leave(firm, _rounded(firm, counts, enough=enough), aside)
    numbers, bounds = _numbers(firm), [one for one in firm if one.bound]
    if not enough:
        bounds = [one for one in bounds if not _says_little(one, sizes)]
    return Chosen(_spanned(numbers, bounds, enough=enough), firm, aside)


def _hull(own: Sequence[Said]) -> Chosen:
    """From the least to the most that any independent origin says."""
    return Chosen(_spanned(_numbers(own), [one for one in own if one.bound], enough=False), own, {})


def _middle(own: Sequence[Said]) -> Chosen:
    """The median of what independent origins say directly, each origin once."""
    aside: dict[str, Ground] = {}
    firm = _leave(own, _weak(own), aside)
    by_origin: dict[str, list[Said]] = {}
    for one in firm:
        by_origin.setdefault(one.origin, []).append(one)
    middle = median_low(median_low(one.middle for one in same) for same in by_origin.values())
    number = int(middle) if middle == int(middle) else middle
    return Chosen((number, number), firm, aside)


_RULES: Mapping[Rule, Callable[[Sequence[Said]], Chosen]] = {
    Rule.SPECIFIC: _specific,
    Rule.HULL: _hull,
    Rule.MIDDLE: _middle,
}


def origins(said: Sequence[Said]) -> frozenset[str]:
    """The independent origins of claims."""
    return frozenset(one.origin for one in said)


def far_off(firm: Sequence[Said]) -> list[Said]:
    """Numbers FAR times off every number of at least OTHERS other origins."""
    by_origin: dict[str, list[float]] = {}
    for one in firm:
        by_origin.setdefault(one.origin, []).append(one.middle)
    if len(by_origin) <= OTHERS:
        return []
    every = sorted(size for sizes in by_origin.values() for size in sizes)
    same = {origin: sorted(sizes) for origin, sizes in by_origin.items()}
    return [one for one in firm if _near(every, one.middle) == _near(same[one.origin], one.middle)]


def agrees(rounded: Amount, low: float, high: float) -> bool:
    """True when a rounded number may be one from `low` to `high`."""
    least, most = rounded.bounds()
    return least * (1 - ABOUT) <= high and low <= most * (1 + ABOUT)


def _leave(said: Sequence[Said], out: Mapping[str, Ground], aside: dict[str, Ground]) -> list[Said]:
    """Those that stay; the others are noted, unless none would stay."""
    left = [one for one in said if one.claim not in out]
    if not left:
        return list(said)
    aside.update(out)
    return left


def _weak(own: Sequence[Said]) -> dict[str, Ground]:
    """What is only relayed, and "hundreds", beside those who say a number directly."""
    direct = any(not one.relayed and not _vague(one) for one in own)
    found = {one.claim: Ground.RELAYED for one in own if one.relayed and direct}
    if direct or any(not _vague(one) for one in own):
        found |= {one.claim: Ground.ROUNDED for one in own if _vague(one)}
    return found


def _wide(firm: Sequence[Said]) -> dict[str, Ground]:
    """What lies outside the counts of the figure's own time and is of a wider time, where two origins or more count."""
    exact = [one for one in firm if one.counted and not one.wide]
    if len(origins(exact)) < ENOUGH:
        return {}
    low, high = _ends(exact)
    outside = (one for one in firm if one.wide and not agrees(one.amount, low, high))
    return {one.claim: Ground.VAGUER_SCOPE for one in outside}


def _rounded(firm: Sequence[Said], counts: Sequence[Said], *, enough: bool) -> dict[str, Ground]:
    """Rounded numbers beside enough counts; beside one origin's counts only those that agree with them."""
    if not counts:
        return {}
    low, high = _ends(counts)
    rounded = (one for one in firm if not one.counted and not one.bound)
    return {one.claim: Ground.ROUNDED for one in rounded if enough or agrees(one.amount, low, high)}


def _said_better(firm: Sequence[Said]) -> dict[str, Ground]:
    """Bounds kept by a number that the same origin gives."""
    given: dict[str, list[Said]] = {}
    for one in _numbers(firm):
        given.setdefault(one.origin, []).append(one)
    numbers = {origin: _ends(same) for origin, same in given.items()}
    bounds = (one for one in firm if one.bound and one.origin in numbers)
    return {one.claim: Ground.ROUNDED for one in bounds if _keeps(numbers[one.origin], one.amount)}


def _keeps(ends: tuple[float, float], bound: Amount) -> bool:
    return (bound.low is None or ends[1] >= bound.low) and (bound.high is None or ends[0] <= bound.high)


def _says_little(bound: Said, sizes: Sequence[float]) -> bool:
    """True for "more than 50" beside 600, and "up to 5,000"."""
    low, high = bound.amount.low, bound.amount.high
    if not sizes:
        return False
    return low * FAR < max(sizes) if low is not None else high is not None and high > min(sizes) * FAR


def _spanned(numbers: Sequence[Said], bounds: Sequence[Said], *, enough: bool) -> Ends:
    """The range of numbers and bounds; `enough` numbers are widened only by a bound that they break."""
    floors = [one.amount.low for one in bounds if one.amount.low is not None]
    ceilings = [one.amount.high for one in bounds if one.amount.high is not None]
    lows = [one.amount.low for one in numbers if one.amount.low is not None]
    highs = [one.amount.high for one in numbers if one.amount.high is not None]
    if not numbers:
        closed = [*floors, *ceilings] if floors and ceilings else []
        return min(closed or floors, default=None), max(closed or ceilings, default=None)
    # A floor above all numbers, or a ceiling below them, is broken.
    return min([*lows, *ceilings, *([] if enough else floors)]), max([*highs, *floors, *([] if enough else ceilings)])


def _numbers(said: Sequence[Said]) -> list[Said]:
    return [one for one in said if not one.bound]


def _ends(said: Sequence[Said]) -> tuple[float, float]:
    """The ends of numbers that are no bounds."""
    lows = [float(one.amount.low) for one in said if one.amount.low is not None]
    highs = [float(one.amount.high) for one in said if one.amount.high is not None]
    return min(lows), max(highs)


def _vague(one: Said) -> bool:
    return one.amount.comparator is Comparator.VAGUE


def _near(sizes: Sequence[float], size: float) -> int:
    """How many of the sizes, which are in order, lie less than FAR times off."""
    return bisect_left(sizes, size * FAR) - bisect_right(sizes, size / FAR)
