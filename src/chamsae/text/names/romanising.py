"""A name in Hangul or Chinese characters in letters: Revised Romanisation, McCune–Reischauer, pinyin.

For eyes that read one script only; nothing is compared by it. Revised Romanisation as the South's rules of 2000 have it
for names (syllables keep their letters, hyphens between them), McCune–Reischauer with its changes between syllables.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from chamsae.text.names import hangul
from chamsae.text.names.model import Model, Part
from chamsae.text.names.reading import Language, Name, Reading
from chamsae.text.names.tables import GIVEN

_HANGUL, _HAN = re.compile("[가-힣]+"), re.compile("[\u4e00-\u9fff]+")


class Romanised(NamedTuple):
    """A name in letters by three systems; "" where a system does not apply.

    `hangul` is how Koreans read the Chinese characters of a name, as the South writes it.
    """

    revised: str = ""
    mccune: str = ""
    pinyin: str = ""
    hangul: str = ""


def romanised(name: Name, model: Model) -> Romanised:
    """The likeliest reading in letters; nothing for a name in letters, or one that cannot be read."""
    if not any(hangul.is_syllable(char) or "\u4e00" <= char <= "\u9fff" for char in name.bare) or not name.readings:
        return Romanised()
    reading = name.readings[0]
    if reading.language is Language.HAN:
        family, given = _korean(reading, model)
        read = family + given
        return Romanised(*_both(family, given), _pinyin(reading, model), read)
    family = reading.family.text if reading.family else ""
    given = "".join(part.text for part in reading.given)
    if not all(map(hangul.is_syllable, family + given)):
        return Romanised()
    pinyin = _pinyin(reading, model) if reading.language is Language.MANDARIN else ""
    return Romanised(*_both(family, given), pinyin)


def romanised_words(text: str) -> Romanised:
    """The name of a body or a place in letters, word by word; Chinese characters by pinyin alone, where pypinyin is.

    Sounds change within a word here, in Revised Romanisation, too: 독립 is Dongnip.
    """
    if any(map(hangul.is_syllable, text)):
        return Romanised(_by_words(text, _REVISED), _by_words(text, _MCCUNE))
    return Romanised(pinyin=_pinyin_of_words(text)) if _HAN.search(text) else Romanised()


def _by_words(text: str, system: "_System") -> str:
    return _HANGUL.sub(lambda found: "".join(system.joined(found[0])).capitalize(), text)


def _pinyin_of_words(text: str) -> str:
    try:
        from pypinyin import lazy_pinyin  # noqa: PLC0415 - of the extra `names`, wanted only here
    except ImportError:
        return ""
    return _HAN.sub(lambda found: "".join(lazy_pinyin(found[0])).capitalize(), text)


def _both(family: str, given: str) -> tuple[str, str]:
    """Revised Romanisation and McCune–Reischauer of a name; nothing for one whose sounds are not known."""
    revised = ("".join(_REVISED.apart(family)), "-".join(_REVISED.apart(given)))
    mccune = (
        "".join(_MCCUNE.joined(family)) if family != "이" else "yi",
        "-".join(_MCCUNE.joined(given)),
    )  # Yi by custom, not I
    return _cased(revised), _cased(mccune)


def _korean(reading: Reading, model: Model) -> tuple[str, str]:
    """Family and given name as Koreans read the characters; a part without a Korean reading makes both empty."""
    family = _likeliest(reading.family, "ko", model) if reading.family else ""
    given = [_likeliest(part, "ko", model) for part in reading.given]
    if not all(given) or (reading.family and not family):
        return "", ""
    return family, hangul.southern("".join(given))


def _pinyin(reading: Reading, model: Model) -> str:
    family = _likeliest(reading.family, "zh", model) if reading.family else ""
    given = [_likeliest(part, "zh", model) for part in reading.given]
    if not all(given) or (reading.family and not family):
        return ""
    joined = given[:1] + [f"’{sound}" if sound[0] in "aeo" else sound for sound in given[1:]]
    return _cased((family, "".join(joined)))


def _likeliest(part: Part, space: str, model: Model) -> str:
    """The likeliest sound; of a family name in other countries' spellings, too, the one that is a syllable here."""
    sounds = model.sounds(part, space)
    known = model.frequencies.prior[space][GIVEN] if space == "zh" and len(part.text) == 1 else sounds
    return max(sounds, key=lambda sound: (sound in known, sounds[sound], sound), default="")


def _cased(words: Iterable[str]) -> str:
    return " ".join(word.capitalize() for word in words if word)


def _written(letters: Iterable[str], spellings: str) -> dict[str, str]:
    """How each letter is spelled; "." stands for nothing."""
    return dict(zip(letters, spellings.split(), strict=True))


@dataclass(frozen=True, slots=True)
class _System:
    """A system of spelling Hangul: letters by themselves, and where a coda meets an onset."""

    onsets: Mapping[str, str]
    vowels: Mapping[str, str]
    meeting: Mapping[tuple[str, str], tuple[str, str]]
    voiced: Mapping[str, str]

    def joined(self, word: str) -> list[str]:
        """The syllables of a word as they sound one after the other."""
        parts = [hangul.letters(syllable) for syllable in word]
        if not parts:
            return []
        begins, ends = [self.onsets[parts[0][0]]], [_CODA[coda] for _, _, coda in parts]
        for at, ((_, _, coda), (onset, _, _)) in enumerate(pairwise(parts)):
            voiced = self.voiced.get(onset) if _CODA[coda] in {".", "n", "m", "ng"} else None
            usual = (_CODA[coda], voiced or self.onsets[onset])
            ends[at], begin = self.meeting.get((_CODA[coda], onset), usual)
            begins.append(begin)
        vowels = [self.vowels[vowel] for _, vowel, _ in parts]
        return [f"{b}{v}{e}".replace(".", "") for b, v, e in zip(begins, vowels, ends, strict=True)]

    def apart(self, word: str) -> list[str]:
        """The syllables of a word each by itself, but for a doubled l."""
        found: list[str] = []
        for syllable in word:
            onset, vowel, coda = hangul.letters(syllable)
            begins = "l" if onset == "ㄹ" and found and found[-1].endswith("l") else self.onsets[onset]
            found.append((begins + self.vowels[vowel] + _CODA[coda]).replace(".", ""))
        return found


#: A coda as it is heard before a pause, in both systems.
_CODA = _written(hangul.CODAS, ". k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
#: What coda and onset become where they meet, in both systems, and what each writes of its own.
_NASAL = {
    **{("k", onset): ("ng", "n") for onset in "ㄴㄹ"}, ("k", "ㅁ"): ("ng", "m"), ("k", "ㅇ"): ("g", ""),
    **{("p", onset): ("m", "n") for onset in "ㄴㄹ"}, ("p", "ㅁ"): ("m", "m"), ("p", "ㅇ"): ("b", ""),
    **{("t", onset): ("n", "n") for onset in "ㄴㄹ"}, ("t", "ㅁ"): ("n", "m"), ("t", "ㅇ"): ("s", ""),
    **{("l", onset): ("l", "l") for onset in "ㄴㄹ"}, ("l", "ㅇ"): ("r", ""),
    ("n", "ㄹ"): ("l", "l"), ("m", "ㄹ"): ("m", "n"), ("ng", "ㄹ"): ("ng", "n"),
}  # fmt: skip
_REVISED = _System(
    onsets=_written(hangul.ONSETS, "g kk n d tt r m b pp s ss . j jj ch k t p h"),
    vowels=_written(hangul.VOWELS, "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"),
    meeting=_NASAL,
    voiced={},
)
#: By the table of McCune and Reischauer (1939); after a vowel or n, m, ng an onset is voiced.
_MCCUNE = _System(
    onsets=_written(hangul.ONSETS, "k kk n t tt r m p pp s ss . ch tch ch’ k’ t’ p’ h"),
    vowels=_written(hangul.VOWELS, "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i"),
    meeting=_NASAL
    | {("l", "ㅎ"): ("r", "h"), ("l", "ㄱ"): ("l", "g"), ("l", "ㅂ"): ("l", "b"), ("t", "ㅅ"): ("s", "s")},
    voiced={"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"},
)
