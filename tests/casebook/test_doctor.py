from dataclasses import replace
from pathlib import Path

import chamsae
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
