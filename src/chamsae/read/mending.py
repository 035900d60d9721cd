"""Two readings of one page put together: where the first is not sure of a word, the second may be."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from chamsae.model.locus import Box
from chamsae.read.picture import Word

#: A word read with less confidence than this is looked up in the other reading.
UNSURE = 0.75


def mended(words: Sequence[Word], other: Sequence[Word]) -> tuple[Word, ...]:
    """The words, each whole one with an unsure piece replaced by what the other reading has there if that is surer."""
    others = list(_whole(other))
    return tuple(piece for whole in _whole(words) for piece in _surest(whole, others))


def is_doubtful(words: Sequence[Word]) -> bool:
    """Whether there is anything to mend."""
    return any(word.confidence < UNSURE for word in words)


def _whole(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Pieces that are glued together: the box of a single Korean syllable is often its neighbour's."""
    whole: list[Word] = []
    for word in words:
        if whole and not (word.glued and word.line == whole[-1].line):
            yield whole
            whole = []
        whole.append(word)
    if whole:
        yield whole


def _surest(whole: list[Word], others: Sequence[list[Word]]) -> list[Word]:
    if not is_doubtful(whole):
        return whole
    box = _around(whole)
    found = [piece for other in others if _within(_around(other), box) for piece in other]
    if not found or _mean(found) <= _mean(whole):
        return whole
    first = replace(found[0], glued=whole[0].glued)
    return [replace(piece, line=whole[0].line) for piece in (first, *found[1:])]


def _around(whole: Sequence[Word]) -> Box:
    return reduce(Box.__or__, (word.box for word in whole))


def _mean(words: Sequence[Word]) -> float:
    return sum(len(word.text) * word.confidence for word in words) / sum(len(word.text) for word in words)


def _within(inner: Box, outer: Box) -> bool:
    across, down = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return outer.left <= across <= outer.right and outer.top <= down <= outer.bottom
