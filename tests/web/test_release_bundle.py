"""The bundle of a release on the screen: packed behind it, saved, logged, and no more once consent is taken back."""

import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

import chamsae
from chamsae.casebook.accession import Archive
from chamsae.casebook.book import Casebook
from chamsae.casebook.entering import enter
from chamsae.model.interview import Account, AccountPart, Voice
from chamsae.web import current
from chamsae.web.serve import prepare
from tests.archive.test_veiled import LINUX, on_the_disk
from tests.casebook.test_withdrawing import ALL, TOLD
from tests.verifier.made import PAGES, WORKERS, Pages, released
from tests.web.conftest import inside


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Casebook]:
    """A casebook on the disk with a release of figures that left."""
    with chamsae.init(tmp_path / "book") as one:
        one.archive = Archive(one.store, one.objects, one.settings, one.clock, fetcher=Pages(), spool=None)
        one.archive.add(list(PAGES), by=WORKERS[0])
        released(one)
        prepare(one, person="Alice")
        yield one
        current.release()


def packed(client: Client, address: str) -> None:
    assert client.post(f"{address}bundle/").status_code == 302
    limit = time.monotonic() + 60
    while current.work().state().running:
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_a_release_that_left_is_packed_saved_and_logged(held: Casebook) -> None:
    client, (left,) = inside(), held.release.published()
    address = f"/releases/{left.subject}/"
    assert "Pack the bundle" in client.get(address).content.decode()
    assert client.get(f"{address}bundle/file/").status_code == 404
    packed(client, address)
    assert "Save the bundle" in client.get(address).content.decode()
    saved = client.get(f"{address}bundle/file/")
    assert saved["Content-Disposition"].endswith('-bundle.zip"')
    data = b"".join(saved.streaming_content)  # type: ignore[attr-defined]
    assert len(data) == int(saved["Content-Length"])
    again = BytesIO()
    held.publish.bundle(held.release.figures(left.subject), again, by="Alice")
    assert {*ZipFile(BytesIO(data)).namelist()} == {*ZipFile(again).namelist()}
    assert [one.action for one in held.store.log()][-1] == "bundle"


def test_a_bundle_is_packed_for_nothing_once_consent_is_taken_back(held: Casebook) -> None:
    client, (left,) = inside(), held.release.published()
    address = f"/releases/{left.subject}/"
    packed(client, address)
    quoted = held.release.figures(left.subject).figures[0].claims[0].citation.document
    taken_back(held, quoted)
    for answer in (client.get(f"{address}bundle/file/", follow=True), client.post(f"{address}bundle/", follow=True)):
        assert "taken consent back" in answer.content.decode()
    assert client.get(f"{address}bundle/file/").status_code == 404
    assert [one.action for one in held.store.log()].count("bundle") == 1


@LINUX
def test_a_bundle_that_waits_to_be_saved_cannot_be_read_on_the_disk(
    held: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    client, (left,) = inside(), held.release.published()
    address = f"/releases/{left.subject}/"
    packed(client, address)
    saved = b"".join(client.get(f"{address}bundle/file/").streaming_content)  # type: ignore[attr-defined]
    on_disk = on_the_disk(aside)
    quote = held.release.figures(left.subject).figures[0].claims[0].citation.quote.encode()
    assert quote in saved and len(on_disk) >= len(saved)
    assert quote not in on_disk and on_disk[:2] != b"PK" and not list(aside.iterdir())


def taken_back(book: Casebook, document: str) -> None:
    """Say that a document is what a witness told, who then takes consent back."""
    interview = book.interviews.begin(language="en", by="Alice")
    book.interviews.consent(interview.subject, ALL, TOLD, by="Alice")
    source = book.store.document(document)
    part = AccountPart(voice=Voice.WITNESS, language="en", sha256=source.sha256, document=document)
    enter(
        book.store,
        Account(subject=interview.subject, by="Alice", at=book.clock(), version=1, passages=(), parts=(part,)),
    )
    book.withdrawal.take_back(interview.witness, by="Alice", why="afraid")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "1 × claim: a person withheld it"), ("ko", "진술 1: 사람이 비공개로 함")]
)
def test_what_stays_inside_is_said_in_the_language_of_the_reader(held: Casebook, language: str, said: str) -> None:
    client, (left,) = inside(), held.release.published()
    client.cookies["chamsae_language"] = language
    assert said in client.get(f"/releases/{left.subject}/").content.decode()


def test_what_never_left_is_not_packed(held: Casebook) -> None:
    client = inside()
    answer = client.post("/releases/R-9-none/bundle/", follow=True)
    assert answer.status_code == 404
    assert [one.action for one in held.store.log()].count("bundle") == 0
