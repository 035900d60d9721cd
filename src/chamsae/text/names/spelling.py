"""How a Korean syllable is written in letters and kana: the chance of each spelling, from its sounds.

A spelling in letters is taken apart into onset, vowel and coda in every way the rules of resources/names/korean.yml
allow.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from chamsae.text.names import hangul
from chamsae.text.names.tables import Tree, Weights, branch, leaves, weights

_FRONT, _ROUND = frozenset("ㅑㅒㅕㅖㅛㅠㅣ"), frozenset("ㅘㅙㅚㅝㅞㅟ")


class Speller:
    """The chance that a syllable is written in a certain way, for one alphabet."""

    def __init__(self, rules: Tree, atoms: Mapping[str, Iterable[tuple[str, float]]]) -> None:
        """`atoms`: the syllables of names with the written forms each may take."""
        tables = branch(rules)
        onset, vowel = branch(tables["onset"]), branch(tables["vowel"])
        self._onset = _inverse(onset)
        self._front = _inverse({**onset, **branch(tables["onset_i"])})
        self._round = _inverse({**onset, **branch(tables["onset_w"])})
        self._vowel = _inverse(vowel)
        self._open = _inverse({**vowel, **branch(tables["vowel_open"])})
        self._coda = {written: dict(sounds) for written, sounds in _inverse(tables["coda"]).items()}
        self._shape = _shape({*self._onset, *self._front, *self._round}, {*self._vowel, *self._open}, self._coda)
        self._atoms: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for atom, forms in atoms.items():
            for form, share in forms:
                self._atoms[form].append((atom, share))

    def atoms(self, spelling: str) -> Weights:
        """For each syllable that may be written so, how often it is: P(spelling | syllable), by the rules alone."""
        found: Weights = defaultdict(float)
        if self._shape.fullmatch(spelling):
            for first, last, chance in self._sounds(spelling):
                for atom, share in self._atoms.get(hangul.syllable(*first, last), ()):
                    found[atom] += share * chance
        return found

    def beginning(self, letter: str) -> Weights:
        """For each syllable, how often its spelling begins with a letter."""
        found: Weights = defaultdict(float)
        for form, atoms in self._atoms.items():
            onset, vowel, _ = hangul.letters(form[0])
            table, sound = (self._open, vowel) if onset == "ㅇ" else (self._onset, onset)
            chance = sum(dict(table[written]).get(sound, 0.0) for written in table if written.startswith(letter))
            for atom, share in atoms if chance else ():
                found[atom] += share * chance
        return found

    def joined(self, names: Iterable[str]) -> dict[str, Weights]:
        """Spellings of names of two syllables, the usual ones of each joined."""
        found: dict[str, Weights] = defaultdict(dict)
        for name in names:
            first, second = (self.usual(syllable) for syllable in name)
            for head, chance in first.items():
                for tail, share in second.items():
                    found[head + tail][name] = found[head + tail].get(name, 0.0) + chance * share
        return found

    def usual(self, syllable: str) -> Weights:
        """The usual spellings of a syllable with their chances: P(spelling | syllable), by the rules alone."""
        onset, vowel, coda = hangul.letters(syllable)
        heads = _written(self._onset, onset) if onset != "ㅇ" else {"": 1.0}
        bodies = _written(self._open if onset == "ㅇ" else self._vowel, vowel)
        tails = {written: sounds[coda] for written, sounds in self._coda.items() if coda in sounds}
        made = {a + b + c: x * y * z for a, x in heads.items() for b, y in bodies.items() for c, z in tails.items()}
        return {spelling: chance for spelling, chance in made.items() if chance > 0.005}

    def _sounds(self, spelling: str) -> Iterator[tuple[tuple[str, str], str, float]]:
        """Onset and vowel, coda, and chance of every way to take a spelling apart."""
        for start in range(min(4, len(spelling))):
            for end in range(start + 1, min(start + 4, len(spelling)) + 1):
                for last, part in self._coda.get(spelling[end:], {}).items():
                    for first, share in self._heads(spelling[:start], spelling[start:end]):
                        yield first, last, share * part

    def _heads(self, onset: str, vowel: str) -> Iterator[tuple[tuple[str, str], float]]:
        if not onset:
            yield from ((("ㅇ", sound), part) for sound, part in self._open.get(vowel, ()))
        for sound, part in self._vowel.get(vowel, ()):
            before = self._round if sound in _ROUND else self._front if sound in _FRONT else self._onset
            for first, share in before.get(onset, ()):
                if first != "ㅇ":
                    yield (first, sound), share * part


def _inverse(rules: Tree) -> dict[str, list[tuple[str, float]]]:
    """For each written form the sounds it may stand for, with P(form | sound)."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for sound, line in leaves(rules):
        for written, part in weights(line).items():
            found[written].append((sound, part))
    return found


def _written(table: Mapping[str, list[tuple[str, float]]], sound: str) -> Weights:
    return {written: part for written, sounds in table.items() for other, part in sounds if other == sound}


def _shape(onsets: Iterable[str], vowels: Iterable[str], codas: Iterable[str]) -> re.Pattern[str]:
    """What a spelling of a syllable looks like: most strings that are none are told by this at once."""
    onset, vowel, coda = (
        "|".join(sorted(map(re.escape, filter(None, part)), reverse=True)) for part in (onsets, vowels, codas)
    )
    return re.compile(f"(?:{onset})?(?:{vowel})(?:{coda})?")


def kana_forms(rules: Tree, atoms: Mapping[str, Iterable[tuple[str, float]]]) -> dict[str, Weights]:
    """For each spelling in katakana the chances P(spelling | syllable): kana write onset and vowel together."""
    tables = branch(rules)
    rows = {onset: [(_row(row), part) for row, part in weights(line).items()] for onset, line in leaves(tables["rows"])}
    codas = {coda: weights(line) for coda, line in leaves(tables["coda"])}
    found: dict[str, Weights] = defaultdict(dict)
    for atom, forms in atoms.items():
        for form, share in forms:
            for spelling, part in _kana(form, rows, codas).items():
                found[spelling][atom] = found[spelling].get(atom, 0.0) + share * part
    return found


def _kana(form: str, rows: Mapping[str, list[tuple[dict[str, str], float]]], codas: Mapping[str, Weights]) -> Weights:
    found: Weights = {"": 1.0}
    for onset, vowel, coda in map(hangul.letters, form):
        step: Weights = defaultdict(float)
        for start, chance in found.items():
            for row, part in rows[onset]:
                for end, share in codas.get(coda, {"": 1.0}).items():
                    step[start + row[vowel] + end] += chance * part * share
        found = step
    return found


def _row(row: str) -> dict[str, str]:
    """A row of kana for every Korean vowel: カキクケコ gives カ, キャ, キョ, コ, クァ …"""
    if "/" in row:
        a, i, u, e, o = row.split("/")
        ya, yu, yo, ye = a, u, o, e
    else:
        a, i, u, e, o = _cut(row)
        ya, yu, yo, ye = (i + small for small in "ャュョェ") if i != "イ" else ("ヤ", "ユ", "ヨ", "イェ")
    wa, wo, we, wi = ("ワ", "ウォ", "ウェ", "ウィ") if i == "イ" else (u + "ァ", u + "ォ", u + "ェ", u + "ィ")
    we = e if "/" in row else we  # 최 is チェ
    low = ("イェ", "ウィ") if i == "イ" else (e, i)
    kana = (a, e, ya, ye, o, e, yo, o, wa, we, we, yo, u, wo, we, wi, yu, u, i, *low)
    return dict(zip("ㅏㅐㅑㅒㅓㅔㅕㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅣㅖㅢ", kana, strict=True))


def _cut(row: str) -> list[str]:
    """Five kana, each with the small one after it."""
    found: list[str] = []
    for char in row:
        if char in "ァィゥェォ":
            found[-1] += char
        else:
            found.append(char)
    return found
