"""Rows of a CSV file, one after another, in whatever encoding and with whichever separator; a broken row is named."""

import codecs
import csv
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from chamsae.errors import InputError, phrase

SEPARATORS = (",", ";", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENCODINGS = ("utf-8", "cp949", "gb18030")
_NAMES = {"euc-kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030"}
_CHUNK = 1 << 20
_HANGUL, _HAN = re.compile(r"[가-힣]"), re.compile(r"[一-鿿]")


def rows(
    path: Path, encoding: str | None = None, stream: BinaryIO | None = None
) -> Generator[tuple[int, list[str]], None, None]:
    """The rows with their numbers, the header as row 1; lines that hold nothing are counted and left out.

    Those of `stream`, where it is given, and `path` is only what is named. Never more than one row is held. Raises
    InputError where the file cannot be read, its encoding cannot be told, a quotation mark is never closed, or a row
    has more or fewer cells than the header.
    """
    try:
        with _opened(path, stream) as file:
            how = _known(encoding) if encoding else _encoding(path, file)
            separator = _separator(file, how)
            with _text(file, how) as text:
                yield from _even(path, csv.reader(text, delimiter=separator, strict=True))
    except OSError as error:
        raise InputError(phrase("cannot be read (%(why)s)", why=error.strerror), thing=str(path),
                         do=phrase("Check the path.")) from error  # fmt: skip
    except UnicodeError as error:
        raise _undecoded(path, encoding) from error


def fault(path: Path, row: int, column: str, why: str, do: str = "") -> InputError:
    """The error for one cell: which file, row and column, and what is wrong with it."""
    if column:
        return InputError(phrase("row %(row)s, column “%(column)s”: %(why)s", row=row, column=column, why=why),
                          thing=str(path), do=do)  # fmt: skip
    return InputError(phrase("row %(row)s: %(why)s", row=row, why=why), thing=str(path), do=do)


def _even(path: Path, reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    width, number = 0, 0
    try:
        for number, row in enumerate(reader, start=1):
            if row:
                width = width or len(row)
                if len(row) != width:
                    raise _ragged(path, number, len(row), width)
                yield number, row
    except csv.Error as error:
        raise fault(path, number + 1, "", phrase("cannot be read as CSV (%(why)s)", why=error),
                    phrase("Close the quotation mark.")) from error  # fmt: skip


def _ragged(path: Path, number: int, cells: int, width: int) -> InputError:
    why = phrase("has %(cells)s cells where the header has %(width)s", cells=cells, width=width)
    return fault(path, number, "", why, phrase("Give every row as many cells as the header."))


@contextmanager
def _opened(path: Path, stream: BinaryIO | None) -> Iterator[BinaryIO]:
    if stream is not None:
        yield stream
        return
    with path.open("rb") as file:
        yield file


@contextmanager
def _text(file: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """The file as text from its beginning; it stays open."""
    file.seek(0)
    text = TextIOWrapper(file, encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _separator(file: BinaryIO, encoding: str) -> str:
    """The separator that cuts the header into most cells."""
    with _text(file, encoding) as text:
        header = next((line for line in text if line.strip()), "")
    return max(SEPARATORS, key=header.count)


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(_NAMES.get(encoding.lower(), encoding)).name
    except LookupError:
        raise InputError(
            phrase("no encoding is called “%(encoding)s”", encoding=encoding),
            do=phrase("Use utf-8, cp949, gb18030 or utf-16."),
        ) from None


def _encoding(path: Path, file: BinaryIO) -> str:
    file.seek(0)
    head = file.read(4096)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    fitting = [name for name in _ENCODINGS if _decodes(file, name)]
    if not fitting:
        raise _undecoded(path, None)
    return "gb18030" if fitting == ["cp949", "gb18030"] and not _is_korean(head) else fitting[0]


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_korean(head: bytes) -> bool:
    """Whether bytes that could be either are Korean: Chinese taken for Korean gives many Han among the Hangul."""
    text = head.decode("cp949", errors="ignore")
    return len(_HANGUL.findall(text)) > 4 * len(_HAN.findall(text))


def _undecoded(path: Path, encoding: str | None) -> InputError:
    why = (
        phrase("is not written in %(encoding)s", encoding=encoding)
        if encoding
        else phrase("is in no encoding that can be told")
    )
    return InputError(why, thing=str(path),
                      do=phrase("Save it as UTF-8, or name its encoding (cp949, gb18030, utf-16)."))  # fmt: skip
