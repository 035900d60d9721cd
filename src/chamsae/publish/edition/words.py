"""What an edition says, in the reader's language (resources/edition.yml): headings, acts, amounts, days, grounds."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache

from chamsae.model.amount import Comparator, Number
from chamsae.model.release import Citation, Release, ReleasedClaim, ReleasedFigure, WithheldItem
from chamsae.text import places
from chamsae.text.amounts import ISO, MONTHS, number_words
from chamsae.text.shipped import shipped

#: The languages of an edition with the tags of their pages, the first for whoever names none.
TAGS: Mapping[str, str] = {"en": "en", "ko": "ko", "zh": "zh-Hans"}


def said(key: str, language: str, **put: object) -> str:
    """A heading or sentence, with what belongs into it."""
    words = _table()["said"][key][language]
    return words % put if put else words


def own_name(language: str) -> str:
    """What a language calls itself."""
    return str(_table()["languages"][language])


def kind(name: str, language: str) -> str:
    """A kind of thing that stays inside."""
    return _label("kinds", name, language)


def because(ground: str, language: str) -> str:
    """Why something stays inside; as it was written down where it is none of ours."""
    return _label("because", ground, language)


def modality(name: str, language: str) -> str:
    """How a claim is made."""
    return _label("modality", name, language)


def heading(figure: ReleasedFigure, language: str, place_key: str = "") -> str:
    """What a figure counts, what was done to them, where (in the reader's language where its key is known), when."""
    place = places.name(place_key, language) if place_key else None
    parts = (
        counted(figure.counted, language),
        _label("acts", figure.act, language) if figure.act else "",
        place or figure.place or "",
        when(figure.when or "", language),
    )
    return " · ".join(filter(None, parts))


def counted(words: str, language: str) -> str:
    """Whom a figure counts; words of a source as they stand."""
    for stage, label in _table()["stages"].items():
        who = words.removesuffix(f" {stage}")
        if who != words and who in _table()["counted"]:
            return label[language] % {"counted": _label("counted", who, language)}
    return _label("counted", words, language)


def number_range(low: Number | None, high: Number | None, unit: str, language: str) -> str:
    """A range: "340 to 620 people", "at least 280 people"."""
    put = {"low": number_words(low), "high": number_words(high), "unit": unit_words(unit, low, high, language)}
    if low is None and high is None:
        return said("no-range", language)
    if high is None:
        return said("at-least", language, **put)
    if low is None:
        return said("up-to", language, **put)
    return _table()["amounts"]["exact" if low == high else "range"][language] % put


def amount(claim: ReleasedClaim, unit: str, language: str) -> str:
    """The number a claim tells, as it tells it."""
    low, high = claim.low, claim.high
    if low is None and high is None:
        return said("unstated", language)
    comparator = Comparator(claim.comparator)
    if comparator in {Comparator.RANGE, Comparator.VAGUE} or (low is not None and high not in {None, low}):
        return number_range(low, high, unit, language)
    one = low if low is not None else high
    put = {"low": number_words(one), "high": number_words(one), "unit": unit_words(unit, one, one, language)}
    return _table()["amounts"][comparator.value][language] % put


def standing(figure: ReleasedFigure, language: str) -> str:
    """Whether and when a person settled it, over how many origins, and what speaks against it."""
    if figure.settled_by and figure.settled_at:
        number = figure.settlement or "–"
        told = said("settled", language, day=day(figure.settled_at, language), number=number)
    else:
        told = said("proposed", language)
    marked = {"reopened": figure.reopened, "contradictory": figure.contradictory}
    notes = (said(name, language) for name, true in marked.items() if true)
    return " ".join([told, f"{said('origins', language)}: {origins(figure)}.", *notes])


def origins(figure: ReleasedFigure) -> str:
    """How many independent origins: "3", or "2–4" where a source that is not named may be one of the others."""
    least, most = figure.origins_least, figure.origins
    return f"{most}" if least == most else f"{least}–{most}"


def footnote(cited: Citation, language: str) -> str:
    """Where a quote stands: publisher, title, date, address, when it was captured, the bytes' hash."""
    stated = f" ({said('file-says', language)})" if cited.address and cited.address_stated else ""
    parts = (
        cited.publisher,
        cited.title,
        when(cited.published, language) if cited.published else said("not-stated", language),
        (cited.address or said("a-file", language)) + stated,
        f"{said('captured', language)}: {day(cited.captured_at, language)}, SHA-256 {cited.sha256[:16]}…",
    )
    return " · ".join(filter(None, parts))


def foot(release: Release, language: str) -> Iterator[str]:
    """What stays inside and why, then how the release can be named and checked."""
    yield from (withheld(item, language) for item in release.withheld)
    made = day(release.made_at, language)
    yield said("as-of", language, number=release.log_number, hash=release.log_hash[:16], day=made, id=release.id[:16])


def withheld(one: WithheldItem, language: str) -> str:
    """What stays inside, how many, and why."""
    named = {"kind": kind(one.kind, language), "because": because(one.because, language)}
    return said("withheld-line", language, count=one.count, **named)


def comparator_words(comparator: Comparator, language: str) -> str:
    """What the mark of a comparator means, in a legend."""
    return str(_table()["comparators"][comparator.value][language])


def unit_words(unit: str, low: Number | None, high: Number | None, language: str) -> str:
    """A unit, for one or for many."""
    return _label("unit-one" if low == high == 1 and unit in _table()["unit-one"] else "units", unit, language)


def when(iso: str, language: str) -> str:
    """A time as releases write it ("2013-05", "2013-05-01/2013-05-05", "../2013-05-05") in words."""
    if not ISO.fullmatch(iso):
        return iso
    start, slash, end = iso.partition("/")
    if start.endswith("-01-01") and end == f"{start[:4]}-12-31":
        return _day(start[:4], language)
    if half := _half(start, end):
        return _HALVES[language][half - 1] % {"year": start[:4]}
    if not slash:
        return _day(start, language)
    if ".." in (start, end):
        pattern = _OPEN[language][0 if start == ".." else 1]
        return pattern % {"day": _day(end if start == ".." else start, language)}
    return said("range-of", language, low=_day(start, language), high=_day(end, language))


def day(at: datetime | date, language: str) -> str:
    """The day of a moment, by UTC."""
    of = at.astimezone(UTC).date() if isinstance(at, datetime) else at
    return _day(of.isoformat(), language)


_OPEN = {
    "en": ("up to %(day)s", "since %(day)s"), "ko": ("%(day)s까지", "%(day)s부터"), "zh": ("至%(day)s", "自%(day)s起"),
}  # fmt: skip
_HALVES = {
    "en": ("first half of %(year)s", "second half of %(year)s"), "ko": ("%(year)s년 상반기", "%(year)s년 하반기"),
    "zh": ("%(year)s年上半年", "%(year)s年下半年"),
}  # fmt: skip
_EASTERN = {"ko": ("%s년", " %d월", " %d일"), "zh": ("%s年", "%d月", "%d日")}
_HALF = re.compile(r"(\d{4})-01-01/\1-06-30|(\d{4})-07-01/\2-12-31")


def _half(start: str, end: str) -> int:
    found = _HALF.fullmatch(f"{start}/{end}")
    return 0 if found is None else 1 if found[1] else 2


def _day(iso: str, language: str) -> str:
    year, month, of_month = (*iso.split("-"), "", "")[:3]
    if language == "en":
        named = MONTHS[int(month) - 1] if month else ""
        return " ".join(filter(None, (of_month.lstrip("0"), named, year)))
    of_year, *others = _EASTERN[language]
    parts = zip(others, (month, of_month), strict=True)
    return of_year % year + "".join(pattern % int(part) for pattern, part in parts if part)


def _label(group: str, key: str, language: str) -> str:
    found = _table()[group].get(key)
    return str(found[language]) if found else key.replace("_", " ") if group in {"acts", "units"} else key


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    table: Mapping[str, Mapping[str, Mapping[str, str]]] = shipped("edition")
    return table
