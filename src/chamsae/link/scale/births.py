"""Birth dates as lists write them, in any of three languages, as intervals of days."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from chamsae.text import lunar
from chamsae.text.dates import times
from chamsae.text.normal import fold

#: Years of birth that can be meant.
FIRST, LAST = 1850, 2050

_NUMBERS = re.compile(
    r"(\d{4})(?:\s*[-./年년]\s*(\d{1,2})(?:\s*[-./月월]\s*(\d{1,2}))?)?\s*[.日일年년月월]?(?:\s*00:00:00)?"
)
_WHOLE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BACKWARDS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_BETWEEN = re.compile(r"(\d{4})\s*[-–~/]\s*(\d{4})")
_MOON = re.compile(r"음력|음\b|\(음\)|陰曆|阴历|农历|農曆|lunar|旧历")


class Birth(NamedTuple):
    """An interval of days as ordinals (`date.toordinal`). `day` where the day is known; `moon` is the day that is meant
    if the date was given by the lunar calendar without saying so; `year` the year of the first day.
    """

    text: str
    born_from: int
    born_to: int
    day: int | None
    moon: int | None
    year: int


def birth(text: str) -> Birth | None:
    """The interval of a birth date as written: a day, month, year or two years; None if it cannot be read.

    12/03/1975 is taken as day and month where only one order makes a date, and else as the months it may be.
    """
    said = fold(text).strip()
    by_moon = _MOON.search(said) is not None
    said = _MOON.sub("", said).strip("()（） ")
    if found := _BETWEEN.fullmatch(said):
        first, last = int(found[1]), int(found[2])
        return _interval(text, date(first, 1, 1), date(last, 12, 31)) if FIRST <= first <= last <= LAST else None
    if found := _BACKWARDS.fullmatch(said):
        return _either(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _WHOLE.fullmatch(said) or _NUMBERS.fullmatch(said):
        return _parts(text, [int(part) for part in found.groups() if part], by_moon=by_moon)
    return _words(text)


def by_moon_day(year: int, month: int, day: int) -> date | None:
    """The day of a date of the lunar calendar, in its usual month; None for one that does not exist."""
    first = _first(year, month)
    if first is None or not 1 <= day <= 29 + _long(year, month) * (day == 30):
        return None
    return date.fromordinal(first.toordinal() + day - 1)


@cache
def _first(year: int, month: int) -> date | None:
    return lunar.day(year, month, 1)


@cache
def _long(year: int, month: int) -> bool:
    return lunar.day(year, month, 30) is not None


def _words(text: str) -> Birth | None:
    """A date in words: 1975년 3월 2일생, 一九七五年三月."""
    found = [dated.when for dated in times(text)]
    if not found or found[0].start is None or found[0].end is None:
        return None
    return _interval(text, found[0].start, found[0].end)


def _parts(text: str, parts: list[int], *, by_moon: bool) -> Birth | None:
    year, month, day = [*parts, 0, 0][:3]
    if not FIRST <= year <= LAST or month > 12 or day > 31:
        return None
    if not month:
        return _interval(text, date(year, 1, 1), date(year, 12, 31))
    if not day:
        return _interval(text, date(year, month, 1), date.fromordinal(_next(year, month).toordinal() - 1))
    meant = by_moon_day(year, month, day)
    if by_moon:
        return _interval(text, meant, meant) if meant else None
    try:
        exact = date(year, month, day).toordinal()
    except ValueError:  # 30 February is a day of the lunar calendar
        return _interval(text, meant, meant) if meant else None
    return Birth(text, exact, exact, exact, meant.toordinal() if meant else None, year)


def _either(text: str, one: int, two: int, year: int) -> Birth | None:
    """Day and month in an order nobody knows: the one that makes a date, else the span of both."""
    ways = [(month, day) for day, month in ((one, two), (two, one)) if 1 <= month <= 12 and 1 <= day <= 31]
    found = [made for month, day in dict.fromkeys(ways) if (made := _parts(text, [year, month, day], by_moon=False))]
    if len(found) < 2:
        return found[0] if found else None
    return Birth(text, min(b.born_from for b in found), max(b.born_to for b in found), None, None, year)


def _interval(text: str, start: date, end: date) -> Birth:
    first, last = start.toordinal(), end.toordinal()
    return Birth(text, first, last, first if first == last else None, None, start.year)


def _next(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
