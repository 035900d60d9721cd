"""The perpetrator's view of a narrative: what dates, places and ages it tells, and how many could have told it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from chamsae.model.when import Precision, When
from chamsae.protect.candidates import ENOUGH, Detail, Traces, View, coarser_dates, viewed
from chamsae.protect.relative_times import Distance, distances, reached
from chamsae.protect.roll import Roll
from chamsae.text import places
from chamsae.text.calendar import month_end
from chamsae.text.dates import Dated, times

#: Readings tried of one text: dates with places of their sentence; what comes after these is not tried.
MOST_READINGS = 200
#: The words for a sex. A text with words for both tells neither.
_WOMAN = re.compile(
    r"\b(?:she|her|woman|female|girl|wife|mother|daughter|sister|pregnant)\b|그녀|여성|여자|임신|她|女", re.I
)
_MAN = re.compile(r"\b(?:he|his|him|man|male|boy|husband|father|son|brother)\b|그는|남성|남자|他|男", re.I)
_AGE = re.compile(r"\b(?:aged?|age of)\s+(\d{1,2})\b|\b(\d{1,2})[- ]years?[- ]old\b|(\d{1,2})\s*[세살岁歲]", re.I)
_GROUP = re.compile(r"\bgroup of (\d{1,3})\b|\b(\d{1,3}) of us\b|(\d{1,3})\s*명이? 함께|一行(\d{1,3})人", re.I)
_WITH = re.compile(r"\bwith (\d{1,3}) others\b", re.I)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NAMED = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ENGLISH = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_NAMED},? (?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b{_NAMED} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b{_NAMED},? (?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_NAMED}(?! \d)", re.I),
    re.compile(rf"\b{_NAMED} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}})", re.I),
)
_SENTENCE = re.compile(r"[^.!?。！？\n]*[.!?。！？\n]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A narrative as it may leave: with its dates as coarse as they must be, or withheld.

    `view` is that of the reading fewest fit; `text` the narrative with those dates put in other words, the same where
    enough fit; `changed` are the words that were replaced, and by what.
    """

    view: View | None
    text: str
    changed: tuple[tuple[str, str], ...] = ()

    @property
    def withheld(self) -> bool:
        """True where no date, made coarser, leaves enough who fit: its places must go, or it stays inside."""
        return self.view is not None and (
            self.view.withheld or any(one.detail is not Detail.DATE for one in self.view.steps)
        )


def text_viewed(text: str, rolls: Sequence[Roll], *, enough: int = ENOUGH) -> TextView:
    """The narrative seen by somebody who knows every return, its dates made coarser where too few fit.

    Each date is read with the places of its sentence, and with the age and sex the whole text tells; so is each day
    that a distance ("four days later") leads to. What was made coarser is looked at again, since what is left may
    still tell too much. A text without a day or month told is not narrowed by any return.
    """
    seen = _seen(text, rolls, enough)
    if seen.withheld or not seen.changed:
        return seen
    again = text_viewed(seen.text, rolls, enough=enough)
    held = again.view if again.withheld else seen.view
    return replace(seen, view=held, text=again.text, changed=(*seen.changed, *again.changed))


def _seen(text: str, rolls: Sequence[Roll], enough: int) -> TextView:
    dates = dates_in(text)
    far = distances(text, dates)
    found = [(dated, viewed(traces, rolls, enough=enough)) for dated, traces in _readings(text, dates)]
    if not found:
        return TextView(view=None, text=text)
    view = max((view for _, view in found), key=_width)
    days = max(_days(view.traces.when) for _, view in found if view.steps) if view.steps else 0
    put, changed = text, list[tuple[str, str]]()
    for start, end, instead in sorted(_vaguer(text, dates, far, days), reverse=True):
        changed.append((text[start:end], instead))
        put = put[:start] + instead + put[end:]
    return TextView(view=view, text=put, changed=tuple(reversed(changed)))


def _vaguer(text: str, dates: Sequence[Dated], far: Sequence[Distance], days: int) -> Iterator[tuple[int, int, str]]:
    """What to put where, so that no time and no distance is finer than so many days."""
    for dated in dates if days else ():
        start, instead = _instead(text, dated, days)
        if instead:
            yield start, dated.end, instead
    yield from ((one.start, one.end, one.vaguer) for one in far if 2 * one.off < days - 3)


def dates_in(text: str) -> list[Dated]:
    """The dates a text names in English, Korean and Chinese, in order; a day without a year is of the one before it."""
    found = [one for one in times(text) if one.when.bounded]
    taken: list[tuple[int, int]] = [(one.start, one.end) for one in found]
    for pattern in _ENGLISH:
        for match in pattern.finditer(text):
            free = all(match.end() <= start or end <= match.start() for start, end in taken)
            if free and (when := _english(match, found)):
                found.append(Dated(match.start(), match.end(), when))
                taken.append((match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def _width(view: View) -> tuple[bool, int, int, int]:
    """How much a view takes away: the more, the worse."""
    beyond = sum(one.detail is not Detail.DATE for one in view.steps)
    return view.withheld, beyond, _days(view.traces.when) if view.steps else 0, -view.fitted


def _days(when: When | None) -> int:
    return (when.end - when.start).days if when and when.start and when.end else 0


def _readings(text: str, dates: Sequence[Dated]) -> Iterator[tuple[Dated, Traces]]:
    whole = _persons(text)
    known = [*dates, *reached(text, dates)]
    made = 0
    for match in _SENTENCE.finditer(text):
        here = [one for one in known if match.start() <= one.start < match.end() and one.when.precision in _NARROW]
        named: Sequence[str | None] = [key for one in places.mentions(match[0]) if (key := _told(one.place))] or [None]
        group = _group(match[0])
        for dated, key in product(here, dict.fromkeys(named)):
            made += 1
            if made <= MOST_READINGS:
                yield dated, replace(whole, when=dated.when, place=key, group=group)


_NARROW = frozenset({Precision.DAY, Precision.MONTH, Precision.RANGE})


def _told(place: places.Place) -> str | None:
    """The key of a place that narrows who is meant: no country."""
    return None if place.level is places.Level.COUNTRY else place.key


def _persons(text: str) -> Traces:
    woman, man = bool(_WOMAN.search(text)), bool(_MAN.search(text))
    ages = [int(next(filter(None, match.groups()))) for match in _AGE.finditer(text)]
    return Traces(female=woman if woman != man else None, ages=(min(ages), max(ages)) if ages else None)


def _group(sentence: str) -> tuple[int, int] | None:
    if match := _WITH.search(sentence):
        return (int(match[1]) + 1,) * 2
    if match := _GROUP.search(sentence):
        return (int(next(filter(None, match.groups()))),) * 2
    return None


def _english(match: re.Match[str], before: Sequence[Dated]) -> When | None:
    parts = match.groupdict()
    last = max((one for one in before if one.start < match.start()), key=lambda one: one.start, default=None)
    year = int(parts["year"]) if parts.get("year") else last.when.start.year if last and last.when.start else None
    month = int(parts["number"]) if parts.get("number") else _month_of(parts["month"])
    if year is None or not 1 <= month <= 12:
        return None
    try:
        day = date(year, month, int(parts["day"])) if parts.get("day") else None
    except ValueError:
        return None
    if day:
        return When.day(day)
    return When(start=date(year, month, 1), end=month_end(year, month), precision=Precision.MONTH)


def _month_of(name: str) -> int:
    return next(at for at, full in enumerate(_MONTHS, 1) if full.startswith(name.lower()[:3]))


def _instead(text: str, dated: Dated, days: int) -> tuple[int, str]:
    """Where to put which words for a date, so that it spans so many days; "" where it does already.

    All dates of a narrative become as coarse as the worst: one left exact beside another would give that away.
    """
    wider = next((one for one in coarser_dates(dated.when) if _days(one) >= days - 3), None)  # months differ by three
    if wider is None or wider.start is None or wider.end is None or _days(dated.when) >= days - 3:
        return dated.start, ""
    words = _words(text[dated.start : dated.end], wider.start, wider.end)
    if text[: dated.start].lower().endswith(" on ") or text[: dated.start].lower() == "on ":
        before = text[dated.start - 3 : dated.start - 1]
        return dated.start - 3, f"{'In' if before[0].isupper() else 'in'} {words}"
    return dated.start, words


def _words(like: str, start: date, end: date) -> str:
    korean, chinese = bool(re.search(r"[가-힣]", like)), bool(re.search(r"[一-鿿]", like))
    months = (end.year - start.year) * 12 + end.month - start.month
    half = 1 if start.month == 1 else 2
    if korean:
        return f"{start.year}년" + (
            "" if months > 5 else f" {start.month}월" if not months else f" {'상하'[half - 1]}반기"
        )
    if chinese:
        return f"{start.year}年" + (
            "" if months > 5 else f"{start.month}月" if not months else f"{'上下'[half - 1]}半年"
        )
    if months > 5:
        return f"{start.year}"
    named = _MONTHS[start.month - 1].capitalize()
    return f"{named} {start.year}" if not months else f"the {('first', 'second')[half - 1]} half of {start.year}"
