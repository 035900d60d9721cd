"""Who is not cleared writes no submission that names somebody."""

import pytest

import chamsae
from chamsae.errors import NotFound, Withheld
from chamsae.model.petition import Body
from chamsae.protect.may import Clearance
from tests.casebook.returned import allow_all, casebook, person_of
from tests.casebook.test_petitions import written


def test_only_who_is_cleared_for_identities_writes_a_submission() -> None:
    book = casebook()
    allow_all(book, person_of(book))
    assert written(book, Body.WGEID)
    book.consent.clearances.clear("Alice", Clearance.CASE, by="Alice")
    with pytest.raises(Withheld, match="not cleared"):
        written(book, Body.WGEID)
    book.consent.clearances.clear("Alice", Clearance.IDENTITY, by="Alice")
    assert written(book, Body.WGEID)


def test_an_entry_that_does_not_stand_cannot_be_taken_back() -> None:
    with chamsae.in_memory() as made, pytest.raises(NotFound):
        made.consent.clearances.undo(7, by="Alice")


def test_the_doctor_says_while_everybody_may_use_everything_and_finds_no_fault_in_it() -> None:
    with chamsae.in_memory() as made:
        assert made.doctor.check().open_to_all and made.doctor.check().sound
        assert made.consent.clearances.of("Bora") is Clearance.IDENTITY
        made.consent.clearances.clear("Alice", Clearance.IDENTITY, by="Alice")
        assert not made.doctor.check().open_to_all
        assert made.consent.clearances.of("Bora") is Clearance.TEAM
