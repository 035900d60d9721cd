"""Checks, stances and totals of a casebook: written when figures are grouped, gone with a claim that is rejected."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.check import CheckKind
from chamsae.model.judgement import Verdict
from chamsae.model.stance import Position

TEXT = (
    "Northern Light News\nPublished: 16 October 2023\n\n"
    "About 60 North Koreans were repatriated from China on 11 October 2023. Of them, 85 were women, the group said.\n"
    "China's foreign ministry spokesperson Mao Ning told a regular press conference on 13 October that there are no"
    " so-called defectors in China.\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    with chamsae.in_memory() as opened:
        opened.archive.add([tmp_path / "news.txt"], by="Alice")
        opened.read.run(by="Alice")
        yield opened


def test_reading_leaves_checks_and_stances_with_the_figure(book: Casebook) -> None:
    (check,) = [one for one in book.reconcile.checks() if one.kind is CheckKind.PART]
    assert not check.holds
    assert {book.store.claim(id).trigger.exact for id in check.conflict} == {"About 60", "85"}
    (stance,) = book.reconcile.stances()
    assert stance.position is Position.DENIES
    assert book.reconcile.stances(stance.group) == (stance,)
    assert check in book.reconcile.checks(stance.group)


def test_what_leans_on_a_rejected_claim_is_gone_and_comes_back_when_that_is_undone(book: Casebook) -> None:
    checks, stances = book.reconcile.checks(), book.reconcile.stances()
    assert checks
    assert stances
    women = next(id for check in checks for id in check.conflict if book.store.claim(id).trigger.exact == "85")
    for claim in (women, stances[0].claim):
        book.review.judge(claim, Verdict.REJECTED, by="Alice", why="it says something else")
    assert all(women not in check.claims for check in book.reconcile.checks())
    assert book.reconcile.stances() == ()
    for entry in book.review.last(by="Alice"):
        book.review.undo(number=entry.number, by="Alice")
    assert book.reconcile.checks() == checks
    assert book.reconcile.stances() == stances


def test_grouping_anew_changes_nothing_of_them(book: Casebook) -> None:
    before = book.reconcile.checks(), book.reconcile.stances()
    book.reconcile.run(by="Alice")
    assert (book.reconcile.checks(), book.reconcile.stances()) == before
