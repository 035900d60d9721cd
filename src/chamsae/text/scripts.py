"""Which script a character is written in, how much of each a text holds, and where one script runs."""

import unicodedata
from collections import Counter
from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    """The scripts Chamsae tells apart; `other` is any further letter, `none` what is no letter or digit."""

    LATIN = "latin"
    HANGUL = "hangul"
    HAN = "han"
    KANA = "kana"
    CYRILLIC = "cyrillic"
    DIGIT = "digit"
    OTHER = "other"
    NONE = "none"


_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA1, 0xFFDC))
_KANA = ((0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9D))
_HAN = (
    (0x2E80, 0x2FD5), (0x3005, 0x3007), (0x3021, 0x3029), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)  # fmt: skip


def counts(text: str) -> Counter[Script]:
    """How many characters of each script the text holds; characters of no script are left out."""
    found = Counter(script(char) for char in text)
    del found[Script.NONE]
    return found


def runs(text: str) -> list[tuple[int, int, Script]]:
    """Where one script goes on without a break, `none` left out; in order of place."""
    found: list[tuple[int, int, Script]] = []
    for index, char in enumerate(text):
        kind = script(char)
        if found and found[-1][1] == index and found[-1][2] is kind:
            found[-1] = (found[-1][0], index + 1, kind)
        elif kind is not Script.NONE:
            found.append((index, index + 1, kind))
    return found


@lru_cache(maxsize=50_000)
def script(char: str) -> Script:
    """The script of one character."""
    if is_hangul(char):
        return Script.HANGUL
    if is_han(char):
        return Script.HAN
    if is_kana(char):
        return Script.KANA
    if not char.isalnum():
        return Script.NONE
    return Script.DIGIT if char.isdigit() else _named(char)


def is_hangul(char: str) -> bool:
    """True for Hangul syllables and jamo, conjoining and halfwidth ones included."""
    return _within(char, _HANGUL)


def is_han(char: str) -> bool:
    """True for Chinese characters, radicals, 々 and 〇, in all planes."""
    return _within(char, _HAN)


def is_kana(char: str) -> bool:
    """True for hiragana and katakana, halfwidth ones included."""
    return _within(char, _KANA)


def is_cjk(char: str) -> bool:
    """True for what is written without spaces or in syllable blocks: Hangul, Han and kana."""
    return char > "\u10ff" and script(char) in _CJK


_CJK = frozenset({Script.HANGUL, Script.HAN, Script.KANA})


def _within(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    point = ord(char)
    return point >= 0x1100 and any(low <= point <= high for low, high in ranges)


def _named(char: str) -> Script:
    name = unicodedata.name(char, "")
    if "LATIN" in name:
        return Script.LATIN
    return Script.CYRILLIC if name.startswith("CYRILLIC") else Script.OTHER
