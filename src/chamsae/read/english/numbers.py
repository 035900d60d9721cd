"""Numbers in English words and digits with what stands around them to change them: pure functions on text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator, Number
from chamsae.read.words import either, keyed

ONES = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    w: n * 10
    for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "dozen": 12,
    "score": 20,
}
#: Words that name no number but a size: lowest and highest count they are held to mean.
SIZES: dict[str, tuple[int, int]] = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
    "tens of millions": (20_000_000, 99_999_999),
    "hundreds of millions": (200_000_000, 999_999_999),
    "several dozen": (24, 99),
    "a few dozen": (24, 99),
    "several hundred": (200, 999),
    "a few hundred": (200, 999),
    "several thousand": (2000, 9999),
    "a few thousand": (2000, 9999),
    "many hundreds": (200, 999),
    "many thousands": (2000, 9999),
    "hundreds or thousands": (200, 9999),
    "dozens or hundreds": (24, 999),
    "millions or tens of millions": (2_000_000, 99_999_999),
    "hundreds if not thousands": (200, 9999),
    "dozens if not hundreds": (24, 999),
}
TIMES = {"twice": 2, "thrice": 3}

_SMALL = "|".join(sorted({*ONES, *TENS}, key=len, reverse=True))
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|dozen|score)"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_RUN = rf"(?:[-\s](?:and\s)?(?:{_SMALL}))*"
_WORDS = rf"(?:(?:{_SMALL}){_RUN}(?:[-\s]{_SCALE}{_RUN})*|(?:an?|half\s+an?)\s+{_SCALE})"
_ONE = rf"(?:{_DIGITS}(?:[-\s]{_SCALE}\b)?|{_WORDS})"
_NUMBER = re.compile(
    rf"(?P<size>\b(?:{either(SIZES)})\b)|(?P<times>\b(?:twice|thrice)\b)|"
    rf"(?P<article>\b(?:an?)(?=\s(?:day|week|month|year|decade|hour)\b))|"
    rf"(?P<between>\bbetween\s+(?P<b1>{_ONE})\s+and\s+(?P<b2>{_ONE}))(?![\w])|"
    rf"(?<![\w.,/:$€£¥₩#-])(?P<cash>(?:[$€£¥₩]|\b(?:USD|EUR|GBP|CNY|RMB|KRW|JPY)\b)\s?)?(?P<n1>{_ONE})(?:(?:\s?[-–—~]\s?|\s+to\s+|\s+or\s+)"
    rf"(?P<n2>{_ONE}))?(?P<tail>%|\+)?(?![\w/:]|[.,]\d)",
    re.IGNORECASE,
)
#: Numbers to dial: they follow a word for it, or have a group that begins with a nought ("555-0117").
_DIALLED = re.compile(
    r"\b(?:call|phone|tel|telephone|dial|fax|hotline|whatsapp)\b[\s:.]*(?:at\s|on\s|us\s|number\s|no\.\s?)*(?P<a>\+?\d[\d\s().-]*)"
    r"|(?<![\w.,])(?P<b>\d{2,4}(?:[-.]\d{2,4})*[-.]0\d{2,4})(?![\w.,]\d)",
    re.IGNORECASE,
)
_DIGIT_RUN = re.compile(r"\+?\d[\d\s().-]{7,}\d")
_CHANGE = re.compile(
    r"\b(?:rose|risen|grew|grown|increas\w+|fell|fallen|declin\w+|drop\w*|plummet\w*|decreas\w+"
    r"|jump\w*|climb\w*|went|down|up|shrank|reduc\w+)\b[^.]{0,60}\bfrom\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMention:
    """A number where it stands: `start`/`end` with its comparator words, `core` the digits or words alone.

    `cash` is the currency mark before it, `percent` tells of a % sign, `times` of "twice".
    """

    start: int
    end: int
    core: tuple[int, int]
    low: Number
    high: Number
    comparator: Comparator
    cash: str = ""
    percent: bool = False
    times: bool = False

    def amount(self, unit: str) -> Amount:
        """The amount in this unit: open comparators leave the end they do not bound empty."""
        low = None if self.comparator in OPEN_BELOW else self.low
        high = None if self.comparator in OPEN_ABOVE else self.high
        return Amount(low=low, high=high, comparator=self.comparator, unit=unit)


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[NumberMention]:
    """All numbers of text[start:end] with their comparators; dates, ages and the like are not yet sorted out."""
    stop = len(text) if end is None else end
    telephones = [
        m.span()
        for m in _DIGIT_RUN.finditer(text, start, stop)
        if sum(c.isdigit() for c in m.group()) >= 9 and "," not in m.group()
    ]
    telephones += [
        m.span(m.lastgroup or 0)
        for m in _DIALLED.finditer(text, start, stop)
        if sum(c.isdigit() for c in m.group()) >= 6
    ]
    for match in _NUMBER.finditer(text, start, stop):
        if not any(a <= match.start() < b for a, b in telephones):
            found = (_compared(text, mention, start, stop) for mention in _mentions(text, match))
            yield from (
                mention for mention in found if not match["article"] or mention.comparator is not Comparator.EXACT
            )


def _mentions(text: str, match: re.Match[str]) -> Iterator[NumberMention]:
    if size := match["size"]:
        yield _plain(match.span(), *SIZES[" ".join(size.lower().split())], Comparator.VAGUE)
    elif match["article"]:
        yield _plain(match.span(), 1, 1, Comparator.EXACT)
    elif match["times"]:
        count = TIMES[match["times"].lower()]
        yield replace(_plain(match.span(), count, count, Comparator.EXACT), times=True)
    elif match["between"]:
        low, high = _range(match["b1"], match["b2"])
        if low < high:
            yield _plain(match.span("between"), low, high, Comparator.RANGE)
    else:
        yield from _single_or_range(text, match)


def _single_or_range(text: str, match: re.Match[str]) -> Iterator[NumberMention]:
    first, second = match["n1"], match["n2"]
    cash, percent = match["cash"] or "", match["tail"] == "%"
    if second and not _CHANGE.search(text[max(0, match.start() - 120) : match.start()]):
        low, high = _range(first, second)
        if low < high:
            yield replace(
                _plain(match.span(), low, high, Comparator.RANGE),
                cash=cash,
                percent=percent,
            )
            return
    for group in ("n1", "n2") if second else ("n1",):
        number = value(match[group])
        begin = match.start("cash") if group == "n1" and match["cash"] else match.start(group)
        last = match.end() if group == "n1" and not second else match.end(group)
        whole = NumberMention(
            start=begin,
            end=last,
            core=match.span(group),
            low=number,
            high=number,
            comparator=Comparator.AT_LEAST if match["tail"] == "+" else Comparator.EXACT,
            cash=cash,
            percent=percent,
        )
        yield whole


def _plain(span: tuple[int, int], low: Number, high: Number, comparator: Comparator) -> NumberMention:
    return NumberMention(start=span[0], end=span[1], core=span, low=low, high=high, comparator=comparator)


def value(words: str) -> Number:
    """The number that digits or English number words name: "1,470", "2.5 million", "twenty-three", "two dozen"."""
    total: Number = 0
    current: Number = 0.0
    for part in re.split(r"[-\s]+", words.lower().replace(",", "")):
        if part in ("and", "a", "an", "half"):
            current = 0.5 if part == "half" else (current or 1 if part != "and" else current)
        elif part in SCALES:
            current = (current or 1) * SCALES[part]
            if SCALES[part] >= 1000:
                total, current = total + current, 0
        else:
            current += ONES[part] if part in ONES else TENS[part] if part in TENS else _digits(part)
    return _whole(total + current)


def _digits(part: str) -> Number:
    return float(part) if "." in part else int(part)


def _whole(number: Number) -> Number:
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _range(first: str, second: str) -> tuple[Number, Number]:
    """Both ends; a scale named once ("two to three thousand", "10-15 million") holds for both."""
    low, high = value(first), value(second)
    scale = re.search(rf"{_SCALE}$", second, re.IGNORECASE)
    if scale and not re.search(_SCALE, first, re.IGNORECASE) and low < high / SCALES[scale.group().lower()]:
        low = _whole(low * SCALES[scale.group().lower()])
    return low, high


@lru_cache(maxsize=1)
def _around() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Comparator], dict[str, Comparator]]:
    before, after = keyed("english", "comparators"), keyed("english", "comparators_after")
    kinds = [
        {" ".join(w.split()): Comparator(k) for k, words in table.items() for w in words} for table in (before, after)
    ]
    lead = re.compile(
        rf"(?<!\w)(?P<words>{either(kinds[0])})\s*(?:the\s+|an?\s+|another\s+|further\s+)?$", re.IGNORECASE
    )
    trail = re.compile(rf"\s?(?P<words>{either(kinds[1])})(?!\w)", re.IGNORECASE)
    return lead, trail, kinds[0], kinds[1]


def _compared(text: str, mention: NumberMention, start: int, stop: int) -> NumberMention:
    """The mention widened by the comparator words before it, or else after it."""
    lead, trail, before, after = _around()
    kept = max(start, mention.start - 48)
    found = lead.search(text[kept : mention.start])
    if found:
        kind = before[" ".join(found["words"].lower().split())]
        widened = replace(mention, start=kept + found.start())
        return (
            widened
            if mention.comparator is not Comparator.EXACT or kind is Comparator.EXACT
            else replace(widened, comparator=kind)
        )
    follows = trail.match(text, mention.end, min(stop, mention.end + 24))
    if follows and mention.comparator is Comparator.EXACT:
        return replace(mention, end=follows.end(), comparator=after[" ".join(follows["words"].lower().split())])
    return mention
