"""A person says what a claim counts: figures follow, nothing is lost, and it can be taken back."""

from dataclasses import replace
from datetime import date

import pytest

from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Figure
from chamsae.model.scoping import Flow
from chamsae.model.settlement import FigureGroup
from chamsae.model.when import When

from . import made


def only(book: Casebook) -> FigureGroup:
    """The one figure of the book."""
    book.reconcile.refresh(by="Alice")
    (found,) = book.store.groups()
    return found


def grouped() -> tuple[Casebook, str]:
    """A casebook whose one claim stands in a figure, and that claim."""
    book, claim = made.with_figure()
    book.reconcile.run(by="Alice")
    assert (only(book).scope.place, only(book).scope.flow, only(book).scope.to) == ("cn", Flow.FLOW, "kp")
    return book, claim.id


def test_a_corrected_claim_moves_with_its_reason_and_comes_back_when_that_is_taken_back() -> None:
    book, claim = grouped()
    before = only(book)
    day = When.day(date(2021, 5, 4))
    done = book.reconcile.correct(
        claim, act="detained", place="지린성", when=day, counted="women", reason="The ledger says so.", by="하늘"
    )
    after = only(book)
    scope = after.scope
    assert (scope.act, scope.counted, scope.place) == ("detained", "North Korean women", "cn-jilin-prov")
    assert (scope.when, scope.flow, scope.to) == (day, Flow.STOCK, None)
    said = "act detained, people women, place 지린성, time 2021-05-04 (The ledger says so, correction 1)"
    assert f"하늘 put it right: {said}" in after.members[0].why
    book.reconcile.correct(claim, undoes=done.number, reason="Misread.", by="Alice")
    assert only(book) == before
    assert [one.number for one in book.store.corrections()] == [1, 2]
    assert [entry.subject for entry in book.store.log() if entry.action == "correct"] == [claim, claim]
    assert book.doctor.check().sound


def test_a_claim_taken_out_is_in_no_figure() -> None:
    book, claim = grouped()
    done = book.reconcile.correct(claim, out=True, reason="These were sheep.", by="Alice")
    book.reconcile.refresh(by="Alice")
    assert list(book.store.groups()) == []
    book.reconcile.correct(claim, undoes=done.number, reason="No sheep after all.", by="Alice")
    assert only(book).members[0].claim == claim


def test_the_last_correction_stands_and_taking_it_back_brings_the_one_before() -> None:
    book, claim = grouped()
    book.reconcile.correct(claim, place="cn-tumen", reason="First.", by="Alice")
    second = book.reconcile.correct(claim, place="Oldmill House", reason="Second.", by="Alice")
    assert only(book).scope.place == "Oldmill House"
    book.reconcile.correct(claim, undoes=second.number, reason="Wrong house.", by="Alice")
    assert only(book).scope.place == "cn-tumen"
    assert book.reconcile.corrections(claim)[claim].number == 1


@pytest.mark.parametrize(
    "given",
    [
        {"reason": " ", "place": "cn"},
        {"reason": "So."},
        {"reason": "So.", "act": "ate"},
        {"reason": "So.", "out": True, "place": "cn"},
        {"reason": "So.", "undoes": 1, "place": "cn"},
    ],
)
def test_a_correction_without_reason_or_content_is_refused(given: dict[str, str]) -> None:
    book, claim = grouped()
    with pytest.raises(InputError):
        book.reconcile.correct(claim, by="Alice", **given)  # type: ignore[arg-type]
    assert list(book.store.corrections()) == []


def test_only_what_stands_is_taken_back_and_only_what_is_known_is_corrected() -> None:
    book, claim = grouped()
    done = book.reconcile.correct(claim, place="cn-tumen", reason="So.", by="Alice")
    book.reconcile.correct(claim, undoes=done.number, reason="Not so.", by="Alice")
    for number in (done.number, 2, 9):
        with pytest.raises(NotFound):
            book.reconcile.correct(claim, undoes=number, reason="Again.", by="Alice")
    with pytest.raises(NotFound):
        book.reconcile.correct("nobody", place="cn", reason="So.", by="Alice")
    with pytest.raises(NotFound):
        book.reconcile.ties("nothing")


def test_a_text_that_speaks_of_north_koreans_in_another_sentence_ties_its_people_to_them() -> None:
    words = "The lake froze. Police arrested 12 people in Yanji on 3 May 2021.\n\nAll of them had fled Pyongyang."
    for text, figures in ((words, 1), (words.replace("Pyongyang", "the flood"), 0)):
        book = made.book(text)
        document = made.document(text)
        claim = made.figure(document, "12", 12)
        assert isinstance(claim.value, Figure)
        book.store.add_claims([replace(claim, value=replace(claim.value, act="arrested"), place=("Yanji",))])
        book.reconcile.run(by="Alice")
        assert len(list(book.store.groups())) == figures
