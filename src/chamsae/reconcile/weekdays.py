"""A weekday against its date: "Monday, October 9, 2023", 10월 9일(월), 10月9日（星期一）.

A year that is not written is the reader's; it is questioned only where the document is of those weeks, since otherwise
another year may be meant.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from chamsae.model.check import CheckKind
from chamsae.model.claim import Claim, Time
from chamsae.model.when import Precision
from chamsae.reconcile.conflict import Bound, System
from chamsae.reconcile.constraint import Constraint
from chamsae.reconcile.scope import DocumentFacts
from chamsae.text.normal import fold

#: A day without a year is that of its document within so many days.
NEAR = timedelta(days=60)
ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HANGUL, HAN = "월화수목금토일", "一二三四五六日"
_EN = r"(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_BEFORE = re.compile(
    rf"\b{_EN}\.?,?\s(?:the\s)?[(（]?$|(?:星期|周|週|礼拜|禮拜)([一二三四五六日天])[,，]?\s?$|([월화수목금토일])요일(?:인)?,?\s?$"
)
_AFTER = re.compile(
    rf"^,?\s?[(（]\s?(?:a\s)?{_EN}\.?\s?[)）]|^,\s(?:a\s)?{_EN}\b|^\s?[(（]?\s?([월화수목금토일])(?:요일)\s?[)）]?|^\s?[(（]([월화수목금토일])[)）]"
    r"|^\s?[(（]?\s?(?:星期|周|週|礼拜|禮拜)([一二三四五六日天])\s?[)）]?"
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|[一二〇零○]{4}年")


def constraints(own: Sequence[Claim], facts: DocumentFacts | None) -> Iterator[Constraint]:
    """Days that come with their weekday, in one document's claims."""
    for claim in own:
        day = _day(claim)
        told = _weekday(claim) if day else None
        if day is not None and told is not None and _sure(claim, day, facts):
            yield _check(claim, day, told)


def _check(claim: Claim, day: date, told: int) -> Constraint:
    """The weekday as a quantity: what the words say, and what the calendar says."""
    fixed = Bound(quantity="weekday", low=day.weekday() + 1, high=day.weekday() + 1)
    said = Bound(quantity="weekday", low=told + 1, high=told + 1, claim=claim.id)
    is_so = ENGLISH[day.weekday()].capitalize()
    words = f"“{claim.trigger.exact}” ({day}) is a {is_so}; its words say {ENGLISH[told].capitalize()}"
    return Constraint(kind=CheckKind.WEEKDAY, system=System(bounds=(fixed, said), links=()), words=words)


def _day(claim: Claim) -> date | None:
    if not isinstance(claim.value, Time):
        return None
    when = claim.value.when
    return when.start if when.precision is Precision.DAY and when.start == when.end else None


def _weekday(claim: Claim) -> int | None:
    """The weekday right beside a date, or inside its words, Monday 0."""
    at = claim.trigger.start - claim.quote.start
    end = at + len(claim.trigger.exact)
    text = claim.quote.exact
    inside = fold(claim.trigger.exact)
    if not re.search(r"\d|[一二三四五六七八九十]+[日号號]", inside):  # "Monday" alone names its day itself
        return None
    before, after = fold(text[max(0, at - 20) : at]), fold(text[end : end + 16])
    found = _BEFORE.search(before) or _AFTER.match(after) or _INSIDE.search(inside)
    return _number(next(word for word in found.groups() if word)) if found else None


_INSIDE = re.compile(rf"\b{_EN}\b|([월화수목금토일])요일|(?:星期|周|週|礼拜|禮拜)([一二三四五六日天])")


def _number(word: str) -> int:
    if word in HANGUL:
        return HANGUL.index(word)
    if word in f"{HAN}天":
        return 6 if word == "天" else HAN.index(word)
    return next(number for number, name in enumerate(ENGLISH) if name.startswith(word[:3]))


def _sure(claim: Claim, day: date, facts: DocumentFacts | None) -> bool:
    """True where the year is written, or is that of a document of those weeks."""
    if _YEAR.search(fold(claim.trigger.exact)):
        return True
    published = facts.published if facts else None
    return bool(published and published.end and abs(published.end - day) <= NEAR)
