"""Reading a name in any script: `read` gives a `Name` with its readings, the likeliest first.

Hangul and Chinese characters say where the family name stands; letters do not, so a name in letters is read with the
family name first and last, as Korean, Mandarin and Cantonese, and each reading gets its share of likelihood.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2

from chamsae.text.names import clean
from chamsae.text.names.model import Model, Part
from chamsae.text.names.reading import Language, Name, Reading
from chamsae.text.names.tables import FAMILY, GIVEN
from chamsae.text.names.words import NEVER, WAYS, Given, Sense, Way, Words, joined, length
from chamsae.text.scripts import Script, script

#: A family name first, last, or none; the cost of an order that hyphens or capitals speak against, of a family name of
#: two words, and of a spelling by another country's rules.
_FIRST, _LAST, _NONE, _AGAINST, _TWO_WORDS, _RESPELT = log2(0.53), log2(0.45), log2(0.02), 7.0, 3.0, 3.0

#: A family name alone; a given name alone in Hangul or Chinese characters, by length; a title makes the former likely.
_FAMILY_ALONE, _GIVEN_ALONE = -7.0, {1: -7.0, 2: -4.3, 3: -9.0}

#: The most bits a given name can come to.
_BEST_GIVEN = -5.0

#: A name in letters whose likeliest reading has fewer bits is odd, and a hyphen may stand in the wrong place.
_ODD = -24.0

#: Syllables of a name in Hangul or Chinese characters, and of its given name, at most; longer names are foreign.
_LONGEST, _LONGEST_GIVEN = 5, 3

#: Syllables of a Chinese name written by sound in Hangul, at most: 샤오 is one in Chinese.
_LONGEST_HANGUL = 7

#: Family and given name in one word.
_TOGETHER = -4.5

#: What a letter of a name of any other kind costs, in bits, and what it costs to take a name for one of those.
_LETTER, _OTHER = 4.7, 6.0

#: Readings less likely than the likeliest by more than these bits are let go; at most so many are kept.
_WORTH, _KEPT = 9.0, 6

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
        return Name(text, bare, _weighed(self._readings(bare)), marked)

    def _readings(self, bare: str) -> Iterable[Found]:
        if bare.isascii():
            return self._latin(bare)
        kinds = {script(char) for char in bare}
        for kind, reader in _READERS.items():
            if kind in kinds:
                return reader(self, bare)
        return self._latin(bare)

    # Hangul and Chinese characters

    def _hangul(self, bare: str) -> Iterator[Found]:
        whole, titled = _without_titles(_HANGUL.findall(bare), "korean")
        yield from self._blocks(whole, "hangul", Language.KOREAN, titled=titled)
        if 2 <= len(whole) <= _LONGEST_HANGUL:  # 시진핑 as well as 습근평
            for way in WAYS["hangul"]:
                yield from (_scored(way, family, given, 0.0) for family, given in self._words.run_together(whole, way))

    def _han(self, bare: str) -> Iterator[Found]:
        words = ["".join(c for c in word if script(c) is Script.HAN) for word in bare.split()]
        whole, titled = _without_titles(words, "han")
        return self._blocks(whole, "han", Language.HAN, titled=titled)

    def _blocks(self, whole: str, writing: str, language: Language, *, titled: bool) -> Iterator[Found]:
        """Family name of one or two characters and the rest, a family name alone, a given name alone."""
        if not 1 <= len(whole) <= _LONGEST:
            return
        families = self._model.table(writing, language, FAMILY)
        syllables = self._model.table(writing, language, GIVEN)
        every = [syllables[char] for char in whole]
        likely = NEVER
        for size in (1, 2)[: len(whole) - 1 or 1]:
            family, given = families[whole[:size]], tuple(part for part in every[size:] if part)
            if family and len(given) == len(whole) - size <= _LONGEST_GIVEN:
                if whole[size:] == "모":
                    given = ()  # 김모 씨 is "a certain Kim"
                found = _found(language, family, given, 0.0 if given or titled else _FAMILY_ALONE)
                likely = max(likely, found[3])
                yield found
        alone = tuple(part for part in every if part)
        if len(alone) == len(whole) in _GIVEN_ALONE and (len(whole) < 3 or likely == NEVER):
            yield _found(language, None, alone, _GIVEN_ALONE[len(whole)])

    # Letters

    def _latin(self, bare: str) -> Iterable[Found]:
        words, titled = _words(bare)
        order = _Order(first=_family_first(bare), titled=titled)
        alphabet = "mr" if any(word.marked for word in words) else "latin"
        found = self._orders([word.plain for word in words], alphabet, order)
        if not found or any(word.foreign for word in words):
            for spelling in clean.respelt([word.written for word in words]):
                found += _costing(_RESPELT, self._orders([clean.divided(word) for word in spelling], "latin", order))
        return _plausible(found, bare)

    def _cyrillic(self, bare: str) -> Iterable[Found]:
        words, titled = _words(bare)
        plain = [clean.divided(clean.cyrillic(word.written)) for word in words]
        return _plausible(self._orders(plain, "cyrillic", _Order(first=_family_first(bare), titled=titled)), bare)

    def _kana(self, bare: str) -> Iterable[Found]:
        words = "".join(c if script(c) is Script.KANA else " " for c in bare).split()
        plain = [clean.katakana(word) for word in words]
        order = _Order(first=True, titled=False)
        found = self._orders(plain, "kana", order)
        for place, word in enumerate(plain):
            for other in clean.undrawn(word):
                found += _costing(_RESPELT, self._orders([*plain[:place], other, *plain[place + 1 :]], "kana", order))
        return found

    def _orders(self, words: Sequence[str], alphabet: str, order: "_Order") -> list[Found]:
        """Family name first, last, none, alone, of two words, or in one word with the given name."""
        if 2 <= len(words) <= 4:
            found = self._usual(words, alphabet, order)
            if found and max(map(_bits, found)) > _ODD:
                return found
        if len(words) == 1:
            return self._one(words[0], alphabet, order)
        if not 2 <= len(words) <= 4:
            return []
        options = [option for plan in _plans(words, order) for option in self._options(*plan, alphabet)]
        found = self._chosen(options)
        if any("-" in word for word in words) and max(map(_bits, found), default=NEVER) <= _ODD:
            options += [option for plan in _misplaced(words) for option in self._options(*plan, alphabet)]
            found = self._chosen(options)
        return found

    def _usual(self, words: Sequence[str], alphabet: str, order: "_Order") -> list[Found]:
        """The usual case, without ado: a family name of one word first or last, the other words the given name."""
        first = 0.0 if order.first else _FIRST
        last = _LAST - (_AGAINST if order.first else 0.0)
        heads = list(zip(WAYS[alphabet], self._words.senses(words[0], alphabet), strict=True))
        tails = list(zip(WAYS[alphabet], self._words.senses(words[-1], alphabet), strict=True))
        rest = self._words.senses("-".join(words[1:]), alphabet)
        best = max(a.as_family + b.as_given for (_, a), b in zip(heads, rest, strict=True)) + first
        others: Sequence[Sense] = ()
        if max(b.as_family for _, b in tails) + last + _BEST_GIVEN > best - _WORTH:
            others = self._words.senses("-".join(words[:-1]), alphabet)
            best = max(best, max(b.as_family + a.as_given for (_, b), a in zip(tails, others, strict=True)) + last)
        found: list[Found] = []
        apart = max(a.as_given + b.as_given for (_, a), (_, b) in zip(heads, tails, strict=True)) + _NONE
        if best < NEVER / 2 or (len(words) == 2 and apart >= best - _WORTH):
            return found
        for (way, family), sense in zip(heads, rest, strict=True):
            if family.as_family + sense.as_given + first >= best - _WORTH:
                found += [_scored(way, family.family, given, first) for given in sense.given]
        for (way, family), sense in zip(tails, others, strict=False):
            if family.as_family + sense.as_given + last >= best - _WORTH:
                found += [_scored(way, family.family, given, last) for given in sense.given]
        return found

    def _one(self, word: str, alphabet: str, order: "_Order") -> list[Found]:
        found: list[Found] = []
        for way, sense in zip(WAYS[alphabet], self._words.senses(word, alphabet), strict=True):
            if sense.family:
                alone = 0.0 if order.titled else _FAMILY_ALONE
                found.append((way.language, sense.family, (), way.bits + sense.family.bits + alone))
            found += [_scored(way, None, given, _NONE) for given in sense.given]
            together = () if "-" in word else self._words.run_together(word, way)
            found += [_scored(way, family, given, _TOGETHER) for family, given in together]
        if "-" in word:
            found += self._chosen([o for plan in _misplaced([word]) for o in self._options(*plan, alphabet)])
        return found

    def _options(self, family: str, given: Sequence[str], bits: float, alphabet: str) -> Iterator["_Option"]:
        """One order read every way, with the most its readings can come to."""
        senses = [self._words.senses(word, alphabet) for word in given]
        families = self._words.senses(family, alphabet) if family else None
        for place, way in enumerate(WAYS[alphabet]):
            name = families[place].family if families else None
            if families and name is None:
                continue
            most = way.bits + bits + (name.bits if name else 0.0)
            for sense in senses:
                if not sense[place].given:
                    break
                most += sense[place].given[0][1]
            else:
                yield _Option(most, bits, way, name, [sense[place] for sense in senses])

    def _chosen(self, options: list["_Option"]) -> list[Found]:
        """The readings of the options that can come near the best."""
        found: list[Found] = []
        best = NEVER
        for option in sorted(options, key=_most, reverse=True):
            if option.most < best - _WORTH:
                break
            for given in self._givens(option.senses, option.way):
                found.append(_scored(option.way, option.family, given, option.bits))
                best = max(best, found[-1][3])
        return found

    def _givens(self, senses: Sequence[Sense], way: Way) -> Sequence[Given]:
        givens: Sequence[Given] = senses[0].given
        for sense in senses[1:]:
            givens = joined(givens, sense.given)
        if len(senses) == 2:
            givens = [*givens, *(other for given in givens for other in self._words.undone(given, way))]
        return givens


@dataclass(frozen=True, slots=True)
class _Order:
    """What a text says of itself: its first word is the family name; it has a title."""

    first: bool
    titled: bool


@dataclass(frozen=True, slots=True)
class _Option:
    """One order of one way: its bits without the name's own, and the most it can come to."""

    most: float
    bits: float
    way: Way
    family: Part | None
    senses: list[Sense]


def _most(option: _Option) -> float:
    return option.most


Plan = tuple[str, Sequence[str], float]


def _plans(words: Sequence[str], order: _Order) -> Iterator[Plan]:
    """The word that is the family name, the words of the given name, and the bits of that order."""
    yield words[0], words[1:], 0.0 if order.first else _FIRST
    yield words[-1], words[:-1], _LAST - (_AGAINST if order.first else 0.0)
    yield "", words, _NONE - (_AGAINST if len(words) > 2 else 0.0)
    if len(words) == 3:
        yield words[0] + words[1], words[2:], _FIRST - _TWO_WORDS
        yield words[1] + words[2], words[:1], _LAST - _TWO_WORDS


def _misplaced(words: Sequence[str]) -> Iterator[Plan]:
    """A hyphen between family and given name: Lee-ju Heon, Min-Beom-Kim."""
    pieces = "-".join(words).split("-")
    if pieces[0] != words[0]:
        yield pieces[0], ["-".join(pieces[1:])], _FIRST - _AGAINST
    if pieces[-1] != words[-1]:
        yield pieces[-1], ["-".join(pieces[:-1])], _LAST - _AGAINST


def _plausible(found: list[Found], bare: str) -> list[Found]:
    """Nothing where letters at random would be likelier than the likeliest reading: the name is of another kind."""
    least = -_LETTER * len(bare) - _OTHER
    return found if max(map(_bits, found), default=NEVER) >= least else []


def _costing(bits: float, found: Iterable[Found]) -> list[Found]:
    return [(language, family, given, total - bits) for language, family, given, total in found]


def _found(language: Language, family: Part | None, given: tuple[Part, ...], bits: float) -> Found:
    total = bits + (family.bits if family else 0.0) + sum(part.bits for part in given)
    return language, family, given, total + length(given)


def _scored(way: Way, family: Part | None, given: Given, bits: float) -> Found:
    parts, own = given
    total = bits + way.bits + own + (family.bits if family else 0.0) + length(parts)
    return way.language, family, parts, total


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
_HANGUL = re.compile("[가-힣]+")


def _words(bare: str) -> tuple[list[clean.Word], bool]:
    """The words without the titles before and after them, and whether there was one; a word always stays.

    In between a title may be a syllable: Hon is one of Kim Tae Hon.
    """
    found = [clean.word(word) for word in _WORD.findall(bare.replace(".", ". ") if "." in bare else bare)]
    start, end = 0, len(found)
    while start < end - 1 and found[start].title:
        start += 1
    while start < end - 1 and found[end - 1].suffix:
        end -= 1
    return found[start:end], end - start < len(found)


def _family_first(bare: str) -> bool:
    """True where a comma, or capitals for one word only, say that the first word is the family name."""
    if "," in bare:
        return True
    head, _, rest = bare.partition(" ")
    return len(head) > 1 and head.isupper() and bool(rest) and not rest.isupper()


def _without_titles(words: list[str], kind: str) -> tuple[str, bool]:
    """The words joined without the title after them, set apart or not, and whether there was one."""
    whole = "".join(words)
    if not whole.endswith(clean.endings(kind)):
        return whole, False
    for title in clean.endings(kind):
        enough = 1 if len(words) > 1 and words[-1] == title else 2 if len(title) > 1 else 3
        if whole.endswith(title) and len(whole) >= len(title) + enough:
            return whole[: -len(title)], True
    return whole, False


_READERS: dict[Script, Callable[[Parser, str], Iterable[Found]]] = {
    Script.HANGUL: Parser._hangul,
    Script.KANA: Parser._kana,
    Script.HAN: Parser._han,
    Script.CYRILLIC: Parser._cyrillic,
}
