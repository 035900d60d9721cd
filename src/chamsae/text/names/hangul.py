"""Syllables of Hangul: their letters, and the law by which ㄹ and ㄴ fall away at the beginning of a word."""

from collections.abc import Iterable, Mapping

ONSETS = tuple("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
VOWELS = tuple("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

#: Vowels before which the South drops ㄹ and ㄴ at the beginning of a word; before others ㄹ becomes ㄴ.
_FRONT = frozenset("ㅑㅒㅕㅖㅛㅠㅣ")


def letters(syllable: str) -> tuple[str, str, str]:
    """Onset, vowel and coda of one composed syllable: 김 is ㄱ, ㅣ, ㅁ."""
    place = ord(syllable) - 0xAC00
    return ONSETS[place // 588], VOWELS[place % 588 // 28], CODAS[place % 28]


def syllable(onset: str, vowel: str, coda: str) -> str:
    """The composed syllable of three letters."""
    return chr(0xAC00 + (ONSETS.index(onset) * 21 + VOWELS.index(vowel)) * 28 + CODAS.index(coda))


def is_syllable(char: str) -> bool:
    """True for a composed syllable of Hangul."""
    return "가" <= char <= "힣"


def southern(word: str) -> str:
    """A family name as the South writes it: 리 is 이, 로 is 노, 류 is 유."""
    if not word or not is_syllable(word[0]):
        return word
    onset, vowel, coda = letters(word[0])
    if onset == "ㄹ":
        onset = "ㅇ" if vowel in _FRONT else "ㄴ"
    elif onset == "ㄴ" and vowel in _FRONT:
        onset = "ㅇ"
    return syllable(onset, vowel, coda) + word[1:]


def surfaces(atom: str) -> tuple[tuple[str, float], ...]:
    """How a syllable of a given name is written, North and South: 룡 is 룡 or 용, 녀 is 녀 or 여."""
    changed = southern(atom)
    if len(atom) != 1 or changed == atom:
        return ((atom, 1.0),)
    onset, vowel, _ = letters(atom)
    if onset == "ㄹ":
        return ((atom, 0.6), (changed, 0.4)) if vowel in _FRONT else ((atom, 0.94), (changed, 0.06))
    return ((atom, 0.85), (changed, 0.15))


def family_surfaces(name: str) -> tuple[tuple[str, float], ...]:
    """How a family name in its Southern form is written, North and South: 이 is 이 or 리."""
    northern = _NORTHERN.get(name)
    return ((name, 0.8), (northern, 0.2)) if northern else ((name, 1.0),)


def by_surface(forms: Mapping[str, Iterable[tuple[str, float]]]) -> dict[str, dict[str, float]]:
    """For each written form the syllables it may stand for, with P(form | syllable)."""
    found: dict[str, dict[str, float]] = {}
    for atom, written in forms.items():
        for form, share in written:
            found.setdefault(form, {})[atom] = share
    return found


def plain() -> tuple[str, ...]:
    """Every syllable without doubled or clustered letters."""
    single = [onset for onset in ONSETS if onset not in "ㄲㄸㅃㅆㅉ"]
    return tuple(
        syllable(onset, vowel, coda) for onset in single for vowel in VOWELS for coda in ("", *"ㄱㄴㄹㅁㅂㅅㅇ")
    )


_NORTHERN = dict(zip("이유임노나양여염육용연", "리류림로라량려렴륙룡련", strict=True))
