from pathlib import Path

import pytest

import chamsae
from chamsae.casebook import reader, tasks
from chamsae.casebook.progress import Silent
from chamsae.casebook.reader import Task, outcome
from chamsae.model.document import ReadState
from chamsae.read.ocr import Ocr
from chamsae.read.parsed import Limits
from chamsae.read.sandbox import Sandbox

LINE = "River Watch said that more than 40 people were sent back to North Korea on May 3, 2021.\n\n"


def _task(text: str) -> Task:
    return Task(sha256="0" * 64, name="note.txt", media_type="text/plain", address=None, data=text.encode())


def test_claims_of_an_endless_text_come_from_its_beginning_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST", 400)
    with Sandbox() as sandbox:
        done = outcome(_task(LINE * 10), sandbox, Ocr())
    assert done.document and len(done.document.text) == len(LINE) * 10
    assert done.claims
    assert max(claim.quote.end for claim in done.claims) <= 400
    assert "first 400 characters" in (done.reason or "")


def test_what_is_too_large_is_kept_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "Limits", lambda **given: Limits(**{**given, "input": 10}))
    (tmp_path / "huge.txt").write_text(LINE)
    with chamsae.in_memory() as book:
        book.archive.add([tmp_path], by="Alice")
        report = book.read.run(by="Alice")
    assert [name for name, reason in report.failed if "at most 10" in reason or "too large" in reason] == ["huge.txt"]


def test_a_fault_of_the_claims_reader_keeps_the_document_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: object) -> None:
        raise ZeroDivisionError("made for the test")

    monkeypatch.setattr(reader, "propose", broken)
    with Sandbox() as sandbox:
        done = outcome(_task(LINE), sandbox, Ocr())
    assert done.document
    assert not done.claims
    assert "no claims proposed" in (done.reason or "")


def test_a_failure_is_recorded_and_can_be_tried_again(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n this is cut short")
    (tmp_path / "note.txt").write_text(LINE)
    with chamsae.in_memory() as book:
        book.archive.add([tmp_path], by="Alice")
        report = book.read.run(by="Alice")
        assert (report.read, [name for name, _ in report.failed]) == (1, ["broken.pdf"])
        failed = [r for r in book.store.readings() if r.state is ReadState.FAILED]
        assert failed[0].reason
        assert book.read.run(by="Alice").failed == (), "a failure is not tried again by itself"
        again = book.read.run(by="Alice", retry=[failed[0].sha256])
        assert [name for name, _ in again.failed] == ["broken.pdf"]
        assert book.counts().documents == 1


def test_what_two_read_at_once_is_kept_once_as_the_first_found_it(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(LINE)
    (tmp_path / "other.txt").write_text("About 60 people were sent back to North Korea on May 4, 2021.\n")

    with chamsae.in_memory() as book:
        book.archive.add([tmp_path], by="Alice")

        class Quicker(Silent):
            """Reads everything left as soon as the first document of the other is done."""

            def step(self, name: str, note: str = "") -> None:
                book.read.run(by="Eunju")

        report = book.read.run(by="Alice", progress=Quicker())
        assert (report.read, book.counts().documents) == (1, 2)
        assert sum(entry.action == "read" for entry in book.store.log()) == 2
