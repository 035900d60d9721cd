from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO

import pytest

from chamsae.casebook.book import Casebook
from chamsae.casebook.review import Saying
from chamsae.errors import InputError, NotFound
from chamsae.memory import MemoryStore
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Figure, Modality, Speaker, SpeakerKind
from chamsae.model.judgement import Status, Verdict, fold
from chamsae.model.settlement import FigureGroup
from tests.casebook.made import TEXT, with_figure

FORTY = Figure(
    amount=Amount(low=40, high=40, comparator=Comparator.ABOUT, unit="person"), counted="people", act="repatriated"
)


def test_an_answer_is_appended_with_who_and_why_and_logged() -> None:
    book, claim = with_figure()
    entry = book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice", why="read twice")
    assert (entry.number, entry.by, entry.why) == (1, "Alice", "read twice")
    assert book.store.statuses() == {claim.id: Status.ACCEPTED}
    assert [e.action for e in book.store.log()][-1] == "judge"


def test_the_last_answer_stands_and_undo_brings_back_the_one_before() -> None:
    book, claim = with_figure()
    book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
    book.review.judge(claim.id, Verdict.REJECTED, by="Bob")
    assert book.store.statuses() == {claim.id: Status.REJECTED}
    book.review.undo(by="Bob")
    assert book.store.statuses() == {claim.id: Status.ACCEPTED}
    book.review.undo(by="Alice")
    assert book.store.statuses() == {}
    assert len(list(book.store.judgements())) == 4, "nothing is erased"


def test_undo_takes_back_only_ones_own_unless_a_number_is_named() -> None:
    book, claim = with_figure()
    entry = book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
    with pytest.raises(NotFound, match="judgement by Bob"):
        book.review.undo(by="Bob")
    book.review.undo(by="Bob", number=entry.number)
    assert book.store.statuses() == {}


def test_only_answers_can_be_given() -> None:
    book, claim = with_figure()
    with pytest.raises(InputError, match="not an answer"):
        book.review.judge(claim.id, Verdict.SUPERSEDED, by="Alice")
    with pytest.raises(NotFound):
        book.review.judge("c-none", Verdict.ACCEPTED, by="Alice")
    assert not list(book.store.judgements())


def test_an_edit_makes_a_new_claim_that_supersedes_the_old_one() -> None:
    book, claim = with_figure()
    new = book.review.edit(claim.id, value=FORTY, by="Alice", why="the source says about")
    assert (new.supersedes, new.value, new.reader) == (claim.id, FORTY, "person Alice")
    assert book.store.statuses() == {claim.id: Status.REJECTED, new.id: Status.ACCEPTED}
    assert book.store.claim(claim.id) == claim, "the old claim stays as it was"


def test_undoing_an_edit_restores_the_old_claim_and_rejects_the_new() -> None:
    book, claim = with_figure()
    new = book.review.edit(claim.id, value=FORTY, by="Alice")
    book.review.undo(by="Alice")
    assert book.store.statuses().get(claim.id, Status.PROPOSED) is Status.PROPOSED
    assert book.store.statuses()[new.id] is Status.REJECTED


def test_the_same_edit_can_be_made_again_after_undo() -> None:
    book, claim = with_figure()
    first = book.review.edit(claim.id, value=FORTY, by="Alice")
    book.review.undo(by="Alice")
    again = book.review.edit(claim.id, value=FORTY, by="Alice")
    assert again.id == first.id
    assert book.store.statuses()[again.id] is Status.ACCEPTED


def test_two_different_edits_of_one_claim_are_two_claims() -> None:
    book, claim = with_figure()
    first = book.review.edit(claim.id, saying=Saying(speaker=Speaker(text="A", kind=SpeakerKind.NAMED)), by="Alice")
    second = book.review.edit(claim.id, saying=Saying(speaker=Speaker(text="B", kind=SpeakerKind.NAMED)), by="Alice")
    assert first.id != second.id


def test_an_edit_that_changes_nothing_or_the_kind_is_refused() -> None:
    book, claim = with_figure()
    with pytest.raises(InputError, match="changes nothing"):
        book.review.edit(claim.id, by="Alice")
    assert not list(book.store.judgements())


def test_a_claim_is_made_from_selected_words_and_proves_itself() -> None:
    book, claim = with_figure()
    start = TEXT.index("Nobody")
    made = book.review.make(claim.document, start, start + 6, FORTY, by="Alice")
    assert made.quote.exact == "Nobody else was asked."
    assert made.trigger.exact == "Nobody"
    assert book.store.statuses()[made.id] is Status.ACCEPTED
    with pytest.raises(InputError, match="already there"):
        book.review.make(claim.document, start, start + 6, FORTY, by="Alice")


def test_figures_are_asked_first_and_judged_ones_no_more() -> None:
    book, claim = with_figure()
    assert [c.id for c in book.review.waiting()] == [claim.id]
    book.review.judge(claim.id, Verdict.CANNOT_TELL, by="Alice")
    assert not list(book.review.waiting())
    assert [j.target for j in book.review.last()] == [claim.id]


def test_the_state_is_the_fold_of_the_ledger() -> None:
    book, claim = with_figure()
    for verdict in (Verdict.ACCEPTED, Verdict.WITHHELD, Verdict.CANNOT_TELL):
        book.review.judge(claim.id, verdict, by="Alice")
    book.review.undo(by="Alice")
    assert fold(book.store.judgements()) == book.store.statuses() == {claim.id: Status.WITHHELD}


def test_a_failed_edit_leaves_nothing_behind() -> None:
    book, claim = with_figure()
    broken = replace(FORTY, counted="others")
    with pytest.raises(InputError):
        book.review.edit(claim.id, value=broken, quote=(0, 4), by="Alice")  # the trigger lies outside
    assert [c.id for c in book.store.claims()] == [claim.id]
    assert not list(book.store.judgements())


def test_figures_are_grouped_anew_only_when_something_that_counts_has_changed() -> None:
    book, claim = with_figure()

    def times() -> int:
        book.reconcile.refresh(by="Alice")
        return sum(entry.action == "group" for entry in book.store.log())

    assert times() == 1
    book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
    assert times() == 1
    book.review.judge(claim.id, Verdict.REJECTED, by="Alice")
    assert times() == 2
    book.review.undo(by="Alice")
    assert times() == 3
    start = TEXT.index("Nobody")
    book.review.make(claim.document, start, start + 6, FORTY, by="Alice")
    assert times() == 4


class _Interrupted(MemoryStore):
    """Something happens after everything was looked at and before the figures are written."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: list[Callable[[], object]] = []

    def replace_groups(self, groups: Iterable[FigureGroup]) -> None:
        grouped = list(groups)
        while self.meanwhile:
            self.meanwhile.pop()()
        super().replace_groups(grouped)


def test_an_answer_given_while_figures_are_grouped_is_not_lost_on_them() -> None:
    store, (made, claim) = _Interrupted(), with_figure()
    book = Casebook(store, made.objects, made.settings)
    book.archive.add_bytes(BytesIO(TEXT.encode()), "note.txt", by="Alice")
    store.add_document(next(made.store.documents()))
    store.add_claims([claim])
    store.meanwhile = [lambda: book.review.judge(claim.id, Verdict.REJECTED, by="Eunju")]
    book.reconcile.refresh(by="Alice")
    assert len(list(store.groups())) == 1, "grouped before the answer"
    book.reconcile.refresh(by="Alice")
    assert list(store.groups()) == []


def test_an_edit_can_empty_who_says_so() -> None:
    book, claim = with_figure()
    new = book.review.edit(claim.id, saying=Saying(), by="Alice")
    assert (claim.speaker is None, new.speaker) == (False, None)


def test_a_claim_made_by_hand_keeps_its_chain_and_force() -> None:
    book, claim = with_figure()
    start = TEXT.index("Nobody")
    said = Saying(via=("The Lantern",), modality=Modality.DENIAL)
    made = book.review.make(claim.document, start, start + 6, FORTY, saying=said, by="Alice")
    assert (made.via, made.modality) == (("The Lantern",), Modality.DENIAL)
