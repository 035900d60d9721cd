"""A quotation as both languages see it: pieces of sentences, and the paragraphs it is looked for in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chamsae.read.eastern.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a quotation that lies in one sentence, without its marks; `number` is the sentence's."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's speech in marks, a piece for each of its sentences."""

    pieces: tuple[Piece, ...]

    @property
    def first(self) -> Piece:
        """Where it begins."""
        return self.pieces[0]

    @property
    def last(self) -> Piece:
        """Where it ends."""
        return self.pieces[-1]


def paragraphs(sentences: Sequence[Sentence]) -> Iterator[range]:
    """The numbers of the sentences of each paragraph."""
    start = 0
    for number in range(1, len(sentences) + 1):
        if number == len(sentences) or sentences[number].paragraph != sentences[start].paragraph:
            yield range(start, number)
            start = number
