"""Head counts by place over time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.custody import Custody
from chamsae.casebook.noting import Notes
from chamsae.errors import InputError, NotFound
from chamsae.model.amount import Comparator
from chamsae.model.claim import Modality
from chamsae.model.interview import Basis
from chamsae.model.judgement import Verdict
from chamsae.model.scoping import Flow
from chamsae.model.watch import Movement

BAISHAN = "Baishan detention centre"
MARCH, APRIL, TODAY = date(2026, 3, 3), date(2026, 4, 20), date(2026, 5, 1)


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as one:
        one.clock = lambda: datetime(2026, 5, 1, 9, tzinfo=UTC)
        one.custody = Custody(one.store, one.clock, Notes(one.store, one.clock, one.archive), one.review)
        yield one


def two_counts(book: Casebook) -> None:
    book.custody.count(BAISHAN, MARCH, 20, who="a released woman", basis=Basis.SAW, by="Alice")
    book.custody.count(BAISHAN, APRIL, 7, movement=Movement.OUT, who="a guard's cousin", basis=Basis.HEARD, by="Alice")
    book.custody.count(BAISHAN, APRIL, 13, who="a guard's cousin", basis=Basis.HEARD, by="Alice")


def test_counts_of_a_place_are_a_series_with_what_changed_and_how_old_the_news_is(book: Casebook) -> None:
    two_counts(book)
    (held,) = book.custody.now(today=TODAY)
    assert [(one.day, one.amount.low, one.movement) for one in held.counts] == [
        (MARCH, 20, Movement.HELD), (APRIL, 13, Movement.HELD), (APRIL, 7, Movement.OUT),
    ]  # fmt: skip
    assert [(one.amount.low, one.who) for one in held.last] == [(13, "a guard's cousin")]
    assert (held.news, held.age) == (APRIL, 11)
    (shift,) = held.shifts
    assert (shift.low, shift.high, [one.amount.low for one in shift.went]) == (-7, -7, [7])


def test_a_count_is_a_figure_claim_on_the_words_of_a_hashed_note(book: Casebook) -> None:
    entry = book.custody.count(BAISHAN, MARCH, 20, who="a released woman", basis=Basis.HEARD, by="Alice")
    claim = book.store.claim(entry.subject)
    document = book.store.document(claim.document)
    assert claim.quote.exact == f"2026-03-03: 20 North Koreans are held at {BAISHAN}."
    assert claim.trigger.exact == "20"
    assert book.objects.check(document.sha256)
    assert claim.modality is Modality.HEARSAY


@pytest.mark.parametrize(("language", "number"), [("en", "at least 5"), ("ko", "최소 5"), ("zh", "至少5")])
def test_notes_are_written_in_the_language_of_the_group(book: Casebook, language: str, number: str) -> None:
    entry = book.custody.count(
        "투먼", MARCH, 5, who="가족", comparator=Comparator.AT_LEAST, language=language, by="Alice"
    )
    claim = book.store.claim(entry.subject)
    assert claim.trigger.exact == number
    book.reconcile.run(by="Alice")
    (group,) = book.store.groups()
    assert (group.scope.flow, group.scope.place, group.low) == (Flow.STOCK, "cn-tumen", 5)
    (held,) = book.custody.now(today=TODAY)
    assert (held.last[0].amount.low, held.last[0].amount.high) == (5, None)


def test_rival_counts_of_one_day_stand_side_by_side(book: Casebook) -> None:
    book.custody.count(BAISHAN, MARCH, 20, who="a released woman", by="Alice")
    book.custody.count(BAISHAN, MARCH, 30, who="a lawyer", by="Alice")
    book.custody.count(BAISHAN, APRIL, 13, who="a lawyer", by="Alice")
    (held,) = book.custody.now(today=TODAY)
    assert (held.shifts[0].low, held.shifts[0].high) == (-17, -7)


def test_one_place_in_three_spellings_is_one_series(book: Casebook) -> None:
    for place in ("Tumen", "투먼", "图们"):
        book.custody.count(place, MARCH, 3, who=f"{place} family", by="Alice")
    assert [len(one.counts) for one in book.custody.now(today=TODAY)] == [3]


def test_a_count_taken_back_is_gone_from_the_series_and_kept_in_the_ledger(book: Casebook) -> None:
    two_counts(book)
    entry = book.custody.count(BAISHAN, APRIL, 99, who="a rumour", by="Alice")
    book.custody.undo(entry.number, by="Alice")
    assert 99 not in {count.amount.low for one in book.custody.now(today=TODAY) for count in one.counts}
    with pytest.raises(NotFound):
        book.custody.undo(entry.number, by="Alice")


def test_figures_of_people_held_that_were_accepted_in_documents_stand_in_the_series(book: Casebook) -> None:
    two_counts(book)
    told = f"On 1 February 2026 about 25 North Koreans were being held at {BAISHAN}, an aid worker said."
    news = f"River Watch\n\n{told}\n"
    book.archive.add_bytes(BytesIO(news.encode()), "news.txt", by="Alice")
    book.read.run(by="Alice")
    (read,) = [one for one in book.store.claims(kind=None) if one.trigger.exact == "about 25" and one.when]
    assert all(one.claim != read.id for held in book.custody.now(today=TODAY) for one in held.counts)
    book.review.judge(read.id, Verdict.ACCEPTED, by="Alice")
    counts = {one.claim: one for held in book.custody.now(today=TODAY) for one in held.counts}
    assert counts[read.id].entry is None


@pytest.mark.parametrize(
    ("place", "day", "number", "comparator"),
    [
        (" ", MARCH, 3, Comparator.EXACT),
        ("Tumen", date(2026, 5, 2), 3, Comparator.EXACT),
        ("Tumen", MARCH, -1, Comparator.EXACT),
        ("Tumen", MARCH, 1, Comparator.VAGUE),
    ],
)
def test_a_count_without_its_parts_is_refused_and_nothing_is_kept(
    book: Casebook, place: str, day: date, number: int, comparator: Comparator
) -> None:
    with pytest.raises(InputError):
        book.custody.count(place, day, number, who="somebody", comparator=comparator, by="Alice")
    assert book.custody.now() == []
    assert list(book.store.documents()) == []


def test_a_count_names_who_says_so(book: Casebook) -> None:
    with pytest.raises(InputError):
        book.custody.count("Tumen", MARCH, 3, who=" ", by="Alice")
