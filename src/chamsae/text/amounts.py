"""Amounts and times as words and ISO 8601, the same on every screen, in every report."""

import re
from collections.abc import Callable, Mapping

from chamsae.model.amount import Amount, Comparator, Number
from chamsae.model.when import Precision, When

#: Plural and singular of units whose plural is not the unit itself; any other unit is printed as it is.
PLURALS: Mapping[str, tuple[str, str]] = {
    "person": ("people", "person"),
    "family": ("families", "family"),
    "case": ("cases", "case"),
    "day": ("days", "day"),
    "week": ("weeks", "week"),
    "month": ("months", "month"),
    "year": ("years", "year"),
    "hour": ("hours", "hour"),
    "country": ("countries", "country"),
    "household": ("households", "household"),
}


def amount_words(amount: Amount) -> str:
    """The amount as the source put it, in plain English: "more than 500 people", "350 to 400 people"."""
    unit, low, high = amount.unit, amount.low, amount.high
    if low is None and high is None:
        return f"an unstated number of {_unit(unit, None)}"
    if amount.comparator in (Comparator.RANGE, Comparator.VAGUE) or (low is not None and high not in (None, low)):
        return range_words(low, high, unit)
    number = high if low is None else low
    if number == 0 and amount.comparator is Comparator.EXACT:
        return f"no {_unit(unit, number)}"
    return f"{LEADS[amount.comparator]}{number_words(number)} {_unit(unit, number)}"


def range_words(low: Number | None, high: Number | None, unit: str) -> str:
    """A settled range in plain English: "340 to 620 people", "at least 280 people", "not known"."""
    if low is None and high is None:
        return "not known"
    if low == high:
        return f"{number_words(low)} {_unit(unit, low)}"
    if high is None:
        return f"at least {number_words(low)} {_unit(unit, low)}"
    if low is None:
        return f"at most {number_words(high)} {_unit(unit, high)}"
    return f"{number_words(low)} to {number_words(high)} {_unit(unit, high)}"


def number_words(number: Number | None) -> str:
    """A number with thousands apart by commas; whole floats without their ".0"."""
    if number is None:
        return "?"
    return f"{int(number):,}" if number == int(number) else f"{number:,}"


def when_iso(when: When | None) -> str | None:
    """A time as an ISO 8601 date of its own precision or an interval with ".." for an open end; else its words."""
    if when is None or (when.start is None and when.end is None):
        return when.text if when else None
    start, end = when.start, when.end
    if start and end and when.precision in PRECISIONS:
        return PRECISIONS[when.precision](start.isoformat())
    if start and start == end:
        return start.isoformat()
    return f"{start or '..'}/{end or '..'}"


def iso_words(iso: str) -> str:
    """What `when_iso` wrote, in plain English: "18 March 2025", "1 to 5 March 2025"; other words as they are."""
    if not ISO.fullmatch(iso):
        return iso
    start, _, end = iso.partition("/")
    if not end:
        return _day_words(start)
    if start.endswith("-01-01") and end == f"{start[:4]}-12-31":
        return start[:4]
    if start == "..":
        return f"up to {_day_words(end)}"
    if end == "..":
        return f"since {_day_words(start)}"
    first = start[8:].lstrip("0") if start[:7] == end[:7] else _day_words(start)
    return f"{first} to {_day_words(end)}"


def _day_words(iso: str) -> str:
    year, month, day = (*iso.split("-"), "", "")[:3]
    named = MONTHS[int(month) - 1] if month else ""
    return " ".join(part for part in (day.lstrip("0"), named, year) if part)


def _unit(unit: str, number: Number | None) -> str:
    plural, singular = PLURALS.get(unit, (unit, unit))
    return singular if number == 1 else plural


LEADS: Mapping[Comparator, str] = {
    Comparator.EXACT: "",
    Comparator.ABOUT: "about ",
    Comparator.MORE_THAN: "more than ",
    Comparator.AT_LEAST: "at least ",
    Comparator.LESS_THAN: "fewer than ",
    Comparator.UP_TO: "up to ",
    Comparator.RANGE: "",
    Comparator.VAGUE: "roughly ",
}

PRECISIONS: Mapping[Precision, Callable[[str], str]] = {
    Precision.DAY: lambda iso: iso,
    Precision.MONTH: lambda iso: iso[:7],
    Precision.YEAR: lambda iso: iso[:4],
}

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

#: What `when_iso` writes, but for the words of a source.
ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?|(\d{4}-\d\d-\d\d|\.\.)/(\d{4}-\d\d-\d\d|\.\.)")
