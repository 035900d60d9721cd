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


def test_a_denial_that_comes_after_a_settlement_is_told_and_reopens_nothing(tmp_path: Path) -> None:
    count, denial = f"{TEXT.partition(' Of them')[0]}\n", TEXT
    with chamsae.in_memory() as book:
        for name, text in (("count.txt", count), ("denial.txt", denial)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            book.archive.add([tmp_path / name], by="Alice")
            book.read.run(by="Alice")
            group = next(one for one in book.store.groups() if one.low == 60)
            if name == "count.txt":
                book.reconcile.settle(group.id, 60, 60, reason="One count.", by="Alice")
                assert book.reconcile.standing(group.id).denied == ()
        found = book.reconcile.standing(group.id)
        (stance,) = found.denied
        assert "Mao Ning" in stance.speaker
        assert not any(stance.claim in one.claims for one in found.reopened)
        book.review.judge(stance.claim, Verdict.REJECTED, by="Alice", why="it says something else")
        assert book.reconcile.standing(group.id).denied == ()
