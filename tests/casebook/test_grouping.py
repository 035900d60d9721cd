"""Figures of an open casebook: what is judged moves them, whoever judged it, as grouping anew would."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.grouping import material
from chamsae.model.check import Check
from chamsae.model.claim import Figure
from chamsae.model.judgement import Verdict
from chamsae.model.settlement import FigureGroup, State
from chamsae.model.stance import Stance
from chamsae.reconcile import regroup
from chamsae.reconcile.regroup import Regroup

from .test_beside import TEXT
from .test_settling import claim_of, copied, figure_of, settle, told


def filled() -> Casebook:
    """Five documents, two of them copies."""
    made = chamsae.in_memory()
    claims = [
        told(made, f"{number}.txt", 300 + number, speaker)
        for number, speaker in enumerate(["Harim Watch", "River Families", "The Ministry", "Harim Watch", "The Union"])
    ]
    copied(made, claims[3], claims[1])
    made.reconcile.refresh(by="Alice")
    return made


def told_beside() -> Casebook:
    """A paper read, whose numbers and words bear on one another."""
    made = chamsae.in_memory()
    read(made)
    return made


def read(book: Casebook) -> None:
    """Take a paper in and read it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "news.txt").write_text(TEXT, encoding="utf-8")
        book.archive.add([Path(folder) / "news.txt"], by="Alice")
    book.read.run(by="Alice")


def now(book: Casebook) -> dict[str, FigureGroup]:
    """The figures in the store, without what people decided of them."""
    return {one.id: replace(one, state=State.OPEN, settlement=None) for one in book.store.groups()}


def anew(book: Casebook) -> dict[str, FigureGroup]:
    """The figures as they are grouped from nothing but what is stored."""
    found = Regroup(material(book.store, [])).figures()
    return {one.id: replace(one, state=State.OPEN, settlement=None) for one in found}


def compared(book: Casebook) -> tuple[list[Check], list[Stance]]:
    """The checks and stances in the store, the same in any order."""
    return sorted(book.store.checks(), key=repr), sorted(book.store.stances(), key=repr)


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_judgements_the_figures_are_those_of_grouping_anew(data: st.DataObject) -> None:
    book = filled()
    for step in range(data.draw(st.integers(1, 5))):
        targets = [claim.id for claim in book.store.claims()] + [one.id for one in book.store.relations()]
        target = data.draw(st.sampled_from(targets))
        match data.draw(st.sampled_from(["judge", "undo", "edit", "make", "correct"])):
            case "judge":
                verdict = data.draw(st.sampled_from([Verdict.ACCEPTED, Verdict.REJECTED]))
                book.review.judge(target, verdict, by="Bo")
            case "undo" if book.review.last(by="Bo"):
                book.review.undo(by="Bo")
            case "edit" if target.startswith("c"):
                old = book.store.claim(target)
                book.review.edit(target, by="Bo", value=replace(figure_of(old), counted=f"people {step}"))
            case "make":
                told(book, f"new {step}.txt", 400 + step, "The Press")
            case "correct" if target.startswith("c"):
                book.reconcile.correct(target, by="Bo", reason="So.", place="Tumen")
        if data.draw(st.booleans()):
            book.reconcile.refresh(by="Bo")
    book.reconcile.refresh(by="Bo")
    assert now(book) == anew(book)


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_judgements_checks_and_stances_are_those_of_grouping_anew(data: st.DataObject) -> None:
    book = told_beside()
    book.reconcile.refresh(by="Bo")
    targets = [claim.id for claim in book.store.claims()]
    for _ in range(data.draw(st.integers(1, 6))):
        target = data.draw(st.sampled_from(targets))
        match data.draw(st.sampled_from(["judge", "judge", "undo", "correct", "look"])):
            case "judge":
                book.review.judge(target, data.draw(st.sampled_from([Verdict.ACCEPTED, Verdict.REJECTED])), by="Bo")
            case "undo" if book.review.last(by="Bo"):
                book.review.undo(by="Bo")
            case "correct" if isinstance(book.store.claim(target).value, Figure):
                book.reconcile.correct(target, by="Bo", reason="So.", place="Tumen")
            case "look":
                book.reconcile.checks()
    book.reconcile.checks()
    found = compared(book)
    book.reconcile.run(by="Bo")
    assert found == compared(book)


def test_looking_at_checks_twice_works_them_out_once() -> None:
    book = told_beside()
    (stance,) = book.reconcile.stances()
    book.review.judge(stance.claim, Verdict.REJECTED, by="Bo")
    assert book.reconcile.stances() == ()
    last = book.store.last_log()
    assert book.reconcile.stances() == ()
    assert book.store.last_log() == last
    book.review.undo(by="Bo")
    assert book.reconcile.stances() == (stance,)


def test_what_another_process_compared_is_not_worked_out_again(tmp_path: Path) -> None:
    chamsae.init(tmp_path / "book").close()
    with chamsae.open(tmp_path / "book") as one, chamsae.open(tmp_path / "book") as other:
        read(one)
        (stance,) = other.reconcile.stances()
        other.review.judge(stance.claim, Verdict.REJECTED, by="Bo")
        assert one.reconcile.stances() == ()
        assert other.reconcile.stances() == ()
        assert [entry.action for entry in one.store.log()].count("compare") == 1


def test_one_judgement_does_not_group_everything_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    book = filled()
    monkeypatch.setattr(regroup.Regroup, "__init__", lambda *_: pytest.fail("grouped everything anew"))
    book.review.judge(claim_of(book, 302).id, Verdict.REJECTED, by="Bo")
    book.reconcile.refresh(by="Bo")
    book.review.edit(claim_of(book, 300).id, by="Bo", value=replace(figure_of(claim_of(book, 300)), counted="people"))
    book.reconcile.refresh(by="Bo")
    (group,) = book.store.groups()
    assert claim_of(book, 302).id not in {member.claim for member in group.members}


def test_nothing_is_done_where_nothing_has_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    book = filled()
    book.reconcile.refresh(by="Bo")
    before = book.store.last_log()
    book.reconcile.refresh(by="Bo")
    assert book.store.last_log() == before
    monkeypatch.setattr(book.store, "log", lambda **_: pytest.fail("read the log"))
    book.reconcile.refresh(by="Bo")


def test_an_answer_that_takes_back_another_moves_figures_in_a_casebook_opened_anew(tmp_path: Path) -> None:
    chamsae.init(tmp_path / "book").close()
    with chamsae.open(tmp_path / "book") as book:
        told(book, "a.txt", 300, "Harim Watch")
        told(book, "b.txt", 320, "River Families")
        book.reconcile.refresh(by="Alice")
        book.review.judge(claim_of(book, 320).id, Verdict.REJECTED, by="Bo")
        book.reconcile.refresh(by="Bo")
        book.review.judge(claim_of(book, 320).id, Verdict.ACCEPTED, by="Bo")
    with chamsae.open(tmp_path / "book") as book:
        book.reconcile.refresh(by="Bo")
        assert len(next(book.store.groups()).members) == 2


def test_what_another_process_judges_and_settles_is_followed(tmp_path: Path) -> None:
    chamsae.init(tmp_path / "book").close()
    with chamsae.open(tmp_path / "book") as one, chamsae.open(tmp_path / "book") as other:
        told(one, "a.txt", 300, "Harim Watch")
        told(one, "b.txt", 320, "River Families")
        group = settle(one)
        other.reconcile.refresh(by="Bo")
        other.review.judge(claim_of(other, 320).id, Verdict.REJECTED, by="Bo")
        other.reconcile.refresh(by="Bo")
        one.reconcile.refresh(by="Alice")
        assert one.reconcile.standing(group).state is State.REOPENED
        assert now(one) == anew(one)
        other.reconcile.settle(group, 300, 300, reason="One is left.", by="Bo")
        assert one.reconcile.standing(group).low == 300
        assert one.reconcile.standing(group).state is State.SETTLED
        assert [entry.action for entry in one.store.log()].count("reopen") == 1
