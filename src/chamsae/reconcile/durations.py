"""Lengths of time against one another and against dates: stays told one after another and the time in all, and a time
between two days with its length.

Stays are taken as told: a month is 28 to 31 days, "about" a tenth more or less. What they are said to make in all may
be a rounding: half a unit less or up to a whole one more, "nearly three months" half a month less and none more. The
same holds for a length beside its two days.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from math import inf

from chamsae.model.amount import Comparator
from chamsae.model.check import CheckKind
from chamsae.model.claim import NOT_HAPPENED, Claim, Figure, Time
from chamsae.model.when import Precision
from chamsae.reconcile.conflict import Bound, System
from chamsae.reconcile.constraint import Constraint, bound, difference
from chamsae.reconcile.ground import country_of, key_of, within
from chamsae.reconcile.intervals import NEARLY, Interval, allowed, interval_words, said
from chamsae.text.normal import fold

#: Shortest and longest of a unit in days, and what many of them come to.
UNITS = {
    "day": (1.0, 1.0, 1.0),
    "week": (7.0, 7.0, 7.0),
    "month": (28.0, 31.0, 30.436875),
    "year": (365.0, 366.0, 365.2425),
}
#: How far before the time in all, in characters, its stays may begin.
REACH = 6000
#: A length stands so many characters behind the two days it is the length of, where its sentence has others.
BEHIND = 12

_HELD = (
    r"detention|detained|custody|held|imprison(?:ed|ment)|jailed?|prison|confine(?:d|ment)|locked up|incarcerat\w+"
    r"|behind bars|captivity|internment"
)
#: A stay: the words before or after a length that say somebody was somewhere so long.
_STAY_BEFORE = re.compile(
    rf"\b(?:{_HELD}|stayed|remained|spent|was (?:there|kept|in)|were (?:there|kept|in)|there|kept)\b[^.;0-9]{{0,60}}$"
    r"|(?:关押|關押|拘留|拘禁|羁押|羈押|囚禁|监禁|監禁|被关|被關|收容|待了|呆了|住了|度过了?|度過了?)[^。；0-9]{0,12}$"
)
_STAY_AFTER = re.compile(
    rf"^(?:s|-long)?\s?(?:of|in)\s(?:[a-z]+\s){{0,2}}(?:{_HELD})\b|^\s(?:in|at)\s(?:the\s|a\s)?(?:[a-z-]+\s){{0,4}}(?:{_HELD}|cell|station|camp)"
    r"|^\s?(?:동안|간|여간|가량|쯤|정도|남짓|넘게|가까이)?\s?[^.。0-9]{0,30}(?:구금|수감|갇혀|갇힌|억류|구류|수용|감금|붙잡혀\s있|머물|지냈|보냈|있었|있다가|복역)"
    r"|^(?:的)?[^。；0-9]{0,6}(?:关押|關押|拘留|拘禁|羁押|羈押|囚禁|监禁|監禁)"
)
#: A time in all: "after nearly three months of detention in China", "in all", 모두, 总共.
_ALL_BEFORE = re.compile(
    r"\b(?:after|in all|in total|a total of|altogether|totall?ing|following)\s?"
    r"(?:about|nearly|almost|around|some|over)?\s?$"
    r"|(?:모두|총|합쳐|합해|도합|통틀어)\s?(?:약\s)?$|(?:总共|總共|一共|共|前后|前後|合计|合計)(?:被[一-鿿]{1,4})?(?:了)?\s?$"
)
_ALL_AFTER = re.compile(r"^[^.。;；0-9]{0,24}(?:\bin all\b|\bin total\b|\baltogether\b)|^(?:간|동안)?\s?(?:만에|끝에)")


def constraints(own: Sequence[Claim]) -> Iterator[Constraint]:
    """What must hold between lengths of time and days in one document's claims, in order of its text."""
    lengths = [claim for claim in own if _is_length(claim)]
    yield from _stays(lengths)
    yield from _between_days(lengths, [claim for claim in own if _day_of(claim)])


def days(claim: Claim) -> Interval:
    """A length of time in days, as told."""
    unit, (low, high) = _unit(claim), _ends(claim)
    short, long, mean = UNITS[unit]
    return _many(low, short, mean, floor=True), _many(high, long, mean, floor=False)


def rounded(claim: Claim) -> Interval:
    """A length of time in days where it may be a rounding of another: half a unit less, up to a whole one more."""
    assert isinstance(claim.value, Figure)
    amount, (low, high), (short, long, mean) = claim.value.amount, _ends(claim), UNITS[_unit(claim)]
    if NEARLY.search(fold(claim.trigger.exact)):
        return _many(high - 0.5, short, mean, floor=True), _many(high, long, mean, floor=False)
    if amount.comparator is Comparator.EXACT:
        return _many(high - 0.5, short, mean, floor=True), _many(high + 1, long, mean, floor=False)
    if amount.comparator is Comparator.ABOUT and amount.low is not None:
        low, high = min(low, amount.low - 0.5), max(high, amount.low + 0.5)
    return _many(low, short, mean, floor=True), _many(high, long, mean, floor=False)


def _many(number: float, most: float, mean: float, *, floor: bool) -> float:
    """So many units in days: a few are as long as the shortest or longest, many as long as they are on average."""
    if number in (0, inf) or most == mean:
        return number * most
    spread = abs(most - mean)
    days = number * mean + (-spread if floor else spread)
    return max(days, number * most) if floor else min(days, number * most) if number <= 1 else days


def _stays(lengths: Sequence[Claim]) -> Iterator[Constraint]:
    """A time in all, and the stays told of the same person before it since the last time in all."""
    first = 0
    for at, whole in enumerate(lengths):
        if not _is_all(whole):
            continue
        stays = [one for one in lengths[first:at] if _is_stay(one) and _same_story(one, whole)]
        if len(stays) > 1:  # else "after a month at one place" is a stay itself
            first = at + 1
            yield _in_all(whole, stays)


def _in_all(whole: Claim, stays: Sequence[Claim]) -> Constraint:
    ends = [days(claim) for claim in stays]
    made = interval_words((sum(low for low, _ in ends), sum(high for _, high in ends)))
    told = " and ".join(f"{said(claim)} {_unit(claim)}" for claim in stays)
    return Constraint(
        kind=CheckKind.DURATION,
        system=System(
            bounds=(bound(whole, rounded(whole)), *(bound(one, end) for one, end in zip(stays, ends, strict=True))),
            links=(difference([one.id for one in stays], [whole.id]),),
        ),
        words=(
            f"{told} make {made} days; {said(whole)} {_unit(whole)} in all are {interval_words(rounded(whole))} days"
        ),
    )


def _between_days(lengths: Sequence[Claim], dated: Sequence[Claim]) -> Iterator[Constraint]:
    """ "From 5 April to 9 October 2023, six months": two days and the length behind them, or the only one."""
    for claim in lengths:
        here = [one for one in dated if one.quote.start == claim.quote.start]
        alone = sum(other.quote.start == claim.quote.start for other in lengths) == 1
        behind = len(here) == 2 and 0 <= claim.trigger.start - here[1].trigger.end <= BEHIND
        if (alone or behind) and len(here) == 2 and _run_between(claim, here[0], here[1]):
            yield from _span(claim, here[0], here[1])


def _span(claim: Claim, start: Claim, end: Claim) -> Iterator[Constraint]:
    first, last = _when(start), _when(end)
    least = (last[0] - first[1]).days
    most = (last[1] - first[0]).days + 1
    if most < 0:
        return
    length = Bound(quantity=claim.id, low=max(least, 0), high=most)
    words = (
        f"from “{start.trigger.exact}” to “{end.trigger.exact}” are {interval_words((max(least, 0), most))} days;"
        f" {said(claim)} {_unit(claim)} are {interval_words(rounded(claim))} days"
    )
    yield Constraint(
        kind=CheckKind.DURATION,
        system=System(bounds=(length, bound(claim, rounded(claim))), links=()),
        words=words,
        beside=(start.id, end.id),
    )


def _run_between(claim: Claim, start: Claim, end: Claim) -> bool:
    """True where the sentence runs from the one day to the other, and the length is not of something before them."""
    text = claim.quote.exact
    at, until = start.trigger.end - claim.quote.start, end.trigger.start - claim.quote.start
    between = fold(text[at:until])
    before = fold(text[max(0, start.trigger.start - claim.quote.start - 10) : start.trigger.start - claim.quote.start])
    after = fold(text[end.trigger.end - claim.quote.start :][:8])
    joined = re.fullmatch(r"\s?(?:to|until|till|through|and|-|부터|에서|到|至|~)\s?(?:the\s)?", between) is not None
    opened = re.search(r"(?:\bfrom|\bbetween|从|從|自)\s?(?:the\s)?$", before) or "부터" in between
    return bool(joined and (opened or re.match(r"^\s?까지", after)))


def _is_length(claim: Claim) -> bool:
    value = claim.value
    if not isinstance(value, Figure) or claim.modality in NOT_HAPPENED:
        return False
    return value.amount.unit in UNITS and (value.amount.low is not None or value.amount.high is not None)


def _is_stay(claim: Claim) -> bool:
    before, after = _around(claim)
    return bool(_STAY_BEFORE.search(before) or _STAY_AFTER.match(after) or re.search(rf"\b(?:{_HELD})\b", _of(claim)))


def _is_all(claim: Claim) -> bool:
    """True for a stay that may be told as the whole of several: it is at no place smaller than a country."""
    before, after = _around(claim)
    if any((key := key_of(words)) is None or within(key) for words in claim.place):
        return False
    return bool(_ALL_BEFORE.search(before) or _ALL_AFTER.match(after)) and _is_stay(claim)


def _same_story(one: Claim, whole: Claim) -> bool:
    """True where the same person tells, of the same country, not long before."""
    if one.speaker != whole.speaker or whole.trigger.start - one.trigger.start > REACH:
        return False
    countries = {country for claim in (one, whole) if (country := _country(claim))}
    return len(countries) < 2


def _country(claim: Claim) -> str | None:
    """The country of the first place a claim names."""
    for words in claim.place:
        if (key := key_of(words)) and (country := country_of(key)):
            return country
    return None


def _ends(claim: Claim) -> Interval:
    assert isinstance(claim.value, Figure)
    low, high = allowed(claim.value.amount, fold(claim.trigger.exact))
    return low, high


def _unit(claim: Claim) -> str:
    assert isinstance(claim.value, Figure)
    return claim.value.amount.unit


def _of(claim: Claim) -> str:
    assert isinstance(claim.value, Figure)
    return fold(claim.value.counted)


def _around(claim: Claim) -> tuple[str, str]:
    """The words before and after a length; the unit belongs to those after, or to the length itself."""
    at = claim.trigger.start - claim.quote.start
    end = at + len(claim.trigger.exact)
    after = fold(claim.quote.exact[end : end + 70])
    return fold(claim.quote.exact[max(0, at - 70) : at]), _UNIT_WORD.sub("", after, count=1)


_UNIT_WORD = re.compile(
    r"^[\s-]?(?:days?|weeks?|months?|years?)|^\s?(?:일|주|개월|달|년|해)|^(?:天|日|个月|個月|周|週|年)"
)


def _day_of(claim: Claim) -> bool:
    return isinstance(claim.value, Time) and claim.value.when.bounded and claim.value.when.precision in (
        Precision.DAY, Precision.MONTH
    )  # fmt: skip


def _when(claim: Claim) -> tuple[date, date]:
    assert isinstance(claim.value, Time)
    when = claim.value.when
    assert when.start is not None and when.end is not None
    return when.start, when.end
