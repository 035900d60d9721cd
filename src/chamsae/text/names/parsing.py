"""Reading a name in any script: `read` gives a `Name` with its readings, the likeliest first.

Hangul and Chinese characters say where the family name stands; letters do not, so a name in letters is read with the
family name first and last, as Korean, Mandarin and Cantonese, and each reading gets its share of likelihood.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import log2

from chamsae.text.names import clean, hangul
from chamsae.text.names.model import Model, Part
from chamsae.text.names.reading import Language, Name, Reading
from chamsae.text.names.tables import FAMILY, GIVEN
from chamsae.text.names.words import Given, Way, Words, joined
from chamsae.text.scripts import Script, script

#: The ways letters are read, and how many names are to be read so: those in Latin letters, those with the marks of
#: McCune–Reischauer or Wade–Giles, and those in Cyrillic and katakana.
_LATIN = (
    Way(Language.KOREAN, "latin", log2(0.72)),
    Way(Language.MANDARIN, "latin", log2(0.22)),
    Way(Language.CANTONESE, "latin", log2(0.06)),
)
_MARKED = (
    Way(Language.KOREAN, "mr", log2(0.65)),
    Way(Language.KOREAN, "latin", log2(0.05)),
    Way(Language.MANDARIN, "latin", log2(0.3)),
)
_CYRILLIC = (Way(Language.KOREAN, "cyrillic", log2(0.8)), Way(Language.MANDARIN, "cyrillic", log2(0.2)))
_KATAKANA = (Way(Language.KOREAN, "kana", 0.0),)

#: A family name first, last, or none; the cost of an order that hyphens or capitals speak against, of a family name of
#: two words, and of a spelling by another country's rules.
_FIRST, _LAST, _NONE, _AGAINST, _TWO_WORDS, _RESPELT = log2(0.53), log2(0.45), log2(0.02), 7.0, 3.0, 3.0

#: A family name alone; a given name alone in Hangul or Chinese characters, by length; a title makes the former likely.
_FAMILY_ALONE, _GIVEN_ALONE = -7.0, {1: -7.0, 2: -4.3, 3: -9.0}

#: Family and given name in one word.
_TOGETHER = -4.5

#: Readings less likely than the likeliest by more than these bits are let go; at most so many are kept.
_WORTH, _KEPT = 9.0, 6

#: What the number of given syllables says, in bits: two are usual, one is not rare, three hardly occur.
_LENGTHS = {0: 0.0, 1: -2.6, 2: -0.3, 3: -7.0}

Found = tuple[Language, Part | None, tuple[Part, ...], float]


class Parser:
    """Reads names with one model."""

    def __init__(self, model: Model) -> None:
        """`model` says what syllables there are and how they are written."""
        self._model = model
        self._words = Words(model)

    def read(self, text: str) -> Name:
        """Parse one name; any text will do, and one that is no East Asian name has no readings."""
        bare, marked = clean.bare(text)
        if bare.isascii():
            return Name(text, bare, _weighed(self._letters(bare)), marked)
        kinds = {script(char) for char in bare}
        for kind, reader in ((Script.HANGUL, self._hangul), (Script.KANA, self._kana), (Script.HAN, self._han)):
            if kind in kinds:
                return Name(text, bare, _weighed(reader(bare)), marked)
        reader = self._cyrillic if Script.CYRILLIC in kinds else self._letters
        return Name(text, bare, _weighed(reader(bare)), marked)

    # Hangul and Chinese characters

    def _hangul(self, bare: str) -> Iterator[Found]:
        words = "".join(c if hangul.is_syllable(c) else " " for c in bare).split()
        return self._blocks(*_without_titles(words, "korean"), "hangul", Language.KOREAN)

    def _han(self, bare: str) -> Iterator[Found]:
        words = ["".join(c for c in word if script(c) is Script.HAN) for word in bare.split()]
        return self._blocks(*_without_titles(words, "han"), "han", Language.HAN)

    def _blocks(self, whole: str, titled: bool, writing: str, language: Language) -> Iterator[Found]:
        """Family name of one or two characters and the rest, a family name alone, a given name alone."""
        if not 1 <= len(whole) <= 5:
            return
        for size in (1, 2)[: len(whole)]:
            family = self._model.part(writing, language, FAMILY, whole[:size])
            given = self._each(whole[size:], writing, language)
            if family and given is not None:
                alone = 0.0 if given or titled else _FAMILY_ALONE
                yield _found(language, family, given, alone)
        given = self._each(whole, writing, language)
        if given:
            yield _found(language, None, given, _GIVEN_ALONE.get(len(given), -20.0))

    def _each(self, syllables: str, writing: str, language: Language) -> tuple[Part, ...] | None:
        if language is Language.KOREAN and syllables == "모":
            return ()  # 김모 씨 is "a certain Kim"
        parts = [self._model.part(writing, language, GIVEN, syllable) for syllable in syllables]
        return None if None in parts else tuple(part for part in parts if part)

    # Letters

    def _letters(self, bare: str) -> list[Found]:
        words, titled = _words(bare)
        plain = [clean.latin(word) for word in words]
        ways = _MARKED if any(map(clean.has_marks, plain)) else _LATIN
        first = _family_first(bare)
        found = list(self._orders([clean.divided(word) for word in plain], ways, first=first, titled=titled))
        if not found or (not bare.isascii() or clean.is_foreign(bare)):
            for spelling in clean.respelt(words):
                other = self._orders([clean.divided(word) for word in spelling], _LATIN, first=first, titled=titled)
                found += [(*item[:3], item[3] - _RESPELT) for item in other]
        return found

    def _cyrillic(self, bare: str) -> list[Found]:
        words, titled = _words(bare)
        plain = [clean.divided(clean.cyrillic(word)) for word in words]
        return list(self._orders(plain, _CYRILLIC, first=_family_first(bare), titled=titled))

    def _kana(self, bare: str) -> list[Found]:
        words = "".join(c if script(c) is Script.KANA else " " for c in bare).split()
        plain = [clean.katakana(word) for word in words]
        found = list(self._orders(plain, _KATAKANA, first=True, titled=False))
        for place, word in enumerate(plain):
            for other in clean.undrawn(word):
                apart = [*plain[:place], other, *plain[place + 1 :]]
                found += [
                    (*item[:3], item[3] - 3.0) for item in self._orders(apart, _KATAKANA, first=True, titled=False)
                ]
        return found

    def _orders(self, words: Sequence[str], ways: Iterable[Way], *, first: bool, titled: bool) -> Iterator[Found]:
        """Family name first, last, none, alone, of two words, or in one word with the given name."""
        if not 1 <= len(words) <= 4:
            return
        for way in ways:
            if len(words) == 1:
                yield from self._one(words[0], way, titled=titled)
                continue
            yield from self._with_family(words[0], words[1:], way, _FIRST if not first else 0.0)
            yield from self._with_family(words[-1], words[:-1], way, _LAST - (_AGAINST if first else 0.0))
            yield from self._with_family("", words, way, _NONE - (_AGAINST if len(words) > 2 else 0.0))
            if len(words) == 3:
                yield from self._with_family(words[0] + words[1], words[2:], way, _FIRST - _TWO_WORDS)
                yield from self._with_family(words[1] + words[2], words[:1], way, _LAST - _TWO_WORDS)
            if "-" in words[0]:
                yield from self._misplaced(words, way)

    def _one(self, word: str, way: Way, *, titled: bool) -> Iterator[Found]:
        sense = self._words.sense(word, way)
        if sense.family:
            yield _found(way.language, sense.family, (), way.bits + (0.0 if titled else _FAMILY_ALONE))
        for parts, bits in sense.given:
            yield _scored(way, None, parts, bits + _NONE)
        if "-" in word:
            yield from self._misplaced([word], way)
        else:
            for family, (parts, bits) in self._words.run_together(word, way):
                yield _scored(way, family, parts, family.bits + bits + _TOGETHER)

    def _misplaced(self, words: Sequence[str], way: Way) -> Iterator[Found]:
        """A hyphen between family and given name: Lee-ju Heon, Min-Beom-Kim."""
        pieces = "-".join(words).split("-")
        yield from self._with_family(pieces[0], ["-".join(pieces[1:])], way, _FIRST - _AGAINST)
        yield from self._with_family(pieces[-1], ["-".join(pieces[:-1])], way, _LAST - _AGAINST)

    def _with_family(self, family: str, given: Sequence[str], way: Way, bits: float) -> Iterator[Found]:
        name = self._words.sense(family, way).family if family else None
        if family and name is None:
            return
        options: Sequence[Given] = self._words.sense(given[0], way).given
        for word in given[1:]:
            options = list(joined(options, self._words.sense(word, way).given))
        if len(given) == 2:
            options = [*options, *(other for parts, cost in options for other in self._words.undone(parts, cost, way))]
        if name:
            bits += name.bits
        for parts, cost in options:
            yield _scored(way, name, parts, bits + cost)


def _found(language: Language, family: Part | None, given: tuple[Part, ...], bits: float) -> Found:
    total = bits + (family.bits if family else 0.0) + sum(part.bits for part in given)
    return language, family, given, total + _LENGTHS.get(len(given), -12.0)


def _scored(way: Way, family: Part | None, given: tuple[Part, ...], bits: float) -> Found:
    return way.language, family, given, bits + way.bits + _LENGTHS.get(len(given), -12.0)


def _weighed(found: Iterable[Found]) -> tuple[Reading, ...]:
    """The likeliest readings with their shares."""
    ordered = sorted(found, key=_bits, reverse=True)
    if not ordered:
        return ()
    least = ordered[0][3] - _WORTH
    if len(ordered) == 1 or ordered[1][3] < least:
        return (Reading(*ordered[0][:3], 0.0),)
    kept = [item for item in ordered[:_KEPT] if item[3] >= least]
    total = log2(sum(2.0 ** (item[3] - least) for item in kept)) + least
    return tuple(Reading(language, family, given, bits - total) for language, family, given, bits in kept)


def _bits(found: Found) -> float:
    return found[3]


_WORD = re.compile(r"[^\s,;/]+")


def _words(bare: str) -> tuple[list[str], bool]:
    """The words without titles, initials with their dot, and whether there was a title."""
    found = _WORD.findall(bare.replace(".", ". ") if "." in bare else bare)
    kept = [
        word if len(word) <= 2 else word.rstrip(".") for word in found if word.rstrip(".").lower() not in clean.titles()
    ]
    return kept, len(kept) < len(found)


def _family_first(bare: str) -> bool:
    """True where a comma, or capitals for one word only, say that the first word is the family name."""
    if "," in bare:
        return True
    head, _, rest = bare.partition(" ")
    return len(head) > 1 and head.isupper() and bool(rest) and not rest.isupper()


def _without_titles(words: list[str], kind: str) -> tuple[str, bool]:
    """The words joined without the title after them, set apart or not, and whether there was one."""
    for title in clean.endings(kind):
        if len(words) > 1 and words[-1] == title:
            return "".join(words[:-1]), True
        if words and words[-1].endswith(title) and len(words[-1]) >= len(title) + (2 if len(title) > 1 else 3):
            return "".join(words)[: -len(title)], True
    return "".join(words), False
