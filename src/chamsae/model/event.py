"""How events hang together, as people wrote it down: one comes before another, contains it, leads to it."""

from dataclasses import dataclass
from typing import ClassVar

from chamsae.model.case import CodedAct, CodedEvent
from chamsae.model.ledger import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink(Entry):
    """An event (`subject`, its id) stands so to another: `type` is a term of the list `chain`."""

    kind: ClassVar[str] = "event_link"

    type: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """A neighbour of an event as seen from it: `type` is the term or, where the link was written there, its inverse."""

    type: str
    event: str
    entry: EventLink


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFile:
    """An event with the acts of one page, the persons and documents of these, the figures that count it, its chain."""

    event: CodedEvent
    acts: tuple[CodedAct, ...]
    persons: tuple[str, ...]
    documents: tuple[str, ...]
    figures: tuple[str, ...]
    chain: tuple[Chained, ...]
