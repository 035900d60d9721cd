"""When a number could point at persons: few people, in a place where neighbours could name them."""

import re

from chamsae.model.amount import Number
from chamsae.text.places import Level, mentions, place

#: Counts below this are withheld from the public; a proposal of this project, no norm of the field is known.
SMALL = 10

#: Units that count people, alone or by the household.
PERSON_UNITS = frozenset({"person", "case", "family", "household", "victim", "child", "woman", "man", "name"})

_BETWEEN = re.compile(r"\s+(?:to|and|from|into)\s+|^from\s+|\s*(?:->|[→–—;/|])\s*")


def points_at_persons(low: Number | None, high: Number | None, unit: str, where: str | None) -> bool:
    """True for 1 to 9 people anywhere but in a whole country; an unknown place counts as small.

    The largest number named decides: "at least 3" is small, "3 to 40" is not, nought is nobody.
    """
    if unit not in PERSON_UNITS:
        return False
    largest = low if high is None else high
    return largest is not None and 0 < largest < SMALL and not _whole_countries(where)


def _whole_countries(where: str | None) -> bool:
    """True when the words or the key of a place name countries and nothing else, e.g. "China to North Korea"."""
    named = [part for part in _BETWEEN.split(where or "") if part.strip()]
    return bool(named) and all(map(_is_country, named))


def _is_country(words: str) -> bool:
    """True for a country's key or one of its names, with nothing beside it that could be a smaller place."""
    bare = words.strip().removeprefix("the ")
    try:
        return place(bare).level is Level.COUNTRY
    except KeyError:
        found = mentions(bare)
        whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(bare))
        return whole and found[0].place.level is Level.COUNTRY
