"""Landmarks of a text: what stays the same when it is translated or told anew, and where it stands.

Numbers, days of the year, known places, web addresses and acronyms. Small numbers and years stand everywhere and are
none.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chamsae.model.claim import Claim, Figure
from chamsae.model.document import Document
from chamsae.text.normal import fold
from chamsae.text.numbers import quantities
from chamsae.text.places import Level, mentions


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that survives translation, and where it stands."""

    key: str
    start: int
    end: int


def quick_anchors(text: str) -> list[Anchor]:
    """Numbers of two digits or more, days of the year, web addresses, acronyms: what regular expressions find."""
    found = [_anchor(match) for match in _QUICK.finditer(text)]
    return [anchor for anchor in found if anchor.key]


def anchors(document: Document, quick: Sequence[Anchor], figures: Sequence[Anchor]) -> list[Anchor]:
    """All anchors of a document in order, furniture left out; a number read by several counts once."""
    numbers = [
        Anchor(number_key(float(found.amount.low or found.amount.high or 0)), found.number_start, found.number_end)
        for found in quantities(document.text)
    ]
    places = [
        Anchor(f"place {found.place.key}", found.start, found.end)
        for found in mentions(document.text)
        if found.place.level is not Level.COUNTRY
    ]
    kept: list[Anchor] = []
    for anchor in sorted([*quick, *figures, *numbers, *places], key=lambda one: (one.start, -one.end, one.key)):
        overlaps = kept and anchor.start < kept[-1].end
        if anchor.key and not overlaps and not any(s.start <= anchor.start < s.end for s in document.furniture):
            kept.append(anchor)
    return [one for at, one in enumerate(kept) if at == 0 or kept[at - 1].key != one.key]


def figure_anchors(claims: Iterable[Claim]) -> dict[str, list[Anchor]]:
    """The numbers of figures as anchors, by document."""
    found: dict[str, list[Anchor]] = {}
    for claim in claims:
        if isinstance(claim.value, Figure):
            amount = claim.value.amount
            key = number_key(float(amount.low or amount.high or 0))
            anchor = Anchor(key, claim.trigger.start, claim.trigger.end)
            found.setdefault(claim.document, []).append(anchor)
    return found


def number_key(value: float) -> str:
    """The key of a number; empty for small numbers and years."""
    return f"{value:.10g}" if value >= 10 and not 1900 <= value <= 2100 else ""


def _anchor(match: re.Match[str]) -> Anchor:
    start, end = match.span()
    if match["month"] or match["cjk_month"]:
        month = int(match["cjk_month"]) if match["cjk_month"] else _MONTHS[match["month"][:3].lower()]
        return Anchor(f"day {month}-{int(match['day'] or match['cjk_day'])}", start, end)
    if match["back_month"]:
        return Anchor(f"day {_MONTHS[match['back_month'][:3].lower()]}-{int(match['back_day'])}", start, end)
    if match["number"]:
        return Anchor(number_key(_number(match)), start, end)
    return Anchor(fold(match[0]), start, end)


def _number(match: re.Match[str]) -> float:
    value = float(match["number"].replace(",", ""))
    return value * _UNITS.get(match["unit"] or "", 1)


_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_UNITS = {
    "천": 1e3,
    "만": 1e4,
    "억": 1e8,
    "千": 1e3,
    "万": 1e4,
    "萬": 1e4,
    "million": 1e6,
    "billion": 1e9,
    "thousand": 1e3,
}
_QUICK = re.compile(
    rf"(?P<month>{_MONTH})\.?\s(?P<day>[0-3]?[0-9])\b(?!,?\d)|\b(?P<back_day>[0-3]?[0-9])\s(?P<back_month>{_MONTH})\b"
    r"|(?P<cjk_month>1?[0-9])\s?[월月]\s?(?P<cjk_day>[0-3]?[0-9])\s?[일日号號]"
    r"|(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d+)?)\s?(?P<unit>[천만억千万萬]|million|billion|thousand)?"
    r"|https?://[^\s<>\"]+|\b[A-Z]{3,}\b"
)
