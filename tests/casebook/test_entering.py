"""Entries of every ledger go in with the entry of the log that confirms them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest

import chamsae
from chamsae.archive.log import opened
from chamsae.casebook.book import Casebook
from chamsae.casebook.entering import confirmed, digest, enter, enter_all
from chamsae.errors import InputError
from chamsae.model.ledger import Entry
from chamsae.model.log import Holder
from chamsae.model.when import utc_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Entry):
    """A kind of these tests."""

    kind: ClassVar[str] = "remark of a test"

    words: str


def remark(words: str, why: str = "") -> Remark:
    return Remark(subject="s1", by="Alice", at=utc_now(), words=words, why=why)


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as made:
        yield made


def test_an_entry_is_confirmed_with_its_number_and_a_digest_nobody_can_guess(book: Casebook) -> None:
    written = enter(book.store, remark("은주가 말했다", "She asked for it."))
    told = book.store.last_log()
    assert told and (told.action, told.subject) == ("enter", "s1")
    assert dict(told.detail) == {"kind": Remark.kind, "entry": "1"}
    assert list(confirmed(told.detail)) == [written.number]
    (key,) = book.store.keys(Holder.THING, "s1")
    assert opened(told, "content", key).value == digest([written])
    assert opened(told, "reason", key).value == "She asked for it."
    assert digest([written]) not in told.hidden.values()


def test_ninety_thousand_rows_are_one_entry_of_the_log(book: Casebook) -> None:
    enter(book.store, remark("first"))
    written = enter_all(book.store, (remark(str(n)) for n in range(90_000)), action="import", subject="list")
    told = list(book.store.log())
    assert len(told) == 2
    assert confirmed(told[-1].detail) == range(2, 90_002)
    assert written[-1].number == 90_001


def test_nothing_to_write_is_not_told(book: Casebook) -> None:
    assert enter_all(book.store, [], subject="s1") == []
    assert book.store.last_log() is None


def test_one_that_cannot_be_kept_takes_all_back(book: Casebook) -> None:
    with pytest.raises(InputError):
        enter_all(book.store, [remark("a"), remark("b \0")], subject="s1")
    assert list(book.store.entries(Remark)) == []
    assert book.store.last_log() is None


def test_what_is_taken_back_says_so(book: Casebook) -> None:
    first = enter(book.store, remark("a"))
    enter(book.store, Remark(subject="s1", by="Alice", at=utc_now(), words="", undoes=first.number))
    told = book.store.last_log()
    assert told and told.detail["undoes"] == "1"


def test_entries_that_confirm_nothing_confirm_nothing() -> None:
    for detail in ({}, {"entry": "x"}, {"settlement": "3"}):
        assert list(confirmed(detail)) == []
