"""Who is not cleared writes no submission that names somebody."""

import pytest

import chamsae
from chamsae.errors import NotFound, Withheld
from chamsae.model.petition import Body
from chamsae.protect.may import Clearance
from tests.casebook import test_petitions


def test_only_who_is_cleared_for_identities_writes_a_submission() -> None:
    book = test_petitions.casebook()
    test_petitions.allow_all(book, test_petitions.person_of(book))
    assert test_petitions.written(book, Body.WGEID)
    book.consent.clearances.clear("Alice", Clearance.CASE, by="Alice")
    with pytest.raises(Withheld, match="not cleared"):
        test_petitions.written(book, Body.WGEID)
    book.consent.clearances.clear("Alice", Clearance.IDENTITY, by="Alice")
    assert test_petitions.written(book, Body.WGEID)


def test_an_entry_that_does_not_stand_cannot_be_taken_back() -> None:
    with chamsae.in_memory() as made, pytest.raises(NotFound):
        made.consent.clearances.undo(7, by="Alice")
