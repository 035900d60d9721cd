"""Days of the lunar calendar as Korea reckons it (Korea Astronomy and Space Science Institute), 1000 to 2050."""

from datetime import date, timedelta

from korean_lunar_calendar import KoreanLunarCalendar

from chamsae.model.when import Precision, When

#: The first and last lunar year the tables hold.
FIRST, LAST = 1000, 2050


def day(year: int, month: int, of_month: int, *, leap: bool = False) -> date | None:
    """The day on which a lunar date fell; None for one that does not exist. `leap`: of the month put in."""
    if not FIRST <= year <= LAST:
        return None
    calendar = KoreanLunarCalendar()
    return date.fromisoformat(calendar.SolarIsoFormat()) if calendar.setLunarDate(year, month, of_month, leap) else None


def month(year: int, of_year: int, *, leap: bool = False) -> When | None:
    """The days of a lunar month; None for one that does not exist."""
    start = day(year, of_year, 1, leap=leap)
    if start is None:
        return None
    end = day(year, of_year, 30, leap=leap) or day(year, of_year, 29, leap=leap) or start
    return When(start=start, end=end, precision=Precision.RANGE)


def feast(year: int, of_year: int, of_month: int, *, before: int = 0, after: int = 0) -> When | None:
    """A feast of a lunar date with so many days before and after it."""
    middle = day(year, of_year, of_month)
    if middle is None:
        return None
    start, end = middle - timedelta(before), middle + timedelta(after)
    return When(start=start, end=end, precision=Precision.DAY if start == end else Precision.RANGE)
