"""Times in English text, absolute and relative to a date: pure functions, no guess left unsaid."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chamsae.model.when import Precision, When
from chamsae.read.english.numbers import value
from chamsae.read.published import MONTHS

DAYS = {d: n for n, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|several|a\s+few)"
_PART = (
    r"(?:(?P<part>early|late|mid|the\s+(?:start|beginning|end|middle)\s+of|earlier\s+in|later\s+in)[-\s]+)?(?:the\s+)?"
)
_FORMS = {
    "span": (
        rf"(?:from\s+|between\s+)?(?P<s1>\d{{1,2}})\s*(?:-|–|to|and)\s*(?P<s2>\d{{1,2}})\s+(?P<sm>{_M})"
        rf"(?:\s+(?P<sy>\d{{4}}))?|(?P<tm>{_M})\s+(?P<t1>\d{{1,2}})\s*(?:-|–|to)\s*(?P<t2>\d{{1,2}})"
        rf"(?!\d)(?:,?\s+(?P<ty>\d{{4}}))?"
    ),
    "mdy": (
        rf"(?P<mm>{_M})\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,]*\d\d\d\d\d)(?:,?\s+(?P<my>(?:1[89]"
        rf"|20)\d{{2}})|,?\s+(?P<mr>last|this)\s+year)?(?!\d)"
    ),
    "dmy": (
        rf"(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dm>{_M})"
        rf"(?:,?\s+(?P<dy>(?:1[89]|20)\d{{2}})|,?\s+(?P<dr>last|this)\s+year)?(?!\w)"
    ),
    "iso": r"(?P<iy>(?:1[89]|20)\d{2})-(?P<im>\d{2})-(?P<id>\d{2})(?!\d)",
    "slash": r"(?P<l1>\d{1,2})/(?P<l2>\d{1,2})/(?P<ly>\d{4})(?!\d)",
    "decade": rf"{_PART}(?P<dec>(?:1[89]|20)\d0)['’]?s\b",
    "months": (
        rf"(?:from|between)\s+(?P<m1>{_M})(?:,?\s+(?P<n1>(?:1[89]|20)\d{{2}}))?\s*(?:and|to|until|through|[-–])\s*"
        rf"(?P<m2>{_M}),?\s+(?P<n2>(?:1[89]|20)\d{{2}})(?!\d)"
    ),
    "month_year": rf"{_PART}(?P<ym>{_M})(?:,?\s+(?:of\s+)?)(?P<yy>(?:1[89]|20)\d{{2}})(?!\d)",
    "season": (
        r"(?:the\s+)?(?P<sea>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<seay>(?:1[89]|20)\d{2})(?!\d)"
        r"|in\s+(?P<sby>(?:1[89]|20)\d{2}),?\s+in\s+(?:the\s+)?(?P<sb>spring|summer|autumn|fall|winter)\b"
    ),
    "between": (
        r"(?:between|from)\s+(?P<b1>(?:1[89]|20)\d{2})\s*(?:and|to|until|[-–])\s*(?P<b2>(?:1[89]"
        r"|20)\d{2})(?!\d)"
    ),
    "ago": (
        rf"(?:(?:about|some|around|nearly|almost|over|more\s+than)\s+)?(?P<an>{COUNT})\s+(?P<au>day"
        rf"|week|month|year|decade)s?\s+ago\b"
    ),
    "past": (
        rf"(?:in|over|during|for|within)\s+the\s+(?:past|last)\s+(?P<pn>{COUNT}\s+)?(?P<pu>days?"
        rf"|weeks?|months?|years?|decades?)\b|in\s+recent\s+(?P<ru>days|weeks|months|years)"
    ),
    "unit": (
        r"(?:(?P<upart>early|earlier|late|later)\s+)?(?P<uw>last|this|next)\s+(?P<uu>week|weekend"
        r"|month|year|spring|summer|autumn|fall|winter|night)\b"
    ),
    "wday": (
        rf"(?:(?:on|by|last|this|next|late|early)\s+)?(?P<wq>last\s+|this\s+|next\s+|the\s+)?(?P<wd>Monday"
        rf"|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?:\s+(?:morning|afternoon|evening"
        rf"|night))?(?:,?\s+(?P<wdd>\d{{1,2}})\s+(?P<wdm>{_M})(?:,?\s+(?P<wdy>\d{{4}}))?)?"
    ),
    "near": r"\b(?P<near>today|yesterday|tomorrow|tonight|the\s+day\s+before\s+yesterday)\b",
    "nth": r"on\s+the\s+(?P<nth>\d{1,2})(?:st|nd|rd|th)\b",
    "month": (
        rf"{_PART}(?P<om>January|February|March|April|June|July|August|September|October|November"
        rf"|December|(?<=in\s)May|(?<=since\s)May|(?<=late\s)May|(?<=early\s)May)(?!\s+\d|\w)"
    ),
    "year": (
        r"(?:(?P<ypart>early|late|mid|the\s+(?:start|beginning|end|middle)\s+of)[-\s]+(?:in\s+)?"
        r"|(?:in|since|until|by|from|before|after|during|of|year)\s+|(?:an?|the|its|their|this)\s+(?=\d{4}\s+[a-z]))"
        r"(?P<yo>(?:1[89]|20)\d{2})(?![\d,]*\d|\w|\s+(?:people|persons|defectors|refugees|North|others))"
    ),
    "paren": r"(?<=\()(?P<py>(?:1[89]|20)\d{2})(?=\))",
    "vague": (
        r"\b(?P<vague>recently|currently|at\s+present|now(?!\s+that)|nowadays|at\s+that\s+time|at\s+the\s+time"
        r"|still|already|lately|these\s+days|so\s+far|to\s+date)\b"
    ),
}
#: One pass finds the place and the form, a second match of that form alone reads its parts.
_ANY = "|".join(f"(?P<{form}>{re.sub(r'[(][?]P<[a-z0-9]+>', '(?:', pattern)})" for form, pattern in _FORMS.items())
_ALL = re.compile(rf"(?<![\w$€£¥,.-])(?:{_ANY})", re.IGNORECASE)
_PARTS = {form: re.compile(pattern, re.IGNORECASE) for form, pattern in _FORMS.items()}
_SINCE = re.compile(r"\b(?P<word>since|until|till|before|after|by|from)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}


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


def dates(text: str, reference: date | None = None, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Every time named in text[start:end]; relative ones are worked out from `reference`, or left open and say so."""
    for match in _ALL.finditer(text, start, len(text) if end is None else end):
        form = str(match.lastgroup)
        if mention := _mention(text, match, form, reference):
            yield mention


def latest(text: str) -> date | None:
    """The latest day that the text names in full with its year: a page cannot be older."""
    days = [m.when.end for m in dates(text) if m.when.precision is Precision.DAY and m.when.end and not m.needs]
    return max(days, default=None)


def _mention(text: str, match: re.Match[str], form: str, reference: date | None) -> DateMention | None:
    words = match.group()
    if form == "wday" and _AGAIN.search(text, max(0, match.start() - 50), match.start()):
        return None
    parts = _Parts(words, _PARTS[form].match(text, match.start()))
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
    before = _SINCE.search(text[max(0, match.start() - 20) : match.start()])
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
