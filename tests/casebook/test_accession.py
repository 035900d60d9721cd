import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.fetched import Fetched
from chamsae.archive.log import check
from chamsae.casebook.book import Casebook
from chamsae.errors import IntegrityError, StorageError
from chamsae.model.source import How
from tests.casebook.made import NOON


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "a.txt").write_text("More than 40 people were sent back.")
    (folder / "b.txt").write_text("About 60 people were sent back.")
    (folder / "twin of a.txt").write_text("More than 40 people were sent back.")
    return folder


def test_same_bytes_twice_are_one_object_and_two_accessions(pile: Path) -> None:
    with chamsae.in_memory() as book:
        report = book.archive.add([pile], by="Alice")
        assert [c.id for c in report.added] == ["s1", "s2", "s3"]
        assert len(list(book.store.objects())) == 2
        first = report.added[0]
        assert [c.name for c in book.store.captures(sha256=first.sha256)] == ["a.txt", "twin of a.txt"]
        assert (first.how, first.media_type, first.added_by) == (How.FILE, "text/plain", "Alice")
        assert first.captured_at.utcoffset() is not None


def test_adding_again_enters_nothing_twice(pile: Path) -> None:
    with chamsae.in_memory() as book:
        book.archive.add([pile], by="Alice")
        again = book.archive.add([pile], by="Alice")
        assert (len(again.added), again.known, again.refused) == (0, 3, ())


def test_each_accession_is_in_the_log_with_both_hashes(pile: Path) -> None:
    with chamsae.in_memory() as book:
        added = book.archive.add([pile], by="Alice").added
        entries = [entry for entry in book.store.log() if entry.action == "add"]
        assert [e.detail["sha256"] for e in entries] == [c.sha256 for c in added]
        assert all(len(e.detail["sha512"]) == 128 for e in entries)
        assert check(book.store.log()) == 3


def test_what_is_refused_is_named_and_the_rest_goes_on(pile: Path) -> None:
    with chamsae.in_memory() as book:
        report = book.archive.add([pile / "missing.txt", "http://127.0.0.1/x", "http://localhost./", pile], by="Alice")
        assert len(report.added) == 3
        assert [r.name for r in report.refused] == ["missing.txt", "http://127.0.0.1/x", "http://localhost./"]
        assert all(r.reason for r in report.refused)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_without_permission_is_refused_and_the_rest_goes_on(pile: Path) -> None:
    shut = pile / "shut"
    shut.mkdir(mode=0)
    try:
        with chamsae.in_memory() as book:
            report = book.archive.add([pile], by="Alice")
        assert len(report.added) == 3
        assert "shut" in report.refused[0].name
    finally:
        shut.chmod(0o700)


def test_an_empty_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with chamsae.in_memory() as book:
        added = book.archive.add([tmp_path / "empty.txt"], by="Alice").added
        assert added[0].size == 0
        report = book.read.run(by="Alice")
        assert report.failed[0][0] == "empty.txt"


def test_an_upload_under_a_known_name_is_the_same_accession(pile: Path) -> None:
    with chamsae.in_memory() as book, (pile / "a.txt").open("rb") as one, (pile / "a.txt").open("rb") as two:
        assert book.archive.add_bytes(one, "a.txt", by="Alice") == book.archive.add_bytes(two, "a.txt", by="Bob")


def test_verifying_a_changed_object_says_which(tmp_path: Path, pile: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        capture = book.archive.add([pile / "a.txt"], by="Alice").added[0]
        assert book.archive.verify(capture.id, by="Alice").sha256 == capture.sha256
        stored = next(p for p in (tmp_path / "book" / "objects").rglob(capture.sha256))
        stored.chmod(0o600)
        stored.write_bytes(b"changed")
        with pytest.raises(Exception, match=capture.sha256[:8]):
            book.archive.verify(capture.id, by="Alice")
        health = book.doctor.check()
        assert [f.thing for f in health.findings] == [capture.sha256]


def test_what_was_safe_before_the_disk_was_full_is_entered(pile: Path) -> None:
    with chamsae.in_memory() as book:
        put, calls = book.objects.put, []

        def full(stream: object, *, limit: int | None = None) -> object:
            calls.append(stream)
            if len(calls) > 2:
                raise StorageError("the disk is full", thing="objects", do="Make room and add again.")
            return put(stream, limit=limit)  # type: ignore[arg-type]

        book.objects.put = full  # type: ignore[assignment, method-assign]
        with pytest.raises(StorageError, match="disk is full"):
            book.archive.add([pile], by="Alice")
        assert [c.name for c in book.store.captures()] == ["a.txt", "b.txt"]


def test_what_no_store_can_keep_stops_nothing_but_itself(pile: Path) -> None:
    class Odd:
        """Answers every address; the last one with a header no store keeps."""

        def fetch(self, address: str) -> Fetched:
            header = "half \ud800" if address.endswith("odd") else "whole"
            return Fetched(address=address, body=b"page", headers=(("X-Note", header),), hops=(), at=NOON)

    made = chamsae.in_memory()
    with Casebook(made.store, made.objects, made.settings, fetcher=Odd()) as book:
        report = book.archive.add([pile, "https://example.org/%00a", "https://example.org/odd"], by="Alice")
        assert [c.name for c in report.added] == ["a.txt", "b.txt", "twin of a.txt", "␀a"]
        assert [r.name for r in report.refused] == ["odd"]
        assert "half a character" in report.refused[0].reason


def test_bytes_found_changed_do_not_lose_what_came_before(tmp_path: Path, pile: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        last = book.archive.add([pile / "b.txt"], by="Alice").added[0]
        stored = next(p for p in (tmp_path / "book" / "objects").rglob(last.sha256))
        stored.chmod(0o600)
        stored.write_bytes(b"cut")
        with pytest.raises(IntegrityError, match="have changed"):
            book.archive.add([pile], by="Alice")
        assert [c.name for c in book.store.captures()] == ["b.txt", "a.txt"]


def test_an_uploaded_archive_is_opened_and_a_hostile_one_kept_with_its_reason() -> None:
    with chamsae.in_memory() as book:
        report = book.archive.add_stream(_packed("one.txt", "two.txt"), "pile.zip", by="Alice")
        again = book.archive.add_stream(_packed("one.txt", "two.txt"), "pile.zip", by="Alice")
        hostile = book.archive.add_stream(_packed("../three.txt"), "hostile.zip", by="Alice")
    assert [capture.name for capture in report.added] == ["pile.zip", "one.txt", "two.txt"]
    assert {capture.container for capture in report.added[1:]} == {report.added[0].sha256}
    assert (again.added, again.known) == ((), 3)
    assert [capture.name for capture in hostile.added] == ["hostile.zip"]
    assert len(hostile.refused) == 1


def _packed(*names: str) -> BytesIO:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), name)
    packed.seek(0)
    return packed
