"""How often Korean syllables, Chinese characters and their sounds stand in names: the chances a comparison rests on.

What was written down of public facts (resources/names) is mixed with what was counted; family and given names apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from chamsae.text.names import chinese, hangul
from chamsae.text.names.tables import (
    FAMILY,
    GIVEN,
    SLOTS,
    Counts,
    Weights,
    characters,
    mixed,
    normal,
    pairs,
    rules,
    text,
)

#: A syllable that names hardly hold, and one that only names of other languages do, in parts of a thousand: 레 of 레나.
_RARE, _FOREIGN = 0.1, 0.004

#: Thousands of bearers for each percent that a Chinese family name has in China, where it is none in Korea.
_CHINESE = 0.05

#: A character or syllable no list of names holds.
UNHEARD = 2.0**-24

_SLOT_NAMES = ("family", "given")

BySlot = tuple[Weights, Weights]
Bridge = tuple[dict[str, Weights], dict[str, Weights]]


class Frequencies:
    """Chances for a family name and for a syllable of a given name, by space: `ko`, `han`, `zh` and `yue`."""

    def __init__(self, counts: Counts) -> None:
        """`counts`: what was counted in names."""
        self._counts = counts
        self._korean = rules("korean")
        self._characters = characters()
        self._classes = {char.key: char for char in self._characters.values()}

    @cached_property
    def prior(self) -> dict[str, BySlot]:
        """How often each syllable or character stands in a family and in a given name."""
        han = tuple(mixed((0.5, self._korean_han[slot]), (0.5, self._chinese_han[slot])) for slot in SLOTS)
        return {
            "ko": self.korean,
            "han": (han[FAMILY], han[GIVEN]),
            "zh": self._sounds(han, "zh"),
            "yue": self._sounds(han, "yue"),
        }

    @cached_property
    def korean(self) -> BySlot:
        """Family names in their Southern form, and syllables of given names."""
        families = pairs(text(self._korean["families"]))
        for name, share in pairs(text(rules("chinese")["families"])).items():
            reading = self._sino_korean(name)  # 习近平 is 습근평 in older texts
            if reading:
                families.setdefault(reading, _CHINESE * share)
        seen = self._counts.syllables
        given = _tiers(text(self._korean["given"]))
        for char in self._classes.values():
            for reading in char.ko:
                given.setdefault(reading, _RARE)
        for syllable in hangul.plain():
            given.setdefault(syllable, _FOREIGN)
        return (
            mixed((0.8, families), (0.2, _known(seen.get("family", {}), families) or families)),
            mixed((0.5, given), (0.5, _known(seen.get("given", {}), given) or given)),
        )

    def _sino_korean(self, name: str) -> str:
        readings = [next(iter(char.ko), "") if (char := self._characters.get(one)) else "" for one in name]
        return hangul.southern("".join(readings)) if all(readings) else ""

    def key(self, written: str) -> str:
        """The class of a character; a character no list holds is its own."""
        found = self._characters.get(written)
        return found.key if found else written

    def spoken(self, key: str, slot: int, space: str) -> Weights:
        """The sounds of a class of characters, or of a family name of two, in one space."""
        if space == "ko":
            return self._korean_of(key, slot)
        if len(key) > 1:
            return {"".join(next(iter(self.spoken(char, GIVEN, space)), "") for char in key): 1.0}
        char = self._characters.get(key)
        if char is None:
            return {}
        if slot == FAMILY and space == "zh" and (special := chinese.family_sounds().get(key)):
            return special
        return char.zh if space == "zh" else char.yue

    def mandarin(self, space: str, slot: int, own: Weights) -> Weights:
        """The Mandarin sounds of the characters behind Korean or Cantonese syllables."""
        bridge = (self._korean_to_mandarin if space == "ko" else self._cantonese_to_mandarin)[slot]
        found: Weights = defaultdict(float)
        for atom, chance in own.items():
            for sound, part in bridge.get(atom, {}).items():
                found[sound] += chance * part
        return kept(found)

    # Characters

    @cached_property
    def _hanja(self) -> Bridge:
        """For a Korean syllable of a name, the chances of the characters behind it."""
        found: Bridge = (defaultdict(dict), defaultdict(dict))
        for char in self._classes.values():
            for reading, part in char.ko.items():
                _add(found[GIVEN], reading, char.key, 0.02 * char.usual * part)
                _add(found[FAMILY], hangul.southern(reading), char.key, 0.0002 * char.usual * part)
        self._add_listed(found[FAMILY], text(self._korean["hanja"]), hangul.southern)
        self._add_listed(found[GIVEN], text(self._korean["given_hanja"]), str)
        for slot in SLOTS:
            for both, number in self._counts.characters.get(f"ko_{_SLOT_NAMES[slot]}", {}).items():
                _add(found[slot], both[:-1], both[-1], 0.3 * number)
        return _normal(found)

    def _add_listed(self, found: dict[str, Weights], line: str, fold: Callable[[str], str]) -> None:
        """Characters listed after their reading, the commonest first."""
        reading, rank = "", 0
        for word in line.replace(",", " ").split():
            if hangul.is_syllable(word[0]):
                reading, rank = fold(word), 0
            else:
                rank += 1
                _add(found, reading, self.key(word), 2.0 / rank)

    @cached_property
    def _korean_han(self) -> BySlot:
        found: BySlot = (defaultdict(float), defaultdict(float))
        for slot in SLOTS:
            for syllable, chance in self.korean[slot].items():
                for key, part in self._hanja[slot].get(syllable, {}).items():
                    found[slot][key] += chance * part
        return found

    @cached_property
    def _chinese_han(self) -> BySlot:
        tree, seen = rules("chinese"), self._counts.characters
        family = {char.key: 0.004 * char.usual for char in self._classes.values()}
        family |= {"".join(map(self.key, name)): part for name, part in pairs(text(tree["families"])).items()}
        given = {char.key: 0.15 * char.usual for char in self._classes.values()}
        given |= {self.key(char): part for char, part in _tiers(text(tree["given"])).items()}
        return (
            mixed((0.9, family), (0.1, seen.get("zh_family") or family)),
            mixed((0.6, given), (0.4, seen.get("zh_given") or given)),
        )

    # Sounds of characters

    def _sounds(self, han: Iterable[Weights], space: str) -> BySlot:
        found: BySlot = (defaultdict(float), defaultdict(float))
        for slot, table in zip(SLOTS, han, strict=True):
            for key, chance in table.items():
                for sound, part in self.spoken(key, slot, space).items():
                    found[slot][sound] += chance * part
        return found

    def _korean_of(self, key: str, slot: int) -> Weights:
        if len(key) > 1:
            return {self._sino_korean(key): 1.0}
        char = self._characters.get(key)
        readings = char.ko if char else {}
        if slot == FAMILY:
            return self._family_readings.get(key) or normal(_folded(readings))
        changed = {hangul.southern(reading) for reading in readings if hangul.southern(reading) != reading}
        return normal({reading: part for reading, part in readings.items() if reading not in changed})

    @cached_property
    def _family_readings(self) -> dict[str, Weights]:
        found: dict[str, Weights] = {}
        reading = ""
        for word in text(self._korean["hanja"]).split():
            if hangul.is_syllable(word[0]):
                reading = hangul.southern(word)
            else:
                _add(found, self.key(word), reading, self.korean[FAMILY].get(reading, 1e-6))
        return {key: normal(readings) for key, readings in found.items()}

    @cached_property
    def _korean_to_mandarin(self) -> Bridge:
        found: Bridge = ({}, {})
        for slot in SLOTS:
            for syllable, parts in self._hanja[slot].items():
                found[slot][syllable] = mixed(*((part, self.spoken(key, slot, "zh")) for key, part in parts.items()))
        return found

    @cached_property
    def _cantonese_to_mandarin(self) -> Bridge:
        found: Bridge = ({}, {})
        for slot in SLOTS:
            for key, chance in self._chinese_han[slot].items():
                for sound, part in self.spoken(key, slot, "yue").items():
                    for mandarin, share in self.spoken(key, slot, "zh").items():
                        _add(found[slot], sound, mandarin, chance * part * share)
        return _normal(found)


def kept(parts: Mapping[str, float]) -> Weights:
    """The parts worth keeping: those of more than a half per thousand."""
    return normal({name: part for name, part in parts.items() if part > 0.0005})


def _folded(readings: Mapping[str, float]) -> Weights:
    found: Weights = defaultdict(float)
    for reading, part in readings.items():
        found[hangul.southern(reading)] += part
    return found


def _tiers(line: str) -> Weights:
    """`28 영 정 20 은`: each number holds for the words after it; a word's first number counts."""
    found: Weights = {}
    weight = 0.0
    for word in line.split():
        if word.isdigit():
            weight = float(word)
        else:
            found.setdefault(word, weight)
    return found


def _known(seen: Mapping[str, int], table: Mapping[str, float]) -> Weights:
    return {name: float(number) for name, number in seen.items() if name in table}


def _normal(found: Bridge) -> Bridge:
    family, given = ({name: normal(parts) for name, parts in table.items()} for table in found)
    return family, given


def _add(table: dict[str, Weights], first: str, second: str, part: float) -> None:
    inner = table.setdefault(first, {})
    inner[second] = inner.get(second, 0.0) + part
