"""Workbooks (XLSX, XLS, ODS, XLSB) with what is easily overlooked: hidden parts, errors, merged cells, formulas.

Values come from python-calamine; what it does not tell (errors, formulas, hidden rows) is read from the XML of an XLSX.
Runs in the sandbox.
"""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib.metadata import version
from io import BytesIO
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

import python_calamine as calamine

from chamsae.errors import Unreadable, phrase
from chamsae.model.document import Page
from chamsae.read.parsed import Parsed, Writer, storable
from chamsae.read.sheet.table import Sheet, Workbook

VERSION = f"sheet.xlsx 1, python-calamine {version('python-calamine')}"
#: What may be inside: members, bytes of all together once unpacked, and how many times its size one may grow.
MAX_MEMBERS, MAX_BYTES, MAX_RATIO = 10_000, 1 << 30, 500
#: Cells of one sheet, at most: a lone cell in the last corner would make a billion of empty ones.
MAX_CELLS = 30_000_000
_KEPT = phrase("The bytes are kept.")
_FAULTS = (calamine.CalamineError, calamine.XmlError, calamine.ZipError, ValueError, KeyError, zipfile.BadZipFile)


def workbook(data: bytes, name: str) -> Workbook:
    """All sheets of a workbook; raises Unreadable when it is damaged, locked, a bomb, or declares XML entities."""
    zipped = data.startswith(b"PK")
    if zipped:
        _check(data, name)
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        marks, epoch = _marks(data) if zipped else ({}, 1900)
        found = [_sheet(book, meta, marks.get(meta.name, _Marks())) for meta in book.sheets_metadata
                 if meta.typ == calamine.SheetTypeEnum.WorkSheet]  # fmt: skip
    except calamine.PasswordError as error:
        raise Unreadable(phrase("is locked with a password"), thing=name,
                         do=phrase("Save it without one. The bytes are kept.")) from error  # fmt: skip
    except (*_FAULTS, expat.ExpatError) as error:
        raise Unreadable(phrase("damaged, or no workbook (%(why)s)", why=type(error).__name__), thing=name,
                         do=_KEPT) from error  # fmt: skip
    return Workbook(sheets=tuple(found), epoch=epoch)


def parse(data: bytes, name: str) -> Parsed:
    """The text of all sheets that are not hidden: each a page, rows as lines, cells parted by tabs."""
    writer, pages, notes = Writer(), list[Page](), list[str]()
    for sheet in workbook(data, name).sheets:
        if sheet.hidden:
            notes.append(f"the sheet “{sheet.name}” is hidden and not read")
            continue
        start = len(writer)
        writer.add(f"{sheet.name}\n\n")
        for row in sheet.rows:
            if any(row):
                writer.add("\t".join(" ".join(cell.split()) for cell in row).rstrip("\t") + "\n")
        writer.add("\n")
        pages.append(Page(number=len(pages) + 1, start=start, end=len(writer)))
    text = storable(writer.finish())
    if not text.strip():
        raise Unreadable(phrase("the workbook holds nothing"), thing=name, do=_KEPT)
    return Parsed(parser=VERSION, text=text, pages=tuple(pages), notes=tuple(notes))


@dataclass(slots=True)
class _Marks:
    """What the XML of a sheet tells beside the values; rows and columns from 0."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unworked: list[tuple[int, int]] = field(default_factory=list)
    formulas: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable(phrase("damaged, or no workbook"), thing=name, do=_KEPT) from error
    grown = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or grown > MAX_BYTES or grown > MAX_RATIO * len(data) + (1 << 20):
        raise Unreadable(phrase("unpacks to far more than its size (a bomb?)"), thing=name, do=_KEPT)


def _sheet(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, marks: _Marks) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise ValueError("more cells than are read")
    rows = [[*map(_text, row)] for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), words in marks.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = words
    merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
    _spread(rows, merged)
    return Sheet(
        name=storable(meta.name),
        hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
        rows=tuple(map(tuple, rows)),
        merged=merged,
        formulas=marks.formulas,
        unworked=tuple(marks.unworked),
        hidden_rows=tuple(row + 1 for row in marks.hidden_rows if row < len(rows)),
        hidden_columns=tuple(marks.hidden_columns),
    )


def _spread(rows: Sequence[list[str]], merged: Sequence[tuple[int, ...]]) -> None:
    """Write what a merged area shows into each of its cells."""
    for top, left, bottom, right in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])


def _text(value: object) -> str:
    """A value as words: days in ISO 8601, whole numbers without a point."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return storable(str(value))


# The XML of an XLSX


def _marks(data: bytes) -> tuple[dict[str, _Marks], int]:
    """What the XML of each sheet tells, by its name; and the epoch. Empty for packages of another kind."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        if "xl/workbook.xml" not in package.namelist():
            return {}, 1900
        about = _About()
        about.read(package.read("xl/workbook.xml"))
        if "xl/_rels/workbook.xml.rels" in package.namelist():
            about.read(package.read("xl/_rels/workbook.xml.rels"))
        found = {}
        for name, relation in about.sheets.items():
            target = about.targets.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if path in package.namelist():
                found[name] = _CellReader().read(package.read(path))
        return found, 1904 if about.from_1904 else 1900


def _parser() -> Any:
    """An XML parser that takes no document type, so that no entity can be declared."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError("declares a document type")

    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    return parser


class _About:
    """Names and files of the sheets, and where serial dates begin."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.targets: dict[str, str] = {}
        self.from_1904 = False

    def read(self, xml: bytes) -> None:
        parser = _parser()
        parser.StartElementHandler = self._start
        parser.Parse(xml, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "sheet":
            self.sheets[attributes.get("name", "")] = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        elif tag == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class _CellReader:
    """Walks the cells of one sheet; keeps errors, formulas and what is hidden."""

    def __init__(self) -> None:
        self._marks = _Marks()
        self._at: tuple[int, int] = (0, 0)
        self._row = -1
        self._error = self._formula = self._value = self._in_value = False
        self._words: list[str] = []

    def read(self, xml: bytes) -> _Marks:
        parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)
        return self._marks

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._at = self._place(attributes.get("r", ""))
            self._error = attributes.get("t") == "e"
            self._formula = self._value = False
            self._words.clear()
        elif tag == "v":
            self._in_value = True
        elif tag == "f":
            self._formula = True
            self._marks.formulas += 1
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdigit() else self._row + 1
            self._at = (self._row, -1)
            if attributes.get("hidden") in ("1", "true"):
                self._marks.hidden_rows.append(self._row)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self._marks.hidden_columns += range(first - 1, min(last, first + 500))

    def _end(self, tag: str) -> None:
        if tag == "v":
            self._in_value = False
        elif tag == "c" and self._error:
            self._marks.errors[self._at] = storable("".join(self._words)) or "#N/A"
        elif tag == "c" and self._formula and not self._value:
            self._marks.unworked.append(self._at)

    def _text(self, words: str) -> None:
        if self._in_value:
            self._value = True
            self._words += [words] if self._error else []

    def _place(self, reference: str) -> tuple[int, int]:
        """Row and column of a cell; without a reference it stands beside the last one."""
        found = _CELL.fullmatch(reference)
        if found is None:
            return (self._row, self._at[1] + 1)
        column = 0
        for char in found[1]:
            column = column * 26 + ord(char) - 64
        return (int(found[2]) - 1, column - 1)
