"""Reading again from the screen: started, told claim by claim, taken back."""

import time
from io import BytesIO

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.amount import Comparator
from chamsae.model.judgement import Verdict
from chamsae.read.propose import READERS
from chamsae.web import current
from tests.casebook import newer

TEXT = "River Watch counted more than 40 people in May.\n\nLater it counted 55 people, and 61 women at the bridge.\n"


@pytest.fixture
def reread(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> str:
    """A document whose present reader sees something else than the one before; its id."""
    monkeypatch.setitem(READERS, "en", "tests.casebook.newer")
    newer.SEES[:] = [("more than 40", 40, Comparator.MORE_THAN), ("55", 55, Comparator.AT_LEAST)]
    book.archive.add_bytes(BytesIO(TEXT.encode()), "note.txt", by="Alice")
    book.read.run(by="Alice")
    document = list(book.store.documents())[-1]
    forty = next(one for one in book.store.claims(document=document.id) if one.trigger.exact == "more than 40")
    book.review.judge(forty.id, Verdict.ACCEPTED, by="Alice")
    newer.SEES[:] = [("more than 40", 40, Comparator.ABOUT), ("61", 61, Comparator.AT_LEAST)]
    return document.id


def test_a_document_is_read_again_and_what_changed_is_told_and_taken_back(
    client: Client, book: Casebook, reread: str
) -> None:
    assert "Nothing has been read again yet" in client.get("/review/changes/").content.decode()
    assert client.post("/review/changes/start/", {"document": reread}).status_code == 303
    wait()
    listed = client.get("/review/changes/").content.decode()
    assert "/review/changes/1/" in listed
    told = client.get("/review/changes/1/").content.decode()
    for words in ("Judged, and read differently now", "about 40 people", "more than 40 people", "New", "61",
                  "No longer read so, put aside", "55"):  # fmt: skip
        assert words in told, words
    assert "at least 55 people" in told
    assert "at least 55 people" not in client.get(f"/read/{reread}/").content.decode()
    assert "Judged before:" in client.get("/review/").content.decode()
    client.post("/review/changes/1/undo/")
    assert "Judged before:" not in client.get("/review/").content.decode()
    assert "nothing left to take back" in client.post("/review/changes/1/undo/", follow=True).content.decode()
    assert book.doctor.check().sound


def test_all_documents_are_read_again_and_those_that_cannot_be_are_named(client: Client, reread: str) -> None:
    client.post("/review/changes/start/", {}, follow=True)
    wait()
    page = client.get("/review/changes/").content.decode()
    assert "/review/changes/4/" in page


def test_what_is_not_there_is_said(client: Client) -> None:
    assert client.get("/review/changes/9/").status_code == 404
    assert client.post("/review/changes/9/undo/").status_code == 404
    assert client.post("/review/changes/start/", {"document": "d0"}).status_code == 400
    assert client.get("/review/changes/?page=99").status_code == 200


def wait() -> None:
    """Until the thread that reads has ended."""
    while current.work().state().running:
        time.sleep(0.02)
