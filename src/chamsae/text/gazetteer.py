"""Where places lie, how exactly that is known and from whom; and the other towns that bear a name of ours.

Points come from GeoNames (gazetteer.tsv, CC BY 4.0: to be credited), from studies, or are unchecked (places.yml). A
place without a point of its own lies where the place does that holds it, within as many kilometres more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from chamsae.text.places import Level, ancestors, countries, listed, name, place, written
from chamsae.text.shipped import shipped

#: Degrees north and east.
Point = tuple[float, float]


class Source(StrEnum):
    """From whom a point is; `unchecked`: nobody has compared it with a source."""

    GEONAMES = "geonames"
    STUDY = "study"
    DERIVED = "derived"
    UNCHECKED = "unchecked"


#: Kilometres around its point that a place may lie in, where the list does not say.
AROUND: Mapping[Level, float] = {
    Level.FACILITY: 5, Level.SITE: 1, Level.BORDER: 5, Level.CITY: 10,
    Level.PROVINCE: 150, Level.COUNTRY: 500,
}  # fmt: skip
#: The same for a place whose point is that of the town or county it lies in.
BORROWED = 25.0


@dataclass(frozen=True, slots=True)
class Location:
    """Where a place lies: a point, the kilometres around it, and from whom it is.

    `of` is the key of the place whose point it is: another one where the place has none of its own.
    """

    at: Point
    km: float
    source: Source
    of: str


@dataclass(frozen=True, slots=True)
class Town:
    """A row of GeoNames: one of our places under its key, or another town that bears one of their `names`."""

    key: str
    country: str
    division: str
    at: Point
    people: int | None
    names: tuple[str, ...]


def locate(key: str) -> Location | None:
    """Where a place or other town lies; None where nobody knows, and for countries and provinces drawn by outline."""
    if (town := towns().get(key)) is not None:
        return Location(town.at, _km(key), Source.GEONAMES, key)
    if not listed(key):
        return None
    if (told := _told().get(key)) is not None:
        return Location(told.at, _km(key), told.source, key)
    if place(key).level in {Level.COUNTRY, Level.PROVINCE}:
        return None
    held = next((found for one in place(key).within if (found := locate(one)) is not None), None)
    return held and Location(held.at, max(_km(key), held.km, BORROWED), held.source, held.of)


def known(key: str) -> bool:
    """True for the key of a place, or of another town that bears the name of one."""
    return listed(key) or key in towns()


def outline(key: str) -> tuple[str, ...]:
    """The countries (keys) or divisions (codes) whose outlines a place has; none where it is a point or circle."""
    if not listed(key):
        return ()
    level = place(key).level
    if level is Level.COUNTRY:
        return (key,)
    return _UNIONS.get(key) or ((code,) if level is Level.PROVINCE and (code := division(key)) else ())


#: Regions of several divisions.
_UNIONS = {"cn-northeast": ("CN-05", "CN-08", "CN-19")}


def division(key: str) -> str | None:
    """The code of the first-level division that is this place."""
    return _divisions().get(key)


def title(key: str, language: str = "en") -> str:
    """The name of a place or town with the division or country it lies in: "Nanping (Hunan)", 남평(지린)."""
    known = listed(key)
    town = towns().get(key)
    borne = town.names if town else (key,)
    own = name(key, language) if known else next((one for one in borne if written(one, language)), borne[0])
    around = next((_named(code, language) for code in _codes(key, town) if code), "")
    if not around and known and len(countries(key)) == 1:
        around = name(countries(key)[0], language) or ""
    if not around or around == own:
        return own or key
    return f"{own} ({around})" if language == "en" else f"{own}({around})"


def _codes(key: str, town: Town | None) -> list[str | None]:
    """The divisions a place may lie in, the nearest first."""
    above = (key, *ancestors(key)) if listed(key) else ()
    return [*(division(one) for one in above), town.division if town else None]


def _named(code: str, language: str) -> str:
    """A division by name."""
    entry = _yaml("divisions").get(code, {})
    if "key" in entry:
        return name(entry["key"], language) or ""
    names: list[str] = entry.get("names", [code])
    return next((one for one in names if written(one, language)), names[0])


@cache
def towns() -> Mapping[str, Town]:
    """Every row of GeoNames, by key."""
    text = files("chamsae.resources").joinpath("gazetteer.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {
        key: Town(key, country, code, (float(lat), float(lon)), int(people) if people else None,
                  tuple(filter(None, names.split("|"))))
        for key, country, code, lat, lon, people, names in rows
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    at: Point
    source: Source


@cache
def _told() -> Mapping[str, _Told]:
    """Points of places.yml."""
    return {
        row["key"]: _Told((row["at"]["lat"], row["at"]["lon"]), Source(row["at"]["by"]))
        for row in _yaml("places")
        if "at" in row
    }


@cache
def _around() -> Mapping[str, float]:
    return {row["key"]: float(row["km"]) for row in _yaml("places") if "km" in row}


def _km(key: str) -> float:
    if key in _around():
        return _around()[key]
    return AROUND[place(key).level] if listed(key) else AROUND[Level.CITY]


@cache
def _divisions() -> Mapping[str, str]:
    """Codes by the key of the place that is the same."""
    return {row["key"]: code for code, row in _yaml("divisions").items() if "key" in row}


@cache
def _yaml(name: str) -> Any:
    return shipped(name)
