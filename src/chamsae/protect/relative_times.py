"""Times told by their distance in a narrative: "two weeks later", 사흘 뒤, 次日; which days they mean.

A distance is as telling as the date it leads to. It is counted from the last time told before it; where the dates of a
narrative are made coarser, distances finer than these become "some time", since either would give the other away.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chamsae.model.when import Precision, When
from chamsae.text.dates import Dated
from chamsae.text.numerals import value
from chamsae.text.scripts import is_han, is_hangul

#: The days of each unit, and how many days a plainly told distance in it may be off.
_UNITS = {"day": (1, 0), "week": (7, 3), "month": (30, 15), "year": (365, 182)}
_ENGLISH_NUMBERS = {
    word: at
    for at, words in enumerate(
        ("a|an|one|next|following", "two|couple of", "three|few", "four", "five|several", "six", "seven", "eight",
         "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"), 1,
    )
    for word in words.split("|")
}  # fmt: skip
_KOREAN_DAYS = {
    word: at
    for at, word in enumerate(("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘"), 1)
} | {"보름": 15, "이튿날": 1}
_KOREAN_NUMBERS = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8}
_EASTERN_UNITS = {
    "day": ("일", "날", "天", "日"), "week": ("주일", "주", "星期", "周", "週", "礼拜"),
    "month": ("개월", "달", "个月", "個月", "月"), "year": ("년", "해", "年"),
}  # fmt: skip
_NUMBER = (
    rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_ENGLISH_NUMBERS.keys() - {'next', 'following'}, key=len, reverse=True))})"
)
_UNIT = r"(?P<unit>day|night|week|fortnight|month|year)s?"
_ABOUT = r"(?:(?:about|some|around|nearly|only|just|a) )?"
_PATTERNS = (
    re.compile(rf"\b{_ABOUT}{_NUMBER} {_UNIT} (?P<side>later|after(?:wards)?|before|earlier)\b", re.I),
    re.compile(rf"\b(?P<side>after|within|for|in) {_ABOUT}{_NUMBER} {_UNIT}\b(?! ago| old)", re.I),
    re.compile(r"\b(?:on |in )?the (?P<n>next|following) (?P<unit>day|morning|night|evening|week|month|year)\b", re.I),
    re.compile(r"(?<![월月])(?<![월月]\s)(?P<n>\d{1,3}|한|두|세|석|네|넉|다섯|여섯|일곱|여덟)\s?(?P<unit>일|주일|주|개월|달|년|해)"
               r"\s?(?:정도|쯤|가량)?\s?(?P<side>뒤|후|이후|만에|전|동안|간(?!부))"),
    re.compile(r"(?P<days>하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름)\s?(?:정도|쯤|가량)?\s?(?P<side>뒤|후|이후|만에|전|동안|간)"),
    re.compile(r"(?P<days>이튿날)|(?P<n>다음)\s?(?P<unit>날|주|달|해)"),
    re.compile(r"(?<![月0-9])(?P<n>\d{1,3}|[一二两兩三四五六七八九十]{1,3})(?:多)?(?P<unit>天|日|个?星期|周|週|个月|個月|年)(?:左右)?"
               r"(?P<side>之?后|之?後|以后|以後|之?前|以前)"),
    re.compile(r"(?P<side>了|长达|達|达)(?P<n>\d{1,3}|[一二两兩三四五六七八九十]{1,3})(?:多)?(?P<unit>天|个?星期|周|週|个月|個月)"),
    re.compile(r"(?P<n>次|翌|第二|下)(?P<unit>日|天|周|週|个?月|個月|年)"),
)  # fmt: skip
_BEFORE = frozenset({"before", "earlier", "전", "前", "之前", "以前"})


@dataclass(frozen=True, slots=True)
class Distance:
    """Where a text tells a distance; how many days, how many that may be off, which way, and vaguer words for it."""

    start: int
    end: int
    days: int
    off: int
    back: bool
    vaguer: str

    def led_to(self, before: Sequence[Dated]) -> When | None:
        """The days it means, counted from the last time told before it; None where there is none, or an open one."""
        told = [one.when for one in before if one.end <= self.start]
        if not told or told[-1].start is None or told[-1].end is None:
            return None
        way = -self.days if self.back else self.days
        try:
            start, end = (told[-1].start + timedelta(way - self.off), told[-1].end + timedelta(way + self.off))
        except OverflowError:
            return None
        return When(start=start, end=end, precision=_precision(start, end))


def distances(text: str, dates: Sequence[Dated]) -> list[Distance]:
    """The distances a text tells in English, Korean and Chinese, in order; what is part of a date is none."""
    found: list[Distance] = []
    taken = [(one.start, one.end) for one in dates]
    for match in sorted(_matches(text), key=lambda one: (one.start(), -one.end())):
        free = all(match.end() <= start or end <= match.start() for start, end in taken)
        if free and (one := _distance(match)) is not None:
            found.append(one)
            taken.append((one.start, one.end))
    return found


def reached(text: str, dates: Sequence[Dated]) -> list[Dated]:
    """The times that distances of a text lead to, each standing where its words stand; one may lead on to the next."""
    told = list(dates)
    made: list[Dated] = []
    for one in distances(text, dates):
        ahead = sorted((each for each in told if each.end <= one.start), key=lambda each: each.end)
        if (when := one.led_to(ahead)) is not None:
            made.append(Dated(one.start, one.end, when))
            told.append(made[-1])
    return made


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in _PATTERNS:
        yield from pattern.finditer(text)


def _distance(match: re.Match[str]) -> Distance | None:
    groups = match.groupdict()
    many, unit = _many(groups)
    if many is None:
        return None
    each, off = _UNITS[unit]
    side = (groups.get("side") or "").lower()
    return Distance(match.start(), match.end(), many * each, off, side in _BEFORE, _vaguer(match[0], side))


def _many(groups: dict[str, str | None]) -> tuple[int | None, str]:
    """How many of which unit."""
    if days := groups.get("days"):
        return _KOREAN_DAYS[days], "day"
    word, unit = (groups.get("n") or "").lower(), (groups.get("unit") or "").lower()
    if unit == "fortnight":
        return 2 * (_ENGLISH_NUMBERS.get(word) or 1), "week"
    if word in {"다음", "次", "翌", "第二", "下"}:
        return 1, _unit(unit)
    known = _ENGLISH_NUMBERS.get(word) or _KOREAN_NUMBERS.get(word)
    number = known or (int(word) if word.isdecimal() else value(word))
    return (int(number) if number else None), _unit(unit)


def _unit(word: str) -> str:
    if word in {"night", "morning", "evening"}:
        return "day"
    return word if word in _UNITS else next(unit for unit, ends in _EASTERN_UNITS.items() if word.endswith(ends))


def _vaguer(words: str, side: str) -> str:
    """Words for the same that tell no length."""
    if any(map(is_hangul, words)):
        return {"전": "얼마 전", "만에": "얼마 만에", "동안": "얼마 동안", "간": "얼마간"}.get(side, "얼마 뒤")
    if any(map(is_han, words)):
        if side in _BEFORE:
            return "一段时间前"
        return f"{side}一段时间" if side in {"了", "长达", "達", "达"} else "一段时间后"
    if side in {"after", "within", "for", "in"} and words.lower().startswith(side):
        return f"{words[: len(side)]} some time"
    found = f"some time {side or 'later'}"
    return found.capitalize() if words[0].isupper() else found


def _precision(start: date, end: date) -> Precision:
    return Precision.DAY if start == end else Precision.RANGE
