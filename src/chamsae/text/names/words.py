"""A word of a name in letters, in every way it can be read: as a family name, and cut into syllables of a given name.

Words are remembered, names are not: a word is seen again and again, in one name as family name, in another as given.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from chamsae.text.names.model import Model, Part
from chamsae.text.names.reading import Language
from chamsae.text.names.tables import FAMILY, GIVEN

#: The longest spelling of one syllable: tchyeoung.
_LONGEST = 9

#: What it costs, in bits, to cut a word that is written together, and to undo a change of sound where syllables meet.
_CUT, _UNDONE = 1.5, {"mr": 2.0, "latin": 5.0}

#: So many ways to cut a word are kept; so many words are remembered before starting over.
_KEPT, _REMEMBERED = 3, 300_000

Given = tuple[tuple[Part, ...], float]


@dataclass(frozen=True, slots=True)
class Way:
    """An alphabet read in a language, and how many names are to be read so, in bits."""

    language: Language
    alphabet: str
    bits: float


@dataclass(slots=True)
class Sense:
    """What a word may be, read one way: the family name it writes, and the given names with their bits, best first."""

    family: Part | None
    given: tuple[Given, ...]


class Words:
    """The senses of words, for one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._seen: dict[tuple[str, str, str], Sense] = {}

    def sense(self, word: str, way: Way) -> Sense:
        """What a word, hyphens included, may be."""
        key = (way.language, way.alphabet, word)
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            found = self._seen[key] = self._sense(word, way)
        return found

    def _sense(self, word: str, way: Way) -> Sense:
        plain = word if way.alphabet == "mr" or word.isascii() else word.translate(_PLAIN)
        pieces = [piece for piece in plain.split("-") if piece]
        if not 1 <= len(pieces) <= 4:
            return Sense(None, ())
        family = self.model.part(way.alphabet, way.language, FAMILY, "".join(pieces))
        options: list[Given] = [((), 0.0)]
        for piece in pieces:
            options = list(joined(options, self._cut(piece, way)))
        options += [given for parts, bits in options for given in self.undone(parts, bits, way)]
        options.sort(key=lambda item: -item[1])
        return Sense(family, tuple(options[:_KEPT]))

    def _cut(self, piece: str, way: Way) -> list[Given]:
        """A piece as one to three syllables: set apart by a hyphen or space it is one more often than several."""
        found = [
            (parts, sum(part.bits for part in parts) - _CUT * (len(parts) - 1)) for parts in self._cuts(piece, 3, way)
        ]
        return sorted(found, key=lambda item: -item[1])[:_KEPT]

    def _cuts(self, piece: str, most: int, way: Way) -> Iterator[tuple[Part, ...]]:
        whole = self._part(piece, way)
        if whole:
            yield (whole,)
        for size in range(1, min(len(piece), _LONGEST + 1)) if most > 1 else ():
            head = self._part(piece[:size], way)
            if head:
                for tail in self._cuts(piece[size:], most - 1, way):
                    yield (head, *tail)

    def _part(self, written: str, way: Way) -> Part | None:
        return self.model.part(way.alphabet, way.language, GIVEN, written) if len(written) <= _LONGEST else None

    def undone(self, parts: tuple[Part, ...], bits: float, way: Way) -> Iterator[Given]:
        """Two syllables as they are without the change of sound between them: Kung-nyŏl may be 국렬, Ch'ŏl-lo 천로."""
        if way.language is not Language.KOREAN or len(parts) != 2 or way.alphabet not in _UNDONE:
            return
        first, second = parts
        for end, start, before in _MEETINGS:
            if first.text.endswith(end) and second.text.startswith(start):
                part = self._part(first.text[: -len(end)] + before, way)
                if part:
                    yield (part, second), bits - first.bits + part.bits - _UNDONE[way.alphabet]

    def run_together(self, word: str, way: Way) -> Iterator[tuple[Part, Given]]:
        """One word that holds family and given name: kimminsu."""
        for size in range(1, min(len(word), _LONGEST)):
            family = self.model.part(way.alphabet, way.language, FAMILY, word[:size])
            if family:
                yield from ((family, given) for given in islice(self._cut(word[size:], way), 2))


def joined(heads: Sequence[Given], tails: Sequence[Given]) -> Iterator[Given]:
    """Every head followed by every tail."""
    return ((a + b, x + y) for a, x in heads for b, y in tails)


#: Sounds that change where two syllables meet: how the first ends, how the second begins, how the first ended before.
_MEETINGS = (("l", "l", "n"), ("ng", "n", "k"), ("ng", "m", "k"), ("m", "n", "p"), ("m", "m", "p"))

_PLAIN = str.maketrans({"ŏ": "o", "ŭ": "u"})
