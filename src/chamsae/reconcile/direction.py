"""Which of two like documents derives from the other: what it says of itself, dates, whom it cites."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.reconcile.sketch import site_name


@dataclass(frozen=True, slots=True)
class Direction:
    """`derived` is the id of the document that derives from the other, None when nothing tells; `why` a clause."""

    derived: str | None
    why: str


UNDIRECTED = Direction(None, "")

#: Words by which a page says that it took its text from elsewhere.
SIGNS = re.compile(
    r"\bsource link\b|\boriginally (?:published|appeared|posted)\b|\b(?:article|story|piece|report) first appeared\b"
    r"|\btranslated from\b|\b(?:reprinted|republished|reposted) (?:from|with|by)\b"
    r"|\bread the (?:full|original) (?:article|story)\b"
    r"|원문\s?(?:보기|링크|출처)|전재\s?(?:했|함|한)|을\s?번역한|轉載自|转载自|转自|轉自|译自|譯自|编译自|編譯自|原文链接|原文連結|原載於|原载于",
    re.IGNORECASE,
)

#: One of these stands wherever SIGNS finds something.
HINTS = (
    "source link", "originally", "first appeared", "translated from", "reprinted", "republished", "reposted",
    "read the", "원문", "전재", "번역", "載", "载", "转自", "轉自", "译自", "譯自", "编译", "編譯", "原文",
)  # fmt: skip


def direction(one: Document, two: Document, dates: Mapping[str, When | None]) -> Direction:
    """The direction between two documents; the surest ground that tells them apart decides."""
    return _by_sign(one, two) or _by_date(one, two, dates) or _by_citation(one, two) or Direction(None, NO_GROUND)


NO_GROUND = "which came first is not known"


def sign(text: str) -> str | None:
    """The words by which a page says that it took its text from elsewhere, if it does."""
    lowered = text.lower()
    # Plain searches first: the pattern alone would take most of the time of a large comparison.
    if not any(hint in lowered for hint in HINTS):
        return None
    found = SIGNS.search(text)
    return found[0] if found else None


def _by_sign(one: Document, two: Document) -> Direction | None:
    signs = sign(one.text), sign(two.text)
    for document, own, other in ((one, signs[0], signs[1]), (two, signs[1], signs[0])):
        if own and not other:
            return Direction(document.id, f"it says “{own}”")
    return None


def _by_date(one: Document, two: Document, dates: Mapping[str, When | None]) -> Direction | None:
    first, second = (dates.get(document.id) or document.published for document in (one, two))
    if first is None or second is None or first.overlaps(second):
        return None
    early, late, derived = (first, second, two) if _before(first, second) else (second, first, one)
    return Direction(derived.id, f"it came out after the other ({late.start} after {early.end})")


def _before(first: When, second: When) -> bool:
    return first.end is not None and second.start is not None and first.end < second.start


def _by_citation(one: Document, two: Document) -> Direction | None:
    cites = _cited(one, two), _cited(two, one)
    for document, own, other in ((one, cites[0], cites[1]), (two, cites[1], cites[0])):
        if own and not other:
            return Direction(document.id, f"it names “{own}”")
    return None


def _cited(document: Document, other: Document) -> str | None:
    """The publisher or host of `other` when the text of `document`, published elsewhere, names it."""
    for name in (other.publisher, site_name(other.address)):
        foreign = name and len(name) >= 4 and name not in (document.publisher, site_name(document.address))
        if name and foreign and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", document.text, re.IGNORECASE):
            return name
    return None
