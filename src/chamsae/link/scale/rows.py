"""Rows of lists in the database: as they came (`raw`), and standardised (`person`): numbers that Splink compares.

What a row says is worked out once for each distinct name, date and place, whatever the number of rows.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from chamsae.link.scale.births import Birth, birth
from chamsae.link.scale.folder import Progress, number
from chamsae.link.scale.gazetteer import Gazetteer, Located
from chamsae.link.scale.lists import List, Role, empty_rows, source
from chamsae.link.scale.spelling import Spelling, spellings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Columns of `raw` and what each row has of them.
SAID = (Role.NAME, Role.SEX, Role.BIRTH, Role.PLACE, Role.MOTHER, Role.EXTRA, Role.KEY)

#: How sex is written, folded.
_WOMAN = ("f", "female", "w", "woman", "여", "여성", "여자", "女", "女性", "女子")
_MAN = ("m", "male", "man", "남", "남성", "남자", "男", "男性", "男子")

_BATCH = 100_000

_COLUMNS = {
    "spelling": {"name": "TEXT", "family": "BIGINT", "first": "BIGINT", "second": "BIGINT", "syllables": "TINYINT",
                 "reading": "INT", "key": "INT", "clan": "INT", "one": "INT", "two": "INT", "whole": "BOOL"},
    "birthday": {"text": "TEXT", "born_from": "INT", "born_to": "INT", "day": "INT", "moon": "INT", "year": "SMALLINT"},
    "whereabouts": {"text": "TEXT", "place": "INT", "province": "INT", "latitude": "FLOAT", "longitude": "FLOAT"},
}  # fmt: skip


#: Why DuckDB rejects a row, in words.
_REJECTED = {
    "TOO MANY COLUMNS": "the row has more cells than the header",
    "MISSING COLUMNS": "the row has fewer cells than the header",
    "UNQUOTED VALUE": "a quotation mark is not closed",
    "LINE SIZE OVER MAXIMUM": "the row is too long",
    "INVALID ENCODING": "the row is not in the encoding of the file",
}


def prepare(connection: "DuckDBPyConnection") -> None:
    """The empty tables of a linkage."""
    said = ", ".join(f"{role} TEXT" for role in SAID)
    connection.execute(f"CREATE TABLE IF NOT EXISTS raw (id INT, list SMALLINT, line INT, {said})")
    connection.execute("CREATE TABLE IF NOT EXISTS list (number SMALLINT, path TEXT, columns TEXT, rows INT)")
    connection.execute("CREATE TABLE IF NOT EXISTS refused (path TEXT, line BIGINT, reason TEXT, text TEXT)")
    for table, columns in _COLUMNS.items():
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({_defined(columns)})")


def _defined(columns: dict[str, str]) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())


def load(connection: "DuckDBPyConnection", given: Sequence[List]) -> tuple[int, int]:
    """Take the rows of the lists into `raw` after those that are there; the first new id and the id after the last.

    A row that cannot be read, or that names nobody, goes to `refused` with file, line and reason.
    """
    first = number(connection, "SELECT coalesce(max(id) + 1, 0) FROM raw")
    at = number(connection, "SELECT coalesce(max(number) + 1, 0) FROM list")
    connection.execute("SET preserve_insertion_order = true")  # so that line numbers are those of the file
    for one in given:
        _insert(connection, one, at, source(one.readable))
        if one.readable != one.path:
            one.readable.unlink()
        at += 1
    connection.execute("SET preserve_insertion_order = false")
    return first, number(connection, "SELECT coalesce(max(id) + 1, 0) FROM raw")


def _insert(connection: "DuckDBPyConnection", one: List, at: int, table: str) -> None:
    start = number(connection, "SELECT coalesce(max(id) + 1, 0) FROM raw")
    said = ", ".join(f"{_said(one, role)} AS {role}" for role in SAID)
    connection.execute("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans")
    numbered = f"SELECT row_number() OVER () AS line, {said} FROM {table}"
    named = "name IS NOT NULL OR birth IS NOT NULL OR extra IS NOT NULL"
    connection.execute(
        f"INSERT INTO raw SELECT {start} + line - 1, {at}, line + 1, * EXCLUDE (line) FROM ({numbered}) WHERE {named}"
    )
    _set_aside(connection, one, at)
    rows = number(connection, f"SELECT count(*) FROM {table}")
    if rows > number(connection, f"SELECT count(*) FROM raw WHERE list = {at}"):
        connection.execute(
            f"""INSERT INTO refused SELECT ?, n.line + 1 + coalesce(k, 0), 'the row names nobody', NULL
                FROM ({numbered}) n ASOF LEFT JOIN skipped ON n.line + 1 >= since WHERE NOT ({named})""",
            [str(one.path)],
        )
    columns = ", ".join(f"{role}: {name}" for role, name in one.columns.items())
    connection.execute("INSERT INTO list VALUES (?, ?, ?, ?)", [at, str(one.path), columns, rows])


def _set_aside(connection: "DuckDBPyConnection", one: List, at: int) -> None:
    """Keep the rows of a list that DuckDB rejected, and number the others as in the file: it passes over rejected rows
    and empty ones without counting them.
    """
    rejected: list[int] = []
    if number(connection, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'"):
        words = " ".join(f"WHEN '{kind}' THEN '{said}'" for kind, said in _REJECTED.items())
        connection.execute(
            f"""INSERT INTO refused SELECT ?, line, min(CASE error_type {words} ELSE error_message END),
                trim(min(csv_line), chr(10) || chr(13)) FROM reject_errors GROUP BY line""",
            [str(one.path)],
        )
        rejected = [row[0] for row in connection.execute("SELECT DISTINCT line FROM reject_errors").fetchall()]
    columns = connection.execute(f"DESCRIBE SELECT * FROM {source(one.readable)}").fetchall()
    empty = empty_rows(one.readable) if len(columns) > 1 else []  # a lone column counts them, as nobody's
    since = {line - i + 1: i for i, line in enumerate(sorted({*rejected, *empty}), 1)}
    connection.execute("CREATE OR REPLACE TEMP TABLE skipped (since BIGINT, k BIGINT)")
    if since:
        connection.executemany("INSERT INTO skipped VALUES (?, ?)", list(since.items()))
        connection.execute(
            f"""UPDATE raw SET line = raw.line + k FROM (SELECT id AS moved, k FROM raw ASOF JOIN skipped
                ON raw.line >= since WHERE list = {at}) WHERE id = moved"""
        )


def _said(one: List, role: Role) -> str:
    """What a row says in a role, "" being nothing: a column, or for names family and given name."""
    columns = [one.columns[role]] if role in one.columns else []
    if role is Role.NAME and not columns:
        columns = [one.columns[part] for part in (Role.FAMILY, Role.GIVEN) if part in one.columns]
    if not columns:
        return "NULL::TEXT"
    quoted = ", ".join(f"""nullif(trim("{name.replace('"', '""')}"::TEXT), '')""" for name in columns)
    return quoted if len(columns) == 1 else f"nullif(concat_ws(' ', {quoted}), '')"


def standardise(
    connection: "DuckDBPyConnection", places: Gazetteer, first: int, *, processes: int, progress: Progress
) -> None:
    """Make `person` of the rows from the id `first` on: what each says, as numbers."""
    _spell(connection, first, processes, progress)
    _look_up(connection, f"SELECT birth FROM raw WHERE id >= {first}", "birthday", birth)
    _look_up(connection, f"SELECT place FROM raw WHERE id >= {first}", "whereabouts", places.find)
    connection.execute(
        f"""INSERT INTO refused SELECT path, line, 'the birth date cannot be read; the row is linked without it', birth
            FROM raw JOIN list ON number = list ANTI JOIN birthday ON text = birth
            WHERE birth IS NOT NULL AND id >= {first}"""
    )
    made = f"""SELECT raw.id AS unique_id, list, s.* EXCLUDE (name), {_sex()} AS sex, b.* EXCLUDE (text),
        p.* EXCLUDE (text), m.reading AS mother,
        CASE WHEN extra IS NOT NULL THEN (hash(lower(trim(extra))) >> 33)::INT END AS extra
        FROM raw LEFT JOIN spelling s ON s.name = raw.name LEFT JOIN birthday b ON b.text = birth
        LEFT JOIN whereabouts p ON p.text = raw.place LEFT JOIN spelling m ON m.name = mother
        WHERE raw.id >= {first}"""
    connection.execute(f"CREATE TABLE IF NOT EXISTS person AS {made} LIMIT 0")
    connection.execute(f"INSERT INTO person {made}")


def _sex() -> str:
    woman, man = (", ".join(f"'{word}'" for word in words) for words in (_WOMAN, _MAN))
    said = "lower(trim(raw.sex))"
    return f"(CASE WHEN {said} IN ({woman}) THEN 1 WHEN {said} IN ({man}) THEN 2 END)::TINYINT"


def _spell(connection: "DuckDBPyConnection", first: int, processes: int, progress: Progress) -> None:
    fresh = f"""SELECT name FROM raw WHERE id >= {first} UNION SELECT mother FROM raw WHERE id >= {first}
        EXCEPT SELECT name FROM spelling"""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT name FROM ({fresh}) WHERE name IS NOT NULL")
    total = number(connection, "SELECT count(*) FROM fresh")
    # names with the same words behind the first stand together, so that one reader sees them and reads the words once
    ordered = "SELECT name FROM fresh ORDER BY substr(name, 1 + instr(name, ' '))"
    names = (name for share in _shares(connection, ordered) for name in share)
    done = 0
    for share in _gathered(spellings(names, processes=processes if total > _BATCH // 5 else 1)):
        _append(connection, "spelling", _COLUMNS["spelling"], share)
        done += len(share)
        progress("names", done, total)
    connection.execute("DROP TABLE fresh")


def _gathered(shares: Iterable[list[Spelling]]) -> Iterable[list[Spelling]]:
    """Shares joined until they are worth an insertion."""
    waiting: list[Spelling] = []
    for share in shares:
        waiting += share
        if len(waiting) >= _BATCH:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _look_up(
    connection: "DuckDBPyConnection", texts: str, table: str, read: Callable[[str], Birth | Located | None]
) -> None:
    """Read the texts of a query that a table does not hold yet."""
    fresh = f"SELECT * FROM ({texts}) AS asked (text) WHERE text IS NOT NULL EXCEPT SELECT text FROM {table}"
    for share in list(_shares(connection, fresh)):
        _append(connection, table, _COLUMNS[table], [found for text in share if (found := read(text)) is not None])


def _shares(connection: "DuckDBPyConnection", query: str) -> Iterable[list[str]]:
    """The texts of a query, a share at a time."""
    texts = iter(connection.execute(query).fetchall())
    while share := [str(row[0]) for row in islice(texts, _BATCH)]:
        yield share


def _append(
    connection: "DuckDBPyConnection", table: str, columns: dict[str, str], rows: Sequence[tuple[object, ...]]
) -> None:
    if not rows:
        return
    import pyarrow as pa  # noqa: PLC0415 — a large part, comes with Splink

    arrays = dict(zip(columns, zip(*rows, strict=True), strict=True))
    connection.register("appended", pa.table({name: pa.array(values) for name, values in arrays.items()}))
    connection.execute(f"INSERT INTO {table} SELECT * FROM appended")
    connection.unregister("appended")
