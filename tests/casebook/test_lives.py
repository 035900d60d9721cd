"""Tables by sex, age and work follow the claims of facts of lives: read, imported, judged, adopted, taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.tabulated import Tabulated
from chamsae.model.claim import Act, Claim, Detail
from chamsae.model.judgement import Verdict
from chamsae.model.when import When
from tests.casebook.made import NOON
from tests.casebook.test_cases import DAY, book_of, name, told
from tests.casebook.test_importing import capture, guessed

LETTER = "Han Byeol, a farmer born in 1990, was handed over on 9 July 2021. She, a woman, had fled."
NOTE = "Han Byeol was met by friends in 2021. Their letter spoke of a man, and of 40 years."


def fact(
    book: Casebook, at: int, words: str, field: str, *, code: str | None = None, when: When | None = None
) -> Claim:
    value = Detail(about="Han Byeol", about_entity="e1", field=field, text=words, code=code)
    claim = told(book, at, words, value, when=when)
    book.store.append_log(at=NOON, actor="Alice", action="make", subject=claim.id, detail={})
    return claim


@pytest.fixture
def book() -> Casebook:
    """One handover, and two documents that tell of one victim's life."""
    made = book_of(LETTER, NOTE)
    for at in (0, 1):
        told(made, at, "Han Byeol", name("Han Byeol"))
    act = Act(act="repatriated", victim="Han Byeol", victim_entity="e1")
    told(made, 0, "handed over", act, when=When.day(DAY))
    fact(made, 0, "woman", "sex", code="woman")
    fact(made, 0, "1990", "birth", when=When(start=date(1990, 1, 1), end=date(1990, 12, 31)))
    fact(made, 0, "farmer", "occupation", code="farmer")
    made.link.run(by="Alice")
    return made


def both(book: Casebook) -> tuple[str, str]:
    """The two records judged one person."""
    first, second = (record.id for record in book.store.records())
    book.link.must(first, second, by="Alice", why="same")
    return first, second


def keys(book: Casebook, axis: str) -> list[str]:
    return [cell.keys[0] for cell in book.tables.table(rows=axis).cells if cell.keys[0] is not None]


def test_facts_that_are_told_are_counted(book: Casebook) -> None:
    assert (keys(book, "sex"), keys(book, "age"), keys(book, "occupation")) == (["woman"], ["30-44"], ["farmer"])


def test_a_second_document_that_differs_is_told_so_until_somebody_adopts_a_value(book: Casebook) -> None:
    person, _ = both(book)
    assert keys(book, "sex") == ["woman"]
    claim = fact(book, 1, "a man", "sex", code="man")
    assert keys(book, "sex") == ["told-differently"]
    book.cases.adopt(person, "sex", [claim.id], by="Alice")
    assert keys(book, "sex") == ["man"]
    book.cases.unadopt(person, "sex", by="Alice")
    assert keys(book, "sex") == ["told-differently"]
    book.review.judge(claim.id, Verdict.REJECTED, by="Alice")
    assert keys(book, "sex") == ["woman"]


def test_births_that_cannot_both_be_true_make_no_age(book: Casebook) -> None:
    both(book)
    fact(book, 1, "40", "age", when=When.day(DAY))
    assert keys(book, "age") == ["told-differently"]


def test_a_judgement_on_a_fact_puts_only_that_person_right(book: Casebook) -> None:
    assert keys(book, "sex") == ["woman"]
    claim = next(one for one in book.store.claims() if isinstance(one.value, Detail) and one.value.field == "sex")
    with patch.object(Tabulated, "_made", side_effect=AssertionError("all columns were made anew")):
        book.review.judge(claim.id, Verdict.REJECTED, by="Alice")
        assert keys(book, "sex") == [""]
        book.review.undo(by="Alice")
        assert keys(book, "sex") == ["woman"]


ROWS = "번호,성명,성별,생년월일,체포일,체포장소,체포기관,송환일,인원\n"


@pytest.fixture(params=["memory", "file"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.in_memory() if request.param == "memory" else chamsae.init(tmp_path / "book") as made:
        yield made


def test_what_a_list_says_is_counted_also_where_tables_were_asked_before(empty: Casebook) -> None:
    assert empty.tables.table(rows="sex", counting="persons").total.count == 0
    first = capture(empty, ROWS + "1,김새날,여,1975. 3. 2.,2010. 10. 13.,장백,변방대,,\n")
    mapping = guessed(empty, first)
    report = empty.importing.run(first, mapping, by="Alice")
    assert (keys(empty, "sex"), keys(empty, "age")) == (["woman"], ["30-44"])
    later = capture(empty, ROWS + "1,김새날,남,1995. 3. 2.,2010. 10. 13.,장백,변방대,,\n", "later.csv")
    again = empty.importing.run(later, mapping, by="Alice")
    assert (keys(empty, "sex"), keys(empty, "age")) == (["man"], ["0-17"])
    assert again.number and report.number
    empty.importing.undo(again.number, by="Alice")
    assert (keys(empty, "sex"), keys(empty, "age")) == (["woman"], ["30-44"])
    empty.importing.undo(report.number, by="Alice")
    assert empty.tables.table(rows="sex").total.count == 0
