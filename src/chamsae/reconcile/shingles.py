"""Text as a row of word fingerprints and of 5-gram fingerprints, with the way back to the offsets of the source.

A word is a token; a Hangul syllable, Han or kana character is a token by itself, so that Korean and
Chinese are compared by characters and everything else by words, also within one text. Fingerprints
are polynomial hashes computed over the whole text at once with NumPy; they are the same on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chamsae.text.normal import attaches, fold, fold_with_map
from chamsae.text.scripts import Script, script

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]
Grams = NDArray[np.uint32]

#: Tokens in one gram.
WIDTH = 5


@dataclass(frozen=True, slots=True)
class Tokens:
    """Fingerprints of the tokens of a text in order, and where each starts and ends in the source."""

    hashes: Hashes
    starts: Offsets
    ends: Offsets
    single: int

    @property
    def by_character(self) -> bool:
        """True when most tokens are single characters, as in Korean and Chinese."""
        return self.single * 2 > len(self.hashes)


NOTHING = Tokens(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64), 0)


def tokens(text: str, skip: Sequence[tuple[int, int]] = ()) -> Tokens:
    """The tokens of `text`, folded, without those that touch a span of `skip`."""
    codes = _codes(text)
    offsets = None
    if not codes.size:
        return NOTHING
    if _classes(codes).max() == _COMPLEX:
        folded, mapping = fold_with_map(text)
        codes, offsets = _codes(folded), np.array(mapping, dtype=np.int64)
        _classes(codes)
    kinds = np.minimum(_CLASS[codes], _SINGLE)
    _blank(kinds, skip, offsets)
    return _cut(_FOLDED[codes].astype(np.uint64), kinds, offsets)


def grams(row: Tokens) -> Grams:
    """The fingerprints of every WIDTH tokens in a row; number i covers the tokens i to i + WIDTH - 1."""
    count = len(row.hashes) - WIDTH + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint32)
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(WIDTH):
        mixed += row.hashes[place : place + count] * _PLACES[place]
    return (_mix(mixed) >> np.uint64(32)).astype(np.uint32)


def _cut(folded: Hashes, kinds: NDArray[np.uint8], offsets: Offsets | None) -> Tokens:
    before = np.concatenate((np.zeros(1, np.uint8), kinds[:-1]))
    starting = (kinds == _SINGLE) | ((kinds == _WORD) & (before != _WORD))
    firsts = np.flatnonzero(starting)
    if not firsts.size:
        return NOTHING
    token_of = np.cumsum(starting) - 1
    within = np.arange(kinds.size) - firsts[np.maximum(token_of, 0)]
    folded = np.where(kinds > 0, folded + np.uint64(1), np.uint64(0)) * _POWERS[within & 63]
    hashes = _mix(np.add.reduceat(folded, firsts))
    ends = np.flatnonzero((kinds > 0) & np.concatenate((starting[1:] | (kinds[1:] == 0), [True]))) + 1
    if offsets is None:
        return Tokens(hashes, firsts, ends, int((kinds == _SINGLE).sum()))
    return Tokens(hashes, offsets[firsts], _source_ends(offsets, ends), int((kinds == _SINGLE).sum()))


def _source_ends(offsets: Offsets, ends: Offsets) -> Offsets:
    """Ends in the source: a cluster folded to several characters ends where the next cluster starts."""
    return offsets[np.searchsorted(offsets, offsets[ends - 1], side="right")]


def _blank(kinds: NDArray[np.uint8], skip: Sequence[tuple[int, int]], offsets: Offsets | None) -> None:
    for start, end in skip:
        low, high = (start, end) if offsets is None else np.searchsorted(offsets[:-1], (start, end))
        kinds[low:high] = 0


def _mix(hashes: Hashes) -> Hashes:
    """Spread the bits (the finisher of SplitMix64, Steele and others 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _classes(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The class of each code point; those not met before are looked up once."""
    classes = _CLASS[codes]
    unknown = codes[classes == _UNKNOWN]
    if unknown.size:
        for code in set(unknown.tolist()):
            _learn(code)
        classes = _CLASS[codes]
    return classes


def _learn(code: int) -> None:
    char = chr(code)
    folded = fold(char)
    if attaches(char) or len(folded) != 1:
        _CLASS[code] = _COMPLEX
    elif script(folded) in _SINGLES:
        _CLASS[code] = _SINGLE
    else:
        _CLASS[code] = _WORD if folded.isalnum() else _SPACE
    _FOLDED[code] = ord(folded[0]) if folded else 0


#: Classes in order: the greatest of a text says whether it must be folded cluster by cluster.
_SPACE, _WORD, _SINGLE, _UNKNOWN, _COMPLEX = range(5)
_SINGLES = frozenset({Script.HANGUL, Script.HAN, Script.KANA})
_CLASS = np.full(0x110000, _UNKNOWN, dtype=np.uint8)
_FOLDED = np.zeros(0x110000, dtype=np.uint32)
_BASE = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_BASE, power, 2**64) for power in range(64)], dtype=np.uint64)
_PLACES = np.array([pow(_BASE, 2 * place + 65, 2**64) for place in range(WIDTH)], dtype=np.uint64)
