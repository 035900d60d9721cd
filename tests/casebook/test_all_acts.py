"""Deriving all acts: in parts that outlast a stop, to the same end as following what happened one by one."""

from datetime import date

import pytest

from chamsae.casebook import all_acts
from chamsae.casebook.book import Casebook
from chamsae.casebook.deriving import RULES
from chamsae.casebook.tabulated import Tabulated
from chamsae.model.case import Derived
from chamsae.model.claim import Act, NameType
from chamsae.model.judgement import Verdict
from chamsae.model.link import record_id
from chamsae.model.when import When
from tests.casebook.test_cases import LETTER, RIVER, book_of, name, told

MANY = 12


class Stopped(Exception):
    """Somebody ended it."""


class Stopping:
    """Progress that ends the work after some claims."""

    def __init__(self, after: int) -> None:
        self.left = after

    def start(self, total: int | None, what: str) -> None:
        """Long work begins."""
        self.what = what

    def step(self, name: str, note: str = "") -> None:
        """One item is done."""
        if self.what == "deriving acts":
            self.left -= 1
        if self.left < 0:
            raise Stopped

    def finish(self) -> None:
        """Long work has ended."""


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Casebook:
    monkeypatch.setattr(all_acts, "AT_ONCE", 2)
    texts = (RIVER, LETTER)
    book = book_of(*(f"{texts[at % 2]} {at}" for at in range(MANY)))
    for at in range(MANY):
        words, act = (("handed over", "repatriated"), ("인도됐다", "repatriated"))[at % 2]
        who = ("Han Byeol", "한별")[at % 2]
        told(book, at, who, name(who))
        told(book, at, words, Act(act=act, victim=who, victim_entity="e1"), when=When.day(date(2021, 5, 3 + at % 3)))
    return book


def test_who_is_stopped_keeps_what_is_done_and_the_next_goes_on(book: Casebook) -> None:
    with pytest.raises(Stopped):
        book.cases.refresh(Stopping(5))
    reached = book.store.derived()
    assert reached is not None and reached.done is not None and 0 < reached.done < reached.of == MANY
    kept = [act.id for act in book.store.coded_acts()]
    assert 0 < len(kept) < MANY
    counting = Stopping(MANY)
    book.cases.refresh(counting)
    assert counting.left == len(kept), "only the rest was derived"
    assert {claim for act in book.cases.acts() for claim in act.claims} == set(_acts(book))
    assert book.store.derived() == Derived(upto=_head(book), rules=RULES)


def test_what_is_judged_between_a_stop_and_the_end_is_followed(book: Casebook) -> None:
    book.link.run(by="A")
    with pytest.raises(Stopped):
        book.cases.refresh(Stopping(5))
    documents = [one.id for one in book.store.documents()]
    one, other = (record_id(NameType.PERSON, documents[at], "e1") for at in (0, MANY - 1))
    book.link.must(one, other, by="A", why="one woman")
    book.review.judge(_acts(book)[3], Verdict.REJECTED, by="A")
    followed, events = book.cases.acts(), book.cases.events()
    book.cases.rebuild()
    assert (book.cases.acts(), book.cases.events()) == (followed, events)
    assert len({claim for act in followed for claim in act.claims}) == MANY - 1


def test_where_nobody_may_wait_acts_stay_as_they_are_and_it_is_said(book: Casebook) -> None:
    book.cases.impatient(3)
    assert book.cases.acts() == []
    assert book.cases.behind() == (0, 2 * MANY)
    book.cases.work_out()
    assert book.cases.behind() is None
    book.review.judge(_acts(book)[0], Verdict.REJECTED, by="A")
    assert book.cases.behind() is None, "one answer is waited for"
    assert len({claim for act in book.cases.acts() for claim in act.claims}) == MANY - 1


def test_names_gathered_anew_are_not_waited_for_either(book: Casebook) -> None:
    book.cases.refresh()
    book.cases.impatient(3)
    book.link.run(by="A")
    assert book.cases.behind() is not None
    book.cases.work_out()
    assert book.cases.behind() is None


def test_tables_of_acts_half_worked_out_are_kept_until_all_are_and_then_made_anew(book: Casebook) -> None:
    book.cases.impatient(3)
    columns = Tabulated(book.store, book.cases)
    with pytest.raises(Stopped):
        book.cases.work_out(Stopping(5))
    half = columns.current()
    assert columns.current() is half
    book.cases.work_out()
    assert columns.current() is not half


def _acts(book: Casebook) -> list[str]:
    return [claim.id for claim in book.store.claims() if isinstance(claim.value, Act)]


def _head(book: Casebook) -> int:
    last = book.store.last_log()
    return last.number if last else 0
