"""Snapshots: the tables come back as they were, the hash is of the content, and a changed file is told."""

import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import InputError, IntegrityError, MissingPart, StorageError
from chamsae.estimate.snapshot import content_hash, freeze, thaw
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable

duckdb = pytest.importorskip("duckdb")

YEARS = (("year", "2010"),)
TABLES = (
    table(["O'Brien", "명단 😀", '"제3"'], [(1, 0, 0), (0, 1, 1)], [5, 6], YEARS),
    table(["a", "A"], [(1, 1)], [10**12], (("place", "단둥\n丹东"), ("sex", ""))),
    table(["empty", "too"], [], []),
)


def test_tables_come_back_as_they_were_with_hash_and_versions(tmp_path: Path) -> None:
    path = tmp_path / "it's a snapshot.parquet"
    kept = freeze(TABLES, path)
    back = thaw(path)
    assert back.tables == TABLES
    assert back.hash == kept == content_hash(TABLES)
    assert set(back.versions) == {"chamsae", "duckdb"}
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_the_same_tables_give_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "other"):
        freeze(TABLES, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_the_hash_is_the_one_that_is_documented() -> None:
    made = table(["A", "명"], [(1, 0), (1, 1)], [3, 2], YEARS)
    content = rb'[[["A","\uba85"],[["year","2010"]],[["11",2],["10",3]]]]'
    assert content_hash([made]) == sha256(content).hexdigest()


@given(st.dictionaries(st.sampled_from([(1, 0), (0, 1), (1, 1)]), st.integers(1, 99), min_size=1))
def test_equal_tables_have_the_same_hash_and_others_another(cells: dict[tuple[int, ...], int]) -> None:
    one = table("AB", list(cells), list(cells.values()))
    turned = table("AB", list(cells)[::-1], list(cells.values())[::-1])
    more = table("AB", list(cells), [count + 1 for count in cells.values()])
    assert content_hash([one]) == content_hash([turned])
    others: list[list[CaptureTable]] = [[more], [one, one], [], [table("AC", one.patterns, one.counts)],
                                        [table("AB", one.patterns, one.counts, YEARS)]]  # fmt: skip
    assert content_hash([one]) not in {content_hash(other) for other in others}


def test_a_file_with_other_counts_than_were_frozen_is_told(tmp_path: Path) -> None:
    path = tmp_path / "lists.parquet"
    freeze(TABLES, path)
    with duckdb.connect() as connection:
        (kept,) = connection.execute("SELECT value FROM parquet_kv_metadata(?)", [str(path)]).fetchone()
        about = kept.decode().replace("'", "''")
        connection.execute(
            f"CREATE TABLE cells AS SELECT * REPLACE (persons + 1 AS persons) FROM read_parquet('{path}')"
        )
        connection.execute(f"COPY cells TO '{path}' (FORMAT parquet, KV_METADATA {{chamsae: '{about}'}})")
    with pytest.raises(IntegrityError, match="not those that were frozen"):
        thaw(path)


def test_a_file_that_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 1 AS one) TO '{other}' (FORMAT parquet)")
    text = tmp_path / "text.parquet"
    text.write_text("A,B\n1,0\n", "utf-8")
    for path in (other, text):
        with pytest.raises(InputError, match="is no snapshot of lists"):
            thaw(path)
    with pytest.raises(InputError, match="no such file"):
        thaw(tmp_path / "none.parquet")


def test_a_place_that_cannot_be_written_to_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        freeze(TABLES, tmp_path / "none" / "lists.parquet")
    (tmp_path / "taken").mkdir()
    with pytest.raises(StorageError, match="cannot be written"):
        freeze(TABLES, tmp_path / "taken")
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]


def test_without_duckdb_the_missing_part_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lists.parquet"
    freeze(TABLES, path)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    for ask in (lambda: freeze(TABLES, path), lambda: thaw(path)):
        with pytest.raises(MissingPart, match="Parquet needs duckdb"):
            ask()


def test_a_file_whose_metadata_were_changed_is_told(tmp_path: Path) -> None:
    for at, about in enumerate(("{}", "[1]", '{"format": 2}', '{"format": 1}', '{"format": 1, "tables": [{}]}', "{")):
        path = tmp_path / f"{at}.parquet"
        with duckdb.connect() as connection:
            cells = "SELECT 0 AS \"table\", '11' AS pattern, 5 AS persons"
            connection.execute(f"COPY ({cells}) TO '{path}' (FORMAT parquet, KV_METADATA {{chamsae: '{about}'}})")
        with pytest.raises((InputError, IntegrityError), match=r"no snapshot|not those that were frozen"):
            thaw(path)
