"""Tables of a casebook: true of what is judged by now, opened to acts, kept, and set beside a later one."""

from pathlib import Path
from unittest.mock import patch

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.tabulating import asked
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Act
from chamsae.model.judgement import Verdict
from chamsae.model.table import Because, Moved
from chamsae.model.when import When
from chamsae.protect.release import Audience
from tests.casebook.made import NOON
from tests.casebook.test_cases import BUSES, DAY, RIVER, book_of, name, same, told, two_documents

BY_KIND = asked("violation", "year")


def handed(book: Casebook, at: int = 0) -> str:
    """The claim that somebody was handed over on the day."""
    claim = told(
        book, at, "handed over", Act(act="repatriated", victim="Han Byeol", victim_entity="e1"), when=When.day(DAY)
    )
    return claim.id


def sent(book: Casebook) -> str:
    """A claim somebody makes of the second document."""
    claim = told(book, 1, "sent back", Act(act="repatriated", victim="About 40 people"), when=When.day(DAY))
    book.store.append_log(at=NOON, actor="하늘", action="make", subject=claim.id, detail={})
    return claim.id


@pytest.fixture
def book() -> Casebook:
    made = book_of(RIVER, BUSES)
    told(made, 0, "Han Byeol", name("Han Byeol"))
    handed(made)
    made.link.run(by="하늘")
    return made


def count(book: Casebook, **more: str) -> int:
    return book.tables.table(rows="year", **more).total.count  # type: ignore[arg-type]  # plain words


def test_a_table_counts_what_was_read(book: Casebook) -> None:
    table = book.tables.of(BY_KIND)
    assert table.cell(None, "2021").count == 1
    assert [act.victim_text or act.persons for act in book.tables.acts(BY_KIND, None, "2021")]
    assert book.tables.units(asked("year", counting="persons"), "2021") == table_persons(book)


def table_persons(book: Casebook) -> tuple[str, ...]:
    return tuple(sorted({person for act in book.cases.acts() for person in act.persons}))


def test_the_next_table_knows_what_was_judged_since(book: Casebook) -> None:
    assert count(book) == 1
    (act,) = book.cases.acts()
    book.review.judge(act.claims[0], Verdict.REJECTED, by="하늘")
    assert count(book) == 0
    book.review.undo(by="하늘")
    assert count(book) == 1


def test_what_was_read_since_the_last_table_is_in_the_next(book: Casebook) -> None:
    assert count(book) == 1
    sent(book)
    assert count(book) == 2


def test_the_same_question_is_counted_once_until_something_changes(book: Casebook) -> None:
    first = book.tables.of(BY_KIND)
    with patch("chamsae.casebook.tabulated.tally", side_effect=AssertionError("counted again")):
        assert book.tables.of(BY_KIND).cells == first.cells
    sent(book)
    assert book.tables.of(BY_KIND).total.count == first.total.count + 1


def test_words_that_are_no_axis_are_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match="violation-group"):
        asked("colour")
    with pytest.raises(InputError, match="twice"):
        asked("year", "year")


def test_a_kept_table_beside_the_same_later_says_which_acts_came_and_why(book: Casebook) -> None:
    kept = book.tables.keep(BY_KIND, "report 1", by="하늘")
    assert book.tables.difference("report 1").changes == ()
    claim = sent(book)
    book.review.judge(claim, Verdict.ACCEPTED, by="하늘")
    found = book.tables.difference(kept.number)
    (change,) = found.changes
    assert (change.moved, change.entries) == (Moved.CAME, (1,))
    assert Because.JUDGED in change.because
    assert {one.keys: (one.before, one.after) for one in found.cells}[None, None] == (1, 2)


def test_persons_judged_to_be_one_are_the_reason_why_a_number_fell() -> None:
    book, *_ = two_documents()
    ask = asked("violation", counting="persons")
    book.tables.keep(ask, "report 1", by="하늘")
    same(book)
    found = book.tables.difference("report 1")
    assert {one.keys: (one.before, one.after) for one in found.cells}[None,] == (2, 1)
    assert found.changes and all(Because.JOINED in one.because and one.entries for one in found.changes)


def test_a_person_joined_and_parted_again_is_counted_right_each_time() -> None:
    book, *_ = two_documents()
    persons = [count(book, counting="persons")]
    same(book)
    persons.append(count(book, counting="persons"))
    book.review.undo(by="Alice")
    persons.append(count(book, counting="persons"))
    assert persons == [2, 1, 2]


def test_a_kept_table_may_be_named_by_a_year(book: Casebook) -> None:
    kept = book.tables.keep(BY_KIND, "2027", by="하늘")
    assert book.tables.difference("2027").before == book.tables.difference(str(kept.number)).before == kept.table


def test_a_kept_table_is_taken_back_and_unknown_ones_are_named(book: Casebook) -> None:
    kept = book.tables.keep(BY_KIND, "report 1", by="하늘")
    book.tables.forget(kept.number, by="하늘")
    assert book.tables.kept() == []
    with pytest.raises(NotFound):
        book.tables.difference("report 1")
    with pytest.raises(InputError):
        book.tables.keep(BY_KIND, "  ", by="하늘")


def test_the_public_sees_only_what_people_accepted_and_no_small_number(book: Casebook) -> None:
    released = book.tables.preview(BY_KIND, audience=Audience.PUBLIC)
    assert (released.total.count, [one.kind for one in released.withheld]) == (0, ["act"])
    (act,) = book.cases.acts()
    book.review.judge(act.claims[0], Verdict.ACCEPTED, by="하늘")
    released = book.tables.preview(BY_KIND, audience=Audience.PUBLIC)
    assert [cell.count for cell in released.cells] == [None] * 4
    assert {one.kind: one.count for one in released.withheld} == {"number": 4}


def test_letting_a_table_out_changes_neither_its_bytes_nor_its_state(book: Casebook, tmp_path: Path) -> None:
    first = book.tables.release(BY_KIND, audience=Audience.INTERNAL, by="하늘")
    again = book.tables.release(BY_KIND, audience=Audience.INTERNAL, by="다른 사람")
    assert first == again
    for form in ("html", "csv", "svg"):
        book.tables.write(first, tmp_path / f"one.{form}", by="하늘", language="ko")
        book.tables.write(again, tmp_path / f"two.{form}", by="하늘", language="ko")
        assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes()


def test_a_casebook_without_acts_has_empty_tables() -> None:
    with chamsae.in_memory() as book:
        table = book.tables.table(rows="violation", columns="year", layers="state", counting="persons")
        assert (table.keys, table.total.count) == (((), (), ()), 0)
