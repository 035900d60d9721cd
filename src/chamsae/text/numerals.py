"""The value of a number written in digits, Korean or Chinese words, or a mix of them (1만6천, 三万三千, 2천600)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chamsae.model.amount import Comparator, Number

#: Arabic digits, grouped by commas, spaces (1 170) or not; more than fifteen are no count of anything.
DIGITS = r"(?:[0-9]{1,3}(?:(?:,[0-9]{3}){1,4}|(?: [0-9]{3}){1,3})(?![0-9])|[0-9]{1,15}(?:\.[0-9]{1,4})?)"

_SMALL = {"십": 10, "백": 100, "천": 1000, "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20}
_BIG = {"만": 10**4, "억": 10**8, "조": 10**12, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_SINO = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
_HAN = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "兩": 2,
}
_NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_NATIVE_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip

#: A native Korean numeral below 100, as counters take it (두 명, 열두 살, 스무 명).
NATIVE = f"(?:(?:{'|'.join(_NATIVE_TENS)})(?:{'|'.join(_NATIVE_ONES)})?|(?:{'|'.join(_NATIVE_ONES)}))"
_TOKEN = re.compile(rf"{DIGITS}|[^\s]")
_NATIVE_PARTS = re.compile(rf"(?P<tens>{'|'.join(_NATIVE_TENS)})?(?P<ones>{'|'.join(_NATIVE_ONES)})?")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language writes quantities.

    `pattern` has the groups before, number, odd, upto, unit and after; `bounds` are tried in order on
    the words around the number; `units` maps counters to units; `vague` and `pairs` give the limits
    of words like 수백 and 두세.
    """

    pattern: re.Pattern[str]
    bounds: tuple[tuple[Comparator, re.Pattern[str]], ...]
    units: Mapping[str, str]
    vague: Mapping[str, tuple[Number | None, Number | None]]
    pairs: Mapping[str, tuple[Number, Number]]


def value(words: str) -> Number | None:
    """The number some words give (folded text, see normal.fold); None when they are no number."""
    native = _NATIVE_PARTS.fullmatch(words.strip())
    if native and words.strip():
        return _NATIVE_TENS.get(native["tens"] or "", 0) + _NATIVE_ONES.get(native["ones"] or "", 0)
    return _summed(_TOKEN.findall(words))


def _summed(tokens: list[str]) -> Number | None:
    """Digits gather in `number`, 십/백/천 close them into `section`, 만/억/조 close that into `total`."""
    total: Number = 0
    section: Number = 0
    number: Number | None = None
    for token in tokens:
        if token in _SMALL:
            section, number = section + (1 if number is None else number) * _SMALL[token], None
        elif token in _BIG:
            total, section, number = total + (section + (number or 0) or 1) * _BIG[token], 0, None
        else:
            read = _digit(token)
            if read is None:
                return None
            number = read if number is None else number * 10 + read
    return _whole(total + section + (number or 0)) if tokens else None


def _digit(token: str) -> Number | None:
    if token[0] in "0123456789":
        plain = token.replace(",", "").replace(" ", "")
        return float(plain) if "." in plain else int(plain)
    return _SINO.get(token, _HAN.get(token))


def _whole(number: Number) -> Number:
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def ranged(low: str, high: str) -> tuple[Number, Number] | None:
    """The limits two numbers give; the first borrows the scale of the second (3~4만), None where they do not fit."""
    first, last = value(low), value(high)
    if first is None or last is None:
        return None
    scale = next((_BIG[char] for char in reversed(high.strip()[-1:]) if char in _BIG), 1)
    scaled = first * scale if first < last / scale and first * scale <= last else first
    return (_whole(scaled), last) if scaled <= last else None
