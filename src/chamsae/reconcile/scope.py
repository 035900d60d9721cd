"""What a figure is a figure of: which claims are figures of this casebook, and of which act, people, place, stage.

Only claims of one cell are ever compared. A figure enters when its act is one done to or by people (ACTS),
when it counts North Koreans or people not told further, and when nothing says that it happens elsewhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from chamsae.model.claim import Claim, Figure, Modality
from chamsae.model.when import When
from chamsae.text.counted import Kind, kind
from chamsae.text.normal import fold
from chamsae.text.places import Level, ancestors, country_and_key, place


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What reconciling needs to know of a document."""

    id: str
    publisher: str | None = None
    published: When | None = None
    language: str = "und"
    address: str | None = None
    title: str | None = None
    first_captured: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Figures with equal cells count the same thing, but for the time. `stage` tells who is left from who was held."""

    act: str
    counted: str
    unit: str
    place: str
    stage: str


#: Acts whose counts make figures of a casebook; terms of resources/acts.yml.
ACTS = frozenset({
    "repatriated", "arrested", "detained", "sentenced", "executed", "killed", "died", "tortured", "raped", "trafficked",
    "disappeared", "missing", "released", "rescued", "escaped", "arrived", "transferred", "sent to camp", "injured",
    "separated", "remaining", "residing", "banished",
})  # fmt: skip
#: Units that count people or their cases; durations, money and measures make no figures.
UNITS = frozenset({"person", "case", "household", "family"})
#: What is said to come, might come or is denied is no count of what was.
UNCOUNTED = frozenset({
    Modality.DENIAL, Modality.PLANNED, Modality.HYPOTHETICAL, Modality.PREDICTION, Modality.RISK,
})  # fmt: skip
#: People not told further are taken for the North Koreans the casebook is about.
NORTH_KOREANS = frozenset({Kind.NORTH_KOREAN, Kind.PERSON, Kind.OTHER, Kind.CASE})
#: Parts of them, each a figure of its own.
PARTS = frozenset({Kind.WOMAN, Kind.MAN, Kind.CHILD, Kind.HOUSEHOLD})
#: Counts of people at one time; other acts happen at a time.
STATES = frozenset({"detained", "remaining", "residing", "missing"})
LEFT = "still held"
#: "Beijing sent back 600" names a government; where people are sent back from, its city stands for the country.
CAPITALS = {"cn-beijing": "cn", "kp-pyongyang": "kp"}
#: The place of a claim whose place is not told.
NOWHERE = ""


def cells(claims: Iterable[Claim]) -> dict[Cell, list[Claim]]:
    """The figures of the casebook by cell, each cell's claims in order of id; a place not told is its document's."""
    chosen = sorted((claim for claim in claims if is_figure(claim)), key=lambda claim: claim.id)
    countries, fine = _countries(chosen), _fine_places(chosen)
    found: dict[Cell, list[Claim]] = {}
    for claim in chosen:
        found.setdefault(_cell(claim, countries, fine), []).append(claim)
    return found


def is_figure(claim: Claim) -> bool:
    """True for a count of people that belongs in the casebook."""
    value = claim.value
    if not isinstance(value, Figure) or value.act not in ACTS or value.amount.unit not in UNITS:
        return False
    if claim.modality in UNCOUNTED or (value.amount.low is None and value.amount.high is None):
        return False
    counted = _kind(value.counted)
    if counted in PARTS or counted is Kind.NORTH_KOREAN:
        return True
    return counted in NORTH_KOREANS and not _of_others(value.counted) and _known_ground(claim, value.act)


def place_of(claim: Claim) -> str:
    """The key of the place of a figure, `text:` and its words where unknown, NOWHERE where not told.

    A return is placed where it starts: North Korea as its end says nothing.
    """
    act = claim.value.act if isinstance(claim.value, Figure) else None
    known = [found for words in claim.place if (found := _lookup(words))]
    if act == "repatriated":
        known = [(CAPITALS[key], Level.COUNTRY) if key in CAPITALS else (key, level) for key, level in known]
        known = [(key, level) for key, level in known if not (key == "kp" or "kp" in ancestors(key))] or [
            (key, level) for key, level in known if key != "kp"
        ]
    if known:
        together = _lookup(", ".join(claim.place)) if len(known) == len(claim.place) else None
        keys = [key for key, _ in known]
        return together[0] if together and together[0] in keys else min(known, key=_fineness)[0]
    unknown = [words for words in claim.place if _lookup(words) is None and _named(words)]
    return f"text:{fold(unknown[0]).strip()}" if unknown else NOWHERE


def country_of(key: str) -> str | None:
    """The country a place key lies in, if it lies in one alone."""
    if not key or key.startswith("text:"):
        return None
    countries = {name for name in (key, *ancestors(key)) if place(name).level is Level.COUNTRY}
    return countries.pop() if len(countries) == 1 else None


def _cell(claim: Claim, countries: Mapping[tuple[str, str], str], fine: Mapping[str, list[tuple[int, str]]]) -> Cell:
    value = claim.value
    assert isinstance(value, Figure) and value.act is not None
    counted = _kind(value.counted)
    bucket = Kind.NORTH_KOREAN if counted in NORTH_KOREANS else counted
    where = place_of(claim) or countries.get((claim.document, value.act), NOWHERE)
    if place_of(claim) == NOWHERE and _FELLOWS.search(value.counted):
        where = _ground_before(claim, fine) or f"text:{fold(value.counted).strip()}"
    if where == NOWHERE and value.act == "repatriated":
        where = "cn"
    stage = LEFT if value.act in STATES and _is_left(claim) else ""
    unit = "person" if value.amount.unit == "person" else value.amount.unit
    return Cell(value.act, bucket.value, unit, where, stage)


def _countries(claims: list[Claim]) -> dict[tuple[str, str], str]:
    """For each document and act the one country its figures lie in."""
    found: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        country = country_of(place_of(claim))
        if country and isinstance(claim.value, Figure) and claim.value.act:
            found.setdefault((claim.document, claim.value.act), set()).add(country)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


#: Words that count the fellows of somebody: part of those at her place, never of a whole country.
_FELLOWS = re.compile(
    r"\b(?:fellow|inmates?|cellmates?|cell-?mates|companions)\b|동료|감방|함께|狱友|獄友|同伴|难友|難友", re.IGNORECASE
)


def _fine_places(claims: list[Claim]) -> dict[str, list[tuple[int, str]]]:
    """For each document where its figures name a place within a country, in order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for claim in sorted(claims, key=lambda claim: claim.trigger.start):
        key = place_of(claim)
        if key and country_of(key) not in (None, key):
            found.setdefault(claim.document, []).append((claim.trigger.start, key))
    return found


def _ground_before(claim: Claim, fine: Mapping[str, list[tuple[int, str]]]) -> str | None:
    """The place the figure before this one in its document names."""
    before = [key for start, key in fine.get(claim.document, ()) if start < claim.trigger.start]
    return before[-1] if before else None


_STILL = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|left behind|are left)\b"
    r"|아직|여전히|남은|남아|남겨|仍|尚有|还有|還有|剩余|剩餘|剩下",
    re.IGNORECASE,
)


def _is_left(claim: Claim) -> bool:
    """True when the words just before or after the number say that these are the ones left."""
    at = claim.trigger.start - claim.quote.start
    near = claim.quote.exact[max(0, at - 40) : at + len(claim.trigger.exact) + 60]
    return _STILL.search(near) is not None


_TAIL = re.compile(r"\b(?:in|at|by|from|who|that|which|held|detained|of|to|on|with|being|living)\b", re.IGNORECASE)
_NATIONAL = re.compile(r"\b(?!(?:North )?Koreans?\b)[A-Z][a-z]+(?:i|is|ian|ians|ean|eans|ese|ish)\b")


def _of_others(counted: str) -> bool:
    """True when the words for those counted name another nation ("Israelis")."""
    return _NATIONAL.search(_TAIL.split(counted, maxsplit=1)[0]) is not None


def _known_ground(claim: Claim, act: str) -> bool:
    """True unless people not told further are counted at a place the casebook does not know."""
    where = place_of(claim)
    if where == NOWHERE:
        return act in ("repatriated", "detained", "arrested") and all(_lookup(words) for words in claim.place)
    return not where.startswith("text:")


def _named(words: str) -> bool:
    return any(word[:1].isupper() or not word.isascii() for word in words.split())


def _fineness(found: tuple[str, Level]) -> tuple[int, str]:
    return list(Level).index(found[1]), found[0]


@lru_cache(maxsize=50_000)
def _kind(counted: str) -> Kind:
    return kind(counted)


@lru_cache(maxsize=50_000)
def _lookup(words: str) -> tuple[str, Level] | None:
    return country_and_key(words)
