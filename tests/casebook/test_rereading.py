"""Reading again: what stays, what is asked, what is retired, what is carried into a new text."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Figure
from chamsae.model.judgement import Status, Verdict
from chamsae.model.queue import Stage
from chamsae.read import build
from chamsae.read.propose import READERS
from tests.casebook import newer

TEXT = "River Watch counted more than 40 people on 3 May.\n\nLater it counted 55 people at the bridge, and 61 women.\n"
FORTY = ("more than 40", 40, Comparator.MORE_THAN)
FIFTY_FIVE = ("55", 55, Comparator.AT_LEAST)
SIXTY_ONE = ("61", 61, Comparator.AT_LEAST)

Sees = Callable[..., None]


@pytest.fixture
def sees(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sees]:
    """Says what the present reader of English sees."""
    monkeypatch.setitem(READERS, "en", "tests.casebook.newer")

    def change(*seen: tuple[str, int, Comparator], version: str = "1") -> None:
        newer.SEES[:], newer.VERSION[:] = seen, [version]

    yield change
    change()


@pytest.fixture(params=["memory", "sqlite"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    made = chamsae.in_memory() if request.param == "memory" else chamsae.init(tmp_path / "book")
    with made:
        made.archive.add_bytes(BytesIO(TEXT.encode()), "note.txt", by="Alice")
        yield made


def on(book: Casebook, words: str) -> list[Claim]:
    """The claims on these words."""
    return [claim for claim in book.store.claims() if claim.trigger.exact == words]


def test_a_newer_reader_that_reads_the_same_changes_nothing(book: Casebook, sees: Sees) -> None:
    sees(FORTY, FIFTY_FIVE)
    book.read.run(by="Alice")
    before = list(book.store.claims())
    sees(FORTY, FIFTY_FIVE, version="2")
    (told,) = book.reread.run(by="Alice").documents
    assert (told.kept, told.new, told.retired, told.asked) == (2, (), (), ())
    assert list(book.store.claims()) == before
    assert not list(book.store.judgements())


def test_judged_claims_stay_differences_are_asked_and_the_rest_is_told(book: Casebook, sees: Sees) -> None:
    sees(FORTY, FIFTY_FIVE, ("3 May", 3, Comparator.AT_LEAST))
    book.read.run(by="Alice")
    (forty,), (fifty,), (third,) = on(book, "more than 40"), on(book, "55"), on(book, "3 May")
    book.review.judge(forty.id, Verdict.ACCEPTED, by="Alice")
    sees(("more than 40", 40, Comparator.ABOUT), ("55", 550, Comparator.AT_LEAST), SIXTY_ONE, version="2")
    (told,) = book.reread.run(by="Alice").documents
    ((judged, suggested),) = told.asked
    assert judged == forty.id
    assert set(told.retired) == {fifty.id, third.id}
    ((was, now),) = told.changed
    assert (was, now in told.new, len(told.new)) == (fifty.id, True, 2)
    states = book.store.statuses()
    assert states[forty.id] is Status.ACCEPTED
    assert (states[fifty.id], states[suggested]) == (Status.RETIRED, Status.SUGGESTED)
    asked = list(book.review.waiting())
    assert asked[0].id == suggested
    assert book.store.askings([suggested])[suggested].stage is Stage.REREAD
    assert {fifty.id, third.id}.isdisjoint(one.id for one in asked)
    grouped = {member.claim for group in book.store.groups() for member in group.members}
    assert forty.id in grouped and suggested not in grouped and fifty.id not in grouped
    assert book.doctor.check().sound


def test_accepting_what_is_suggested_supersedes_and_rejecting_it_keeps_what_was_judged(
    book: Casebook, sees: Sees
) -> None:
    sees(FORTY)
    book.read.run(by="Alice")
    (forty,) = on(book, "more than 40")
    book.review.judge(forty.id, Verdict.ACCEPTED, by="Alice")
    sees(("more than 40", 40, Comparator.ABOUT))
    ((_, suggested),) = book.reread.run(by="Alice").documents[0].asked
    book.review.judge(suggested, Verdict.ACCEPTED, by="Bora")
    assert book.store.statuses() == {forty.id: Status.REJECTED, suggested: Status.ACCEPTED}
    book.review.undo(by="Bora")
    assert book.store.statuses() == {forty.id: Status.ACCEPTED, suggested: Status.SUGGESTED}
    book.review.judge(suggested, Verdict.REJECTED, by="Bora")
    (again,) = book.reread.run(by="Alice").documents
    assert again.asked == (), "asked once"
    assert book.store.statuses()[forty.id] is Status.ACCEPTED
    assert book.doctor.check().sound


def test_a_corrected_claim_stays_corrected(book: Casebook, sees: Sees) -> None:
    sees(FORTY)
    book.read.run(by="Alice")
    (forty,) = on(book, "more than 40")
    assert isinstance(forty.value, Figure)
    amount = replace(forty.value.amount, comparator=Comparator.ABOUT)
    edited = book.review.edit(forty.id, value=replace(forty.value, amount=amount), by="Alice")
    (same,) = book.reread.run(by="Alice").documents
    assert (same.kept, same.asked) == (1, ())
    sees(("more than 40", 40, Comparator.ABOUT))
    (agrees,) = book.reread.run(by="Alice").documents
    assert (agrees.kept, agrees.new, agrees.asked) == (1, (), ())
    sees(("more than 40", 44, Comparator.ABOUT))
    assert [judged for judged, _ in book.reread.run(by="Alice").documents[0].asked] == [edited.id]


def test_what_is_retired_comes_back_when_it_is_read_again_or_taken_back(book: Casebook, sees: Sees) -> None:
    sees(FORTY, FIFTY_FIVE)
    book.read.run(by="Alice")
    sees(FORTY, SIXTY_ONE)
    (told,) = book.reread.run(by="Alice").documents
    sees(FORTY, FIFTY_FIVE)
    (back,) = book.reread.run(by="Alice").documents
    assert (back.kept, back.new) == (2, ())
    assert [one.trigger.exact for one in book.review.waiting()] == ["more than 40", "55"]
    with pytest.raises(InputError, match="nothing of it is left"):
        book.reread.undo(told.number, by="Bora")
    assert book.reread.undo(back.number, by="Bora") == 1
    assert [one.trigger.exact for one in book.review.waiting()] == ["more than 40", "55", "61"]
    with pytest.raises(NotFound):
        book.reread.undo(99, by="Bora")
    assert book.doctor.check().sound


def test_an_interrupted_run_goes_on_where_it_stopped(book: Casebook, sees: Sees) -> None:
    for number in range(3):
        book.archive.add_bytes(BytesIO(f"{TEXT}\nNote {number}.\n".encode()), f"{number}.txt", by="Alice")
    sees(FORTY)
    book.read.run(by="Alice")
    sees(FIFTY_FIVE)
    with pytest.raises(KeyboardInterrupt):
        book.reread.run(by="Alice", progress=_Stops(after=2))
    done = list(book.store.rereadings())
    assert len(done) == 2
    report = book.reread.run(by="Alice")
    assert (report.resumed, len(report.documents)) == (2, 2)
    assert len({one.document for one in book.store.rereadings()}) == 4
    assert {one.run for one in book.store.rereadings()} == {1}
    assert book.reread.run(by="Alice").resumed == 0, "a finished run is not gone on with"


def test_one_document_alone_is_read_again(book: Casebook, sees: Sees) -> None:
    book.archive.add_bytes(BytesIO(f"{TEXT}\nOther.\n".encode()), "other.txt", by="Alice")
    sees(FORTY)
    book.read.run(by="Alice")
    chosen = list(book.store.documents())[1].id
    sees()
    (told,) = book.reread.run([chosen], by="Alice").documents
    assert (told.document, len(told.retired)) == (chosen, 1)
    with pytest.raises(NotFound):
        book.reread.run(["d-none"], by="Alice")


def test_bytes_that_are_gone_change_nothing_and_say_why(book: Casebook, sees: Sees, tmp_path: Path) -> None:
    sees(FORTY)
    book.read.run(by="Alice")
    before = list(book.review.waiting())
    if book.path is None:
        pytest.skip("bytes in memory cannot be lost")
    for file in (book.path / "objects").glob("??/??/*"):
        file.chmod(0o600)
        file.write_bytes(b"changed")
    (told,) = book.reread.run(by="Alice").documents
    assert told.reason and "doctor" in told.reason
    assert list(book.review.waiting()) == before


def test_a_new_text_is_a_new_document_and_what_was_judged_is_asked_in_it(
    book: Casebook, sees: Sees, monkeypatch: pytest.MonkeyPatch
) -> None:
    sees(FORTY, FIFTY_FIVE, SIXTY_ONE)
    book.read.run(by="Alice")
    (old,) = book.store.documents()
    (forty,), (fifty,) = on(book, "more than 40"), on(book, "55")
    book.review.judge(forty.id, Verdict.ACCEPTED, by="Alice")
    book.review.judge(fifty.id, Verdict.WITHHELD, by="Alice")
    monkeypatch.setattr(build, "storable", lambda text: text.replace("River", "The River", 1))
    sees(FORTY, version="2")
    (told,) = book.reread.run(by="Alice").documents
    assert told.into and told.document == old.id
    new = book.store.document(told.into)
    assert new.text.startswith("The River") and book.store.document(old.id) == old
    assert {judged for judged, _ in told.asked} == {forty.id, fifty.id}
    assert [one.document for one in book.review.waiting()] == [new.id, new.id], "the old text asks nothing"
    assert not list(book.store.relations()), "one document read twice is no copy"
    (_, suggested) = told.asked[0]
    book.review.judge(suggested, Verdict.ACCEPTED, by="Bora")
    assert book.store.statuses()[forty.id] is Status.REJECTED
    book.review.judge(told.asked[1][1], Verdict.ACCEPTED, by="Bora")
    assert book.store.statuses()[told.asked[1][1]] is Status.WITHHELD, "nothing withheld is let out by a new text"
    book.review.undo(by="Bora")
    assert book.doctor.check().sound
    with pytest.raises(InputError, match="read anew"):
        book.reread.run([old.id], by="Alice")
    (again,) = book.reread.run(by="Alice").documents
    assert (again.document, again.into, again.retired) == (new.id, None, ())


class _Stops:
    """Somebody presses Ctrl-C after so many documents."""

    def __init__(self, after: int) -> None:
        self.left = after

    def start(self, total: int | None, what: str) -> None:
        """Work begins."""

    def step(self, name: str, note: str = "") -> None:
        """One is done."""
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt

    def finish(self) -> None:
        """Work has ended."""
