"""Tables frozen as one Parquet file, and the hash of what they hold, which every estimate carries.

The hash is over the content (lists, strata, patterns, persons) and not over the bytes of the file: another version of
the writer may lay the same tables out differently.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from chamsae.errors import InputError, IntegrityError, MissingPart, StorageError
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMAT = 1
_KEY = "chamsae"
_ALONE = {"threads": 1}  # the rows stay in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Tables as they were frozen, their hash, and the versions of what wrote them."""

    tables: tuple[CaptureTable, ...]
    hash: str
    versions: Mapping[str, str]


def content_hash(tables: Sequence[CaptureTable]) -> str:
    """The SHA-256 of the tables' content, as hex: the same for equal tables in the same order, on every machine.

    It is taken over JSON in ASCII without spaces: `[[lists, stratum, [[pattern, persons], …]], …]`, patterns as text.
    """
    content = [[one.lists, one.stratum, list(zip(_texts(one), one.counts, strict=True))] for one in tables]
    return sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def freeze(tables: Sequence[CaptureTable], path: Path) -> str:
    """Write tables as a Parquet file, one row per pattern; their hash. The same tables give the same file.

    Raises StorageError where it cannot be written, MissingPart without DuckDB.
    """
    engine = parquet_engine()
    part = path.with_name(f".{path.name}.part")
    try:
        with engine.connect(config=_ALONE) as connection:
            _write(connection, tables, part)
        part.replace(path)
    except (engine.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise StorageError(f"cannot be written ({str(error).splitlines()[0]})", thing=str(path),
                           do="Name a file in a folder that can be written to.") from error  # fmt: skip
    return content_hash(tables)


def thaw(path: Path) -> Snapshot:
    """The tables of a snapshot.

    Raises InputError for a file that is none or of a later format, IntegrityError where the tables are not those that
    were frozen, MissingPart without DuckDB.
    """
    if not path.is_file():
        raise InputError("there is no such file", thing=str(path), do="Check the path.")
    engine = parquet_engine()
    try:
        with engine.connect(config=_ALONE) as connection:
            about, rows = _read(connection, path)
    except (engine.Error, ValueError) as error:
        raise _no_snapshot(path) from error
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise _no_snapshot(path)
    try:
        tables = tuple(_table(one, rows.get(place, [])) for place, one in enumerate(about["tables"]))
        found = Snapshot(tables=tables, hash=str(about["hash"]), versions=dict(about["versions"]))
    except (KeyError, TypeError, ValueError, InputError) as error:
        raise _changed(path) from error
    if content_hash(tables) != found.hash:
        raise _changed(path)
    return found


def parquet_engine() -> ModuleType:
    """DuckDB, which reads and writes Parquet; raises MissingPart without it."""
    try:
        import duckdb  # noqa: PLC0415 — a large part, wanted by few commands
    except ImportError as error:
        raise MissingPart("Parquet needs duckdb, which is not installed",
                          do="Install it: pip install 'chamsae[estimate]'.") from error  # fmt: skip
    return duckdb


def _write(connection: "DuckDBPyConnection", tables: Sequence[CaptureTable], path: Path) -> None:
    about = {
        "format": FORMAT,
        "hash": content_hash(tables),
        "tables": [{"lists": one.lists, "stratum": one.stratum} for one in tables],
        "versions": _versions(),
    }
    connection.execute('CREATE TABLE cells ("table" INTEGER, pattern VARCHAR, persons BIGINT)')
    rows = [(place, text, persons) for place, one in enumerate(tables)
            for text, persons in zip(_texts(one), one.counts, strict=True)]  # fmt: skip
    if rows:
        connection.execute("INSERT INTO cells SELECT unnest($1), unnest($2), unnest($3)", list(zip(*rows, strict=True)))
    kept = _quoted(json.dumps(about, sort_keys=True))
    connection.execute(
        f"COPY cells TO {_quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{_KEY}: {kept}}})"
    )


def _read(connection: "DuckDBPyConnection", path: Path) -> tuple[Any, dict[int, list[tuple[str, int]]]]:
    """What the file says of itself, as it stands there, and the cells of each table."""
    kept = connection.execute(
        "SELECT value FROM parquet_kv_metadata($1) WHERE key = $2", [str(path), _KEY.encode()]
    ).fetchone()
    if kept is None:
        return None, {}
    rows: dict[int, list[tuple[str, int]]] = {}
    cells = connection.execute('SELECT "table", pattern, persons FROM read_parquet($1)', [str(path)])
    for place, pattern, persons in cells.fetchall():
        rows.setdefault(place, []).append((pattern, persons))
    return json.loads(bytes(kept[0])), rows


def _table(about: Mapping[str, Any], rows: Sequence[tuple[str, int]]) -> CaptureTable:
    stratum = tuple((str(name), str(value)) for name, value in about["stratum"])
    patterns = [tuple(map(int, pattern)) for pattern, _ in rows]
    return table(about["lists"], patterns, [persons for _, persons in rows], stratum)


def _texts(one: CaptureTable) -> list[str]:
    return ["".join(map(str, pattern)) for pattern in one.patterns]


def _versions() -> dict[str, str]:
    found = {}
    for name in ("chamsae", "duckdb"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # run from a folder that was never installed
            found[name] = ""
    return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _no_snapshot(path: Path) -> InputError:
    return InputError("is no snapshot of lists", thing=str(path), do="Give a file that Chamsae froze, of this format.")


def _changed(path: Path) -> IntegrityError:
    return IntegrityError("the tables are not those that were frozen", thing=str(path),
                          do="Take a copy that was not changed, or freeze the lists again.")  # fmt: skip
