"""Which country the main incident happened in: countries, towns and divisions named, weighed by where they stand."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log1p

from chamsae.model.claim import NameType
from chamsae.read.incident.telling import Telling, violation_groups
from chamsae.read.scorer import shipped
from chamsae.read.words import keyed
from chamsae.text import places as gazetteer

#: From which probability on a country is proposed (chosen by cross-validation on the training articles).
ENOUGH = 0.2
_RUN = re.compile(r"[A-Z][\w’'.-]*(?:(?:\s(?:of|and|the|d’|de|el|al))*\s[A-Z][\w’'.-]*)*")
_LONGEST = 6
#: Words at the beginning of the text among which a place in capitals is a dateline.
_DATELINE = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named at start–end, the ISO code of its country, and whether it is a country, division or town."""

    start: int
    end: int
    text: str
    country: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Where:
    """A country with the probability that the main incident happened there, and the places named that say so."""

    code: str
    probability: float
    places: tuple[Place, ...]


def name_of(code: str) -> str:
    """The English name proposed for a country's ISO code."""
    return keyed("countries")[code][0]


def code_of(name: str) -> str | None:
    """The ISO code for a country's name, other name or adjective; None for one not known."""
    found = _known().get(" ".join(name.replace("’", "'").split()).removeprefix("the ").removeprefix("The "))
    return found[0] if found and found[1] == "country" else None


def known_place(name: str) -> bool:
    """True for the name of a country, its people, a division or a town of the world."""
    return _looked_up(name) is not None


def ranked(telling: Telling) -> list[Where]:
    """The countries a document names, the likeliest first."""
    scorer, named = shipped("incident_country"), tuple(places(telling))
    found = [
        Where(code, scorer.probability(known), tuple(p for p in named if p.country == code))
        for code, known in candidates(telling, named).items()
    ]
    return sorted(found, key=lambda where: (-where.probability, where.code))


def candidates(telling: Telling, named: tuple[Place, ...]) -> dict[str, dict[str, float]]:
    """For each country named what speaks for it."""
    grave = violation_groups()
    totals: dict[str, dict[str, float]] = {}
    for order, place in enumerate(named):
        told = telling.told[place.number]
        known = totals.setdefault(place.country, {"first": float(order == 0), "order": -log1p(len(totals))})
        for key in _signs(telling, place, in_deed=told.any_of(grave)):
            known[key] = known.get(key, 0.0) + 1
    for sign in ("named", "deed", "top", "country", "town", "division", "title"):
        sum_of = sum(known.get(sign, 0.0) for known in totals.values())
        most = max((known.get(sign, 0.0) for known in totals.values()), default=0.0)
        for known in totals.values():
            if sign in known:
                known |= {f"share {sign}": known[sign] / sum_of, f"most {sign}": float(known[sign] == most)}
    return {code: _finished(code, known, len(totals)) for code, known in totals.items()}


def _signs(telling: Telling, place: Place, *, in_deed: bool) -> Iterator[str]:
    yield "named"
    yield place.kind
    told = telling.told[place.number]
    if in_deed:
        yield "deed"
    if told.before < 60 + len(telling.title.split()):
        yield "top"
    if place.end <= len(telling.title) and telling.article.document.text.startswith(telling.title):
        yield "title"
    if place.text.isupper() and len(place.text) > 4 and told.before < _DATELINE:
        yield "dateline"
    if telling.article.quotation_at(place.start, place.end):
        yield "quoted"


def _finished(code: str, known: dict[str, float], rivals: int) -> dict[str, float]:
    shares = {key: value for key, value in known.items() if key.startswith(("share", "most", "first", "order"))}
    counts = {f"log {key}": log1p(value) for key, value in known.items() if key not in shares}
    only = {"only": 1.0} if rivals == 1 else {}
    return shares | counts | only | {"rivals": log1p(rivals)} | ({f"is {code}": 1.0} if code in ("US", "GB") else {})


def places(telling: Telling) -> Iterator[Place]:
    """Countries, their adjectives, and towns and divisions that the model or the list takes for places, in order."""
    text, article = telling.article.document.text, telling.article
    starts = [one.sentence.start for one in telling.told]
    for one in telling.told:
        for run in _RUN.finditer(text, one.sentence.start, one.sentence.end):
            for start, end, (country, kind) in _within(text, run.start(), run.end()):
                mention = article.names.touching(start, end)
                longer = mention is not None and mention.type is not NameType.PLACE
                dateline = one.before < _DATELINE and end - start > 3 and text[start:end].isupper()
                if (
                    kind != "country"
                    and not dateline
                    and (longer or (mention is None and not _alone(text, start, run)))
                ):
                    continue  # "Jackson said", "the Lagos Times": no town
                if longer and mention is not None and mention.type is NameType.PERSON:
                    continue
                yield Place(start, end, text[start:end], country, kind, bisect_right(starts, start) - 1)


def _alone(text: str, start: int, run: re.Match[str]) -> bool:
    """ "in Minsk": a town the model overlooks stands after a preposition of place, or in a dateline."""
    return re.search(r"\b(?:in|at|near|from|to|of|around|outside)\s$", text[max(0, start - 9) : start]) is not None or (
        run.start() == start and text[start : run.end()].isupper()
    )


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """The longest known names inside a run of capitalised words."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[start:end])]
    at = 0
    while at < len(words):
        for upto in range(min(len(words), at + _LONGEST), at, -1):
            raw = text[start + words[at][0] : start + words[upto - 1][1]]
            name = re.sub(r"(?:['’]s?|[.,;:])+$", "", raw) if raw not in _known() else raw
            if found := _looked_up(name):
                yield start + words[at][0], start + words[at][0] + len(name), found
                at = upto
                break
        else:
            at += 1


def _looked_up(name: str) -> tuple[str, str] | None:
    known = _known()
    plain = " ".join(name.replace("’", "'").split())
    return known.get(plain) or (known.get(plain.title()) if len(plain) > 3 and plain.isupper() else None)


@cache
def _known() -> dict[str, tuple[str, str]]:
    text = files("chamsae.resources").joinpath("cities.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    known = {name: (country, kind) for name, country, kind in rows}
    for key in sorted(gazetteer.keys()):  # towns of the border first: Tumen is no town in Russia here
        name, countries = gazetteer.name(key), gazetteer.countries(key)
        if name in known and len(countries) == 1 and known[name][1] != "country":
            known[name] = (countries[0].upper(), known[name][1])
    return known | {name: (code, "country") for code, names in keyed("countries").items() for name in names}
