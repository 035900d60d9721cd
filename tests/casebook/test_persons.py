"""One person with everything said of them: rival values side by side, kin from both sides, a value adopted and not."""

from datetime import date

import pytest

from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Claim, Detail, Intervention
from chamsae.model.judgement import Verdict
from chamsae.model.person import Fact
from chamsae.model.when import When
from tests.casebook.test_cases import book_of, name, told

LETTER = "Han Byeol, born in 1990, is the sister of Han Sol. Her family asked the ministry for news."
REPORT = "한별(1991년생)은 무산 출신이다."
NOTE = "Han Byeol, a nurse, was born in 1990."


@pytest.fixture
def book() -> Casebook:
    """Three documents about one woman, judged one."""
    book = book_of(LETTER, REPORT, NOTE)
    told(book, 0, "Han Byeol", name("Han Byeol"))
    told(book, 0, "Han Sol", name("Han Sol", "e2"))
    told(book, 1, "한별", name("한별"))
    told(book, 2, "Han Byeol", name("Han Byeol"))
    born(book, 0, "1990", 1990)
    born(book, 1, "1991", 1991)
    born(book, 2, "1990", 1990)
    kin = Detail(
        about="Han Byeol", about_entity="e1", field="kin", text="sister", code="sibling.sister", other="Han Sol",
        other_entity="e2",
    )  # fmt: skip
    told(book, 0, "sister", kin)
    value = Intervention(type="inquiry", party="her family", about="Han Byeol", about_entity="e1", asked=("ministry",))
    told(book, 0, "asked", value)
    book.link.run(by="Alice")
    first, _, second, third = (record.id for record in book.store.records())
    book.link.must(first, second, by="Alice", why="same")
    book.link.must(first, third, by="Alice", why="same")
    return book


def born(book: Casebook, at: int, words: str, year: int) -> Claim:
    when = When(start=date(year, 1, 1), end=date(year, 12, 31))
    value = Detail(about="Han Byeol", about_entity="e1", field="birth", text=words)
    return told(book, at, words, value, when=when)


def person_of(book: Casebook) -> str:
    return next(iter(book.store.records())).id


def birth(book: Casebook) -> Fact:
    return next(fact for fact in book.cases.person(person_of(book)).facts if fact.field == "birth")


def test_rival_values_stand_side_by_side_with_who_says_so(book: Casebook) -> None:
    fact = birth(book)
    assert [(value.text, len(value.documents)) for value in fact.values] == [("1990", 2), ("1991", 1)]
    assert fact.rival and fact.adopted is None


def test_a_value_is_adopted_by_judgement_and_can_be_taken_back(book: Casebook) -> None:
    rival = birth(book).values[1]
    book.cases.adopt(person_of(book), "birth", rival.claims, by="Alice", why="her school paper")
    fact = birth(book)
    assert fact.adopted == rival and not fact.rival
    book.cases.unadopt(person_of(book), "birth", by="Alice")
    assert birth(book).adopted is None
    with pytest.raises(NotFound):
        book.cases.unadopt(person_of(book), "birth", by="Alice")


def test_what_comes_after_an_adoption_asks_for_a_new_look(book: Casebook) -> None:
    book.cases.adopt(person_of(book), "birth", birth(book).values[0].claims, by="Alice")
    assert not birth(book).unseen
    born(book, 1, "1991년", 1992)
    fact = birth(book)
    assert fact.unseen and fact.rival and fact.adopted is not None


def test_only_claims_about_the_field_of_the_person_can_be_adopted(book: Casebook) -> None:
    for claims in ([], ["c0"]):
        with pytest.raises(InputError):
            book.cases.adopt(person_of(book), "birth", claims, by="Alice")


def test_a_rejected_claim_gives_no_value(book: Casebook) -> None:
    (claim,) = birth(book).values[1].claims
    book.review.judge(claim, Verdict.REJECTED, by="Alice")
    assert [value.text for value in birth(book).values] == ["1990"]


def test_a_relation_is_told_from_both_sides(book: Casebook) -> None:
    records = list(book.store.records())
    (kin,) = book.cases.person(records[0].id).kin
    assert (kin.code, kin.other, kin.identity, kin.back) == ("sibling.sister", "Han Sol", records[1].id, False)
    (other,) = book.cases.person(records[1].id).kin
    assert (other.code, other.other, other.identity, other.back) == ("sibling", "Han Byeol", records[0].id, True)


def test_interventions_for_a_person_are_found(book: Casebook) -> None:
    (claim,) = book.cases.person(person_of(book)).interventions
    assert book.store.claim(claim).trigger.exact == "asked"


def test_what_is_no_person_has_no_file(book: Casebook) -> None:
    with pytest.raises(NotFound):
        book.cases.person("n404")
