"""What the Berkeley Protocol asks of an item that may become evidence, and how one item answers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from chamsae.model.ledger import Entry
from chamsae.model.term import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One demand: its label, the question it asks, and what to do where it is open. `web` asks of web pages only.

    `verified` tells that it was compared with a text that quotes the Protocol; others were written from memory.
    """

    key: str
    group: str
    label: Words
    asks: Words
    open: Words
    web: bool = False
    verified: bool = False


class Answer(StrEnum):
    """How an item answers: met, not captured (a person said why), not asked of such an item, or still open."""

    MET = "met"
    NOT_CAPTURED = "not_captured"
    NOT_ASKED = "not_asked"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A demand with its answer; `by` is what meets it, in data: hashes, numbers, addresses, names of programs.

    `why` is what a person said of what was not captured, or what the material itself tells; `who` that person.
    """

    demand: Demand
    answer: Answer
    by: tuple[str, ...] = ()
    why: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCaptured(Entry):
    """A person's word on why something was not captured; the subject is the accession."""

    kind: ClassVar[str] = "not_captured"

    demand: str
