"""Entries of every kind, on every store."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from chamsae.errors import InputError
from chamsae.model.ledger import Entry, Line, standing
from chamsae.model.log import Holder
from chamsae.ports import Store
from tests.contracts.material import NOON


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Entry):
    """A kind no store was told of."""

    kind: ClassVar[str] = "visit"

    note: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Entry):
    """Another one."""

    kind: ClassVar[str] = "call"


VISIT = Visit(subject="p1", by="하늘", at=NOON, why="두 번째", note="灯笼 🕊", names=("Pak Nari", "朴나리"))


def test_an_entry_of_any_kind_comes_back_with_every_field_and_its_number(store: Store) -> None:
    first = store.append(VISIT)
    second = store.append(Call(subject="p2", by="하늘", at=NOON))
    assert (first, second.number) == (replace(VISIT, number=1), 2)
    assert list(store.entries(Visit)) == [first]
    assert list(store.entries(Call)) == [second]


def test_entries_are_found_by_subject_and_after_a_number(store: Store) -> None:
    first, other, again = (store.append(replace(VISIT, subject=subject)) for subject in ("p1", "p2", "p1"))
    assert list(store.entries(Visit, subject="p1")) == [first, again]
    assert list(store.entries(Visit, after=first.number)) == [other, again]
    assert list(store.entries(Visit, subject="p9")) == []


def test_the_whole_ledger_is_walked_whatever_the_kinds(store: Store) -> None:
    store.append(VISIT)
    store.append(Call(subject="p2", by="하늘", at=NOON))
    lines = [Line(number=1, kind="visit", subject="p1"), Line(number=2, kind="call", subject="p2")]
    assert list(store.lines()) == lines
    assert list(store.lines(after=1)) == lines[1:]


def test_an_entry_no_store_keeps_is_refused_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(InputError):
        store.append(replace(VISIT, note="half \ud800"))
    assert list(store.lines()) == []


def test_an_entry_goes_with_the_transaction_that_failed(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.append(VISIT)
        raise ZeroDivisionError
    assert list(store.entries(Visit)) == []


def test_what_is_taken_back_does_not_stand_and_taking_back_can_be_taken_back() -> None:
    first = replace(VISIT, number=1)
    gone = replace(VISIT, number=2, undoes=1)
    back = replace(VISIT, number=3, undoes=2)
    assert standing([first]) == [first]
    assert standing([first, gone]) == []
    assert standing([first, gone, back]) == [first]


def test_the_store_can_be_scrubbed_inside_a_transaction_and_outside(store: Store) -> None:
    key = store.key(Holder.THING, "thing")
    with store.transaction():
        store.destroy_key(key.token)
        store.scrub()
    store.scrub()
    assert store.find_key(token=key.token) is None
