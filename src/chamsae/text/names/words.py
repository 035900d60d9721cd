"""A word of a name in letters, in every way it can be read: as a family name, and cut into syllables of a given name.

Words are remembered, names are not: a word is seen again and again, in one name as family name, in another as given.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log2

from chamsae.text.names.model import Model, Part
from chamsae.text.names.reading import Language
from chamsae.text.names.tables import FAMILY, GIVEN

#: The longest spelling of one syllable: tchyeoung.
_LONGEST = 9

#: What it costs, in bits, to cut a word that is written together, and to undo a change of sound where syllables meet.
_CUT, _UNDONE = 1.5, {"mr": 2.0, "latin": 5.0}

#: So many ways to cut a word are kept; so many words are remembered before starting over.
_KEPT, _REMEMBERED = 3, 300_000

#: The bits of what cannot be.
NEVER = -1000.0

#: How many syllables given names have, in bits.
_LENGTHS = {0: 0.0, 1: -2.6, 2: -0.3, 3: -7.0}

Given = tuple[tuple[Part, ...], float]


@dataclass(frozen=True, slots=True)
class Way:
    """An alphabet read in a language, and how many names are to be read so, in bits."""

    language: Language
    alphabet: str
    bits: float


#: The ways letters are read: those in Latin letters, those with the marks of McCune–Reischauer or Wade–Giles, those in
#: Cyrillic, in katakana, and Mandarin in Hangul; and how many names are to be read so.
WAYS: dict[str, tuple[Way, ...]] = {
    "latin": (
        Way(Language.KOREAN, "latin", log2(0.72)),
        Way(Language.MANDARIN, "latin", log2(0.22)),
        Way(Language.CANTONESE, "latin", log2(0.06)),
    ),
    "mr": (
        Way(Language.KOREAN, "mr", log2(0.65)),
        Way(Language.KOREAN, "latin", log2(0.05)),
        Way(Language.MANDARIN, "latin", log2(0.3)),
    ),
    "cyrillic": (Way(Language.KOREAN, "cyrillic", log2(0.8)), Way(Language.MANDARIN, "cyrillic", log2(0.2))),
    "hangul": (Way(Language.MANDARIN, "hangul", log2(0.05)),),
    "kana": (Way(Language.KOREAN, "kana", 0.0),),
}


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word may be, read one way: the family name it writes, and the given names with their bits, best first.

    `as_family` and `as_given` are the most bits it can come to as either, the way's own among the former.
    """

    family: Part | None
    given: tuple[Given, ...]
    as_family: float
    as_given: float


class Words:
    """The senses of words, for one model."""

    def __init__(self, model: Model) -> None:
        """Senses are made when first asked for."""
        self._families = {
            way: model.table(way.alphabet, way.language, FAMILY) for ways in WAYS.values() for way in ways
        }
        self._syllables = {
            way: model.table(way.alphabet, way.language, GIVEN) for ways in WAYS.values() for way in ways
        }
        self._seen: dict[str, dict[str, tuple[Sense, ...]]] = {alphabet: {} for alphabet in WAYS}

    def senses(self, word: str, alphabet: str) -> tuple[Sense, ...]:
        """What a word, hyphens included, may be, for each way its alphabet is read."""
        table = self._seen[alphabet]
        found = table.get(word)
        if found is None:
            if len(table) >= _REMEMBERED:
                table.clear()
            found = table[word] = tuple(self._sense(word, way) for way in WAYS[alphabet])
        return found

    def _sense(self, word: str, way: Way) -> Sense:
        plain = word if way.alphabet == "mr" or word.isascii() else word.translate(_PLAIN)
        pieces = [piece for piece in plain.split("-") if piece]
        if not 1 <= len(pieces) <= 4:
            return Sense(None, (), NEVER, NEVER)
        family = self._families[way]["".join(pieces)]
        options = self._cut(pieces[0], way)
        for piece in pieces[1:]:
            options = joined(options, self._cut(piece, way))
        options += [given for option in options for given in self.undone(option, way)]
        given = tuple(sorted(options, key=_bits, reverse=True)[:_KEPT])
        as_given = max((bits + length(parts) for parts, bits in given), default=NEVER)
        return Sense(family, given, way.bits + family.bits if family else NEVER, as_given)

    def _cut(self, piece: str, way: Way) -> list[Given]:
        """A piece as one to three syllables: set apart by a hyphen or space it is one more often than several."""
        found = list(_cuts(piece, 3, self._syllables[way]))
        return sorted(found, key=_bits, reverse=True)[:_KEPT]

    def undone(self, given: Given, way: Way) -> Iterator[Given]:
        """Two syllables as they are without the change of sound between them: Kung-nyŏl may be 국렬, Ch'ŏl-lo 천로."""
        parts, bits = given
        if len(parts) != 2 or way.language is not Language.KOREAN or way.alphabet not in _UNDONE:
            return
        first, second = parts
        for end, start, before in _MEETINGS:
            if first.text.endswith(end) and second.text.startswith(start):
                part = self._syllables[way][first.text[: -len(end)] + before]
                if part:
                    yield (part, second), bits - first.bits + part.bits - _UNDONE[way.alphabet]

    def run_together(self, word: str, way: Way) -> Iterator[tuple[Part, Given]]:
        """One word that holds family and given name: kimminsu."""
        for size in range(1, min(len(word), _LONGEST)):
            family = self._families[way][word[:size]]
            if family:
                yield from ((family, given) for given in islice(self._cut(word[size:], way), 2))


def _cuts(piece: str, most: int, syllables: Mapping[str, Part | None]) -> Iterator[Given]:
    whole = syllables[piece] if len(piece) <= _LONGEST else None
    if whole:
        yield (whole,), whole.bits
    for size in range(1, min(len(piece), _LONGEST + 1)) if most > 1 else ():
        head = syllables[piece[:size]]
        if head:
            for tail, bits in _cuts(piece[size:], most - 1, syllables):
                yield (head, *tail), head.bits + bits - _CUT


def length(parts: Sequence[Part]) -> float:
    """What the number of given syllables says, in bits: two are usual, one is not rare, three hardly occur."""
    return _LENGTHS.get(len(parts), -12.0)


def joined(heads: Sequence[Given], tails: Sequence[Given]) -> list[Given]:
    """Every head followed by every tail."""
    return [(a + b, x + y) for a, x in heads for b, y in tails]


def _bits(given: Given) -> float:
    return given[1]


#: Sounds that change where two syllables meet: how the first ends, how the second begins, how the first ended before.
_MEETINGS = (("l", "l", "n"), ("ng", "n", "k"), ("ng", "m", "k"), ("m", "n", "p"), ("m", "m", "p"))

_PLAIN = str.maketrans({"ŏ": "o", "ŭ": "u"})
