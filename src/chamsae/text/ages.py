"""Ages and births: what an age says of a birth, and a birth of the time of an age, counted in either way."""

from datetime import date, timedelta
from enum import StrEnum

from chamsae.model.when import Precision, When


class Counting(StrEnum):
    """How an age is counted: by birthdays, or by calendar years with one at birth (Korean age, 虚岁)."""

    BIRTHDAYS = "birthdays"
    YEARS = "years"


def birth(age: int, on: When, counting: Counting = Counting.BIRTHDAYS) -> When | None:
    """When somebody was born who had this age at a time; None where that time is open.

    By years the year of birth is year − age + 1. By birthdays the birth lies within the year before; whoever was born
    on 29 February may keep it on the 28th or on 1 March.
    """
    if on.start is None or on.end is None:
        return None
    if counting is Counting.YEARS:
        start, end = date(on.start.year - age + 1, 1, 1), date(on.end.year - age + 1, 12, 31)
    else:
        start = _years_on(on.start, -age - 1) + timedelta(1)
        end = _eve(on.end + timedelta(1), -age)
    return When(start=start, end=end, precision=Precision.YEAR if start.year == end.year else Precision.RANGE)


def aged(age: int, born: When, counting: Counting = Counting.BIRTHDAYS) -> When | None:
    """The time during which somebody born then had this age; None where the birth is open."""
    if born.start is None or born.end is None:
        return None
    if counting is Counting.YEARS:
        start, end = date(born.start.year + age - 1, 1, 1), date(born.end.year + age - 1, 12, 31)
    else:
        start, end = _years_on(born.start, age), _eve(born.end, age + 1)
    return When(start=start, end=end, precision=Precision.RANGE)


def _years_on(day: date, years: int) -> date:
    """The same day so many years later or earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _eve(day: date, years: int) -> date:
    """The day before the same day so many years later or earlier; 29 February becomes 1 March."""
    leap = (day.month, day.day) == (2, 29)
    moved = _years_on(day, years)
    return moved if leap and moved.day == 28 else moved - timedelta(1)
