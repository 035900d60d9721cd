"""Quotation marks in Korean text: which hold somebody's speech, over sentences and whichever way round they stand.

A term in marks (“탈북자”, ‘참새’) is no speech: speech is long, ends like a sentence, or is followed by 고, 라고, 며.
"""

import re
from collections.abc import Iterator, Sequence

from chamsae.read.eastern.quoting import Piece, Quotation, paragraphs
from chamsae.read.eastern.sentences import Sentence

#: Words in marks that are no shorter are speech; a mark left open holds at most so many sentences.
LONG, OPEN = 14, 12
_MARKS = re.compile(r"[“”\"「」『』]")
_ENDS = re.compile(r"(?:[다요까죠라자네지군냐]|것|뿐|음)[.!?…~]*$|[.!?…]$")
_LED_ON = re.compile(r"\s?(?:이?라고|이?라며|이?라면서|이?라는|고\s|며\s|면서|하고|는\s(?:말|증언|주장|설명|답))")
_OPENERS, _CLOSERS = "“「『", "”」』"


def quotations(sentences: Sequence[Sentence]) -> list[Quotation]:
    """The speeches of a document in order; one that is never closed ends with its paragraph."""
    return [one for run in paragraphs(sentences) for one in _in_paragraph(sentences, run)]


def masked(sentence: str, pieces: Sequence[Piece]) -> str:
    """The sentence with what is said in it drawn through (_), so that no reader of speakers looks inside."""
    chars = list(sentence)
    for piece in pieces:
        chars[piece.start : piece.end] = "_" * (piece.end - piece.start)
    return "".join(chars)


def _in_paragraph(sentences: Sequence[Sentence], run: range) -> Iterator[Quotation]:
    pieces: list[Piece] = []
    begin = -1
    for number in run:
        text, inside = sentences[number].text, begin >= 0
        begin = 0 if inside else -1
        for mark in _MARKS.finditer(text):
            if begin < 0:
                begin = mark.end() if _opens(text, mark) else -1
            elif not _nested(text, mark):
                pieces.append(Piece(number, begin, mark.start()))
                yield from _speech(sentences, pieces)
                pieces, begin = [], -1
        if begin >= 0:
            pieces.append(Piece(number, begin, len(text)))
    if begin >= 0 and len(pieces) <= OPEN:
        yield from _speech(sentences, pieces)


def _opens(text: str, mark: re.Match[str]) -> bool:
    """A mark opens where words follow it at once; also one that stands the wrong way round."""
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()]
    return mark[0] in _OPENERS or (bool(after.strip()) and not (before and before.isalnum()))


def _nested(text: str, mark: re.Match[str]) -> bool:
    """An opening mark inside a quotation whose own closing mark is still to come."""
    rest = text[mark.end() :]
    return (
        mark[0] in _OPENERS
        and mark.start() > 0
        and not text[mark.start() - 1].isalnum()
        and any(closer in rest for closer in _CLOSERS)
        and text[mark.start() - 1] != "."
    )


def _speech(sentences: Sequence[Sentence], pieces: Sequence[Piece]) -> Iterator[Quotation]:
    kept = tuple(piece for piece in pieces if piece.start < piece.end)
    if not kept:
        return
    words = " ".join(sentences[piece.number].text[piece.start : piece.end] for piece in kept).strip()
    led = _LED_ON.match(sentences[kept[-1].number].text, kept[-1].end + 1) is not None
    if len(words) >= LONG or (len(words) >= 4 and (led or _ENDS.search(words))):
        yield Quotation(kept)
