"""Redacted copies that were given out: made of what, in which form, and how it was made sure that nothing shows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from chamsae.model.ledger import Entry
from chamsae.model.locus import Box


class CopyForm(StrEnum):
    """As what a redacted copy leaves: text, a PDF of pictures alone, or one picture."""

    TEXT = "text"
    PDF = "pdf"
    PICTURE = "png"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBox:
    """Where somebody wants a page (from 1) painted over."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction(Entry):
    """A redacted copy was made of a document (`subject`): `made` is the SHA-256 of the copy, `of` of the original.

    `hidden` counts the places that were hidden, by program; `boxes` are those a person named. `looked` are the pages
    that no program could read and somebody looked at instead. `searched` names the programs that searched the copy.
    """

    kind: ClassVar[str] = "redaction"

    form: CopyForm
    made: str
    of: str
    hidden: int
    boxes: tuple[PageBox, ...] = ()
    looked: tuple[int, ...] = ()
    searched: tuple[str, ...] = ()


class Choosing(StrEnum):
    """What is wanted beside known names: words hidden, a name left in, a box painted over, a page looked at."""

    HIDE = "hide"
    KEEP = "keep"
    BOX = "box"
    LOOKED = "looked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionChoice(Entry):
    """A wish for every copy of a document (`subject`) made from now on, until it is taken back.

    Words are told by where they stand, `start` to `end` of the document's text, so that no name is written here: what
    stands there is hidden (or left in) wherever it stands. `page` is of a box, or one that was looked at.
    """

    kind: ClassVar[str] = "redaction_choice"

    choosing: Choosing
    start: int = 0
    end: int = 0
    page: int = 0
    box: Box | None = None
