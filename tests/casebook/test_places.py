"""Places of a casebook: what is told where, names that stay open, and what a person says they mean."""

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.journeys import JourneyForm
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Act
from chamsae.model.judgement import Verdict
from tests.told import told

STORY = (
    "Harbour Weekly\n2 June 2020\n\nTwo who came back\n\nSEOUL — Pak Ok-nam was arrested in Nanping on 4 March 2011. "
    "She was held there for three weeks.\n\nOn 9 April 2011 Ms. Pak was deported to North Korea.\n"
)


@pytest.fixture
def book() -> Casebook:
    return told(chamsae.in_memory(), STORY)


def test_a_name_of_ten_places_counts_for_none_until_somebody_says_which(book: Casebook) -> None:
    (open_,) = book.places.open()
    assert len(open_.candidates) == 10 and "cn-nanping" not in {one.key for one in book.places.listed()}
    first = book.places.mean(open_.record.id, "cn-nanping", by="A", why="opposite Musan")
    second = book.places.mean(open_.record.id, "g1799846", by="B")
    person = book.journeys.find("Pak Ok-nam").id
    assert book.journeys.of(person).steps[0].place == "g1799846" and book.places.open() == []
    book.places.take_back(second.number, by="B")
    assert book.journeys.of(person).steps[0].place == "cn-nanping"
    assert book.places.of("cn-nanping").claims and book.places.of("cn-nanping").held
    book.places.take_back(first.number, by="A")
    step = book.journeys.of(person).steps[0]
    assert step.place is None and "cn-nanping" in step.open


def test_every_answer_stands_in_the_log_without_its_reason(book: Casebook) -> None:
    (open_,) = book.places.open()
    book.places.mean(open_.record.id, "cn-nanping", by="A", why="opposite Musan")
    last = book.store.last_log()
    assert last is not None and last.detail["kind"] == "place-meaning" and "Musan" not in str(last.detail)


def test_what_no_list_has_and_what_is_no_place_is_refused(book: Casebook) -> None:
    (open_,) = book.places.open()
    with pytest.raises(NotFound):
        book.places.mean(open_.record.id, "nowhere", by="A")
    with pytest.raises(NotFound):
        book.places.take_back(99, by="A")
    with pytest.raises(InputError):
        book.places.name(book.journeys.find("Pak Ok-nam").id)
    with pytest.raises(NotFound):
        book.places.find("Atlantis")


def test_a_rejected_claim_tells_nothing_of_its_place(book: Casebook) -> None:
    before = {one.key: one.acts for one in book.places.listed()}
    claim = next(one for one in book.places.of("kp").claims if isinstance(one.value, Act))
    book.review.judge(claim.id, Verdict.REJECTED, by="A")
    after = {one.key: one.acts for one in book.places.listed()}
    assert after.get("kp", 0) == before["kp"] - 1


@pytest.mark.parametrize("form", list(JourneyForm))
def test_a_written_journey_is_stamped_logged_and_without_what_is_withheld(book: Casebook, form: JourneyForm) -> None:
    person = book.journeys.find("Pak Ok-nam").id
    claim = next(iter(book.store.claims(ids=book.journeys.of(person).steps[0].claims)))
    book.review.judge(claim.id, Verdict.WITHHELD, by="A")
    made = book.journeys.written(person, form, by="A")
    assert claim.quote.exact.encode() not in made and claim.id.encode() not in made
    assert form is JourneyForm.PNG or b"not for release" in made
    last = book.store.last_log()
    assert last is not None and last.action == "journey"
