"""A document as the redaction screen shows it: lines cut where something is hidden, and the words for why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy

from chamsae.model.document import Document
from chamsae.model.redaction import Choosing, CopyForm, RedactionChoice
from chamsae.protect.redact_text import Passage, Why
from chamsae.web.labels import Label
from chamsae.web.spans import Part

WHY: Mapping[Why, Label] = {
    Why.NAME: lazy("known name"),
    Why.CODE: lazy("known name, written in a code"),
    Why.IDENTITY_NUMBER: lazy("identity number"),
    Why.TELEPHONE: lazy("telephone number"),
    Why.EMAIL: lazy("e-mail address"),
    Why.ADDED: lazy("added by hand"),
}
CHOICE: Mapping[Choosing, Label] = {
    Choosing.HIDE: lazy("hidden too"),
    Choosing.KEEP: lazy("left in"),
    Choosing.BOX: lazy("painted over"),
    Choosing.LOOKED: lazy("looked at"),
}
FORM: Mapping[CopyForm, Label] = {
    CopyForm.TEXT: lazy("text"), CopyForm.PDF: lazy("pages (PDF)"), CopyForm.PICTURE: lazy("picture (PNG)"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `passage` where it is hidden."""

    text: str
    passage: Passage | None = None
    why: Label = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its offset in the document's text."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden under one name or kind, how often, and where it stands first."""

    name: str
    why: Label
    count: int
    first: int
    known: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice that stands, in words."""

    entry: RedactionChoice
    words: Label
    of: str


def redaction_lines(document: Document, part: Part, hidden: Sequence[Passage]) -> Iterator[Line]:
    """The lines of one part; empty ones are left out, a passage over several lines is marked on each."""
    at = part.start
    for line in document.text[part.start : part.end].split("\n"):
        end = at + len(line)
        if line.strip():
            inside = [one for one in hidden if one.start < end and one.end > at]
            yield Line(at, tuple(_pieces(document.text, at, end, inside)))
        at = end + 1


def summed(hidden: Sequence[Passage], text: str) -> list[Hidden]:
    """What is hidden, the most frequent first; a number or address by its own words."""
    told = [(one.name if one.why in (Why.NAME, Why.CODE) else text[one.start : one.end], one) for one in hidden]
    counts, first = Counter(name for name, _ in told), dict(reversed(told))
    return [
        Hidden(name, WHY[first[name].why], count, first[name].start, first[name].why in (Why.NAME, Why.CODE))
        for name, count in counts.most_common()
    ]


def chosen_lines(choices: Sequence[RedactionChoice], text: str) -> list[Chosen]:
    """The choices that stand, the last first; of a box its place in hundredths."""
    return [Chosen(one, CHOICE[one.choosing], _of(one, text)) for one in reversed(choices)]


def _of(one: RedactionChoice, text: str) -> str:
    if one.choosing in (Choosing.HIDE, Choosing.KEEP):
        return text[one.start : one.end]
    box = one.box
    sides = f": {box.left:.0%}, {box.top:.0%} – {box.right:.0%}, {box.bottom:.0%}" if box else ""
    return f"{one.page}{sides}"


def _pieces(text: str, start: int, end: int, hidden: Sequence[Passage]) -> Iterator[Piece]:
    at = start
    for one in hidden:
        if one.start > at:
            yield Piece(text[at : one.start])
        yield Piece(text[max(at, one.start) : min(one.end, end)], one, WHY[one.why])
        at = min(one.end, end)
    if at < end:
        yield Piece(text[at:end])
