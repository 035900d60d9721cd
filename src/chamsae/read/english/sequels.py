"""Times told from another event: "two weeks later", "the following spring", "the year before", "that winter".

They are worked out from the time named before them: in the same paragraph, or, where they open a sentence, in one of
the paragraphs before. Where none is named they stay open and say what they need.
"""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chamsae.model.when import Precision, When
from chamsae.read.english.dateforms import COUNT, DAYS, SEASONS
from chamsae.read.english.dates import DateMention, count_of, months_on
from chamsae.read.published import MONTHS
from chamsae.text.reckoning import reckon

NEEDS = "needs the date of the event it is told from"
#: Blocks over which a time that opens a sentence may look back.
REACH = 3
_UNIT = r"day|night|morning|afternoon|evening|week|weekend|month|year|decade"
_NAMED = rf"{_UNIT}|spring|summer|autumn|fall|winter|{'|'.join(day.title() for day in DAYS)}|{'|'.join(MONTHS)}"
_FORMS = re.compile(
    rf"(?P<later>(?<!for\s)\b(?:(?:about|some|around|nearly|almost|over|more\s+than)\s+)?(?P<n>{COUNT})\s+"
    rf"(?P<nu>day|week|month|year|decade)s?\s+(?P<way>later|afterwards?|after|earlier|before|beforehand))\b"
    rf"|(?P<next>(?<!over\s)(?<!within\s)(?<!in\s)(?<!for\s)(?<!during\s)\bthe\s+(?P<step>following|next|previous"
    rf"|preceding|same)\s+(?P<su>{_NAMED}))\b"
    rf"|(?P<beside>\bthe\s+(?P<bu>day|week|month|year|night|summer|winter|spring|autumn)\s+(?P<bw>before|after|earlier))\b"
    rf"|(?P<that>\b(?:(?:later|earlier|early|late|in|on)\s+)?that\s+(?:same\s+)?(?P<tu>{_NAMED}))\b",
    re.IGNORECASE,
)
#: After these words the event is told right behind ("the year before her arrest").
_TOLD_BEHIND = re.compile(
    r"\s+(?!and\b|but\b|in\b|on\b|at\b|by\b|to\b|when\b|while\b|for\b|from\b)[a-z]", re.IGNORECASE
)
_BACK = frozenset({"earlier", "before", "beforehand", "previous", "preceding"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What a form says: how far from the event, in which unit, and where its words stand."""

    steps: int | None
    unit: str
    start: int
    end: int
    behind: bool


def sequels(text: str, known: Sequence[DateMention], blocks: Sequence[tuple[int, int]]) -> tuple[DateMention, ...]:
    """The known times of a text with those told from other events among them, in order of place."""
    found: list[DateMention] = list(known)
    for number, (start, end) in enumerate(blocks):
        for told in _forms(text, start, end):
            found = [m for m in found if m.end <= told.start or told.end <= m.start or m.form in _WINS]
            if all(m.end <= told.start or told.end <= m.start for m in found):
                found.sort(key=_start)
                anchor = None if told.behind else _anchor(text, found, blocks, number, told.start)
                found.append(_mention(text, told, anchor))
    return tuple(sorted(found, key=_start))


#: Forms that a sequel does not displace: they name their own date.
_WINS = frozenset({"mdy", "dmy", "span", "iso", "slash", "month_year", "between", "occasion"})
#: A length of time that is told as about so long.
_ROUGH = re.compile(r"(?:about|some|around|nearly|almost)\b", re.IGNORECASE)


def _forms(text: str, start: int, end: int) -> Iterator[_Told]:
    for match in _FORMS.finditer(text, start, end):
        way = (match["way"] or match["bw"] or match["step"] or "").lower()
        sign = -1 if way in _BACK else 0 if way in ("", "same") else 1
        unit = (match["nu"] or match["su"] or match["bu"] or match["tu"]).lower()
        count = count_of(match["n"]) if match["n"] else 1
        behind = way in ("after", "before") and _TOLD_BEHIND.match(text, match.end()) is not None
        yield _Told(None if count is None else sign * count, unit, match.start(), match.end(), behind)


def _anchor(
    text: str, found: Sequence[DateMention], blocks: Sequence[tuple[int, int]], number: int, at: int
) -> DateMention | None:
    """The time named last before; from another paragraph only for a time that opens its sentence."""
    opens = text[blocks[number][0] : at].strip(" “\"'") == "" or re.search(r"[.!?][”\"’]?\s+$", text[:at][-6:])
    first = blocks[max(0, number - REACH)][0] if opens else blocks[number][0]
    before = found[: bisect_left(found, at, key=_start)]
    return next((m for m in reversed(before) if m.start >= first and m.when.bounded and m.form != "vague"), None)


def _mention(text: str, told: _Told, anchor: DateMention | None) -> DateMention:
    words = text[told.start : told.end]
    if anchor is None or told.steps is None or not (anchor.when.start and anchor.when.end):
        return DateMention(start=told.start, end=told.end, when=When(text=words), form="sequel", needs=True, why=NEEDS)
    start, end, precision = _moved(anchor.when.start, anchor.when.end, anchor.when.precision, told)
    when = When(start=start, end=end, precision=precision, text=words)
    rough = reckon(words, published=anchor.when) if told.unit == "month" and _ROUGH.match(words) else None
    when = replace(rough.when, text=words) if rough else when
    why = f"worked out from {anchor.when.text!r}, named before"
    return DateMention(start=told.start, end=told.end, when=when, form="sequel", why=why)


def _moved(start: date, end: date, precision: Precision, told: _Told) -> tuple[date, date, Precision]:
    """The interval told, from the interval of the event; what the event leaves open stays open in it."""
    steps, unit = told.steps or 0, told.unit
    if unit in ("year", "decade"):
        year = start.year + steps * (10 if unit == "decade" else 1)
        return date(year, 1, 1), date(max(year, end.year + year - start.year), 12, 31), Precision.YEAR
    if unit in SEASONS:
        return _season(start, end, unit, steps)
    if unit.title() in MONTHS or unit in MONTHS:
        return _month_named(end if steps >= 0 else start, MONTHS.get(unit) or MONTHS[unit.title()], steps)
    if unit == "month":
        first, last = months_on(start, steps), months_on(end, steps)
        return date(*first, 1), date(*last, monthrange(*last)[1]), Precision.MONTH
    if unit in DAYS:
        return _weekday(end if steps >= 0 else start, unit, steps)
    days = steps * (7 if unit in ("week", "weekend") else 1)
    known = start == end
    wide = timedelta(days=6 if unit in ("week", "weekend") and known else 0)
    exact = Precision.DAY if known and not wide else Precision.RANGE if known else Precision.VAGUE
    monday = timedelta(days=start.weekday() if wide else 0)
    return start - monday + timedelta(days=days), end - monday + timedelta(days=days) + wide, exact


def _season(start: date, end: date, season: str, steps: int) -> tuple[date, date, Precision]:
    """The next, last or same season seen from the event."""
    first, last = SEASONS[season]
    near = end if steps > 0 else start
    spans = [(date(y, first, 1), _closing(y + (last < first), last)) for y in range(near.year - 1, near.year + 2)]
    if steps > 0:
        begin, close = next(span for span in spans if span[0] > near)
    elif steps < 0:
        begin, close = next(span for span in reversed(spans) if span[1] < near)
    else:
        begin, close = next((span for span in spans if span[0].year == near.year), spans[1])
    return begin, close, Precision.RANGE


def _closing(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_named(near: date, month: int, steps: int) -> tuple[date, date, Precision]:
    year = near.year + (month <= near.month if steps > 0 else -(month >= near.month) if steps < 0 else 0)
    return date(year, month, 1), _closing(year, month), Precision.MONTH


def _weekday(near: date, day: str, steps: int) -> tuple[date, date, Precision]:
    ahead = (DAYS[day] - near.weekday()) % 7
    found = near + timedelta(days=(ahead or 7) if steps > 0 else ahead - 7 if steps < 0 else ahead)
    return found, found, Precision.DAY


def _start(mention: DateMention) -> int:
    return mention.start
