"""Partners' lists as they come: which column holds what, in which encoding; rows that cannot be read are set aside.

A list is a CSV file (UTF-8, UTF-16, CP949 or GB 18030; comma, semicolon or tab) or a Parquet file.
"""

import codecs
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING

from chamsae.errors import InputError
from chamsae.text.normal import fold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Role(StrEnum):
    """What a column of a list holds. `family` and `given` together make a name; `extra` is any further column that
    says the same of one person, such as a case number; `key` is the list's own number of the row.
    """

    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    SEX = "sex"
    BIRTH = "birth"
    PLACE = "place"
    MOTHER = "mother"
    EXTRA = "extra"
    KEY = "key"


#: How columns are called, folded; the first column of a list that fits is taken.
HEADERS: dict[Role, tuple[str, ...]] = {
    Role.NAME: ("name", "full name", "fullname", "이름", "성명", "성함", "姓名", "名字", "서명", "signature", "signed"),
    Role.FAMILY: ("family", "family name", "surname", "last name", "lastname", "성", "姓"),
    Role.GIVEN: ("given", "given name", "first name", "firstname", "forename", "名"),
    Role.SEX: ("sex", "gender", "성별", "性别", "性別"),
    Role.BIRTH: ("birth", "born", "dob", "date of birth", "birth date", "birthdate", "year of birth", "birth year",
                 "생년월일", "출생일", "출생년도", "출생연도", "생년", "出生日期", "出生年月", "生日", "出生"),
    Role.PLACE: ("place", "hometown", "home", "place of birth", "origin", "residence", "address", "고향", "출생지",
                 "거주지", "출신지", "주소", "籍贯", "出生地", "住址", "地点"),
    Role.MOTHER: ("mother", "mother name", "mother's name", "kin", "parent", "어머니", "모친", "가족", "母亲", "母親"),
    Role.KEY: ("id", "key", "no", "number", "번호", "编号", "編號"),
}  # fmt: skip

#: Encodings that are tried, in this order; the first in which a whole file can be read is taken.
_ENCODINGS = ("utf-8", "cp949", "gb18030")
_MARKED = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

_CHUNK = 1 << 22
_PARQUET = {".parquet", ".pq"}


@dataclass(frozen=True, slots=True)
class List:
    """A list, the file in which DuckDB reads it (the same, or a copy in UTF-8), and which of its columns holds what."""

    path: Path
    readable: Path
    columns: Mapping[Role, str]


def lists(
    connection: "DuckDBPyConnection", paths: Sequence[Path], given: Mapping[Role, str], folder: Path
) -> list[List]:
    """The lists with their columns: those given by name, the others guessed by their headers.

    A copy of a list that is in another encoding is put into `folder`. Raises InputError for a file that is no table, or
    has no column for names.
    """
    found = []
    for path in paths:
        file = _readable(path, folder)
        found.append(List(path, file, _columns(path, _headers(connection, path, file), given)))
    return found


def _headers(connection: "DuckDBPyConnection", path: Path, file: Path) -> list[str]:
    from duckdb import Error  # noqa: PLC0415 — a large part, wanted by few commands

    if not path.stat().st_size:
        raise InputError("is empty", thing=str(path), do="Give CSV or Parquet with a line of headers.")
    try:
        return [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source(file)}").fetchall()]
    except Error as error:
        raise InputError("is not a table that can be read", thing=str(path),
                         do=f"Give CSV or Parquet. ({str(error).splitlines()[0]})") from error  # fmt: skip


def _columns(path: Path, headers: Sequence[str], given: Mapping[Role, str]) -> dict[Role, str]:
    by_fold = {_folded(header): header for header in reversed(headers)}
    found: dict[Role, str] = {}
    for role in Role:
        wanted = given.get(role)
        if wanted is not None:
            if _folded(wanted) in by_fold:
                found[role] = by_fold[_folded(wanted)]
        elif name := next((by_fold[name] for name in HEADERS.get(role, ()) if name in by_fold), None):
            found[role] = name
    if not found.keys() & {Role.NAME, Role.FAMILY, Role.GIVEN}:
        raise InputError(f"has no column for names among: {', '.join(headers)}", thing=str(path),
                         do="Say which it is with --map name=COLUMN.")  # fmt: skip
    return found


def _folded(header: str) -> str:
    return fold(header).replace("_", " ").strip().lower()


def source(file: Path) -> str:
    """What stands in SQL for a list that DuckDB can read: all columns as text."""
    quoted = str(file).replace("'", "''")
    if file.suffix.lower() in _PARQUET:
        return f"read_parquet('{quoted}')"
    return f"read_csv('{quoted}', header = true, all_varchar = true, store_rejects = true)"


def empty_rows(file: Path) -> list[int]:
    """The numbers of the rows of a CSV file in UTF-8 that hold nothing at all; a cell may run over several lines."""
    if file.suffix.lower() in _PARQUET or not _has_empty_line(file):
        return []
    found, row, quoted = [], 0, False
    with file.open("rb") as lines:
        for line in lines:
            row += not quoted
            if not quoted and not line.strip(b"\r\n"):
                found.append(row)
            quoted ^= line.count(b'"') % 2 == 1
    return found


def _has_empty_line(file: Path) -> bool:
    last = b"\n"
    with file.open("rb") as read:
        while chunk := read.read(_CHUNK):
            if any(ends in last + chunk for ends in (b"\n\n", b"\n\r\n")):
                return True
            last = chunk[-2:]
    return False


def _readable(path: Path, folder: Path) -> Path:
    encoding = None if path.suffix.lower() in _PARQUET else _encoding(path)
    if encoding in {None, "utf-8"}:
        return path
    copy = folder / f"{path.stem}.utf-8.csv"
    with path.open(encoding=encoding, newline="") as old, _private(copy) as new:
        while chunk := old.read(_CHUNK):
            new.write(chunk.encode())
    return copy


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(2)
    if head in _MARKED:
        return _MARKED[head]
    for encoding in _ENCODINGS:
        if _reads(path, encoding):
            return encoding
    raise InputError("is in no encoding that is known", thing=str(path), do="Save it as CSV in UTF-8.")


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
