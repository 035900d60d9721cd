"""CSV files of Uwazi read as claims: the template is the file's name, each row an entity, each cell a claim of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chamsae.errors import InputError
from chamsae.exchange import told
from chamsae.model.claim import Act, Detail, Name, NameType, Value
from chamsae.model.exchange import Coming, Fault
from chamsae.model.when import When
from chamsae.text import vocabulary
from chamsae.text.cells import unharmed

NAMED = {"person": NameType.PERSON, "organisation": NameType.ORGANISATION, "organization": NameType.ORGANISATION}
#: Columns that say which row it is, or repeat what others say.
QUIET = frozenset({"title", "name", "other_names", "roles", "chamsae_id", "id", "file", "files", "attachments"})
LANGUAGE = re.compile(r"__[a-z]{2,3}$")
DAY = re.compile(r"\d{4}(?:[-/ ]\d{2}[-/ ]\d{2})?")
RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})?:(\d{4}-\d{2}-\d{2})?")
LATITUDE = re.compile(r"-?\d{1,2}(?:\.\d+)?\|-?\d{1,3}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, and where it stands in the text."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row by column; `line` counts from 1, `start` and `end` are its place in the text."""

    line: int
    start: int
    end: int
    cells: dict[str, Cell]

    def words(self, column: str) -> str:
        """What stands in a column, "" for none."""
        return self.cells[column].words.strip() if column in self.cells else ""


def read(text: str, name: str) -> tuple[list[Coming], list[Fault]]:
    """The claims of a file, and rows that could not be taken; InputError for a file without a title column."""
    template = name.rpartition("/")[2].partition(".")[0].lower()
    faults: list[Fault] = []
    found: list[Coming] = []
    for row in _rows(text, name, faults):
        try:
            found += _act(row) if template == "act" else _entity(row, template) if template != "source" else ()
        except ValueError as error:
            faults.append(Fault(line=row.line, property="", words=row.words("title"), why=f"cannot be read: {error}"))
    return found, faults


def _rows(text: str, name: str, faults: list[Fault]) -> Iterator[Row]:
    coming = _records(text)
    head = next(coming, None)
    columns = [_column(cell.words) for cell in head[3]] if head else []
    if "title" not in columns and not any(one.startswith("title__") for one in columns):
        raise InputError(
            "has no column “title”, as every file of Uwazi has", thing=name, do="Export it from Uwazi as CSV."
        )
    for line, start, end, cells in coming:
        if not any(cell.words.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            why = f"has {len(cells)} cells, not {len(columns)}"
            faults.append(Fault(line=line, property="", words=text[start:end][:80], why=why))
            continue
        yield Row(line, start, end, dict(zip(columns, cells, strict=True)))


def _column(words: str) -> str:
    return re.sub(r"[^\w]+", "_", words.strip().lower())


def _records(text: str) -> Iterator[tuple[int, int, int, list[Cell]]]:
    """Lines of cells with their places; a quoted cell may run over several lines."""
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    at, line = 0, 1
    while at < len(text):
        start, first, cells = at, line, list[Cell]()
        while True:
            cell, at = _cell(text, at, separator)
            cells.append(cell)
            line += text.count("\n", cell.start, cell.end)
            if at >= len(text) or text[at] == "\n":
                break
            at += 1
        yield first, start, at, cells
        at, line = at + 1, line + 1


def _cell(text: str, at: int, separator: str) -> tuple[Cell, int]:
    if text[at : at + 1] != '"':
        end = min((place for place in (text.find(separator, at), text.find("\n", at)) if place >= 0), default=len(text))
        return Cell(unharmed(text[at:end]), at, end), end
    end = at + 1
    while (end := text.find('"', end)) >= 0 and text[end : end + 2] == '""':
        end += 2
    end = len(text) if end < 0 else end
    behind = min(
        (place for place in (text.find(separator, end), text.find("\n", end)) if place >= 0), default=len(text)
    )
    return Cell(unharmed(text[at + 1 : end].replace('""', '"')), at + 1, end), behind


def _coming(row: Row, column: str, words: str, value: Value, **more: Any) -> Coming:
    cell = row.cells[column]
    at = _found(cell, words)
    trigger = (
        (at, at + len(words)) if at >= 0 else (cell.start, cell.end) if cell.end > cell.start else (row.start, row.end)
    )
    return Coming(line=row.line, start=row.start, end=row.end, trigger=trigger, record=_id(row), property=column,
                  value=value, **more)  # fmt: skip


def _found(cell: Cell, words: str) -> int:
    """Where the words stand in the text of the file, when the cell is written as it is; -1 otherwise."""
    at = cell.words.find(words) if cell.end - cell.start == len(cell.words) else -1
    return cell.start + at if at >= 0 and words else -1


def _id(row: Row) -> str:
    return row.words("chamsae_id") or row.words("id") or _title(row)[1]


def _title(row: Row) -> tuple[str, str]:
    """The column and the words of the title, in the first language there is."""
    for column in ("name", "title", *(one for one in row.cells if one.startswith("title__"))):
        if row.words(column):
            return column, row.words(column)
    raise ValueError("it has no title")


def _entity(row: Row, template: str) -> Iterator[Coming]:
    column, title = _title(row)
    if template in NAMED:
        roles = tuple(_values(row.words("roles")))
        yield _coming(row, column, title, Name(text=title, type=NAMED[template], entity=_id(row), roles=roles))
        for tongue in (one for one in row.cells if one.startswith("title__") and one != column and row.words(one)):
            said = Name(text=row.words(tongue), type=NAMED[template], entity=_id(row), roles=roles)
            yield _coming(row, tongue, said.text, said)
        for other in _values(row.words("other_names")):
            again = Name(text=other, type=NAMED[template], entity=_id(row), roles=roles)
            yield _coming(row, "other_names", other, again)
    for name, cell in row.cells.items():
        if name in QUIET or name.startswith("title__") or not cell.words.strip():
            continue
        if name.endswith(("_period", "_code")) and name.rpartition("_")[0] in row.cells:
            continue
        yield from _facts(row, name, title)


def _facts(row: Row, name: str, about: str) -> Iterator[Coming]:
    words = row.words(name)
    periods, codes = (row.words(f"{name}_{tail}").split("|") for tail in ("period", "code"))
    values = [words] if LATITUDE.fullmatch(words) else list(_values(words))
    ours = len(periods) == len(codes) == len(values) and f"{name}_code" in row.cells
    for number, one in enumerate(values):
        key = LANGUAGE.sub("", name)
        when, code = (_known(_time(periods[number])), codes[number] or None) if ours else (_time(one), _code(key, one))
        value = Detail(about=about, about_entity=_id(row), field=key, text=one, code=code)
        yield _coming(row, name, one, value, when=when)


def _code(field: str, words: str) -> str | None:
    """The words where they are a term of the field's list."""
    known = vocabulary.fields().get(field)
    return words if known and vocabulary.term(known.list or "", words) else None


def _time(words: str) -> When | None:
    """A day, a year (never its first of January) or a range; None for other words."""
    if DAY.fullmatch(words):
        return told.when_of(re.sub(r"[/ ]", "-", words))
    if (found := RANGE.fullmatch(words)) and words != ":":
        return told.between(found[1] or "", found[2] or "")
    return None


def _act(row: Row) -> Iterator[Coming]:
    said = told.parsed([row.words("remarks")])
    words = row.words("act") or _title(row)[1]
    victim, actor = row.words("victim") or None, row.words("perpetrator") or None
    value = Act(act=said.get("act") or words, victim=said.get("victim") or victim, actor=said.get("actor") or actor,
                victim_entity=victim, actor_entity=actor)  # fmt: skip
    found = _time(row.words("day")) or _known(_time(row.words("period")))
    column = "act" if "act" in row.cells else _title(row)[0]
    yield _coming(row, column, words, value, when=told.worded(found, said), place=tuple(_values(row.words("place"))),
                  modality=told.force(said), speaker=told.speaker(said))  # fmt: skip


def _known(when: When | None) -> When | None:
    """A range that is just a month or a year is that month or year."""
    if when is None or not (when.start and when.end):
        return when
    whole = (told.when_of(when.start.isoformat()[:length]) for length in (7, 4))
    return next((one for one in whole if (one.start, one.end) == (when.start, when.end)), when)


def _values(words: str) -> Sequence[str]:
    return [one.strip() for one in words.split("|") if one.strip()]
