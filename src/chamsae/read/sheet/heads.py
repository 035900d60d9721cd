"""Where a table begins: titles above it are passed over, several rows of headers become one name for each column."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from chamsae.errors import InputError, phrase
from chamsae.read.sheet.notes import Note, Said, note
from chamsae.read.sheet.table import Row, Table, letter
from chamsae.read.sheet.words import columns, header, words

#: Rows in which headers are looked for, and rows they can take up.
LOOKED, MOST = 30, 4
#: Between the rows of a header and in a name made of them: "체포 / 날짜".
JOIN = " / "
#: The share of rows that may end early before a list counts as one that leaves out empty cells at the end.
SHORT = 0.2
#: Columns, at most: as many as a spreadsheet program has.
COLUMNS = 16_384
#: Characters of a header, at most; what is longer is no name of a column.
LONGEST = 80


def table(rows: Iterable[Row], name: str, *, first: int = 0, count: int = 0, remarks: Sequence[Note] = ()) -> Table:
    """The rows under their headers. `first` is the row the headers begin in and `count` how many they take, 0: found.

    Raises InputError for a file without rows or with far too many columns, and where no row can be one of headers.
    """
    coming = iter(rows)
    top = list(islice(coming, LOOKED))
    if (wide := max((len(row.cells) for row in top), default=0)) > COLUMNS:
        raise InputError(phrase("has %(wide)s columns, more than %(most)s", wide=f"{wide:,}", most=f"{COLUMNS:,}"),
                         thing=name, do=phrase("Is it a table? Save the columns that count as XLSX."))  # fmt: skip
    if not any(not row.empty for row in top):
        raise InputError(phrase("holds no rows"), thing=name,
                         do=phrase("Save the list with its headers in the first row."))  # fmt: skip
    begin = _row_at(top, first, name) if first else _begin(top, name)
    many = count or _many(top[begin:])
    head = top[begin : begin + many]
    names = _names(head, max(len(row.cells) for row in head))
    first_below = [row for row in top[begin + many :] if not row.empty]
    short = sum(len(row.cells) < len(names) for row in first_below)
    return Table(
        heads=names,
        rows=_even(chain(top[begin + many :], coming), len(names), short=short > SHORT * len(first_below)),
        below=head[-1].number,
        top=tuple(top[: begin + many]),
        remarks=tuple(remarks),
    )


def fingerprint(heads: Sequence[str]) -> str:
    """A name for lists with just these columns, in any order and spelling of case: a mapping is found again by it."""
    return hashlib.sha256("\n".join(sorted(map(header, heads))).encode()).hexdigest()[:16]


def _row_at(top: Sequence[Row], number: int, name: str) -> int:
    found = next((at for at, row in enumerate(top) if row.number == number), None)
    if found is None or top[found].empty:
        raise InputError(phrase("row %(row)s holds no headers", row=number), thing=name,
                         do=phrase("Say in which row they stand (header_row)."))  # fmt: skip
    return found


def _begin(top: Sequence[Row], name: str) -> int:
    """The first row that can be one of headers: it fills most columns, or names known ones, with words alone."""
    widths = sorted(_filled(row) for row in top if not row.empty)
    usual = widths[len(widths) // 2]
    for at, row in enumerate(top):
        known = sum(header(cell) in columns() for cell in row.cells if cell.strip())
        if row.empty or row.fault or not _wordy(row):
            continue
        if known >= 2 or _filled(row) >= max(1, usual * 0.6):
            return at
    raise InputError(
        phrase("has no row of headers"),
        thing=name,
        do=phrase("Add a first row that names the columns, or say header_row."),
    )


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _wordy(row: Row) -> bool:
    """True where every cell is a short word, and no number or day."""
    return all(len(cell) <= LONGEST and not _is_data(cell) for cell in row.cells if cell.strip())


def _is_data(cell: str) -> bool:
    digits = sum(char.isdigit() for char in cell)
    return digits * 2 > len(cell.strip())


def _many(rows: Sequence[Row]) -> int:
    """How many rows the headers take: a further one parts what the rows above name together (merged header cells)."""
    many = 1
    while many < min(MOST, len(rows) - 1) and _parts(rows[many - 1], rows[many]):
        many += 1
    return many


def _parts(above: Row, row: Row) -> bool:
    """True where a row names columns that the row above leaves empty or names as one with their neighbour."""
    if row.empty or not _wordy(row):
        return False
    upper = [*map(str.strip, above.cells), *[""] * (len(row.cells) - len(above.cells))]
    shared = [
        not cell or (at and cell == upper[at - 1]) or cell in upper[at + 1 : at + 2] for at, cell in enumerate(upper)
    ]
    named = [cell.strip() for cell, open_ in zip(row.cells, shared, strict=False) if cell.strip() and open_]
    known = sum(header(cell) in columns() or _has_word(cell) for cell in named)
    return bool(named) and known * 2 > len(named)


def _has_word(cell: str) -> bool:
    folded = header(cell)
    return any(
        word in folded for kind in ("acts", "parts") for said in words(kind).values() for word in said if len(word) > 1
    ) or (folded in {word for said in words("parts").values() for word in said})


def _names(head: Sequence[Row], width: int) -> tuple[str, ...]:
    """One name for each column, none twice. An empty cell takes the name to its left where a row below parts it."""
    filled = [_spread(row, width, parted=at < len(head) - 1) for at, row in enumerate(head)]
    names: list[str] = []
    for column in range(width):
        said = dict.fromkeys(" ".join(row[column].split()) for row in filled)
        names.append(JOIN.join(part for part in said if part) or f"column {letter(column)}")
    return tuple(_apart(names))


def _spread(row: Row, width: int, *, parted: bool) -> list[str]:
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    last, spread = "", []
    for cell in cells:
        last = cell.strip() or last
        spread.append(last if parted else cell)
    return spread


def _apart(names: Sequence[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _even(rows: Iterable[Row], width: int, *, short: bool) -> Iterator[Row]:
    """The rows with as many cells as there are headers; one with more, or (unless `short`) with fewer, is broken."""
    for row in rows:
        beyond = any(cell.strip() for cell in row.cells[width:])
        wanting = len(row.cells) < width and not row.empty and not short
        fault = row.fault or (note(Said.WIDTH, many=len(row.cells), heads=width) if beyond or wanting else None)
        yield replace(row, cells=(*row.cells[:width], *[""] * (width - len(row.cells))), fault=fault)
