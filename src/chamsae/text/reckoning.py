"""Time as people give it: from a feast, an event everybody remembers, a lunar date, an age; an interval and why.

What is told is never made more precise than it is. "About two weeks after" leaves a fifth of the two weeks, half a week
at least, on either side; "before" and "after" leave one end open.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from chamsae.model.when import Precision, When
from chamsae.text import lunar
from chamsae.text.ages import Counting, aged
from chamsae.text.calendar import YEARS, month_end
from chamsae.text.dates import times
from chamsae.text.normal import fold, stands_in
from chamsae.text.numerals import NATIVE, value
from chamsae.text.shipped import shipped

#: How much "about" leaves of a length of time on either side, and of a single unit where it is said plainly.
ABOUT, PLAIN = 0.2, 0.5


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The days that some words mean, and in a sentence how they were reckoned."""

    when: When
    why: str


def reckon(words: str, *, published: When | None = None, born: When | None = None) -> Reckoned | None:
    """What some words for a time mean; None where they name none.

    `published` is when they were said, for "last year"; `born` is needed for "when I was 22".
    """
    folded = fold(words)
    found = _anchor(folded, published) or _by_age(folded, born) or _from_then(folded, published)
    if found is None:
        return None
    moved = _moved(found, folded.replace(found.words, " ", 1))
    return Reckoned(replace(moved.when, text=words), moved.why)


# What a time hangs on


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A time with how it was reckoned and the words that name it."""

    when: When
    why: str
    words: str


def _anchor(folded: str, published: When | None) -> _Anchor | None:
    for reader in (_lunar_date, _event, _juche):
        if (found := reader(folded)) is not None:
            return found
    found = _feast(folded, published)
    if found is None and LUNAR.search(folded):  # not understood: a day of the other calendar would be wrong
        return None
    return found or _season(folded, published) or _plain(folded, published)


_LUNAR_WORD = "(?:음력|[农農阴陰旧舊][历曆])"
_LUNAR = re.compile(
    rf"{_LUNAR_WORD}\s?(?:(?P<year>[0-9]{{4}}|[〇零一二三四五六七八九]{{4}})\s?[년年]\s?)?(?P<leap>윤|闰|閏)?\s?"
    r"(?P<month>[0-9]{1,2}|[一二三四五六七八九十正腊臘冬]{1,2})\s?[월月]"
    r"(?:\s?(?P<day>[0-9]{1,2}|보름|[초初]?[一二三四五六七八九十廿]{1,3})\s?[일日]?)?"
)
#: Words that tell of the lunar calendar.
LUNAR = re.compile(rf"{_LUNAR_WORD}|\blunar (?:date|month|calendar)\b")
_YEAR_BEFORE_LUNAR = re.compile(rf"(?P<year>[0-9]{{4}})\s?[년年]\s?(?={_LUNAR_WORD})")
_LUNAR_ENGLISH = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: day)? of )?the (?P<month>[0-9]{1,2})(?:st|nd|rd|th)? lunar month"
    r"(?: of| in|,)? ?(?P<year>[0-9]{4})|lunar (?:date )?(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
)
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SPECIAL_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}


def _lunar_date(folded: str) -> _Anchor | None:
    parts = _lunar_parts(folded)
    if parts is None:
        return None
    year, month, of_month, leap = parts
    if of_month is None:
        found = lunar.month(year, month, leap=leap)
    else:
        day = lunar.day(year, month, of_month, leap=leap)
        found = When.day(day) if day else None
    what = f"lunar month {month}{' (leap)' if leap else ''}{f', day {of_month}' if of_month else ''} of {year}"
    return None if found is None else _Anchor(found, f"{what} is {_said(found)}", "")


def _lunar_parts(folded: str) -> tuple[int, int, int | None, bool] | None:
    """Year, month, day and whether the month is one put in."""
    if (english := _LUNAR_ENGLISH.search(folded)) is not None:
        if english["iso"]:
            year, month, day = map(int, english["iso"].split("-"))
            return year, month, day, False
        return int(english["year"]), int(english["month"]), _number(english["day"]), False
    found, ahead = _LUNAR.search(folded), _YEAR_BEFORE_LUNAR.search(folded)
    written = (found["year"] if found else None) or (ahead["year"] if ahead else None)
    if found is None or written is None:
        return None
    named = _SPECIAL_MONTHS.get(found["month"]) or _number(found["month"])
    year = int(written.translate(_HAN_DIGITS))
    return None if named is None else (year, named, _number(found["day"]), found["leap"] is not None)


def _event(folded: str) -> _Anchor | None:
    name, named = _first_named("events", folded)
    if named is None:
        return None
    precision = Precision.DAY if named["from"] == named["to"] else Precision.RANGE
    found = When(start=named["from"], end=named["to"], precision=precision)
    return _Anchor(found, f"{named['label']} is {_said(found)}", name)


_JUCHE_YEAR = re.compile(r"juche (?:year )?(?P<year>[0-9]{1,3})")


def _juche(folded: str) -> _Anchor | None:
    if (found := _JUCHE_YEAR.search(folded)) is None:
        return None
    when = _of_year(1911 + int(found["year"]))
    return _Anchor(when, f"Juche {found['year']} is {_said(when)}", found[0])


def _feast(folded: str, published: When | None) -> _Anchor | None:
    year = _year(folded, published)
    name, named = _first_named("feasts", folded)
    if named is None or year is None:
        return None
    found = lunar.feast(year, named["month"], named["day"], before=named["before"], after=named["after"])
    return None if found is None else _Anchor(found, f"{named['label']} of {year} is {_said(found)}", name)


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "early": (1, 4), "late": (9, 12)}
_SEASON = re.compile(
    rf"\b(?P<season>{'|'.join(_SEASONS)}|winter)(?: of| in)?(?: (?:19|20)[0-9]{{2}}| (?:last|this) year)"
)


def _season(folded: str, published: When | None) -> _Anchor | None:
    """English seasons and ends of a year; winter runs into the next year."""
    found, year = _SEASON.search(folded), _year(folded, published)
    if found is None or year is None:
        return None
    first, last = _SEASONS.get(found["season"], (12, 14))
    end = _of_month(year + last // 13, (last - 1) % 12 + 1).end
    when = When(start=date(year, first, 1), end=end, precision=Precision.RANGE)
    return _Anchor(when, f"{found[0]} is {_said(when)}", found[0])


_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "|".join(f"{month}|{month[:3]}\\.?" for month in _MONTHS)
_ENGLISH = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9])"
    rf"|(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<month>{_MONTH})"
    r"(?: (?P<after>[0-9]{1,2})(?:st|nd|rd|th)?)?,? (?:of )?(?P<year>[0-9]{4})"
    r"|(?P<alone>(?:19|20)[0-9]{2})(?![0-9])"
)


def _plain(folded: str, published: When | None) -> _Anchor | None:
    """A date as written, in any of the three languages."""
    if dated := [one for one in times(folded, published) if not _counted(one.when)]:
        when, named = replace(dated[0].when, text=None), dated[0].when.text or ""
        return _Anchor(when, f"{named} is {_said(when)}", named) if when.start or when.end else None
    if (found := _ENGLISH.search(folded)) is None:
        return None
    meant = _english(found)
    return None if meant is None else _Anchor(meant, f"{found[0]} is {_said(meant)}", found[0])


def _counted(when: When) -> bool:
    """True for 두 달 뒤, which names no date but counts from one."""
    return when.precision is Precision.VAGUE and any(pattern.search(fold(when.text or "")) for pattern in _OFFSETS)


def _english(found: re.Match[str]) -> When | None:
    if found["alone"]:
        return _of_year(int(found["alone"]))
    try:
        if found["iso"] and len(found["iso"]) > len("2009-10"):
            return When.day(date.fromisoformat(found["iso"]))
        if found["iso"]:
            return _of_month(*map(int, found["iso"].split("-")))
        year, month = int(found["year"]), next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(found["month"][:3]))
        if day := found["day"] or found["after"]:
            return When.day(date(year, month, int(day)))
        return _of_month(year, month)
    except ValueError:
        return None


_AGE = re.compile(
    rf"(?P<western>만\s?)?(?P<ko>[0-9]{{1,3}}|{NATIVE})\s?(?P<counter>살|세)"
    r"|(?P<zh>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})\s?[周週]?[岁歲]"
    r"|(?:at(?: the age of)?|aged|when (?:i|she|he|they) (?:was|were)) (?P<en>[0-9]{1,3})\b"
)
_BY_YEARS = re.compile(r"korean age|한국 나이|세는 나이|우리 나이|虚岁|虛歲")


def _by_age(folded: str, born: When | None) -> _Anchor | None:
    """An age: 살 without 만, and whatever says so, counts by calendar years."""
    found = _AGE.search(folded)
    age = _number(found["ko"] or found["zh"] or found["en"]) if found else None
    if found is None or age is None or born is None:
        return None
    by_years = _BY_YEARS.search(folded) or (found["counter"] == "살" and not found["western"])
    when = aged(age, born, Counting.YEARS if by_years else Counting.BIRTHDAYS)
    how = f"{age} years, counted by {'calendar years' if by_years else 'birthdays'}"
    return None if when is None else _Anchor(when, f"{how}, born {_said(born)}: {_said(when)}", found[0])


def _from_then(folded: str, published: When | None) -> _Anchor | None:
    """ "Three days ago" counts from when it was said."""
    if published is None or not any(pattern.search(folded) for pattern in _OFFSETS):
        return None
    return _Anchor(replace(published, text=None), f"said on {_said(published)}", "")


# Before, after, and by how much

_DAYS = {
    "day": 1, "일": 1, "天": 1, "日": 1, "week": 7, "주": 7, "주일": 7, "周": 7, "週": 7, "星期": 7,
    "month": 30.4, "달": 30.4, "개월": 30.4, "月": 30.4, "个月": 30.4, "個月": 30.4,
    "year": 365.25, "년": 365.25, "해": 365.25, "年": 365.25,
}  # fmt: skip
_WRITTEN = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
#: Days counted in one word.
_KOREAN_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15,
}  # fmt: skip
_COUNT = (
    rf"(?P<count>[0-9]{{1,3}}|{NATIVE}|[一二三四五六七八九十两兩半]{{1,3}}"
    r"|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
)
_UNIT = r"(?P<unit>days?|weeks?|months?|years?|일|주일|주|달|개월|년|해|天|日|周|週|星期|个月|個月|月|年)"
_ROUGHLY = "(?:大约|大約|约|約|大概)"
_OFFSETS = (
    re.compile(rf"\b{_COUNT} {_UNIT} (?P<side>after|before|later|earlier|prior|ago)\b"),
    re.compile(rf"{_COUNT}\s?{_UNIT}(?:\s?(?:쯤|정도|가량))?\s?(?P<side>뒤|후|전)"),
    re.compile(rf"(?P<days>{'|'.join(_KOREAN_DAYS)})(?:\s?(?:쯤|정도))?\s?(?P<side>뒤|후|전)"),
    re.compile(rf"之?(?P<side>[前后後]){_ROUGHLY}?{_COUNT}(?:个|個)?{_UNIT}"),
    re.compile(rf"{_ROUGHLY}?{_COUNT}(?:个|個)?{_UNIT}(?:左右)?[之以]?(?P<side>[前后後])"),
)
_ROUGH = re.compile(
    rf"\b(?:about|around|some|roughly|nearly|almost)\b|약|쯤|정도|무렵|가량|左右|{_ROUGHLY}"
)  # fmt: skip
_SIDE = re.compile(
    r"\b(?:before|until|after|since|around|about)\b|전에?$|이전|뒤$|뒤에|후$|후에|이후|무렵|쯤|전후"
    r"|之前|以前|前$|之后|之後|以后|以後|后$|後$|前后|前後|左右"
)
_BEFORE = frozenset({"before", "until", "earlier", "prior", "ago", "전", "전에", "이전", "前", "之前", "以前"})
_NEAR = frozenset({"around", "about", "무렵", "쯤", "전후", "前后", "前後", "左右"})


def _moved(found: _Anchor, rest: str) -> Reckoned:
    """The time found, moved by "two weeks after", opened by "before", widened by "around" in the other words."""
    when, why = found.when, found.why
    offset = next((match for pattern in _OFFSETS if (match := pattern.search(rest))), None)
    if offset is not None and (moved := _shifted(when, offset, rest)) is not None:
        when, how = moved
        why = f"{why}; {how}: {_said(when)}"
    elif (side := _SIDE.search(rest.strip())) is not None:
        when = _beside(when, side[0])
        why = f"{why}; “{side[0]}”: {_said(when)}"
    return Reckoned(when, why)


def _shifted(when: When, offset: re.Match[str], rest: str) -> tuple[When, str] | None:
    length, unit = _length(offset)
    if not length or when.start is None or when.end is None:
        return None
    rough = _ROUGH.search(rest) is not None
    slack = round(max(PLAIN * unit if unit > 1 else 0, ABOUT * length if rough else 0, 1 if rough else 0))
    before = offset["side"] in _BEFORE
    start, end = _edge(when.start, when.end, before=before)
    moved = timedelta(round(-length if before else length))
    found = When(start=start + moved - timedelta(slack), end=end + moved + timedelta(slack), precision=Precision.RANGE)
    how = f"{'about ' if rough else ''}{round(length)} days {'before' if before else 'after'}"
    return found, f"{how}{f', give or take {slack}' if slack else ''}"


def _length(offset: re.Match[str]) -> tuple[float, float]:
    """How many days are told, and the days of one unit; 0 where the number is none."""
    groups = offset.groupdict()
    if groups.get("days"):
        return _KOREAN_DAYS[groups["days"]], 1
    counted, unit = groups["count"], groups["unit"]
    count = 0.5 if counted == "半" else _WRITTEN.get(counted) or _number(counted) or 0
    days = _DAYS[unit.removesuffix("s") if unit.isascii() else unit]
    return count * days, days


def _edge(start: date, end: date, *, before: bool) -> tuple[date, date]:
    """What a length of time is counted from: all of a short time, the near end of one of more than a week."""
    if (end - start).days <= 7:
        return start, end
    return (start, start) if before else (end, end)


def _beside(when: When, side: str) -> When:
    if side in _NEAR:
        if when.start is None or when.end is None:
            return when
        slack = timedelta(max(3, (when.end - when.start).days // 4))
        return When(start=when.start - slack, end=when.end + slack, precision=Precision.RANGE)
    if side in _BEFORE:
        return When(end=when.start - timedelta(1) if when.start else None, precision=Precision.RANGE)
    return When(start=when.end + timedelta(1) if when.end else None, precision=Precision.RANGE)


# Words and numbers

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
#: Words for years that lean on when they were said.
_YEAR_WORDS = {**YEARS, "last": -1, "this": 0, "next": 1}


def _year(folded: str, published: When | None) -> int | None:
    """The year named, or the one that "last" or 작년 means as seen from when it was said."""
    if (found := _YEAR.search(folded)) is not None:
        return int(found[0])
    same = published and published.start and published.end and published.start.year == published.end.year
    word = next((word for word in sorted(_YEAR_WORDS, key=len, reverse=True) if stands_in(word, folded)), None)
    return published.end.year + _YEAR_WORDS[word] if word and same and published and published.end else None


def _number(written: str | None) -> int | None:
    read = value(written.lstrip("초初").replace("廿", "二十").replace("보름", "15")) if written else None
    return None if read is None else int(read)


def _of_year(year: int) -> When:
    return When(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR)


def _of_month(year: int, month: int) -> When:
    return When(start=date(year, month, 1), end=month_end(year, month), precision=Precision.MONTH)


def _said(when: When) -> str:
    if when.start and when.start == when.end:
        return f"{when.start}"
    return f"{when.start or 'open'} to {when.end or 'open'}"


def _first_named(which: str, folded: str) -> tuple[str, Mapping[str, Any] | None]:
    """The longest name of a feast or event that stands in the words, with its entry."""
    return next(((name, one) for name, one in named(which) if stands_in(name, folded)), ("", None))


def named(which: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The names of feasts or events, folded, the longest first, each with its entry."""
    names = ((fold(name), one) for one in _table()[which] for name in one["names"])
    yield from sorted(names, key=lambda item: -len(item[0]))


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped("epochs")
    return table
