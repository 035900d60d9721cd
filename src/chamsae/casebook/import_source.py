"""A file as a table: text as it is, workbooks through the sandbox; with what a partner must be told about it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from chamsae.errors import InputError, phrase
from chamsae.model.source import Capture
from chamsae.ports import Objects
from chamsae.read.choose import PARSER_OF, WORKBOOKS
from chamsae.read.parsed import Limits
from chamsae.read.sandbox import Sandbox
from chamsae.read.sheet import delimited
from chamsae.read.sheet.heads import table
from chamsae.read.sheet.notes import Said, note
from chamsae.read.sheet.table import Sheet, Table, Workbook, remarks
from chamsae.text.cells import unharmed

#: Old workbooks, which are told from other files of their kind by their name.
_OLD = ("application/x-ole-storage", "application/vnd.ms-excel")
#: What a workbook may cost.
LIMITS = Limits(seconds=240, processor=240, memory=3 << 30, output=512 << 20)
#: In the headers of a report of bad rows; such columns say nothing of the list.
OURS = "chamsae: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which part of a file, and how it is written, as far as somebody said."""

    sheet: str = ""
    encoding: str = ""
    header_row: int = 0
    header_rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file as a table; `sheets`: the names of all of a workbook; `sheet`: the one read; `epoch`: of serial dates."""

    table: Table
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    epoch: int = 1900


@contextmanager
def opened(objects: Objects, capture: Capture, asked: Asked) -> Iterator[Opened]:
    """The table in an accession, open while its rows are read.

    Raises InputError for what is no table, for a sheet that is not there, and where no headers are found; Unreadable
    for damaged files and unknown encodings.
    """
    if PARSER_OF.get(capture.media_type) == WORKBOOKS or capture.media_type in _OLD:
        with Sandbox() as sandbox:
            book = sandbox.workbook(objects.read(capture.sha256), capture.name, LIMITS)
        yield _sheet(book, capture.name, asked)
    elif capture.media_type.startswith("text/") and capture.media_type not in ("text/html", "text/vtt"):
        with objects.open(capture.sha256) as stream:
            how = delimited.manner(stream, capture.name, asked.encoding or None)
            with closing(delimited.rows(stream, how)) as rows:
                found = table(rows, capture.name, first=asked.header_row, count=asked.header_rows, remarks=how.remarks)
                yield Opened(table=_mended(found))
    else:
        raise InputError(
            phrase("is no table (%(type)s)", type=capture.media_type),
            thing=capture.name,
            do=phrase("Save the list as CSV or XLSX and give that."),
        )


def _mended(found: Table) -> Table:
    """A report of bad rows that comes back: the apostrophes that kept cells from running are taken away again."""
    if not any(head.startswith(OURS) for head in found.heads):
        return found
    rows = (replace(row, cells=tuple(map(unharmed, row.cells))) for row in found.rows)
    return replace(found, heads=tuple(map(unharmed, found.heads)), rows=rows)


def _sheet(book: Workbook, name: str, asked: Asked) -> Opened:
    chosen = _chosen(book, name, asked.sheet)
    others = [sheet.name for sheet in book.sheets if sheet is not chosen and any(map(any, sheet.rows))]
    told = [*remarks(chosen), *([note(Said.OTHER_SHEETS, sheets=", ".join(others))] if others else [])]
    found = table(iter(chosen), name, first=asked.header_row, count=asked.header_rows, remarks=told)
    return Opened(table=found, sheets=tuple(s.name for s in book.sheets), sheet=chosen.name, epoch=book.epoch)


def _chosen(book: Workbook, name: str, wanted: str) -> Sheet:
    if wanted:
        found = next((sheet for sheet in book.sheets if sheet.name == wanted), None)
        if found is None:
            names = ", ".join(f"“{sheet.name}”" for sheet in book.sheets)
            raise InputError(phrase("has no sheet “%(wanted)s”", wanted=wanted), thing=name,
                             do=phrase("There are: %(names)s.", names=names))  # fmt: skip
        return found
    seen = [sheet for sheet in book.sheets if not sheet.hidden and any(map(any, sheet.rows))]
    if not seen:
        raise InputError(phrase("holds no rows in a sheet that is shown"), thing=name,
                         do=phrase("Name a hidden one with --sheet."))  # fmt: skip
    return seen[0]
