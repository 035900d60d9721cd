"""When, in Korean and Chinese text: dates as written, worked out from the document's date where they lean on it.

What leans on an unknown date keeps its words and has no bounds. 최근, 近日 and the like are vague: they
end with the document's date and begin nowhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chamsae.model.when import When
from chamsae.text.calendar import Parts, resolve
from chamsae.text.dates_chinese import CHINESE
from chamsae.text.dates_korean import KOREAN
from chamsae.text.normal import fold_with_map, source_span
from chamsae.text.numerals import value
from chamsae.text.scripts import is_han, is_hangul


@dataclass(frozen=True, slots=True)
class Dated:
    """Where a text names a time, and which; `when.text` holds its words."""

    start: int
    end: int
    when: When


def times(text: str, published: When | None = None) -> list[Dated]:
    """All dates named in a text, in order; `published` is what relative ones lean on."""
    if not any(is_hangul(char) or is_han(char) for char in text):
        return []
    folded, offsets = fold_with_map(text)
    found: list[Dated] = []
    for match in sorted(_matches(folded), key=lambda match: (match.start(), -match.end())):
        start, end = source_span(offsets, match.start(), match.start() + len(match[0].rstrip()))
        when = resolve(_parts(match), published, text[start:end])
        if when is not None and (not found or found[-1].end <= start):
            found.append(Dated(start, end, when))
    return found


#: The groups of a pattern that name a time; the others only say on which side of today it lies.
_SAYING = ("era", "year", "yearword", "month", "monthword", "day", "dayword", "vague", "ago")


def _matches(folded: str) -> Iterator[re.Match[str]]:
    for pattern in (KOREAN, CHINESE):
        yield from (match for match in pattern.finditer(folded) if any(match.groupdict().get(name) for name in _SAYING))


def _parts(match: re.Match[str]) -> Parts:
    groups = match.groupdict()
    return Parts(
        year=_year(groups),
        year_word=groups["yearword"],
        month=_number(groups["month"]),
        month_word=groups["monthword"],
        part=groups["part"],
        day=_number(groups["day"]),
        last_day=_number(groups["lastday"]),
        day_word=groups["dayword"],
        vague=groups["vague"] is not None,
        since=groups["since"] is not None,
        ago=_number(groups.get("ago")),
        ago_unit=groups.get("agounit") or "",
        ahead=groups["soon"] is not None or _until(groups),
    )


def _until(groups: dict[str, str | None]) -> bool:
    """True for a bare day that something lasts until: it lies ahead, unless it is called past or closes a range."""
    return groups["until"] is not None and groups["past"] is None and groups["lastday"] is None


def _year(groups: dict[str, str | None]) -> int | None:
    """The year AD; Juche and Republic years both count from 1912."""
    written = groups["gregorian"] or groups["year"]
    if written:
        return _number(written)
    counted = _number(groups["era"])
    return None if counted is None else 1911 + counted


def _number(words: str | None) -> int | None:
    read = value(words) if words else None
    return None if read is None else int(read)
