"""A fall in cases may be a fall in interviews: cases per interview, and years whose telling is not finished.

Two corrections, and a warning beside each trend. `rates` divides by the interviews that were held; it takes every
interview to be as likely as any other to tell of that year. `levelled` also knows that people tell late: it takes how
late to be the same for every year, and cases to be told in step with interviews (a multiplicative Poisson model of year
and delay with the interviews as exposure, as in the chain ladder; Lawless 1994 on reporting delay). Neither corrects
for whom one interviews: a change of region, age or route of those interviewed is a change in what they can tell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chamsae.errors import InputError, phrase
from chamsae.estimate.checks import Code
from chamsae.model.estimate import Finding, Grade

#: Share of the telling that must be over for a year's level to be given.
LEAST_TOLD = 0.2
#: Rounds of the alternating fit at most; it settles in some tens.
_ROUNDS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """So many cases of one year that were told of in another (the same or a later one)."""

    happened: int
    told: int
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A year's cases per hundred interviews, with an exact Poisson interval (Garwood 1936); none without interviews.

    `told` is the share of the telling that was over when the records end, 1 where it was not looked at.
    """

    year: int
    cases: int
    interviews: float
    rate: float | None
    low: float | None
    high: float | None
    told: float = 1.0


def rates(cases: Mapping[int, int], interviews: Mapping[int, int], *, level: float = 0.95) -> tuple[Rate, ...]:
    """Cases per hundred interviews of the same year, by year; years with interviews and no cases are there too.

    Raises `InputError` for negative numbers.
    """
    _check(cases, interviews)
    years = sorted({*cases, *interviews})
    return tuple(_rate(year, cases.get(year, 0), float(interviews.get(year, 0)), level) for year in years)


def levelled(tellings: Iterable[Telling], interviews: Mapping[int, int], *, level: float = 0.95) -> tuple[Rate, ...]:
    """Cases per hundred interviews as if all of every year's telling were over, by the year they happened.

    Records end with the last year that has interviews. `interviews` of a rate are those held since, each counted by
    the share of tellings that come so late. A year of which less than `LEAST_TOLD` is told has no rate: its records are
    too young. The interval takes the delays as known, so it is too narrow where tellings are few. Raises `InputError`
    for negative numbers, a telling before the case, and one in a year without interviews.
    """
    told = _summed(tellings, interviews)
    years, last = sorted({year for year, _ in told}), max(interviews, default=0)
    share = _delays(told, interviews, years, last)
    found = []
    for year in years:
        heard = sum(part * interviews.get(year + delay, 0) for delay, part in enumerate(share) if year + delay <= last)
        over = sum(part for delay, part in enumerate(share) if year + delay <= last)
        cases = sum(count for (happened, _), count in told.items() if happened == year)
        exposure = heard if over >= LEAST_TOLD else 0.0
        found.append(_rate(year, cases, exposure, level, told=min(1.0, over)))
    return tuple(found)


def beside(trend: Sequence[Rate]) -> tuple[Finding, ...]:
    """What must stand beside a trend: that it is one of records, where it follows interviews, and years too young."""
    if not trend:
        return ()
    held = [one for one in trend if one.interviews > 0]
    span = {"since": trend[0].year, "until": trend[-1].year}
    findings = [Finding(code=Code.TREND_OF_RECORDS, grade=Grade.WARNING, numbers=span)]
    for before, after in pairwise(held):
        if after.cases < before.cases and after.interviews < before.interviews and _may_be_level(before, after):
            numbers = {"year": after.year, "cases": after.cases, "before": before.cases}
            findings.append(Finding(code=Code.FALL_OF_INTERVIEWS, grade=Grade.WARNING, numbers=numbers))
    young = [one for one in trend if one.told < 1 - LEAST_TOLD]
    if young:
        unfinished: dict[str, float] = {"year": young[0].year, "share": young[-1].told}
        findings.append(Finding(code=Code.TELLING_NOT_OVER, grade=Grade.WARNING, numbers=unfinished))
    return tuple(findings)


def _may_be_level(before: Rate, after: Rate) -> bool:
    """Whether the intervals of two rates meet, so that the fall need not be one of cases."""
    return after.high is not None and before.low is not None and after.high >= before.low


def _rate(year: int, cases: int, interviews: float, level: float, *, told: float = 1.0) -> Rate:
    from scipy.special import gammaincinv  # noqa: PLC0415 - SciPy is slow to import, and only this needs it

    if interviews <= 0:
        return Rate(year=year, cases=cases, interviews=0.0, rate=None, low=None, high=None, told=told)
    tail = (1 - level) / 2
    low = float(gammaincinv(cases, tail)) if cases else 0.0
    high = float(gammaincinv(cases + 1, 1 - tail))
    rate, low, high = (100 * value / interviews for value in (float(cases), low, high))
    return Rate(year=year, cases=cases, interviews=interviews, rate=rate, low=low, high=high, told=told)


def _delays(
    told: Mapping[tuple[int, int], int], interviews: Mapping[int, int], years: Sequence[int], last: int
) -> list[float]:
    """Share of tellings by years of delay, by maximum likelihood: levels given shares and shares given levels in turn.

    A cell counts where records could hold it: not after the last year, and with interviews held.
    """
    longest = max((heard - year for year, heard in told), default=0)
    share = [1.0 / (longest + 1)] * (longest + 1)
    for _ in range(_ROUNDS):
        level = {year: _level(year, told, interviews, share) for year in years}
        next_share = [_share(delay, told, interviews, level, last) for delay in range(longest + 1)]
        whole = sum(next_share) or 1.0
        next_share = [part / whole for part in next_share]
        if max(abs(a - b) for a, b in zip(share, next_share, strict=True)) < 1e-10:
            return next_share
        share = next_share
    return share


def _level(
    year: int, told: Mapping[tuple[int, int], int], interviews: Mapping[int, int], share: Sequence[float]
) -> float:
    exposure = sum(part * interviews.get(year + delay, 0) for delay, part in enumerate(share))
    cases = sum(told.get((year, year + delay), 0) for delay in range(len(share)))
    return cases / exposure if exposure else 0.0


def _share(
    delay: int,
    told: Mapping[tuple[int, int], int],
    interviews: Mapping[int, int],
    level: Mapping[int, float],
    last: int,
) -> float:
    seen = [(year, value) for year, value in level.items() if year + delay <= last]
    exposure = sum(value * interviews.get(year + delay, 0) for year, value in seen)
    return sum(told.get((year, year + delay), 0) for year, _ in seen) / exposure if exposure else 0.0


def _summed(tellings: Iterable[Telling], interviews: Mapping[int, int]) -> dict[tuple[int, int], int]:
    told: dict[tuple[int, int], int] = {}
    for one in tellings:
        if one.told < one.happened:
            raise InputError(
                phrase("cases of %(happened)s are told of in %(told)s", happened=one.happened, told=one.told),
                do=phrase("Check both years."),
            )
        if one.cases and not interviews.get(one.told):
            raise InputError(phrase("cases are told of in %(told)s, a year without interviews", told=one.told),
                             do=phrase("Give the interviews of that year."))  # fmt: skip
        told[one.happened, one.told] = told.get((one.happened, one.told), 0) + one.cases
    _check({year: count for (year, _), count in told.items()}, interviews)
    return told


def _check(*numbers: Mapping[int, int]) -> None:
    for one in numbers:
        for year, value in one.items():
            if value < 0:
                raise InputError(
                    phrase("%(value)s is no number of cases or interviews", value=value),
                    thing=str(year),
                    do=phrase("Check it."),
                )
