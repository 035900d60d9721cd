"""What a figure is a figure of: which claims are figures of this casebook, and of which act, people, place, stage.

Only claims of one cell are ever compared. A figure enters when its act is one done to or by people (ACTS),
when it counts North Koreans or people not told further, and when nothing says that it happens elsewhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from chamsae.model.claim import NOT_HAPPENED, Claim, Figure, Modality
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.when import When
from chamsae.reconcile.acts import aimed_at, feared, with_acts
from chamsae.reconcile.correction import Corrections, put_right, told
from chamsae.reconcile.ground import (
    NOWHERE,
    UNKNOWN,
    country_of,
    is_house,
    key_of,
    known_words,
    place_key,
    place_of,
    way,
)
from chamsae.reconcile.parts import crossings, parts
from chamsae.reconcile.placed import (
    LEFT,
    PARTS,
    SIGNED,
    STATES,
    crossing_why,
    flow_why,
    part_why,
    people_why,
    place_name,
    place_why,
    way_why,
)
from chamsae.text.counted import Kind, kind
from chamsae.text.places import ancestors


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What reconciling needs to know of a document."""

    id: str
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: When | None = None
    language: str = "und"
    address: str | None = None
    title: str | None = None
    first_captured: datetime | None = None
    about: bool = False
    """True when its text is known to speak of North Koreans; its heading and claims may tell, too."""


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
    "forced_abortion", "disappeared", "missing", "released", "rescued", "escaped", "arrived", "transferred",
    "sent to camp", "injured", "separated", "remaining", "residing", "banished", SIGNED,
})  # fmt: skip
#: Units that count people or their cases; durations, money and measures make no figures.
UNITS = frozenset({"person", "case", "household", "family"})
#: Units in which readers count signatures; who signs is no figure of people.
SIGNATURES = frozenset({"person", "signature", "item"})
#: People not told further are taken for the North Koreans the casebook is about.
NORTH_KOREANS = frozenset({Kind.NORTH_KOREAN, Kind.PERSON, Kind.OTHER, Kind.CASE})
#: What is done to people before they are returned: without a place, where the returns of the document start.
CAUGHT = frozenset({"detained", "arrested", "remaining"})
#: Acts that make a figure of people not told further, though the gazetteer does not know the place.
HELD = frozenset({"repatriated", "detained", "arrested", "remaining"})


@dataclass(frozen=True, slots=True)
class Scoped:
    """A claim, what it is a figure of but for the time, and clauses that say why."""

    claim: Claim
    cell: Cell
    why: tuple[str, ...]


def scoped(
    claims: Iterable[Claim],
    corrections: Corrections | None = None,
    documents: Mapping[str, DocumentFacts] | None = None,
) -> list[Scoped]:
    """The figures of the casebook with their scopes, in order of claim id; a place not told is its document's.

    People not told further count only where the sentence, its places or the document speak of North Koreans. What
    people corrected (`corrections`, by claim id) goes before what is inferred.
    """
    given = corrections or {}
    every, acts = with_acts(put_right(claims, given), _titles(documents or {}))
    about = _about(every, documents or {})
    chosen = sorted((c for c in every if _enters(c, given, about)), key=lambda claim: claim.id)
    fixed = {id: key for id, one in given.items() if one.place and (key := place_key(one.place))}
    places = {claim.id: fixed.get(claim.id) or place_of(claim) for claim in chosen}
    inferred = [claim for claim in chosen if claim.id not in fixed]
    around = Surroundings(
        places,
        _countries(chosen, places),
        parts(inferred, every, places),
        crossings(inferred),
        _returns(chosen, places),
    )
    return [_scoped(claim, around, given.get(claim.id), acts.get(claim.id, "")) for claim in chosen]


def cells(claims: Iterable[Claim], corrections: Corrections | None = None) -> dict[Cell, list[Claim]]:
    """The claims of `scoped` by cell, in order of id."""
    found: dict[Cell, list[Claim]] = {}
    for one in scoped(claims, corrections):
        found.setdefault(one.cell, []).append(one.claim)
    return found


def is_figure(claim: Claim) -> bool:
    """True for a count of people that belongs in the casebook."""
    value = claim.value
    if not isinstance(value, Figure) or value.act not in ACTS or _did_not_happen(claim):
        return False
    if value.amount.low is None and value.amount.high is None:
        return False
    if value.act == SIGNED:
        return value.amount.unit in SIGNATURES and not aimed_at(claim)
    return value.amount.unit in UNITS and _counts_them(claim, value, value.act)


def _did_not_happen(claim: Claim) -> bool:
    """True for what is denied, and for what is feared or planned where the number's own words say so."""
    if claim.modality is Modality.RISK:
        return feared(claim) or not _PARTED.search(claim.quote.exact)
    return claim.modality in NOT_HAPPENED


#: What parts a sentence so that the fear of one part is not that of the other.
_PARTED = re.compile(r"[;；]")


def _counts_them(claim: Claim, value: Figure, act: str) -> bool:
    """True when those counted are North Koreans, or people not told further at a place that may be theirs."""
    if act == "repatriated" and _not_yet(claim):
        return False
    counted = _kind(value.counted)
    if _KIN.search(value.counted):
        return False
    if counted in PARTS or counted is Kind.NORTH_KOREAN:
        return True
    return counted in NORTH_KOREANS and not _of_others(value.counted) and _known_ground(claim, act)


def _enters(claim: Claim, corrections: Corrections, about: frozenset[str]) -> bool:
    """True for a figure; what a person put right needs only a number and an act to be one."""
    value = claim.value
    if claim.id in corrections and isinstance(value, Figure):
        return value.act is not None and (value.amount.low is not None or value.amount.high is not None)
    return is_figure(claim) and _tied(claim, about)


def _scoped(claim: Claim, around: "Surroundings", correction: ScopeCorrection | None, act_why: str) -> Scoped:
    value = claim.value
    assert isinstance(value, Figure) and value.act is not None
    corrected = told(correction) if correction else ""
    if value.act == SIGNED:
        cell = Cell(SIGNED, Kind.SIGNATURE.value, Kind.SIGNATURE.value, NOWHERE, "")
        return Scoped(claim, cell, tuple(filter(None, (corrected, act_why, flow_why(SIGNED)))))
    counted = _kind(value.counted)
    bucket = Kind.NORTH_KOREAN if counted in NORTH_KOREANS else counted
    where, why_there = _where(claim, value.act, around)
    living = value.act in ("remaining", "residing") and not is_house(where)
    stage = LEFT if value.act in STATES and not living and _is_left(claim) else ""
    # Who "remains" in a prison is still held there.
    act = "detained" if value.act == "remaining" and stage and is_house(where) else value.act
    why = (corrected, act_why, people_why(value, counted), why_there, flow_why(act))
    return Scoped(claim, Cell(act, bucket.value, value.amount.unit, where, stage), tuple(filter(None, why)))


def _where(claim: Claim, act: str, around: "Surroundings") -> tuple[str, str]:
    """The place of a figure, and why it is counted there."""
    own = around.places[claim.id]
    if found := around.parts.get(claim.id):
        return found, part_why(found)
    if found := around.crossings.get(claim.id):
        return found, crossing_why(way(claim)[0])
    if own != NOWHERE:
        return own, way_why(claim) or place_why(claim, own)
    return _untold(claim, act, around)


def _untold(claim: Claim, act: str, around: "Surroundings") -> tuple[str, str]:
    """The place of a figure that names none, or only the way people were taken."""
    over = way_why(claim)
    if found := around.countries.get((claim.document, act)):
        return found, over or f"the other figures of its document lie in {place_name(found)}"
    if act in CAUGHT and claim.document in around.returns:
        return "cn", "its document counts returns from China"
    if act == "repatriated":
        return "cn", over or "a return whose start is not told starts in China"
    return NOWHERE, over


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The places claims name, and what other figures of a document tell: its country, its whole, its crossing."""

    places: Mapping[str, str]
    countries: Mapping[tuple[str, str], str]
    parts: Mapping[str, str]
    crossings: Mapping[str, str]
    returns: frozenset[str]


def unclear(claims: Iterable[Claim], documents: Mapping[str, DocumentFacts]) -> frozenset[str]:
    """The documents of figures that only their text could tie to North Koreans: see `speaks`."""
    every = list(claims)
    about = _about(every, documents)
    others, _ = with_acts((one for one in every if one.document not in about), _titles(documents))
    return frozenset(one.document for one in others if is_figure(one) and not _tied(one, about))


def speaks(text: str) -> bool:
    """True for a text about North Koreans."""
    return _NORTH.search(text) is not None


def _titles(documents: Mapping[str, DocumentFacts]) -> dict[str, str]:
    return {id: facts.title for id, facts in documents.items() if facts.title}


def _about(claims: Iterable[Claim], documents: Mapping[str, DocumentFacts]) -> frozenset[str]:
    """The documents that speak of North Koreans."""
    found = {id for id, facts in documents.items() if facts.about or speaks(facts.title or "")}
    for claim in claims:
        if claim.document not in found and speaks(claim.quote.exact):
            found.add(claim.document)
    return frozenset(found)


def _tied(claim: Claim, about: frozenset[str]) -> bool:
    """True when something says that those counted are North Koreans: their words, act, place or document."""
    assert isinstance(claim.value, Figure)
    own = claim.value.act == "repatriated" or _kind(claim.value.counted) is Kind.NORTH_KOREAN
    if own or claim.document in about:
        return True
    return any(key == "kp" or "kp" in ancestors(key) for word in claim.place if (key := key_of(word)))


_NORTH = re.compile(
    r"North[- ]Korea|\bN\.? ?Korea|DPRK|Democratic People.s Republic|Pyongyang|\bdefectors?\b"
    r"|북한|북송|탈북|북으로|조선|朝鲜|朝鮮|北韩|北韓|脱北|脫北|逃北",
    re.IGNORECASE,
)
_LEFT_BEFORE = re.compile(r"(?:\b(?:the )?remaining|남은|남아 있는|剩余的?|剩餘的?|剩下的?)\s?$", re.IGNORECASE)
_NOT_AFTER = re.compile(r"^[人名]?\s?(?:未被|未遭|尚未|没有被|沒有被)")


def _not_yet(claim: Claim) -> bool:
    """True for those left ("the remaining 80 could be sent back"): they were not returned."""
    at = claim.trigger.start - claim.quote.start
    after = claim.quote.exact[at + len(claim.trigger.exact) :][:8]
    return bool(_LEFT_BEFORE.search(claim.quote.exact[max(0, at - 16) : at]) or _NOT_AFTER.match(after))


def _countries(claims: list[Claim], places: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """For each document and act the one country its figures lie in."""
    found: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        country = country_of(places[claim.id])
        if country and isinstance(claim.value, Figure) and claim.value.act:
            found.setdefault((claim.document, claim.value.act), set()).add(country)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


def _returns(claims: Iterable[Claim], places: Mapping[str, str]) -> frozenset[str]:
    """The documents that count people returned, and none of them from another country than China."""
    found: set[str] = set()
    elsewhere: set[str] = set()
    for claim in claims:
        if isinstance(claim.value, Figure) and claim.value.act == "repatriated":
            found.add(claim.document)
            if country_of(places[claim.id]) not in (None, "cn", "kp"):
                elsewhere.add(claim.document)
    return frozenset(found - elsewhere)


_STILL = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|left behind|are left)\b"
    r"|아직|여전히|남은|남아|남겨|仍|尚有|还有|還有|剩余|剩餘|剩下",
    re.IGNORECASE,
)


def _is_left(claim: Claim) -> bool:
    """True when the words beside the number, up to the next mark or number, say that these are the ones left."""
    at = claim.trigger.start - claim.quote.start
    end = at + len(claim.trigger.exact)
    before = _MARK.split(claim.quote.exact[max(0, at - 40) : at])[-1]
    after = _MARK.split(claim.quote.exact[end : end + 60])[0]
    return _STILL.search(f"{before}{claim.trigger.exact}{after}") is not None


#: What parts a number's own words from those of the next.
_MARK = re.compile(r"[,;:，；：、]|\d+")


#: The family of one person, who is told of and not counted.
_KIN = re.compile(
    r"\b(?:her|his|my|our|their|whose)\s(?:\w+\s)?(?:child(?:ren)?|sons?|daughters?|sisters?|brothers?|siblings?|parents|kids)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\b(?:in|at|by|from|who|that|which|held|detained|of|to|on|with|being|living)\b", re.IGNORECASE)
_NATIONAL = re.compile(r"\b(?!(?:North )?Koreans?\b)[A-Z][a-z]+(?:i|is|ian|ians|ean|eans|ese|ish)\b")


def _of_others(counted: str) -> bool:
    """True when the words for those counted name another nation ("Israelis")."""
    return _NATIONAL.search(_TAIL.split(counted, maxsplit=1)[0]) is not None


def _known_ground(claim: Claim, act: str) -> bool:
    """True unless people not told further are counted at a place the casebook does not know, prisons apart."""
    where = place_of(claim)
    if where == NOWHERE:
        return act in ("repatriated", "detained", "arrested") and known_words(claim)
    return not where.startswith(UNKNOWN) or act in HELD or is_house(where)


@lru_cache(maxsize=50_000)
def _kind(counted: str) -> Kind:
    return Kind.PERSON if _MIXED.match(counted) else kind(counted)


#: Words that tell who is among those counted.
_MIXED = re.compile(r"(?:most(?:ly)?|mainly|many|including)\b|대부분|주로|大多|多数|多數|主要", re.IGNORECASE)
