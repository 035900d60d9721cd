"""Persons at risk: what is due, who looks again, and the calendar that names nobody."""

from collections.abc import Iterator
from datetime import date

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import NameType
from chamsae.model.watch import Danger
from tests.told import told

MAY = date(2026, 5, 1)
LETTER = "The lawyer Han Sora said that Pak Nari was arrested in Yanji on May 3, 2021. Kim Mira was released.\n"


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as one:
        yield told(one, LETTER, by="Alice")


def people(book: Casebook) -> list[str]:
    return [id for id, one in book.link.records().items() if one.kind is NameType.PERSON]


def test_the_longest_overdue_comes_first_and_those_without_danger_go(book: Casebook) -> None:
    one, two = people(book)[:2]
    book.risks.review(one, Danger.LOW, why="Her brother is known.", next_review=date(2026, 5, 20), by="Alice")
    book.risks.review(two, Danger.HIGH, why="Held at the border.", next_review=date(2026, 4, 1), by="Alice")
    book.risks.review("W-ABCDEF", Danger.MEDIUM, why="Spoke to us.", next_review=date(2026, 4, 20), by="Alice")
    found = book.risks.all(today=MAY)
    assert [(at.subject, at.overdue) for at in found] == [(two, 30), ("W-ABCDEF", 11), (one, -19)]
    book.risks.review(two, Danger.OVER, why="She is in Seoul.", by="Alice")
    assert [at.subject for at in book.risks.all(today=MAY)] == ["W-ABCDEF", one]
    assert two in [at.subject for at in book.risks.all(today=MAY, over=True)]
    assert [at.level for at in book.risks.history(two)] == [Danger.OVER, Danger.HIGH]


def test_a_review_taken_back_leaves_the_one_before(book: Casebook) -> None:
    one = people(book)[0]
    book.risks.review(one, Danger.LOW, why="First.", next_review=MAY, by="Alice")
    last = book.risks.review(one, Danger.HIGH, why="Second.", next_review=MAY, by="Alice")
    book.risks.undo(last.number, by="Alice")
    assert [at.review.level for at in book.risks.all(today=MAY)] == [Danger.LOW]
    with pytest.raises(NotFound):
        book.risks.undo(last.number, by="Alice")


def test_a_review_says_why_and_when_to_look_again_and_is_of_a_person(book: Casebook) -> None:
    one = people(book)[0]
    place = next(id for id, record in book.link.records().items() if record.kind is NameType.PLACE)
    with pytest.raises(InputError, match="why"):
        book.risks.review(one, Danger.HIGH, why=" ", next_review=MAY, by="Alice")
    with pytest.raises(InputError, match="no day"):
        book.risks.review(one, Danger.HIGH, why="Danger.", by="Alice")
    with pytest.raises(InputError, match="only a person"):
        book.risks.review(place, Danger.HIGH, why="Danger.", next_review=MAY, by="Alice")
    with pytest.raises(NotFound):
        book.risks.review("n0", Danger.HIGH, why="Danger.", next_review=MAY, by="Alice")
    assert book.risks.all() == []


def test_the_calendar_has_a_day_for_each_and_names_nobody(book: Casebook) -> None:
    one = people(book)[0]
    name = book.store.record(one).names[0]
    book.risks.review(one, Danger.HIGH, why="Held.", next_review=date(2026, 5, 4), by="Alice")
    file = book.risks.calendar()
    assert "DTSTART;VALUE=DATE:20260504\r\n" in file
    assert f"UID:{one}@chamsae" in file
    assert name not in file and "Held" not in file
