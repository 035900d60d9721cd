"""Stretches in quotation marks, also where the marks stand the wrong way round or are never closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile(r"[“”„‟\"«»]")
_SINGLE = re.compile(r"(?<!\w)[‘'](?P<inner>[A-Z][^‘'\n]{8,}?(?:['’]\w[^‘'\n]*?)*[,.?!…])[’'](?!\w)")
#: Fewer words than this in quotation marks are a phrase taken up, not a statement.
STATEMENT = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: `start`/`end` without the marks; `closed` is False where no mark closes them."""

    start: int
    end: int
    closed: bool

    def holds(self, start: int, end: int) -> bool:
        """True when start–end lies inside, marks counted in."""
        return self.start - 1 <= start and end <= self.end + 1


def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """The quotations of one paragraph, in order; nested ones are part of the outer."""
    stop = len(text) if end is None else end
    found = tuple(_double(text, start, stop))
    return found or tuple(Quotation(*m.span("inner"), True) for m in _SINGLE.finditer(text, start, stop))


def _double(text: str, start: int, stop: int) -> Iterator[Quotation]:
    begin = -1
    for mark in _MARKS.finditer(text, start, stop):
        opens, closes = _looks(text, mark.start(), start, stop)
        if begin < 0 and (opens or not closes):
            begin = mark.end()
        elif begin >= 0 and opens and not closes and mark.group() in "“„«":
            yield from _trimmed(text, begin, mark.start(), closed=False)
            begin = mark.end()
        elif begin >= 0:
            yield from _trimmed(text, begin, mark.start(), closed=True)
            begin = -1
    if begin >= 0:
        yield from _trimmed(text, begin, stop, closed=False)


def _looks(text: str, at: int, start: int, stop: int) -> tuple[bool, bool]:
    """Whether the mark at this place looks like an opening, and like a closing one, by its neighbours."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < stop else " "
    opens = not after.isspace() and (before.isspace() or before in "([—–-‘'")
    closes = not before.isspace() and (after.isspace() or not after.isalnum())
    return opens, closes


def _trimmed(text: str, start: int, end: int, *, closed: bool) -> Iterator[Quotation]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Quotation(start, end, closed)
