"""What is sent of a document: its text without furniture, in passages that end where paragraphs end."""

from collections.abc import Iterator
from dataclasses import dataclass

from chamsae.model.document import Document

#: Characters of a passage; small enough for the context of a small model, large enough for its antecedents.
LONGEST = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document's text, offsets in code points, end exclusive."""

    start: int
    end: int


def passages(document: Document, *, longest: int = LONGEST) -> tuple[Passage, ...]:
    """The passages of a document in order; furniture is left out, nothing else."""
    return tuple(
        Passage(start=start, end=end)
        for first, last in _between_furniture(document)
        for start, end in _cut(document.text, first, last, longest)
        if document.text[start:end].strip()
    )


def _between_furniture(document: Document) -> Iterator[tuple[int, int]]:
    at = 0
    for zone in sorted(document.furniture, key=lambda zone: zone.start):
        if zone.start > at:
            yield at, zone.start
        at = max(at, zone.end)
    if at < len(document.text):
        yield at, len(document.text)


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Pieces of at most `longest`, cut behind a line, else behind a sentence, else where it must be."""
    while end - start > longest:
        window = text[start : start + longest]
        cut = max(window.rfind("\n"), longest // 2) if "\n" in window[longest // 2 :] else _sentence_end(window)
        yield start, start + cut + 1
        start += cut + 1
    yield start, end


def _sentence_end(window: str) -> int:
    ends = (window.rfind(mark) for mark in (". ", "? ", "! ", "。", "！", "？"))
    best = max(ends)
    return best if best > len(window) // 2 else len(window) - 1
