"""Parts of a whole: figures that count some of those counted just before, or those of one building.

"Of these, 131 were sent back" and "83 remain in the building" are counted where those before them are; so is what a
prisoner says of her fellows. Two crossings counted apart in one document are two places.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from chamsae.model.claim import Claim, Figure
from chamsae.reconcile.ground import UNKNOWN, country_of, houses, way, way_key, within
from chamsae.text.normal import fold

#: How far before its number, in characters, a part's whole may stand.
REACH = 500

#: Words that count the fellows of somebody: part of those at her place, never of a whole country.
_FELLOWS = re.compile(
    r"\b(?:fellow|inmates?|cellmates?|cell-?mates|companions)\b|동료|감방|함께|狱友|獄友|同伴|难友|難友", re.IGNORECASE
)
#: Words that take up those counted before, as they stand before a number.
_OF_THESE = re.compile(
    r"\b(?:of|among)\s(?:these|those|them|whom)\b|\bof the \d[\d,]*\b|(?:이|그|명)\s?(?:가운데|중)\b|그중|其中",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"^\s(?:of|among)\s(?:them|these|those)\b", re.IGNORECASE)
#: Words that take up a building named before.
_BUILDING = re.compile(
    r"\b(?:the|that|this)\s(?:building|station|prison|jail|facility|(?:detention )?cent(?:er|re)|camp|cell|floor)\b"
    r"|(?:그|이|해당)?\s?건물(?:에|을|에서)|(?:그|이|해당)\s?(?:구류소|수용소|감옥|시설)|(?:该|該|此)(?:所|看守所|监狱|監獄|设施)|楼里|樓裡",
    re.IGNORECASE,
)


def parts(claims: Iterable[Claim], every: Iterable[Claim], places: Mapping[str, str]) -> dict[str, str]:
    """The place of every figure that counts a part, by claim id, where what stands before it tells the place.

    `every` holds all claims of the documents: any sentence of theirs may name the building. `places` holds the
    places of `claims` by id.
    """
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document, []).append(claim)
    seeking = {document for document, ranked in by_document.items() if any(map(_is_part, ranked))}
    spots: dict[str, set[tuple[int, str]]] = {document: set() for document in seeking}
    for claim in {(one.document, one.quote.start): one for one in every if one.document in seeking}.values():
        spots[claim.document].update(_named(claim))
    found: dict[str, str] = {}
    for document in sorted(seeking):
        ranked = sorted(by_document[document], key=lambda claim: (claim.trigger.start, claim.id))
        found |= _parts(ranked, spots[document], places)
    return found


def crossings(claims: Iterable[Claim]) -> dict[str, str]:
    """The crossing as the place of returns, by claim id: where one document counts two crossings for one time, and for
    some of those counted before ("of whom 60 over the bridge").
    """
    counted: dict[tuple[str, str], list[tuple[Claim, frozenset[str]]]] = {}
    for claim in claims:
        ways = frozenset(map(way_key, way(claim)))
        if ways:
            time = f"{claim.when.start}/{claim.when.end}" if claim.when else ""
            counted.setdefault((claim.document, time), []).append((claim, ways))
    return {
        claim.id: min(ways)
        for ranked in counted.values()
        for claim, ways in ranked
        if takes_up(claim) or any(not ways & other for _, other in ranked)
    }


def takes_up(claim: Claim) -> bool:
    """True when the words beside a number take up those counted before: "of whom 40", "131 of them"."""
    at = claim.trigger.start - claim.quote.start
    before = claim.quote.exact[:at]
    after = claim.quote.exact[at + len(claim.trigger.exact) :]
    return _OF_THESE.search(before) is not None or _OF_THEM.match(after) is not None


def _parts(ranked: Sequence[Claim], named: Iterable[tuple[int, str]], places: Mapping[str, str]) -> Mapping[str, str]:
    """One document's parts; `ranked` are its figures in order of their numbers, `named` the buildings it names."""
    found: dict[str, str] = {}
    spots = sorted({*named, *(spot for claim in ranked for spot in _own(claim, places[claim.id]))})
    last: Claim | None = None
    for claim in ranked:
        before = (found.get(last.id) or places[last.id]) if last else ""
        if not within(places[claim.id]) and (where := _whole(claim, last, before, spots)):
            found[claim.id] = where
        last = claim
    return found


def _is_part(claim: Claim) -> bool:
    return bool(_FELLOWS.search(_counted(claim)) or _BUILDING.search(_near(claim)) or takes_up(claim))


def _whole(claim: Claim, last: Claim | None, before: str, spots: Sequence[tuple[int, str]]) -> str | None:
    """The place of the whole a claim counts a part of; None where it counts no part or nothing tells.

    `last` is the figure before and `before` its place.
    """
    if _FELLOWS.search(_counted(claim)):
        return _spot(claim, spots) or f"{UNKNOWN}{fold(_counted(claim)).strip()}"
    if _BUILDING.search(_near(claim)):
        return _spot(claim, spots)
    if last is None or claim.trigger.start - last.trigger.start > REACH or not takes_up(claim):
        return None
    return before if within(before) else _spot_in(last, claim, spots)


def _spot(claim: Claim, spots: Sequence[tuple[int, str]]) -> str | None:
    """The building last named before a claim."""
    place = bisect_left(spots, (claim.trigger.start, ""))
    return spots[place - 1][1] if place else None


def _spot_in(last: Claim, claim: Claim, spots: Sequence[tuple[int, str]]) -> str | None:
    """The building named in the sentence of the whole, where one alone is."""
    start = min(last.quote.start, claim.quote.start)
    named = {key for at, key in spots if start <= at < claim.trigger.start}
    return named.pop() if len(named) == 1 else None


def _own(claim: Claim, own: str) -> Iterable[tuple[int, str]]:
    """The place of a figure where it is smaller than a country and known, and the buildings its sentence names."""
    if within(own) and not own.startswith(UNKNOWN) and country_of(own):
        yield claim.trigger.start, own
    yield from _named(claim)


def _named(claim: Claim) -> Iterable[tuple[int, str]]:
    return ((claim.quote.start + at, key) for at, key in houses(claim.quote.exact))


def _near(claim: Claim) -> str:
    at = claim.trigger.start - claim.quote.start
    return claim.quote.exact[max(0, at - 60) : at + len(claim.trigger.exact) + 60]


def _counted(claim: Claim) -> str:
    return claim.value.counted if isinstance(claim.value, Figure) else ""
