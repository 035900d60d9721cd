"""When a number could point at persons: few people, in a place where neighbours could name them."""

import re
import unicodedata

from chamsae.model.amount import Number

#: Counts below this are withheld from the public; a proposal of this project, no norm of the field is known.
SMALL = 10

#: Units that count people, alone or by the household.
PERSON_UNITS = frozenset({"person", "case", "family", "household", "victim", "child", "woman", "man", "name"})

#: Whole countries on the road of a refugee from North Korea, as the three languages write them.
COUNTRIES = frozenset(
    name.strip()
    for line in """
    china|prc|people's republic of china|north korea|dprk|democratic people's republic of korea|south korea|rok
    republic of korea|russia|russian federation|mongolia|vietnam|viet nam|laos|lao pdr|thailand|myanmar|cambodia
    japan|united states|usa|united kingdom|canada|germany
    중국|북한|조선|조선민주주의인민공화국|한국|남한|대한민국|러시아|몽골|베트남|라오스|태국|미얀마|캄보디아|일본|미국|영국
    中国|中國|朝鲜|朝鮮|北朝鲜|北韩|北韓|韩国|韓國|南韩|俄罗斯|俄羅斯|蒙古|越南|老挝|泰国|泰國|缅甸|緬甸|柬埔寨|日本|美国|美國
    """.splitlines()
    for name in line.split("|")
    if name.strip()
)

_BETWEEN = re.compile(r"\s+(?:to|and|from|into)\s+|^from\s+|\s*(?:->|[→–—;/|])\s*")


def points_at_persons(low: Number | None, high: Number | None, unit: str, place: str | None) -> bool:
    """True for 1 to 9 people anywhere but in a whole country; an unknown place counts as small.

    The largest number named decides: "at least 3" is small, "3 to 40" is not, nought is nobody.
    """
    if unit not in PERSON_UNITS:
        return False
    largest = low if high is None else high
    return largest is not None and 0 < largest < SMALL and not _whole_countries(place)


def _whole_countries(place: str | None) -> bool:
    """True when the place names countries and nothing smaller, e.g. "China to North Korea"."""
    folded = unicodedata.normalize("NFC", place or "").casefold().replace("’", "'")
    parts = [part.strip().removeprefix("the ") for part in _BETWEEN.split(folded)]
    named = [part for part in parts if part]
    return bool(named) and all(part in COUNTRIES for part in named)
