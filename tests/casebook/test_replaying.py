"""Decisions replayed onto the same evidence give the same figures in the same states."""

from dataclasses import replace

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.replaying import replay
from chamsae.errors import IntegrityError, NotFound
from chamsae.memory import MemoryStore
from chamsae.model.judgement import Verdict
from chamsae.model.settlement import State

from .test_settling import claim_of, copied, figure_of, only, told


def decided() -> Casebook:
    """A casebook in which figures were settled, reopened, settled again and taken back."""
    book = chamsae.in_memory()
    claims = [
        told(book, f"{number}.txt", number, speaker)
        for number, speaker in ((300, "Harim Watch"), (320, "River Families"), (330, "The Union"))
    ]
    relation = copied(book, claims[2], claims[1])
    group = only(book).id
    book.reconcile.settle(group, 300, 320, reason="Both counted.", by="Alice")
    book.review.judge(relation.id, Verdict.REJECTED, by="Bo")
    only(book)
    book.reconcile.settle(group, 300, 330, reason="Three counted.", by="Alice")
    book.reconcile.withdraw(2, by="Alice", reason="Too soon.")
    book.review.edit(claims[0].id, by="Bo", value=replace(figure_of(claims[0]), counted="North Korean women"))
    told(book, "late.txt", 900, "The Ministry")
    book.reconcile.correct(claim_of(book, 900).id, by="Bo", reason="It is of Tumen.", place="Tumen")
    book.review.judge(claims[1].id, Verdict.REJECTED, by="Bo")
    book.review.undo(by="Bo", why="Misread.")
    book.reconcile.refresh(by="Bo")
    return book


def evidence_of(book: Casebook) -> Casebook:
    """A casebook with the same objects, documents, claims and copies, in which nobody has decided anything."""
    fresh = chamsae.in_memory()
    for obj in book.store.objects():
        fresh.store.add_object(obj)
    for capture in book.store.captures():
        fresh.store.add_capture(capture)
    for document in book.store.documents():
        fresh.store.add_document(document)
    fresh.store.add_claims(book.store.claims())
    fresh.store.add_relations(book.store.relations())
    return fresh


def test_replayed_from_the_ledgers_figures_stand_as_they_stood() -> None:
    book = decided()
    fresh = evidence_of(book)
    assert replay(book.store, fresh.store) == 9, "an edit is two judgements"
    fresh.reconcile.refresh(by="Carol")
    assert list(fresh.store.groups()) == list(book.store.groups())
    assert State.REOPENED in {group.state for group in fresh.store.groups()}
    assert fresh.reconcile.standings() == book.reconcile.standings()
    assert fresh.store.statuses() == book.store.statuses()
    assert list(fresh.store.settlements()) == list(book.store.settlements())


def test_decisions_are_replayed_onto_none_and_only_where_their_claims_are() -> None:
    book = decided()
    fresh = evidence_of(book)
    replay(book.store, fresh.store)
    with pytest.raises(IntegrityError, match="it would become number"):
        replay(book.store, fresh.store)
    with pytest.raises(NotFound):
        replay(book.store, MemoryStore())
