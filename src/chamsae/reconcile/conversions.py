"""One quantity in two units, side by side in a sentence: "1,470 kg (3,240 lb)", 300리(120km), 12세(2011年).

A rounded number may be off by half of its last digit that is not nought.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from chamsae.model.amount import Comparator
from chamsae.model.check import CheckKind
from chamsae.model.claim import Claim, Figure
from chamsae.reconcile.conflict import Bound, Link, System
from chamsae.reconcile.constraint import Constraint, bound
from chamsae.reconcile.intervals import Interval, counted_by, interval_words, said
from chamsae.text.amounts import number_words
from chamsae.text.normal import fold

#: Units by what they measure, as so many of the first one. 근 and 斤 differ: 600 g of meat in Korea, 500 g in China.
MEASURES: tuple[Mapping[str, float], ...] = (
    {"kg": 1.0, "g": 0.001, "ton": 1000.0, "lb": 0.45359237, "oz": 0.028349523, "jin": 0.5, "liang": 0.05},
    {"km": 1.0, "m": 0.001, "mile": 1.609344, "foot": 0.0003048},
    {"hectare": 1.0, "acre": 0.40468564, "mu": 1 / 15},
    {"hour": 1.0, "minute": 1 / 60},
    {"week": 7.0, "day": 1.0},
    {"year": 12.0, "month": 1.0},
)
_ALIASES = {
    "kgs": "kg", "kilogram": "kg", "kilograms": "kg", "킬로그램": "kg", "킬로": "kg", "公斤": "kg", "千克": "kg",
    "grams": "g", "gram": "g", "그램": "g", "克": "g",
    "tons": "ton", "tonne": "ton", "tonnes": "ton", "톤": "ton", "吨": "ton", "噸": "ton",
    "lbs": "lb", "pound": "lb", "pounds": "lb", "파운드": "lb", "磅": "lb", "ounces": "oz", "ounce": "oz",
    "斤": "jin", "市斤": "jin", "两": "liang",
    "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km", "킬로미터": "km", "公里": "km",
    "meter": "m", "meters": "m", "metre": "m", "metres": "m", "미터": "m", "米": "m",
    "miles": "mile", "마일": "mile", "英里": "mile", "feet": "foot", "ft": "foot",
    "ha": "hectare", "hectares": "hectare", "헥타르": "hectare", "公顷": "hectare", "acres": "acre", "에이커": "acre",
    "亩": "mu", "畝": "mu", "days": "day", "weeks": "week", "months": "month", "years": "year",
    "hours": "hour", "minutes": "minute",
}  # fmt: skip
#: What stands between a quantity and the same one in another unit, and ends it.
_SAME = re.compile(
    r"^[^0-9.。;；]{0,12}[(（]\s?(?:about |or |some |약 |약|约|約)?$"
    r"|^\s?[a-z]{0,12},?\s(?:or|that is|equivalent to)\s(?:about |some )?$"
)
#: A number with its unit in brackets behind a measure.
_BESIDE = re.compile(
    r"^[^0-9.。;；(（]{0,12}[(（]\s?(?:about |or |some |약\s?|约|約)?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>[^\W\d]+)\s?[)）]"
)


def constraints(own: Sequence[Claim]) -> Iterator[Constraint]:
    """The same quantity in two units, in one document's claims in order of its text."""
    measured = [claim for claim in own if isinstance(claim.value, Figure) and _unit(claim)]
    taken: set[str] = set()
    for one, other in pairwise(measured):
        rate = _rate(_unit(one), _unit(other))
        if rate and one.quote.start == other.quote.start and _SAME.match(_between(one, other)):
            taken.add(one.id)
            yield _same(one, other, rate)
    for claim in measured:
        beside = _BESIDE.match(_after(claim)) if claim.id not in taken else None
        rate = _rate(_unit(claim), _known(beside["unit"])) if beside else None
        if beside and rate:
            yield _read_beside(claim, float(beside["number"].replace(",", "")), _known(beside["unit"]), rate)


def _read_beside(claim: Claim, number: float, unit: str, rate: float) -> Constraint:
    """A measure whose other unit nobody proposed as a claim: it is read where it stands, in brackets."""
    low, high = _rounded(claim)
    half = _step(number) / 2
    fixed = Bound(quantity="beside", low=number - half, high=number + half)
    return Constraint(
        kind=CheckKind.CONVERSION,
        system=System(
            bounds=(bound(claim, (low, high)), fixed), links=(Link(terms=((claim.id, rate), ("beside", -1.0))),)
        ),
        words=_words(claim, (low * rate, high * rate), f"“{number_words(number)}”", unit),
    )


def _same(one: Claim, other: Claim, rate: float) -> Constraint:
    low, high = _rounded(one)
    return Constraint(
        kind=CheckKind.CONVERSION,
        system=System(
            bounds=(bound(one, (low, high)), bound(other, _rounded(other))),
            links=(Link(terms=((one.id, rate), (other.id, -1.0))),),
        ),
        words=_words(one, (low * rate, high * rate), said(other), _unit(other)),
    )


def _words(one: Claim, turned: Interval, other: str, unit: str) -> str:
    return f"{said(one)} {_unit(one)} is {interval_words(turned)} {unit}; {other} {unit} is told beside it"


def _rounded(claim: Claim) -> Interval:
    """What a measure allows: half of its last digit more or less, unless its words leave an end open or wider."""
    low, high = counted_by(claim)
    assert isinstance(claim.value, Figure)
    amount = claim.value.amount
    if amount.comparator is not Comparator.EXACT or amount.low is None:
        return low, high
    half = _step(float(amount.low)) / 2
    return low - half, high + half


def _step(number: float) -> float:
    """The worth of the last digit that is not nought."""
    digits = f"{number:.6f}".rstrip("0")
    if not digits.endswith("."):
        return float(10 ** -len(digits.partition(".")[2]))
    whole = digits.rstrip(".")
    return float(10 ** (len(whole) - len(whole.rstrip("0")))) if whole.strip("0") else 1.0


def _rate(one: str, other: str) -> float | None:
    if one == other:
        return None
    return next((units[one] / units[other] for units in MEASURES if one in units and other in units), None)


def _unit(claim: Claim) -> str:
    assert isinstance(claim.value, Figure)
    return _known(fold(claim.value.amount.unit))


def _known(unit: str) -> str:
    """The unit under the name it has here; nothing for one that measures nothing known."""
    known = _ALIASES.get(unit, unit)
    return known if any(known in units for units in MEASURES) else ""


def _after(claim: Claim) -> str:
    end = claim.trigger.end - claim.quote.start
    return fold(claim.quote.exact[end : end + 60])


def _between(one: Claim, other: Claim) -> str:
    return fold(one.quote.exact[one.trigger.end - one.quote.start : max(other.trigger.start - one.quote.start, 0)])
