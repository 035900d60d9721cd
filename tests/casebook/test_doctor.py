import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import chamsae
from chamsae.model.judgement import Verdict
from chamsae.model.quote import Quote
from tests.casebook.made import with_figure


def test_a_sound_casebook_has_no_findings() -> None:
    book, _ = with_figure()
    health = book.doctor.check()
    assert health.sound
    assert (health.objects, health.captures, health.documents, health.claims, health.log) == (1, 1, 1, 1, 1)


def test_a_quote_that_does_not_stand_is_found() -> None:
    book, claim = with_figure()
    moved = Quote(exact="Nobody said this", prefix="", suffix="", start=0, end=16)
    book.store.add_claims([replace(claim, id="c-moved", quote=moved)])
    findings = book.doctor.check().findings
    assert [f.thing for f in findings] == ["claim c-moved"]


def test_bytes_without_a_row_are_named_and_are_no_fault() -> None:
    from io import BytesIO

    book, _ = with_figure()
    left = book.objects.put(BytesIO(b"left by an interrupted addition"))
    health = book.doctor.check()
    assert (health.leftovers, health.sound) == ((left.sha256,), True)


def test_an_object_that_cannot_be_opened_stops_no_round(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("About 600 people were sent back.")
    (tmp_path / "b.txt").write_text("More than 500 people were sent back.")
    with chamsae.init(tmp_path / "book") as book:
        first, second = book.archive.add([tmp_path / "a.txt", tmp_path / "b.txt"], by="Alice").added
        for capture in (first, second):
            (path,) = (tmp_path / "book" / "objects").glob(f"*/*/{capture.sha256}")
            path.unlink()
            path.symlink_to(tmp_path / "a.txt")
        assert {first.sha256, second.sha256} <= {finding.thing for finding in book.doctor.check().findings}


def _judged(folder: Path) -> None:
    made, claim = with_figure()
    with chamsae.init(folder) as book:
        (held,) = made.store.objects()
        book.archive.add_bytes(made.objects.open(held.sha256), "a.txt", by="Alice")
        book.store.add_document(next(made.store.documents()))
        book.store.add_claims([claim])
        book.review.judge(claim.id, Verdict.REJECTED, by="Alice")
        assert book.doctor.check().sound


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE chamsae_claim SET status = 'accepted'", "its state is not what the ledger says"),
        ("UPDATE chamsae_judgement SET verdict = 'accepted'", "the log does not confirm it"),
        ("DELETE FROM chamsae_judgement", "the log tells of it, and it is gone"),
        ("DELETE FROM chamsae_capture", "the log tells of it, and it is gone"),
    ],
)
def test_a_row_changed_behind_our_back_is_found(tmp_path: Path, change: str, what: str) -> None:
    _judged(tmp_path / "book")
    with closing(sqlite3.connect(tmp_path / "book" / "casebook.sqlite3")) as database, database:
        for table in ("capture", "judgement"):
            for verb in ("UPDATE", "DELETE"):
                database.execute(f"DROP TRIGGER chamsae_{table}_no_{verb}")
        assert database.execute(change).rowcount == 1
    with chamsae.open(tmp_path / "book") as book:
        assert what in {finding.what for finding in book.doctor.check().findings}
