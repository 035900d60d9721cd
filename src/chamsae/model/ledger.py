"""What people write down beside claims: entries of one append-only ledger, each kind a noun of its own.

A new kind is a frozen dataclass that derives from `Entry` and sets `kind`, the lasting name of its entries. Every
store keeps every kind (`Store.append`, `Store.entries`); nothing else has to be told of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who wrote down what about which thing, when and why.

    `number` counts all entries of a casebook without gaps, given by the store (0 before). `subject` is the id of the
    thing it is about, never a name. `undoes` is the number of an entry of the same kind and subject taken back.
    """

    kind: ClassVar[str] = ""

    number: int = 0
    subject: str
    by: str
    at: datetime
    why: str = ""
    undoes: int | None = None


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry as the ledger lists it, whatever its kind: its number, kind and subject."""

    number: int
    kind: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An entry as it is written down, for carrying it elsewhere: `data` is the whole noun as plain JSON values."""

    number: int
    kind: str
    subject: str
    data: Mapping[str, object]


def standing(entries: Iterable[E]) -> list[E]:
    """The entries that are not taken back, without those that take back, in order; undoing an undoing counts."""
    held = list(entries)
    gone: set[int] = set()
    for entry in reversed(held):
        if entry.undoes is not None and entry.number not in gone:
            gone.add(entry.undoes)
    return [entry for entry in held if entry.undoes is None and entry.number not in gone]
