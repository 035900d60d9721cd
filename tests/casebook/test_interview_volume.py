"""Acts per interview beside a table by year: what interviews told, when, and the warnings of each trend."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.interview_volume import Volume, volume
from chamsae.casebook.tabulating import asked
from chamsae.estimate.checks import Code
from chamsae.model.consent import Answer, Circumstances, Purpose
from chamsae.model.consent import asked as consent
from chamsae.model.interview import Draft, Passage, Voice

TOLD = Circumstances(language="en", risks="Explained.")


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as one:
        yield one


def interview(book: Casebook, text: str, *, at: int) -> str:
    """An account finished in that year."""
    now = datetime(at, 6, 1, tzinfo=UTC)
    book.interviews._clock = lambda: now
    held = book.interviews.begin(language="en", by="Alice")
    book.interviews.consent(held.subject, consent([(Purpose.AGGREGATE, Answer.YES)]), TOLD, by="Alice")
    kept = book.interviews.save(held.subject, (Passage(voice=Voice.WITNESS, text=text),), base=0, by="Alice")
    assert isinstance(kept, Draft)
    book.interviews.finish(held.subject, by="Alice")
    return held.subject


def by_year(book: Casebook, rows: str = "year", **where: str) -> Volume | None:
    return volume(book.store, book.tables, asked(rows, where=where))


def test_a_casebook_without_interviews_has_no_rate(book: Casebook) -> None:
    assert by_year(book) is None


def test_acts_are_counted_by_the_year_they_happened_and_were_first_told(book: Casebook) -> None:
    for day in (3, 4, 5):
        interview(book, f"I was repatriated on {day} March 2011.", at=2012)
    interview(book, "I was repatriated on 5 May 2011. I was repatriated on 6 June 2014.", at=2015)
    found = by_year(book)
    assert found is not None and found.interviews == 4
    assert [(one.year, one.cases) for one in found.rates] == [(2011, 4), (2014, 1)]
    assert found.findings[0].code == Code.TREND_OF_RECORDS
    assert (found.findings[0].numbers["since"], found.findings[0].numbers["until"]) == (2011, 2014)
    last = found.rates[-1]
    assert last.told < found.rates[0].told == 1, "fewer years have passed in which 2014 could be told"
    assert by_year(book, "violation") is None, "no trend"
    later = by_year(book, year="2014..")
    assert later is not None and [one.year for one in later.rates] == [2014]
