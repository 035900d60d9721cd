"""What single cells say: days however they are written, numbers, words from a list; or in a sentence why not.

Nothing is guessed: 03/04/2011 needs to be told whether the day or the month comes first.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from chamsae.model.amount import Amount, Comparator, Number
from chamsae.model.when import Precision, When
from chamsae.read.sheet.notes import Note, Said, english, note
from chamsae.read.sheet.words import says_nothing
from chamsae.text.dates import times
from chamsae.text.normal import fold
from chamsae.text.numbers import quantities
from chamsae.text.reckoning import reckon


class Order(StrEnum):
    """In which order a list writes day and month where only numbers tell: 03/04/2011."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How a list writes days and numbers. `epoch`: the year serial dates count from; `decimal`: the sign of a fraction.

    `order` None: a day that may be read in two ways is refused.
    """

    order: Order | None = None
    epoch: int = 1900
    decimal: str = "."


class Refused(ValueError):
    """A cell that cannot be what its column holds; the note says why and what to do."""

    def __init__(self, said: Note) -> None:
        super().__init__(english(said))
        self.note = said


#: What spreadsheets show in place of a value that cannot be worked out.
ERRORS = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!|BUSY!|참조!)")


def content(cell: str) -> str:
    """What a cell says, "" where it is empty or says that nothing is known. Raises Refused for an error value."""
    said = cell.strip()
    if said.startswith("#") and ERRORS.fullmatch(said):
        raise Refused(note(Said.ERROR_VALUE))
    return "" if says_nothing(said) else said


@lru_cache(maxsize=100_000)
def day(cell: str, writing: Writing) -> When:
    """The time a cell names, with its words; raises Refused for none, for a day there is not, and for an open order."""
    said = cell.strip()
    try:
        found = _numeric(said, writing) or _worded(said)
    except ValueError as error:
        if isinstance(error, Refused):
            raise
        raise Refused(note(Said.NO_SUCH_DAY)) from error
    if found is None:
        raise Refused(note(Said.NO_DATE))
    return found


_NOT_A_TIME = r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_SEP = r"\s?[-./,]\s?"
#: Year first: 2013-08-15, 2013. 8. 15., 2013.8, 2013年8月15日, 2013년 8월; two figures only behind an apostrophe.
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}}|['’‘]\d{{2}})(?:(?:{_SEP}|\s?[년年]\s?)(?P<month>\d{{1,2}})"
    rf"(?:(?:{_SEP}|\s?[월月]\s?)(?P<day>\d{{1,2}})\s?[일日号號.]?|\s?[월月.]?)|\s?[년年.]?)(?:\s?[(（].[)）])?{_NOT_A_TIME}"
)
_YEAR_LAST = re.compile(rf"(?P<one>\d{{1,2}}){_SEP}(?P<two>\d{{1,2}}){_SEP}(?P<year>\d{{4}}){_NOT_A_TIME}")
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})\s?[-./]\s?(?P<year>\d{4})")
_JUCHE = re.compile(
    r"(?:주체|juche|主体|主體)\s?(?P<era>\d{1,3})\s?(?:[(（]\d{4}[)）])?\s?[년年]?(?:[\s.,-]*(?P<month>\d{1,2})\s?[월月.]?(?:\s?(?P<day>\d{1,2})\s?[일日.]?)?)?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})?")
_SERIAL = re.compile(r"(?P<whole>\d{5})(?:\.\d+)?")
#: Serial days of 1927 and 2149: other numbers of five figures are no dates of our matter.
_SERIALS = range(10_000, 91_000)


def _numeric(said: str, writing: Writing) -> When | None:
    if (found := _YEAR_FIRST.fullmatch(said)) is not None:
        written = found["year"]
        year = int(written) if written.isdigit() else _century(int(written[1:]))
        return _when(year, found["month"], found["day"], said)
    if (found := _YEAR_LAST.fullmatch(said)) is not None:
        first, second = _ordered(int(found["one"]), int(found["two"]), writing.order)
        return _when(int(found["year"]), str(second), str(first), said)
    if (found := _MONTH_YEAR.fullmatch(said) or _COMPACT.fullmatch(said)) is not None:
        return _when(int(found["year"]), found["month"], found.groupdict().get("day"), said)
    if (found := _JUCHE.fullmatch(said.lower())) is not None:
        return _when(1911 + int(found["era"]), found["month"], found["day"], said)
    if (found := _SERIAL.fullmatch(said)) is not None and int(found["whole"]) in _SERIALS:
        start = date(1904, 1, 1) if writing.epoch == 1904 else date(1899, 12, 30)
        return When.day(start + timedelta(int(found["whole"])), said)
    return None


def _ordered(one: int, two: int, order: Order | None) -> tuple[int, int]:
    """Day and month of the two numbers; raises Refused where it is open which is which."""
    if one == two or order is Order.DAY_FIRST:
        return one, two
    if order is Order.MONTH_FIRST:
        return two, one
    if one > 12 or two > 12:
        return (one, two) if one > 12 else (two, one)
    raise Refused(note(Said.TWO_WAYS))


def _century(two: int) -> int:
    return 2000 + two if two <= 29 else 1900 + two


def _when(year: int, month: str | None, of_month: str | None, said: str) -> When:
    if not 1850 <= year <= 2100:
        raise Refused(note(Said.ODD_YEAR, year=year))
    if month is None:
        return When(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR, text=said)
    if of_month is not None:
        return When.day(date(year, int(month), int(of_month)), said)
    first = date(year, int(month), 1)
    return When(
        start=first, end=first.replace(day=monthrange(year, first.month)[1]), precision=Precision.MONTH, text=said
    )


def _worded(said: str) -> When | None:
    """A time in words; where it holds only numbers, what could be read of them was tried before."""
    if not any(char.isalpha() for char in said) or len(said) > 80:
        return None
    reckoned = reckon(said)
    found = reckoned.when if reckoned else next((one.when for one in times(said)), None)
    if found is None or (found.start is None and found.end is None):
        return None
    if _contradicts(said, found):
        raise Refused(note(Said.NO_SUCH_DAY))
    return When(start=found.start, end=found.end, precision=found.precision, text=said)


_PARTS = re.compile(r"\d{4}\s?[년年]\s?(\d{1,2})\s?[월月](?:\s?(\d{1,2})\s?[일日])?")


def _contradicts(said: str, found: When) -> bool:
    """True where month or day are written and were not understood: the 13th month is no year."""
    written = _PARTS.search(fold(said))
    if written is None:
        return False
    return found.precision is Precision.YEAR or (written[2] is not None and found.precision is Precision.MONTH)


_GROUPED = re.compile(r"\d{1,3}(?:[,  ']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_GROUPED_COMMA = re.compile(r"\d{1,3}(?:[.  ']\d{3})+(?:,\d+)?|\d+(?:,\d+)?")


def number(cell: str, writing: Writing) -> Number:
    """The number in a cell: 1,234 or, with a decimal comma, 1.234,5; raises Refused for anything else."""
    said = cell.strip()
    pattern, group = (_GROUPED_COMMA, ".") if writing.decimal == "," else (_GROUPED, ",")
    if (pattern.fullmatch(said)) is None:
        raise Refused(note(Said.NO_NUMBER))
    plain = re.sub(rf"[{re.escape(group)}  ']", "", said).replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def amount(cell: str, unit: str, writing: Writing) -> Amount:
    """How many a cell says: a number, or one with words ("약 30명", "30여 명"); raises Refused for neither."""
    try:
        exact = number(cell, writing)
    except Refused:
        found = quantities(cell.strip())
        if len(found) != 1:
            raise
        of = found[0].amount
        return Amount(low=of.low, high=of.high, comparator=of.comparator, unit=unit)
    return Amount(low=exact, high=exact, comparator=Comparator.EXACT, unit=unit)


_AGE = re.compile(
    r"(?:만|满|滿|약|约|約|about|c\.)?\s?(?P<age>\d{1,3})(?:\.0)?\s?(?:세|살|岁|歲|years?(?: old)?|yrs?|y/?o)?"
)


def age(cell: str) -> int:
    """An age in years, 0 to 120; raises Refused for anything else."""
    found = _AGE.fullmatch(cell.strip().lower())
    if found is None or int(found["age"]) > 120:
        raise Refused(note(Said.NO_AGE))
    return int(found["age"])
