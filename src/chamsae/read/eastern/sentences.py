"""Sentences and clauses of Korean and Chinese text, page furniture left out."""

import re
from dataclasses import dataclass
from itertools import pairwise

from chamsae.model.document import Document
from chamsae.read.eastern.tongue import Tongue
from chamsae.read.zones import left_out
from chamsae.text.normal import compose_with_map, source_span
from chamsae.text.terms import passages

#: A sentence without an end is cut after this many characters: a quote must stay readable.
LONGEST = 1_000


#: White space, and marks of width zero that begin a file or stand between words.
_BLANK = re.compile(r"^[\s\ufeff\u200b]+|[\s\ufeff\u200b]+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at its place in the document; `text` is composed (NFC), `paragraph` numbers the line it stands in."""

    start: int
    end: int
    text: str
    offsets: tuple[int, ...]
    paragraph: int

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `text` lies in the document, whatever form its letters have there."""
        first, last = source_span(self.offsets, start, end)
        return self.start + first, self.start + last


def sentences(document: Document, tongue: Tongue) -> list[Sentence]:
    """The document's own sentences in order; none that touches furniture."""
    found: list[Sentence] = []
    for number, line in enumerate(re.finditer(r"[^\r\n]+", document.text)):
        for start, end in _cut(line[0], tongue.sentence_end):
            found.append(_sentence(document.text, line.start() + start, line.start() + end, number))
    return [one for one in found if one.text and not _touches_furniture(document, one)]


def clause(sentence: str, at: int, ends: re.Pattern[str]) -> tuple[int, int]:
    """The stretch between two clause ends that holds the offset `at` of a sentence."""
    start, end = 0, len(sentence)
    for match in ends.finditer(sentence):
        if match.end() <= at:
            start = match.end()
        elif match.start() >= at:
            end = match.start()
            break
    return start, end


def _cut(line: str, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in ends.finditer(line)), len(line)]
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        if end - start > LONGEST:
            spans.extend((start + a, start + b) for a, b in passages(line[start:end], LONGEST // 2))
        elif start < end:
            spans.append((start, end))
    return spans


def _sentence(text: str, start: int, end: int, paragraph: int) -> Sentence:
    piece = text[start:end]
    bare = _BLANK.sub("", piece)
    start += piece.index(bare)
    composed, offsets = compose_with_map(bare)
    return Sentence(start, start + len(bare), composed, tuple(offsets), paragraph)


def _touches_furniture(document: Document, one: Sentence) -> bool:
    return any(mark.start < one.end and one.start < mark.end for mark in left_out(document.furniture))
