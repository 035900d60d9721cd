"""Who wrote a page, when it was published and by whom, as far as the page itself says so."""

import re
from collections import Counter
from datetime import date

from chamsae.model.when import When
from chamsae.read import published
from chamsae.read.lines import Line, lines
from chamsae.read.words import wordset

#: Lines from the top in which a byline may stand.
TOP = 12
_BY = re.compile(r"(?:By|Written by|Author|作者[:：]|记者[:：]?|記者[:：]?)\s*:?\s*(?P<names>[^\d|/@:]{2,80})$")
#: "By NAME / 21 December 2029": name and date on one line.
_BY_DATED = re.compile(
    r"(?P<by>(?:By|Written by)\s[^\d|/@:]{2,80}?)\s*[/|·•–—,-]\s*(?P<date>(?:\w+,?\s)?.{0,14}\d{4}.{0,20})$"
)
#: "Hearing of 4 June 2029", "Written answer, 7 February 2031": a title that dates what it names.
_DATED_TITLE = re.compile(
    r".{0,60}\b(?:hearing|answer|statement|letter|briefing|bulletin|session|debate|transcript|interview|minutes|update|log"
    r"|communication|release|conference|meeting|testimony|report)s?(?:\sof|,|\s[–—-])\s(?P<date>\D{0,12}\d.{4,16}\d)$",
    re.IGNORECASE,
)
#: Names that name nobody.
_NOBODY = frozenset({"staff", "admin", "editor", "staff writer", "staff reporter", "administrator", "guest author"})
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}")
_STAMP = re.compile(
    r"(?:updated|published|posted|last updated)\b.*|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*|\d{4}-\d{2}-\d{2}.*",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})\b")
_CREDIT = re.compile(r"[./(（]\s?(?P<who>[^\W\d][^./()（）]{1,40})[/／]\s?(?P<outlet>[^\W\d][^./()（）]{1,40})[)）]?$")
_HEADER = re.compile(r"(?P<key>date|published|publisher|outlet|author|by)\s*:\s*(?P<value>.+)", re.IGNORECASE)


def byline(text: str) -> tuple[tuple[str, ...], When | None, str | None]:
    """Authors, publication date and publisher that the page names; what it does not name stays empty."""
    kept = lines(text)
    header = _header(kept[:TOP])
    return (
        _authors(kept[:TOP]) or tuple(filter(None, [header.get("author") or header.get("by")])),
        _published(kept[:TOP], header),
        header.get("publisher") or header.get("outlet") or _outlet(kept),
    )


def _header(kept: tuple[Line, ...]) -> dict[str, str]:
    found = (_HEADER.fullmatch(line.text) for line in kept)
    return {match["key"].lower(): match["value"].strip() for match in found if match}


def _published(kept: tuple[Line, ...], header: dict[str, str]) -> When | None:
    labelled = published.when(header.get("date") or header.get("published") or "") or _beside_name(kept)
    return labelled or _slashed(kept) or published.find(line.text for line in kept) or _in_title(kept)


def _beside_name(kept: tuple[Line, ...]) -> When | None:
    found = (_BY_DATED.fullmatch(line.text) for line in kept)
    return next((when for match in found if match and (when := published.when(match["date"]))), None)


def _in_title(kept: tuple[Line, ...]) -> When | None:
    found = (_DATED_TITLE.fullmatch(line.text) for line in kept[:4])
    return next((when for match in found if match and (when := published.when(match["date"]))), None)


def _slashed(kept: tuple[Line, ...]) -> When | None:
    """A date like 10/27/2023 alone on its line: read only where one order of day and month is possible."""
    for line in kept:
        if len(line.text) < 40 and (found := _SLASHED.search(line.text)):
            first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
            orders = {(first, second), (second, first)}
            possible = [(month, day) for month, day in orders if 1 <= month <= 12 and 1 <= day <= 31]
            if len(possible) == 1 and 1800 <= year <= 2200:
                return _day(year, *possible[0], found.group())
    return None


def _day(year: int, month: int, day: int, words: str) -> When | None:
    try:
        return When.day(date(year, month, day), words)
    except ValueError:
        return None


def _authors(kept: tuple[Line, ...]) -> tuple[str, ...]:
    """`By NAME`, or a name alone on the line before a time stamp."""
    for number, line in enumerate(kept):
        dated = _BY_DATED.fullmatch(line.text)
        if by := _BY.fullmatch(dated["by"] if dated else line.text):
            names = (name.strip() for name in re.split(r",| and |、", by["names"]))
            return tuple(name for name in names if name and name.casefold() not in _NOBODY)
        following = kept[number + 1].text if number + 1 < len(kept) else ""
        if number and _NAME.fullmatch(line.text) and _STAMP.fullmatch(following):
            return (line.text,)
    return ()


def _outlet(kept: tuple[Line, ...]) -> str | None:
    """The outlet named in the page's own photo credits ("NAME/OUTLET"), agencies left aside, when there is only one."""
    agencies = wordset("furniture", "photo_agencies")
    credits = (_CREDIT.search(line.text) for line in kept)
    outlets = Counter(match["outlet"].strip() for match in credits if match)
    own = [
        outlet for outlet in outlets if outlet not in agencies and not any(a in outlet for a in ("via ", "AP", "AFP"))
    ]
    return own[0] if len(own) == 1 else None
