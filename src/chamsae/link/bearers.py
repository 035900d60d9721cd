"""Which places bear a name, and where they lie: those of the gazetteer, and every other town so called.

The names are package data (resources/places.yml, gazetteer.tsv, divisions.yml), read once when first needed.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from chamsae.text import places
from chamsae.text.gazetteer import Point, towns
from chamsae.text.gazetteer import division as division_of
from chamsae.text.normal import fold
from chamsae.text.shipped import shipped

#: The earth's mean radius in kilometres.
EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Bearer:
    """A place that bears a name: its key, its name with its division, the division's code, where it lies if known."""

    key: str
    name: str
    division: str | None
    at: Point | None


@lru_cache(maxsize=50_000)
def bearers(name: str) -> tuple[Bearer, ...]:
    """All places so called, the one the gazetteer means first; none for a name that no list knows.

    Korean letters stand for the sound of a Chinese name, and so for all of its namesakes.
    """
    found = places.country_and_key(name)
    plain = _PLAIN.sub("", fold(name)).strip()
    spelled = {plain, fold(name)}
    if found and any("가" <= letter <= "힣" for letter in plain):
        spelled |= {*_sounded().get(found[0], ())}
    others = dict.fromkeys(key for one in sorted(spelled) for key in _named().get(one, ()))
    own = (bearer(found[0]),) if found else ()
    return tuple(one for one in (*own, *map(bearer, others)) if one is not None)


@lru_cache(maxsize=50_000)
def bearer(key: str) -> Bearer | None:
    """The place under a key; None for a key no list has. A place without a point of its own lies where it is within."""
    town = towns().get(key)
    try:
        around = (key, *places.ancestors(key))
    except KeyError:
        return (
            None if town is None else Bearer(key, f"{town.names[0]} ({_title(town.division)})", town.division, town.at)
        )
    near = next((found for one in around if (found := towns().get(one))), None)
    division = next((code for one in around if (code := division_of(one))), near.division if near else None)
    within = f" ({_title(division)})" if division and places.name(key) != _title(division) else ""
    return Bearer(key, f"{places.name(key)}{within}", division, near.at if near else None)


def division_named(words: str) -> str | None:
    """The code of the province that these words name, if they name just one."""
    named = divisions_in(words)
    return next(iter(named)) if len(named) == 1 else None


@lru_cache(maxsize=5_000)
def divisions_in(text: str) -> frozenset[str]:
    """The codes of all provinces named in running text."""
    codes, pattern = _divisions()
    return frozenset(codes[match[0]] for match in pattern.finditer(fold(text)))


def km(one: Point, other: Point) -> float:
    """Great-circle distance in kilometres."""
    (a, b), (c, d) = ((radians(x) for x in point) for point in (one, other))
    return 2 * EARTH * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


@lru_cache(maxsize=50_000)
def from_border(at: Point) -> float:
    """Kilometres to the nearest known place of North Korea."""
    return min(km(at, town.at) for key, town in towns().items() if key.startswith("kp-"))


_PLAIN = re.compile(r"\s?(?:city|county|town|prefecture|시|현|진|市|县|縣|镇|鎮)$")


@cache
def _named() -> Mapping[str, list[str]]:
    """The keys of other towns by each name they share with one of ours."""
    found: dict[str, list[str]] = defaultdict(list)
    for town in towns().values():
        for name in town.names:
            found[fold(name)].append(town.key)
    return found


@cache
def _sounded() -> Mapping[str, frozenset[str]]:
    """For each place of ours the name it goes by in Latin and in Chinese letters: what a Korean writer sounds out."""
    found = {}
    for row in _yaml("places"):
        every = [fold(name) for name in (*row["names"], *row.get("careful", ()))]
        han = next((name for name in every if "一" <= name[0] <= "鿿"), "")
        found[row["key"]] = frozenset({every[0], han} - {""})
    return found


@cache
def _divisions() -> tuple[Mapping[str, str], re.Pattern[str]]:
    codes = {fold(name): code for code, row in _yaml("divisions").items() for name in row["names"]}
    return codes, places.any_name(codes)


def _title(division: str | None) -> str:
    return str(_yaml("divisions").get(division, {"names": [division or ""]})["names"][0])


@cache
def _yaml(name: str) -> Any:
    return shipped(name)
