"""Names that are neither Korean nor Chinese, compared letter by letter with rapidfuzz's Jaro–Winkler.

What is written in another alphabet is brought to Latin letters first, roughly. Words may stand in any order; each finds
its best counterpart, and the likeness of the names is turned into bits.
"""

import unicodedata
from functools import cache
from types import ModuleType

from chamsae.errors import MissingPart, phrase
from chamsae.text.names import clean, hangul
from chamsae.text.names.reading import Name
from chamsae.text.names.tables import Tree, branch, characters, rules, text

#: A likeness of 0.9 says nothing; each hundredth more or less is worth nine tenths of a bit, within these bounds; a
#: word that the other name lacks costs so many bits.
_NEUTRAL, _PER_HUNDRED, _LEAST, _MOST, _LACKING = 0.9, 90.0, -14.0, 9.0, 1.5


def weight(left: Name, right: Name) -> float:
    """Bits for one person, by letters alone. Raises MissingPart where rapidfuzz is not installed."""
    a, b = words(left.bare), words(right.bare)
    if not a or not b:
        return 0.0 if left.bare != right.bare else 1.0
    if "".join(a) == "".join(b):
        return _MOST
    alike = max(_aligned(a, b), _aligned(b, a))
    return max(_LEAST, min(_MOST, (alike - _NEUTRAL) * _PER_HUNDRED)) - _LACKING * abs(len(a) - len(b))


def words(bare: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, in order of the alphabet."""
    return tuple(sorted(word for part in bare.replace(",", " ").replace("-", " ").split() if (word := _letters(part))))


def _letters(word: str) -> str:
    return "".join(c for char in unicodedata.normalize("NFC", word) for c in _letter(char) if c.isalnum())


def _letter(char: str) -> str:
    if hangul.is_syllable(char):
        return "".join(table.get(sound, "") for table, sound in zip(_jamo(), hangul.letters(char), strict=True))
    if char in characters():
        return next(iter(characters()[char].zh), char)
    return _cyrillic().get(char.lower()) or clean.latin(char)


@cache
def _jamo() -> tuple[dict[str, str], ...]:
    rules_ = branch(rules("words")["letters"])
    return tuple(_table(rules_[name]) for name in ("onset", "vowel", "coda"))


@cache
def _cyrillic() -> dict[str, str]:
    return _table(branch(rules("words")["letters"])["cyrillic"])


def _table(tree: Tree) -> dict[str, str]:
    words_ = text(tree).split()
    return {sound: "" if letters == "-" else letters for sound, letters in zip(words_[::2], words_[1::2], strict=True)}


def _aligned(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Each word of the one with its best counterpart in the other, weighed by length."""
    similarity = _rapidfuzz().JaroWinkler.similarity
    left = list(b)
    total = size = 0.0
    for word in sorted(a, key=len, reverse=True):
        best = max(left, key=lambda other: (similarity(word, other), other), default="")
        if best:
            left.remove(best)
        weight = max(len(word), len(best))
        total += weight * (similarity(word, best) if min(len(word), len(best)) > 1 else _initial(word, best))
        size += weight
    return total / size


def _initial(word: str, other: str) -> float:
    return 0.92 if word[:1] == other[:1] else 0.0


@cache
def _rapidfuzz() -> ModuleType:
    try:
        from rapidfuzz import distance  # noqa: PLC0415 — only names of other kinds need it
    except ImportError as error:
        raise MissingPart(
            phrase("names of this kind need rapidfuzz"), do=phrase("Install it: pip install 'chamsae[names]'.")
        ) from error
    return distance
