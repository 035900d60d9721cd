"""Times in English text, absolute and relative to a date: pure functions, no guess left unsaid."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chamsae.model.when import Precision, When
from chamsae.read.english.dateforms import ANY_FORM, DAYS, PARTS, SEASONS, SINCE, UNITS
from chamsae.read.english.numbers import value
from chamsae.read.published import MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A time as written at start–end, and what it comes to; `needs` a date that neither text nor reference gave."""

    start: int
    end: int
    when: When
    form: str
    needs: bool = False
    why: str = ""

    @property
    def dated(self) -> bool:
        """False for "now" and for stretches up to an event told behind them: numbers in those may count something."""
        return self.form != "vague" and not (self.form == "sequel" and self.needs)


def dates(
    text: str, reference: date | None = None, start: int = 0, end: int | None = None, *, year: int | None = None
) -> Iterator[DateMention]:
    """Every time named in text[start:end]; relative ones are worked out from `reference`, or left open and say so.

    Without a reference days and months are taken to be of `year`, if the text as a whole is about one.
    """
    for match in ANY_FORM.finditer(text, start, len(text) if end is None else end):
        form = str(match.lastgroup)
        if year and reference is None and form in _IN_A_YEAR:
            yield from _in_year(match, year)
        elif mention := _mention(text, match, form, reference):
            yield mention


def _in_year(match: re.Match[str], year: int) -> Iterator[DateMention]:
    """A day or month that the text leaves without a year, in the year the whole text is about."""
    for mention in dates(f"{match.group()} {year}"):
        when = replace(mention.when, text=match.group())
        why = f"in {year}, the year the heading names" if match.group() != mention.when.text else mention.why
        yield replace(mention, start=match.start(), end=match.end(), when=when, why=why)


def latest(text: str) -> date | None:
    """The latest day that the text names in full with its year: a page cannot be older."""
    days = [m.when.end for m in dates(text) if m.when.precision is Precision.DAY and m.when.end and not m.needs]
    return max(days, default=None)


def _mention(text: str, match: re.Match[str], form: str, reference: date | None) -> DateMention | None:
    words = match.group()
    if form == "wday" and _AGAIN.search(text, max(0, match.start() - 50), match.start()):
        return None
    parts = _Parts(words, PARTS[form].match(text, match.start()))
    try:
        start, end, precision = _READERS[form](parts, reference)
    except (ValueError, OverflowError):
        return None
    needs = start is None and end is None
    relative = form not in _ABSOLUTE or (form in ("mdy", "dmy", "span") and not _year(parts))
    begin = match.start()
    if opened := _opened(text, match, (start, end, precision), reference):
        (start, end, precision), begin = opened
    when = When(start=start, end=end, precision=precision, text=text[begin : match.end()])
    return DateMention(
        start=begin, end=match.end(), when=when, form=form, needs=needs, why=_because(relative, needs, reference)
    )


_IN_A_YEAR = frozenset({"mdy", "dmy", "span", "month"})
#: "every Tuesday and Thursday" names no day.
_AGAIN = re.compile(r"\b(?:every|each)\s(?:\w+day(?:,?\s(?:and|or)\s|,\s))*\Z", re.IGNORECASE)
_ABSOLUTE = frozenset(
    {"iso", "slash", "decade", "months", "month_year", "season", "between", "year", "paren", "mdy", "dmy", "span"}
)


def _because(relative: bool, needs: bool, reference: date | None) -> str:
    if needs:
        return "needs a date the document lacks"
    return f"worked out from {reference.isoformat()}" if relative and reference else ""


class _Parts:
    """The named parts of one form; a part that is not there is empty."""

    def __init__(self, words: str, match: re.Match[str] | None) -> None:
        self.words = words.lower()
        self._found = match.groupdict() if match else {}

    def __getitem__(self, name: str) -> str:
        return self._found.get(name) or ""


def _year(parts: _Parts) -> str:
    return parts["my"] or parts["dy"] or parts["sy"] or parts["ty"]


Bounds = tuple[date | None, date | None, Precision]
_OPEN: Bounds = (None, None, Precision.VAGUE)


def _day(m: _Parts, ref: date | None) -> Bounds:
    month = _month_number(m["mm"] or m["dm"])
    day, year, relative = int(m["md"] or m["dd"]), _year(m), (m["mr"] or m["dr"]).lower()
    if relative and ref:
        return _one(date(ref.year - (relative == "last"), month, day))
    if year:
        return _one(date(int(year), month, day))
    date(2024, month, day)  # no such day in any year: ValueError
    return _one(_nearest(ref, month, day)) if ref else (None, None, Precision.DAY)


def _span(m: _Parts, ref: date | None) -> Bounds:
    month = _month_number(m["sm"] or m["tm"])
    first, last = int(m["s1"] or m["t1"]), int(m["s2"] or m["t2"])
    if first >= last:
        raise ValueError("a span runs forward")
    year = _year(m)
    if not year and not ref:
        return None, None, Precision.RANGE
    end = date(int(year), month, last) if year else _nearest(ref, month, last) if ref else None
    return (end.replace(day=first), end, Precision.RANGE) if end else _OPEN


def _iso(m: _Parts, ref: date | None) -> Bounds:
    return _one(date(int(m["iy"]), int(m["im"]), int(m["id"])))


def _slash(m: _Parts, ref: date | None) -> Bounds:
    first, second, year = int(m["l1"]), int(m["l2"]), int(m["ly"])
    possible = {(a, b) for a, b in ((first, second), (second, first)) if 1 <= a <= 12 and 1 <= b <= 31}
    if len(possible) != 1:
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    return _one(date(year, *next(iter(possible))))


def _decade(m: _Parts, ref: date | None) -> Bounds:
    first, part = int(m["dec"]), _part(m["part"])
    start, end = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}.get(part, (0, 9))
    return date(first + start, 1, 1), date(first + end, 12, 31), Precision.RANGE


def _month_year(m: _Parts, ref: date | None) -> Bounds:
    return _part_of_month(int(m["yy"]), _month_number(m["ym"]), _part(m["part"]))


def _season(m: _Parts, ref: date | None) -> Bounds:
    return _seasonal(int(m["seay"] or m["sby"]), m["sea"] or m["sb"])


def _between(m: _Parts, ref: date | None) -> Bounds:
    return date(int(m["b1"]), 1, 1), date(int(m["b2"]), 12, 31), Precision.RANGE


def _ago(m: _Parts, ref: date | None) -> Bounds:
    if ref is None:
        return _OPEN
    count, unit = count_of(m["an"]), m["au"].lower()
    if count is None:
        return None, ref, Precision.VAGUE
    if unit in ("year", "decade"):
        year = ref.year - count * (10 if unit == "decade" else 1)
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    if unit == "month":
        return _part_of_month(*months_on(ref, -count), "")
    back = ref - timedelta(days=count * UNITS[unit])
    return (
        _one(back)
        if unit == "day"
        else (back - timedelta(days=back.weekday()), back + timedelta(days=6 - back.weekday()), Precision.RANGE)
    )


def _past(m: _Parts, ref: date | None) -> Bounds:
    if ref is None:
        return _OPEN
    if m["ru"]:
        return None, ref, Precision.VAGUE
    count = count_of(m["pn"] or "one") or 1
    return ref - timedelta(days=count * UNITS[m["pu"].lower().rstrip("s")]), ref, Precision.RANGE


def _unit(m: _Parts, ref: date | None) -> Bounds:
    if ref is None:
        return _OPEN
    step, unit = {"last": -1, "this": 0, "next": 1}[m["uw"].lower()], m["uu"].lower()
    if unit == "year":
        return date(ref.year + step, 1, 1), date(ref.year + step, 12, 31), Precision.YEAR
    if unit == "month":
        return _part_of_month(*months_on(ref, step), "")
    if unit == "night":
        return _one(ref + timedelta(days=step))
    if unit in SEASONS:
        return _seasonal(ref.year + step, unit)
    monday = ref - timedelta(days=ref.weekday()) + timedelta(weeks=step)
    return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6), Precision.RANGE


def _weekday(m: _Parts, ref: date | None) -> Bounds:
    if m["wdd"]:
        month, day = _month_number(m["wdm"]), int(m["wdd"])
        found = date(int(m["wdy"]), month, day) if m["wdy"] else _nearest(ref, month, day) if ref else None
        return _one(found) if found else (None, None, Precision.DAY)
    if ref is None:
        return None, None, Precision.DAY
    words = m.words
    back = (ref.weekday() - DAYS[m["wd"].lower()]) % 7
    if "next" in words:
        return _one(ref + timedelta(days=7 - back))
    return _one(ref - timedelta(days=back or (7 if "last" in words else 0)))


def _near(m: _Parts, ref: date | None) -> Bounds:
    if ref is None:
        return None, None, Precision.DAY
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(m["near"].lower(), -2)
    return _one(ref + timedelta(days=shift))


def _nth(m: _Parts, ref: date | None) -> Bounds:
    day = int(m["nth"])
    if ref is None:
        return None, None, Precision.DAY
    return _one(ref.replace(day=day) if day <= ref.day else date(*months_on(ref, -1), day))


def _month(m: _Parts, ref: date | None) -> Bounds:
    if m["om"].islower():
        raise ValueError("they march: no month")
    month = _month_number(m["om"])
    if ref is None:
        return None, None, Precision.MONTH
    return _part_of_month(ref.year if month <= ref.month else ref.year - 1, month, _part(m["part"]))


def _whole_year(m: _Parts, ref: date | None) -> Bounds:
    year, part = int(m["yo"] or m["py"]), _part(m["ypart"])
    if part:
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
        return date(year, first, 1), date(year, last, monthrange(year, last)[1]), Precision.RANGE
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _months(m: _Parts, ref: date | None) -> Bounds:
    last_year = int(m["n2"])
    first_year, last = int(m["n1"] or last_year), _month_number(m["m2"])
    end = date(last_year, last, monthrange(last_year, last)[1])
    return date(first_year, _month_number(m["m1"]), 1), end, Precision.RANGE


def _vague(m: _Parts, ref: date | None) -> Bounds:
    return None, ref, Precision.VAGUE


def _opened(text: str, match: re.Match[str], bounds: Bounds, ref: date | None) -> tuple[Bounds, int] | None:
    """ "since August" runs on to the reference date; "until 2010" and "before 2010" have no known start."""
    inner = re.match(r"(since|until|before)\s", match.group(), re.IGNORECASE)
    before = SINCE.search(text[max(0, match.start() - 20) : match.start()])
    word = (inner.group(1) if inner else before["word"] if before else "").lower()
    begin = match.start() - (len(before.group()) if before else 0)
    if word == "since" and bounds[0]:
        return (bounds[0], ref if ref and ref >= bounds[0] else None, Precision.RANGE), begin
    if word in ("until", "till", "before") and bounds[1]:
        return (None, bounds[1], Precision.RANGE), begin
    return None


def _one(day: date) -> Bounds:
    return day, day, Precision.DAY


def _nearest(ref: date, month: int, day: int) -> date:
    """The day of that month nearest to the reference; what lies up to two months ahead may be a plan."""
    near = [d for y in (ref.year - 1, ref.year, ref.year + 1) if (d := _safe(y, month, day)) and (d - ref).days <= 62]
    return min(near, key=lambda d: abs((d - ref).days))


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_on(ref: date, count: int) -> tuple[int, int]:
    """Year and month so many months after that of a day."""
    index = ref.year * 12 + ref.month - 1 + count
    return index // 12, index % 12 + 1


def _part_of_month(year: int, month: int, part: str) -> Bounds:
    last = monthrange(year, month)[1]
    first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return (
        date(year, month, first),
        date(year, month, end),
        Precision.RANGE if part in ("early", "mid", "late") else Precision.MONTH,
    )


def _seasonal(year: int, season: str) -> Bounds:
    first, last = SEASONS[season.lower()]
    end_year = year + (1 if last < first else 0)
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1]), Precision.RANGE


def _part(named: str) -> str:
    words = re.sub(r"\s+", " ", named).lower()
    if words.startswith(("early", "the start", "the beginning")):
        return "early"
    return (
        "late"
        if words.startswith(("late", "the end")) and words != "later in"
        else "mid"
        if words.startswith(("mid", "the middle"))
        else ""
    )


def _month_number(words: str) -> int:
    return MONTHS[words.lower().rstrip(".")]


def count_of(words: str) -> int | None:
    """The number of units that words name; None for "several"."""
    plain = " ".join(words.lower().split())
    return None if plain in ("several", "a few") else 1 if plain in ("a", "an") else int(value(plain))


Reader = Callable[[_Parts, date | None], Bounds]
_READERS: dict[str, Reader] = {
    "mdy": _day,
    "dmy": _day,
    "span": _span,
    "iso": _iso,
    "slash": _slash,
    "decade": _decade,
    "months": _months,
    "month_year": _month_year,
    "season": _season,
    "between": _between,
    "ago": _ago,
    "past": _past,
    "unit": _unit,
    "wday": _weekday,
    "near": _near,
    "nth": _nth,
    "month": _month,
    "year": _whole_year,
    "paren": _whole_year,
    "vague": _vague,
}
