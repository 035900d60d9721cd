"""The doctor computes the whole log anew and holds it against all that was said of it."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.log import leaf
from chamsae.archive.merkle import completed
from chamsae.archive.witness import Witness
from chamsae.model.log import LogEntry
from tests.archive.tsa import Tsa

TABLES = ("chamsae_log", "chamsae_tree", "chamsae_entry")


def kept(folder: Path) -> None:
    """A casebook with 260 entries in its log, a checkpoint at 258, and a cosignature."""
    with chamsae.init(folder / "book") as book:
        with book.store.transaction():
            for n in range(258):
                book.store.append_log(
                    at=book.clock(), actor="하늘", action="look", subject=f"x{n}", detail={}, hidden={"reason": "asked"}
                )
        book.log.checkpoint(by="하늘")
        witness = Witness(folder / "witness", name="partner.example")
        signed = witness.cosign(str(book.log.request()).encode(), at=datetime.now(UTC), pinned=book.log.key)
        book.log.accept(str(signed).encode(), by="하늘", key=witness.key)
        assert book.doctor.check().sound


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("log")
    kept(folder)
    return folder


@pytest.mark.parametrize(
    ("change", "thing", "what"),
    [
        ("UPDATE chamsae_log SET subject = 'x' WHERE number = 7", "log entry 7", "changed"),
        ("UPDATE chamsae_log SET hidden = '{}' WHERE number = 7", "log entry 7", "changed"),
        ("UPDATE chamsae_log SET format = 1 WHERE number = 7", "log", "7 has a format"),
        (
            "UPDATE chamsae_log SET leaf = substr(leaf, 2) || substr(leaf, 1, 1) WHERE number = 7",
            "log entry 7",
            "changed",
        ),
        ("DELETE FROM chamsae_log WHERE number = 7", "log", "entry 7 is missing"),
        ("DELETE FROM chamsae_log WHERE number > 200", "checkpoint of 258 entries", "missing that it signed"),
        ("UPDATE chamsae_tree SET hash = substr(hash, 2) || substr(hash, 1, 1)", "log, hash 0 of level 8", "changed"),
        ("DELETE FROM chamsae_tree", "log", "hashes are missing at level 8"),
        ("DELETE FROM chamsae_entry WHERE kind = 'checkpoint'", "checkpoint 1", "it is gone"),
        ("UPDATE chamsae_entry SET data = json_set(data, '$.root', printf('%064d', 0)) WHERE kind = 'checkpoint'",
         "checkpoint of 258 entries", "not what was signed"),
        ("UPDATE chamsae_entry SET data = json_set(data, '$.note', "
         "replace(data ->> '$.note', char(10) || '258' || char(10), char(10) || '259' || char(10))) "
         "WHERE kind = 'checkpoint'", "checkpoint of 258 entries", "does not say"),
        ("UPDATE chamsae_entry SET data = json_set(data, '$.by', '바다') WHERE kind = 'checkpoint'",
         "checkpoint 1", "its content is not"),
        ("UPDATE chamsae_entry SET data = json_set(data, '$.line', replace(data ->> '$.line', '=', 'A')) "
         "WHERE kind = 'cosignature'", "cosignature of partner.example under the checkpoint of 258 entries",
         "does not hold"),
        ("UPDATE chamsae_entry SET number = 9 WHERE kind = 'cosignature'", "cosignature 9", "does not confirm"),
    ],
)  # fmt: skip
def test_what_was_changed_behind_our_back_is_named(
    original: Path, tmp_path: Path, change: str, thing: str, what: str
) -> None:
    shutil.copytree(original / "book", tmp_path / "book")
    with closing(sqlite3.connect(tmp_path / "book" / "casebook.sqlite3")) as database, database:
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                database.execute(f"DROP TRIGGER {table}_no_{verb}")
        assert database.execute(change).rowcount
    with chamsae.open(tmp_path / "book") as book:
        found = book.doctor.check().findings
        assert any(one.thing == thing and what in one.what for one in found), found


def test_a_log_written_anew_with_all_its_hashes_is_found_by_its_checkpoint(original: Path, tmp_path: Path) -> None:
    """Who holds the folder can make entries and hashes agree; what was signed before still tells."""
    shutil.copytree(original / "book", tmp_path / "book")
    with chamsae.open(tmp_path / "book") as book:
        entries = list(book.store.log())
        leaves = [leaf(one) for one in entries]
    with closing(sqlite3.connect(tmp_path / "book" / "casebook.sqlite3")) as database, database:
        for table in TABLES:
            database.execute(f"DROP TRIGGER {table}_no_UPDATE")
        leaves[6] = _rewritten(database, entries[6].number, entries)
        for level, number, hash in completed(256, lambda _, start, end: leaves[start:end]):
            database.execute(
                "UPDATE chamsae_tree SET hash = ? WHERE level = ? AND number = ?", (hash.hex(), level, number)
            )
    with chamsae.open(tmp_path / "book") as book:
        (found,) = book.doctor.check().findings
        assert (found.thing, found.what) == ("checkpoint of 258 entries", "the log before it is not what was signed")


def _rewritten(database: sqlite3.Connection, number: int, entries: list[LogEntry]) -> bytes:
    changed = leaf(replace(entries[number - 1], subject="other"))
    database.execute("UPDATE chamsae_log SET subject = 'other', leaf = ? WHERE number = ?", (changed.hex(), number))
    return changed


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not installed")
def test_a_stamp_that_no_longer_holds_is_named(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        tsa = Tsa(tmp_path, "office")
        pinned = tmp_path / "book" / "authorities" / "office.pem"
        pinned.parent.mkdir()
        pinned.write_bytes(tsa.pem)
        book.archive.add_bytes(BytesIO(b"one"), "one.txt", by="하늘")
        book.log.checkpoint(by="하늘")
        book.log.stamp(tsa.reply(book.log.stamp_request()), by="하늘")
        book.log.stamp(b"never was one", by="하늘")
        assert book.doctor.check().sound
        pinned.unlink()
        (found,) = book.doctor.check().findings
        assert "other authority" in found.what
