"""Tables in text files: in whatever encoding, with comma, semicolon, tab or bar; one broken row breaks no other.

A row is what a spreadsheet program would show as one: a quoted cell may run over several lines.
"""

import codecs
import csv
import io
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from chamsae.errors import InputError, Unreadable, phrase
from chamsae.read.decode import decode
from chamsae.read.parsed import SUBSTITUTE, storable
from chamsae.read.sheet.notes import Note, Said, note
from chamsae.read.sheet.table import Row

SEPARATORS = (",", ";", "\t", "|")
#: Lines and characters of one row, at most: beyond them a quotation mark was opened and never closed.
LINES, CHARACTERS = 200, 100_000
#: Bytes looked at to tell an encoding that is not UTF-8, and how many are read at a time.
SAMPLE, CHUNK = 1 << 18, 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a text file writes its table."""

    encoding: str
    separator: str
    remarks: tuple[Note, ...] = ()


def manner(stream: BinaryIO, name: str, encoding: str | None = None) -> Manner:
    """How this file writes its table; the seekable stream is put back at its start.

    `encoding` is taken where it is given. Raises Unreadable for an encoding that nobody can tell, InputError for one
    that has no such name.
    """
    found, remarks = (_known(encoding), ()) if encoding else _encoding(stream, name)
    stream.seek(0)
    text = io.TextIOWrapper(stream, found, errors="replace", newline="")
    lines = [line for _, line in zip(range(200), text, strict=False)]
    text.detach()
    stream.seek(0)
    return Manner(encoding=found, separator=_separator(lines), remarks=remarks)


def rows(stream: BinaryIO, how: Manner) -> Generator[Row, None, None]:
    """All rows, one after another, empty ones as well; a row that is broken says so in its `fault`."""
    text = io.TextIOWrapper(stream, how.encoding, errors="replace", newline="")
    try:
        yield from _rows(_Lines(text), how.separator)
    finally:
        text.detach()  # the stream is not ours to close


def _rows(lines: "_Lines", separator: str) -> Iterator[Row]:
    number = 0
    while True:
        try:
            for cells in csv.reader(lines, delimiter=separator, strict=True):
                number += 1
                yield _row(number, cells)
                lines.begin()
            return
        except (csv.Error, _Unclosed):
            number += 1
            broken = storable(lines.only_first().rstrip("\r\n"))
            yield Row(number, (broken,), note(Said.QUOTATION))


def _row(number: int, cells: Sequence[str]) -> Row:
    fault = None
    if any(SUBSTITUTE in cell for cell in cells):
        fault = note(Said.NOT_ENCODED)
    elif any("\0" in cell for cell in cells):
        fault = note(Said.NUL)
    return Row(number, tuple(map(storable, cells)), fault)


class _Unclosed(Exception):
    """A row that runs on and on."""


class _Lines:
    """Lines for the csv reader, which remembers those of the present row, to go back behind the first of them."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._length = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self._taken) >= LINES or self._length > CHARACTERS:
            raise _Unclosed
        line = self._again.popleft() if self._again else next(self._text)
        self._taken.append(line)
        self._length += len(line)
        return line

    def begin(self) -> None:
        """A new row begins."""
        self._taken.clear()
        self._length = 0

    def only_first(self) -> str:
        """Give back all lines of the row but its first, which is returned."""
        first, *rest = self._taken or [""]
        self._again.extendleft(reversed(rest))
        self.begin()
        return first


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(
            {"euc-kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030"}.get(encoding.lower(), encoding)
        ).name
    except LookupError:
        raise InputError(
            phrase("no encoding is called “%(encoding)s”", encoding=encoding),
            do=phrase("Use utf-8, cp949, gb18030, big5 or utf-16."),
        ) from None


def _encoding(stream: BinaryIO, name: str) -> tuple[str, tuple[Note, ...]]:
    head = stream.read(4)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, (note(Said.ENCODING_MARKED, encoding=encoding.removesuffix("-sig")),)
    stream.seek(0)
    telling = _telling(stream)
    if telling is None:
        return "utf-8", ()
    try:
        found = decode(telling, name)
    except Unreadable as error:
        raise error.about(name, do="Say which it is with --encoding (cp949, gb18030, big5 …).") from None
    said = Said.ENCODING_GUESSED if found.notes else Said.ENCODING
    return found.encoding, (note(said, encoding=found.encoding),)


def _telling(stream: BinaryIO) -> bytes | None:
    """What tells the encoding: None where all is UTF-8, else the first lines that are no plain ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample, rest, is_utf8 = bytearray(), b"", True
    while chunk := stream.read(CHUNK):
        if b"\0" in chunk[:SAMPLE] and not sample:
            return chunk[: SAMPLE // 4 * 4]  # UTF-16 without a mark
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if len(sample) < SAMPLE and not line.isascii():
                sample += line + b"\n"
        if is_utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
        if not is_utf8 and len(sample) >= SAMPLE:
            break
    if is_utf8:
        with_end = _ends_well(decoder)
        if with_end:
            return None
    return bytes(sample) + (rest if not rest.isascii() else b"")


def _ends_well(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(lines: Sequence[str]) -> str:
    """The separator that cuts most rows into the same number of cells, the more cells the better."""

    def even(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if any(row))
        except csv.Error:
            return (0, 0)
        wide = {width: many for width, many in widths.items() if width > 1}
        width = max(wide, key=lambda one: (wide[one], one), default=0)
        return (wide.get(width, 0), width)

    return max(SEPARATORS, key=even) if lines else ","
