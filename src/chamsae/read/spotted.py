"""From recognised words to text: lines joined to paragraphs as in any paged file, each word's place kept."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from chamsae.model.document import Furniture, Page
from chamsae.model.locus import Spot
from chamsae.read import paragraphs, published
from chamsae.read.parsed import Parsed, storable
from chamsae.read.picture import Word

_SPACELESS = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HYPHENS = "-\u2010"
Span = TypeVar("Span", Page, Furniture, Spot)


def complete(parsed: Parsed, recognised: Mapping[int, Sequence[Word]]) -> Parsed:
    """The parsed file with the words of its scanned pages, which are empty so far, put in their places."""
    numbers = sorted(recognised)
    composed = _compose([[_clean(word) for word in recognised[number]] for number in numbers], numbers)
    if len(numbers) == len(parsed.pages):
        lines = [text for _, text in _lines(recognised[numbers[0]])] if numbers else []
        return replace(
            parsed, text=composed.text, pages=composed.pages, furniture=composed.furniture, spots=composed.spots,
            scanned=(), published=parsed.published or published.find(lines[:25]),
        )  # fmt: skip
    return _splice(parsed, composed)


def _compose(pages: Sequence[Sequence[Word]], numbers: Sequence[int]) -> Parsed:
    """The text of recognised pages by themselves, under their own numbers."""
    writer, spans = paragraphs.write([[text for _, text in _lines(words)] for words in pages])
    text = writer.finish()
    spots: list[Spot] = []
    for words, span, number in zip(pages, spans, numbers, strict=True):
        spots += _spots(words, text, span.start, number)
    return Parsed(
        parser="spotted",
        text=text,
        pages=tuple(replace(span, number=number) for span, number in zip(spans, numbers, strict=True)),
        furniture=tuple(writer.furniture),
        spots=tuple(spots),
    )


def _lines(words: Iterable[Word]) -> list[tuple[int, str]]:
    """The lines of a page, each with its number."""
    return [(number, _line(list(line))) for number, line in groupby(words, key=lambda word: word.line)]


def _line(words: Sequence[Word]) -> str:
    line = ""
    for word in words:
        joint = "" if not line or word.glued or _meets(line[-1], word.text[0]) else " "
        line += joint + word.text
    return line


def _meets(left: str, right: str) -> bool:
    """Whether no space belongs between these: Chinese and Japanese have none."""
    return bool(_SPACELESS.match(left) and _SPACELESS.match(right))


def _spots(words: Iterable[Word], text: str, at: int, page: int) -> Iterable[Spot]:
    """Where each word of a page came to stand in the text; the joining of lines only moves blanks and end hyphens."""
    for word in words:
        while at < len(text) and text[at].isspace():
            at += 1
        shown = word.text if text.startswith(word.text, at) else word.text.rstrip(_HYPHENS)
        if shown and text.startswith(shown, at):
            yield Spot(start=at, end=at + len(shown), page=page, box=word.box, confidence=word.confidence)
            at += len(shown)


def _clean(word: Word) -> Word:
    return replace(word, text=" ".join(storable(word.text).split()) or "\ufffd")


def _splice(parsed: Parsed, composed: Parsed) -> Parsed:
    """Put each recognised page where the parser left an empty one, and move everything behind it."""
    places = {page.number: page.start for page in parsed.pages}
    pieces = [(places[page.number], page) for page in composed.pages]

    def moved(offset: int) -> int:
        return offset + sum(page.end - page.start for place, page in pieces if place < offset)

    shifts = {page.number: moved(place) - page.start for place, page in pieces}
    own = {page.number: _shifted(page, shifts[page.number]) for page in composed.pages}
    new = [_shifted(one, shifts[page.number]) for page in composed.pages for one in _on(page, composed.furniture)]
    old = [replace(one, start=moved(one.start), end=moved(one.end)) for one in parsed.furniture]
    pages = (replace(page, start=moved(page.start), end=moved(page.end)) for page in parsed.pages)
    return replace(
        parsed,
        text=_inserted(parsed.text, [(place, composed.text[page.start : page.end]) for place, page in pieces]),
        pages=tuple(own.get(page.number, page) for page in pages),
        furniture=tuple(sorted((*old, *new), key=lambda one: one.start)),
        spots=tuple(_shifted(one, shifts[one.page]) for one in composed.spots),
        scanned=(),
    )


def _inserted(text: str, pieces: Iterable[tuple[int, str]]) -> str:
    parts, end = [], 0
    for place, piece in pieces:
        parts += [text[end:place], piece]
        end = place
    return "".join((*parts, text[end:]))


def _on(page: Page, furniture: Iterable[Furniture]) -> Iterable[Furniture]:
    return (one for one in furniture if page.start <= one.start < page.end)


def _shifted(span: Span, by: int) -> Span:
    return replace(span, start=span.start + by, end=span.end + by)
