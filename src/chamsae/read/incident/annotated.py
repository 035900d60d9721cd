"""Articles that people have annotated in the form of HRDsAttack (arXiv 2306.17695): the document and what is in it.

Used to fit the scorers and to measure them; nothing in reading depends on it.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, cast

from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.read import zones
from chamsae.read.published import MONTHS

_NOTHING = frozenset({"", "none", "unknown", "n/a", "n//a", "null"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One article and what its annotator found; what the annotator left open is None or empty."""

    document: Document
    types: frozenset[str]
    victims: tuple[str, ...]
    country: str | None
    region: str | None
    city: str | None
    year: int | None
    month: int | None
    day: int | None
    perpetrator: str | None


def annotated(item: Mapping[str, Any]) -> Annotated:
    """One item of HRDsAttack's JSON; "unknown" beside other types is dropped, as the authors do."""
    found = cast(Mapping[str, Any], item["merged_sample"])
    types = frozenset(found["violation_types"])
    return Annotated(
        document=document(item["sample"]),
        types=types - {"unknown"} if len(types) > 1 else types,
        victims=tuple(victim["victim_name"] for victim in found["victims"] if victim["victim_name"]),
        country=_words(found["country"]),
        region=_words(found["region"]),
        city=_words(found["city"]),
        year=_number(found["year"], 1800, 2100),
        month=_month(found["month"]),
        day=_number(found["date"], 1, 31),
        perpetrator=_words(found["perpetrator_type"]),
    )


def document(sample: Mapping[str, Any]) -> Document:
    """The article as a document: title, then its paragraphs as plain text, with its date of publication."""
    title = str(sample["Input.title"]).strip()
    text = "\n\n".join([title, *paragraphs(str(sample["Input.article_interface"]))])
    name = str(sample["Input.GLOBALEVENTID"])
    return Document(
        id=name,
        sha256="0" * 64,
        name=name,
        media_type="text/html",
        text=text,
        language="en",
        reader="annotated",
        title=title,
        published=When.day(date.fromisoformat(str(sample["Input.publish_date"])[:10])),
        furniture=zones.furniture(text, "en"),
    )


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of the simple markup the articles come in, tags and entities resolved."""
    pieces = (html.unescape(re.sub(r"<[^>]+>", " ", piece)) for piece in re.split(r"</?p[^>]*>|<br\s*/?>", markup))
    return [words for piece in pieces if (words := re.sub(r"\s+", " ", piece).strip())]


def _words(value: Any) -> str | None:
    return None if value is None or str(value).strip().lower() in _NOTHING else str(value).strip()


def _number(value: Any, low: int, high: int) -> int | None:
    try:
        number = int(float(str(value)))
    except ValueError:
        return None
    return number if low <= number <= high else None


def _month(value: Any) -> int | None:
    """A month in digits or words, a letter missing or not."""
    words = (_words(value) or "").lower()
    named = get_close_matches(words, MONTHS, n=1, cutoff=0.8)
    return MONTHS[named[0]] if named else _number(words, 1, 12)
