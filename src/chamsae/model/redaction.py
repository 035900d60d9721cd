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
