"""What an import has to say of a file, a row or a cell, as data: a kind with its particulars, told in any language.

`english` tells it on the command line and in files; screens take the same sentence as their message (web/notes.py).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Said(StrEnum):
    """What can be said."""

    # of a cell
    ERROR_VALUE = "error_value"
    NO_SUCH_DAY = "no_such_day"
    NO_DATE = "no_date"
    TWO_WAYS = "two_ways"
    ODD_YEAR = "odd_year"
    NO_NUMBER = "no_number"
    NO_AGE = "no_age"
    UNKNOWN_WORD = "unknown_word"
    ENDS_FIRST = "ends_first"
    # of a row
    NO_KEY = "no_key"
    KEY_TWICE = "key_twice"
    WIDTH = "width"
    UNWORKED = "unworked"
    QUOTATION = "quotation"
    NOT_ENCODED = "not_encoded"
    NUL = "nul"
    LEFT_OUT_BEFORE = "left_out_before"
    # of a file
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    MERGED = "merged"
    FORMULAS = "formulas"
    OTHER_SHEETS = "other_sheets"
    ENCODING = "encoding"
    ENCODING_MARKED = "encoding_marked"
    ENCODING_GUESSED = "encoding_guessed"
    DONE_BEFORE = "done_before"
    # of a guessed mapping
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    ASK_ORDER = "ask_order"
    ASK_KEY = "ask_key"


#: The sentences in English, the only place they stand; two where a number (`many`) decides between one and several.
ENGLISH: dict[Said, str | tuple[str, str]] = {
    Said.ERROR_VALUE: "is an error of the spreadsheet, no value. Mend the cell, or leave it empty.",
    Said.NO_SUCH_DAY: "is no day of any calendar. Mend the cell, or leave it empty.",
    Said.NO_DATE: "is no date that can be read. Write it as 2013-08-15, 2013-08 or 2013, or leave it empty.",
    Said.TWO_WAYS: "may be read in two ways. Say in the mapping whether day or month comes first (dates: dmy or mdy).",
    Said.ODD_YEAR: "is in the year %(year)s, which cannot be meant. Mend the cell, or leave it empty.",
    Said.NO_NUMBER: "is no number. Mend the cell, or leave it empty.",
    Said.NO_AGE: "is no age in years. Mend the cell, or leave it empty.",
    Said.UNKNOWN_WORD: "is none of the words the mapping knows (%(words)s …). Mend it, or add it to values.",
    Said.ENDS_FIRST: "ends (%(end)s) before it begins (%(start)s). Mend one of the two.",
    Said.NO_KEY: "the key is empty. Give the row its number.",
    Said.KEY_TWICE: (
        "has the key of row %(row)s. If several rows tell of one person, name the person's column (person)."
    ),
    Said.WIDTH: (
        "the row has %(many)s cell, the headers %(heads)s",
        "the row has %(many)s cells, the headers %(heads)s",
    ),
    Said.UNWORKED: "column %(column)s holds a formula without its value",
    Said.QUOTATION: "a quotation mark stands where none can, or is not closed",
    Said.NOT_ENCODED: "a character is not in the encoding of the file",
    Said.NUL: "a cell holds a NUL character",
    Said.LEFT_OUT_BEFORE: "was left out before",
    Said.HIDDEN_SHEET: "the sheet “%(sheet)s” is hidden in the file",
    Said.HIDDEN_ROWS: ("%(many)s hidden row is read as well", "%(many)s hidden rows are read as well"),
    Said.HIDDEN_COLUMNS: "hidden columns are read as well: %(columns)s",
    Said.MERGED: (
        "%(many)s merged area of cells, whose words count for each row it covers",
        "%(many)s merged areas of cells, whose words count for each row they cover",
    ),
    Said.FORMULAS: (
        "%(many)s cell with a formula, of which the value last worked out is read",
        "%(many)s cells with formulas, of which the values last worked out are read",
    ),
    Said.OTHER_SHEETS: "other sheets are not read: %(sheets)s",
    Said.ENCODING: "encoding %(encoding)s",
    Said.ENCODING_MARKED: "encoding %(encoding)s, told by its byte order mark",
    Said.ENCODING_GUESSED: "encoding %(encoding)s, as its characters suggest",
    Said.DONE_BEFORE: "just this was imported before, as import %(run)s on %(day)s; nothing is new",
    Said.DAY_FIRST: "the day comes first in dates, as “%(cell)s” shows",
    Said.MONTH_FIRST: "the month comes first in dates, as “%(cell)s” shows",
    Said.ASK_ORDER: "Does the day or the month come first in “%(cell)s”? (dates: dmy or mdy)",
    Said.ASK_KEY: "Which column is the list's own number of a row? Without one, a changed row is a new one (key).",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One thing said, with the particulars its sentence names; a number called `many` decides between the forms."""

    said: Said
    given: tuple[tuple[str, str | int | date], ...] = ()

    def __str__(self) -> str:
        return english(self)

    @property
    def many(self) -> int:
        """The number that decides between one and several, 1 where there is none."""
        return next((value for name, value in self.given if name == "many" and isinstance(value, int)), 1)


def note(said: Said, **given: str | int | date) -> Note:
    """A note with its particulars by name."""
    return Note(said, tuple(given.items()))


def english(one: Note) -> str:
    """The note in English: numbers with commas, days in ISO 8601; a row's number and a year without commas."""
    sentence = ENGLISH[one.said]
    if isinstance(sentence, tuple):
        sentence = sentence[one.many != 1]
    plain = {name: f"{value:,}" if name == "many" else str(value) for name, value in one.given}
    return sentence % plain if plain else sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a row is left out: its number, the column (letter and name, "" for the row as a whole), the cell's words."""

    row: int
    column: str
    cell: str
    note: Note

    @property
    def why(self) -> str:
        """What is wrong and what to do, in English."""
        return english(self.note)
