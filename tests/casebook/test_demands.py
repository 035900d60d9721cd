"""What the Berkeley Protocol asks: met from what the casebook holds, open, or with a person's reason."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.address import AddressPolicy
from chamsae.archive.fetch import SafeFetcher
from chamsae.archive.objects_memory import MemoryObjects
from chamsae.archive.webpage import Shot
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.memory import MemoryStore
from chamsae.model.demand import Answer, Answered
from chamsae.settings import Settings
from chamsae.text.demands import demands
from tests.archive.test_fetch import LOOPBACK, Server


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


def answers(book: Casebook, capture: str) -> dict[str, Answered]:
    return {one.demand.key: one for one in book.evidence.demands(capture)}


def answer(book: Casebook, capture: str, key: str) -> Answer:
    return answers(book, capture)[key].answer


def test_every_demand_is_answered_and_every_word_stands_in_three_languages() -> None:
    book = chamsae.in_memory()
    capture = book.archive.add_bytes(BytesIO(b"x"), "a.txt", by="Alice")
    assert list(answers(book, capture.id)) == list(demands())
    for demand in demands().values():
        assert {*demand.label} == {*demand.asks} == {*demand.open} == {"en", "ko", "zh"}
        assert all(demand.label.values()) and all(demand.asks.values())


def test_a_file_is_not_asked_for_an_address_and_its_hashes_and_number_are_there() -> None:
    book = chamsae.in_memory()
    capture = book.archive.add_bytes(BytesIO(b"x"), "a.txt", by="Alice")
    found = answers(book, capture.id)
    assert [key for key, one in found.items() if one.answer is Answer.NOT_ASKED] == [
        "address", "source", "picture", "media", "context", "place",
    ]  # fmt: skip
    assert found["hash"].by == (f"SHA-256 {capture.sha256}", f"SHA-512 {book.store.object(capture.sha256).sha512}")
    assert found["identity"].by[0] == capture.id
    assert found["collector"].by == ("Alice",)


def test_authenticity_waits_for_a_checkpoint_that_holds_its_intake() -> None:
    book = chamsae.in_memory()
    capture = book.archive.add_bytes(BytesIO(b"x"), "a.txt", by="Alice")
    assert answer(book, capture.id, "authenticity") is Answer.OPEN
    book.log.checkpoint(by="Alice")
    later = book.archive.add_bytes(BytesIO(b"y"), "b.txt", by="Alice")
    assert answer(book, capture.id, "authenticity") is Answer.MET
    assert answer(book, later.id, "authenticity") is Answer.OPEN


def test_availability_waits_for_a_backup_made_after_it_came(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        capture = book.archive.add_bytes(BytesIO(b"x"), "a.txt", by="Alice")
        assert answer(book, capture.id, "availability") is Answer.OPEN
        done = book.backup.run(tmp_path / "backup", by="Alice", plain=True)
        assert answers(book, capture.id)["availability"].by == (done.snapshot,)
        later = book.archive.add_bytes(BytesIO(b"y"), "b.txt", by="Alice")
        assert answer(book, later.id, "availability") is Answer.OPEN


def test_reading_gives_a_working_copy_with_its_program() -> None:
    book = chamsae.in_memory()
    text = "title: A story\npublisher: The Lantern\ndate: 2023-10-12\n\nHarim Watch said 40 people were sent back."
    capture = book.archive.add_bytes(BytesIO(text.encode()), "a.txt", by="Alice")
    assert answer(book, capture.id, "renderability") is Answer.OPEN
    book.read.run(by="Alice")
    found = answers(book, capture.id)
    assert found["renderability"].answer is Answer.MET
    assert found["understandability"].by[1:3] == ("A story", "The Lantern")
    assert "chamsae-read" in found["derivation"].by[0]
    assert next(fact.split()[2] for fact in found["custody"].by) == "add"


def test_a_page_kept_whole_meets_what_is_asked_of_pages_and_says_what_it_lacks(server: Server) -> None:
    policy = AddressPolicy(ports=frozenset({server.port}), allow_networks=(LOOPBACK,))
    fetcher = SafeFetcher(policy=policy, resolver=lambda _host, _port: ["127.0.0.1"])
    book = Casebook(MemoryStore(), MemoryObjects(), Settings(workers=1), fetcher=fetcher)
    server.page("/x.png", b"\x89PNG", Content_Type="image/png")
    page = server.page("/", b"<p>He was sent back.</p><img src='/x.png'>", Content_Type="text/html")
    whole, story, _ = book.archive.keep_page(page, by="Alice", draw=lambda _: Shot(png=b"\x89PNG", by="P")).added
    for capture in (whole, story):
        found = answers(book, capture.id)
        for key in ("address", "source", "picture", "media"):
            assert found[key].answer is Answer.MET, (capture.name, key)
    bare, *_ = book.archive.keep_page(page, by="Alice").added
    lacking = answers(book, bare.id)["picture"]
    assert (lacking.answer, "not asked for" in lacking.why) == (Answer.OPEN, True)
    assert answer(book, story.id, "place") is Answer.OPEN


def test_a_reason_answers_what_was_not_captured_and_can_be_taken_back() -> None:
    book = chamsae.in_memory()
    capture = book.archive.add_bytes(BytesIO(b"x"), "a.txt", by="Alice")
    written = book.evidence.not_captured(capture.id, "authenticity", by="Bora", why="no key here")
    found = answers(book, capture.id)["authenticity"]
    assert (found.answer, found.why, found.who) == (Answer.NOT_CAPTURED, "no key here", "Bora")
    book.evidence.not_captured(capture.id, "authenticity", by="Bora", why="a slip", undoes=written.number)
    assert answer(book, capture.id, "authenticity") is Answer.OPEN
    *_, last = book.store.log()
    assert (last.subject, last.detail["demand"]) == (capture.id, "authenticity")


def test_a_blank_an_unknown_demand_and_an_unknown_item_are_refused() -> None:
    book = chamsae.in_memory()
    capture = book.archive.add_bytes(BytesIO(b"x"), "a.txt", by="Alice")
    with pytest.raises(InputError, match="blank"):
        book.evidence.not_captured(capture.id, "place", by="Bora", why="  ")
    with pytest.raises(InputError, match="no demand"):
        book.evidence.not_captured(capture.id, "soul", by="Bora", why="x")
    with pytest.raises(NotFound):
        book.evidence.demands("s99")
