"""Times in running text that hang on a feast, an event, a lunar date or a Juche year: where they stand, what they mean.

"About two weeks after Chuseok 2009", 화폐개혁 전에, 农历八月十五. What the words come to is worked out by
`text.reckoning`; here it is found which words belong together. A feast without a year, and an event that nothing
places a deed at, before or after, are no times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chamsae.model.when import When
from chamsae.text.dates import Dated, times
from chamsae.text.normal import fold, fold_with_map, source_span
from chamsae.text.numerals import NATIVE
from chamsae.text.reckoning import LUNAR, named, reckon

#: Names of feasts that are other words as well: 한식 is Korean food, 설 a syllable of many words.
_OTHER_WORDS = frozenset({"설", "한식", "hansik", "中秋", "過年", "구정", "harvest festival", "spring festival"})
_NUMBER = r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_YEAR = r"(?:19|20)[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where a text names such a time, the days it means in the words of the text, and how they were reckoned."""

    start: int
    end: int
    when: When
    why: str


def occasions(text: str, published: When | None = None) -> list[Occasion]:
    """All such times of a text, in order; `published` is what "last Chuseok" leans on."""
    folded, offsets = fold_with_map(text)
    found: list[Occasion] = []
    for match in _patterns().finditer(folded):
        words = match[0].strip()
        first = match.start() + match[0].index(words)
        start, end = source_span(offsets, first, first + len(words))
        reckoned = reckon(text[start:end], published=published)
        if reckoned is not None and (reckoned.when.start or reckoned.when.end):
            found.append(Occasion(start, end, reckoned.when, reckoned.why))
        elif LUNAR.search(words):  # it names a day, and not that of the other calendar
            found.append(Occasion(start, end, When(text=text[start:end]), "a lunar date that needs its year"))
    return found


def told_times(text: str, published: When | None = None) -> list[Dated]:
    """All times named in Korean or Chinese text: dates as written, and those that hang on something."""
    hung = [Dated(one.start, one.end, one.when) for one in occasions(text, published)]
    plain = (one for one in times(text, published) if not any(_meet(one, other) for other in hung))
    return sorted((*plain, *hung), key=lambda one: one.start)


def age_words(text: str) -> str | None:
    """The words that tell a time by somebody's age then ("at 22 by Korean age", 스물두 살 때); None for an age now."""
    folded, offsets = fold_with_map(text)
    found = _AGE_THEN.search(folded)
    return None if found is None else text[slice(*source_span(offsets, found.start(), found.end()))]


_AGE_THEN = re.compile(
    r"\b(?:at(?: the age of)?|when (?:she|he|i) was(?: only| just)?) [0-9]{1,2}"
    r"(?![0-9:.,%]|\s(?:percent|o'clock|[ap]\.?m))(?:\s(?:years old|(?:by|in) (?:the )?korean (?:age|count(?:ing)?)))*"
    rf"|(?:(?:한국|우리|세는) 나이로?\s|만\s?)?(?:[0-9]{{1,2}}|{NATIVE})\s?(?:살|세)(?=\s?(?:때|에|이던|이었을|되던))"
    r"|(?:虚岁|虛歲|周岁|周歲)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[周週]?[岁歲](?=时|時|那年|的时候|的時候)"
)


def _meet(one: Dated, other: Dated) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _patterns() -> re.Pattern[str]:
    return re.compile("|".join((*_english(), *_korean(), *_chinese())))


def _english() -> Iterator[str]:
    feast, event = _either("feasts", "latin"), _either("events", "latin")
    rough = r"(?:(?:about|around|some|roughly|nearly|almost|just|only)\s)?"
    far = rf"{rough}{_NUMBER}\s(?:days?|weeks?|months?|years?)\s(?:after|before)\s(?:the\s)?"
    near = r"(?:(?:shortly|just|right|soon|not long)\s)?(?:before|after|around|since|until|about)\s(?:the\s)?"
    dated = rf"(?:{_YEAR}\s{feast}|{feast}(?:\s(?:of|in))?,?\s{_YEAR}|(?:last|this)\s(?:year's\s)?{feast})"
    yield rf"\b(?:{far}|{near}|(?:on|at|during|over)\s)?{dated}\b"
    yield rf"\b(?:{far}|{near}){event}\b"
    yield rf"\b(?:during|at the time of)\s(?:the\s)?{event}\b"
    yield rf"\b(?:{far}|{near})?juche\s(?:year\s)?[0-9]{{1,3}}\b"
    yield (
        r"\b(?:on\s)?(?:the\s)?[0-9]{1,2}(?:st|nd|rd|th)?(?:\sday)?\sof\sthe\s[0-9]{1,2}(?:st|nd|rd|th)?\slunar\smonth"
        rf"(?:\sof|\sin|,)?\s?{_YEAR}\b"
    )


def _korean() -> Iterator[str]:
    feast, event = _either("feasts", "hangul"), _either("events", "hangul")
    year = rf"(?:{_YEAR}\s?년|작년|지난해|올해|재작년)\s?(?:의\s)?"
    count = (
        rf"(?:약\s|한\s)?(?:(?:[0-9]{{1,3}}|{NATIVE})\s?(?:일|주일|주|달|개월|년|해)"
        r"|하루|이틀|사흘|나흘|닷새|엿새|이레|열흘|보름)(?:\s?(?:쯤|정도|가량))?"
    )
    side = rf"(?:\s(?:{count})\s?(?:뒤|후|전)|\s?(?:직전|직후|이전|이후|무렵|전후|때|쯤)|\s(?:전|뒤|후))"
    yield rf"{year}{feast}(?:이|가)?{side}?"
    yield rf"{event}(?:이|가)?{side}"
    lunar = rf"(?:{_YEAR}\s?년\s?)?음력\s?(?:{_YEAR}\s?년\s?)?"
    yield rf"{lunar}(?:윤\s?)?[0-9]{{1,2}}\s?월(?:\s?(?:[0-9]{{1,2}}\s?일|보름))?"


def _chinese() -> Iterator[str]:
    feast, event = _either("feasts", "han"), _either("events", "han")
    year = rf"(?:{_YEAR}年|去年|今年|前年)的?"
    unit = r"(?:[0-9]{1,3}|[一二三四五六七八九十两兩半]{1,3})(?:个|個)?(?:天|日|周|週|星期|月|年)(?:左右)?"
    side = rf"(?:之?[前后後](?:大约|大約|约|約|大概)?{unit}|[之以]?[前后後]|前[后後]|期间|期間)"
    yield rf"{year}{feast}{side}?"
    yield rf"{event}{side}"
    lunar, digits = "[农農阴陰旧舊][历曆]", "0-9一二三四五六七八九十"
    yield rf"{lunar}(?:{_YEAR}年)?[闰閏]?[{digits}正腊臘冬]{{1,2}}月(?:[初廿{digits}]{{1,3}}[日号]?)?"


def _either(which: str, script: str) -> str:
    """Any of the names of feasts or events in one script, the longest first, for running text."""
    names = [name for name, _ in named(which) if _script(name) == script and name not in _other_words()]
    return f"(?:{'|'.join(map(re.escape, names))})"


@cache
def _other_words() -> frozenset[str]:
    return frozenset(map(fold, _OTHER_WORDS))


def _script(name: str) -> str:
    if name.isascii():
        return "latin"
    return "hangul" if any("가" <= letter <= "힣" for letter in name) else "han"
