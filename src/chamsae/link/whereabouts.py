"""Which place a name means: of all its bearers, the one that the other places of the text speak for, or none.

How large a place is speaks for nothing. What speaks for a bearer is stated below, in bits, and is added. Where none
comes to `SURE`, the name stays open, and all are listed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2

from chamsae.link.bearers import Bearer, bearer, bearers, divisions_in, from_border, km
from chamsae.model.link import Candidate
from chamsae.text import places

#: From this chance on a bearer is the place that is meant.
SURE = 0.95
#: The province a bearer lies in, or a place that holds it, is named in the same sentence or elsewhere in the document.
HELD_NEAR, HELD_FAR = 8.0, 3.0
#: In the same sentence another province is named than the one it lies in.
ELSEWHERE = -5.0
#: Bits for lying d kilometres from another place named are log2(REACH / (d + BLUR)), within these bounds; half of that
#: where the other place stands elsewhere in the document. Places told in one breath lie a day's drive apart.
REACH, BLUR, FURTHEST, NEAREST = 500.0, 20.0, -2.5, 4.5
#: The places that the gazetteer keeps are those this work tells of: of one of them and a namesake 8 texts in 9 mean it.
KEPT = 3.0
#: Texts that name North Korea tell of its border more than of any other corner of China.
BORDER, BORDER_KM = 2.0, 60.0


@dataclass(frozen=True, slots=True)
class Around:
    """Other places of a document: words for those in the same sentences and the sentences, then words for the rest.

    `meant` are keys of words that were clear before, though several places are called so.
    """

    near: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    far: tuple[str, ...] = ()
    meant: Mapping[str, str] = field(default_factory=dict)


def resolve(name: str, around: Around) -> tuple[Candidate, ...]:
    """All places so called, the likeliest first; a name with one bearer has one candidate, an unknown one none."""
    found = bearers(name)
    if len(found) < 2:
        return tuple(Candidate(key=one.key, name=one.name, chance=1.0, why="the only one so called") for one in found)
    told = _told(around, {one.key for one in found})
    weighed = [(one, _spoken_for(one, told, divisions_in(name))) for one in found]
    total = sum(2 ** sum(bits for bits, _ in reasons) for _, reasons in weighed)
    made = [
        Candidate(
            key=one.key,
            name=one.name,
            chance=round(2 ** sum(bits for bits, _ in reasons) / total, 4),
            why="; ".join(why for _, why in reasons) or "nothing in the text speaks for it",
        )
        for one, reasons in weighed
    ]
    return tuple(sorted(made, key=lambda one: (-one.chance, one.key)))


def sure(candidates: Sequence[Candidate]) -> str | None:
    """The key of the place that is meant, if it is clear."""
    return candidates[0].key if candidates and candidates[0].chance >= SURE else None


@dataclass(frozen=True, slots=True)
class _Told:
    """Places without namesakes around a name, and provinces named; the near ones in the same sentences."""

    near: tuple[Bearer, ...]
    far: tuple[Bearer, ...]
    near_divisions: frozenset[str]
    far_divisions: frozenset[str]
    korea: bool


def _told(around: Around, own: set[str]) -> _Told:
    near, far = (tuple(_clear(words, own, around.meant)) for words in (around.near, around.far))
    near_divisions = _divisions((*around.near, *around.sentences))
    every = {one.key for one in (*near, *far)}
    return _Told(
        near=near,
        far=far,
        near_divisions=near_divisions,
        far_divisions=_divisions(around.far) - near_divisions,
        korea=any(key == "kp" or key.startswith("kp-") or key == "x-border" for key in every),
    )


def _clear(words: Iterable[str], own: set[str], meant: Mapping[str, str]) -> Iterator[Bearer]:
    """Places whose names have one bearer, or are clear already, without the one asked about."""
    for one in dict.fromkeys(words):
        found = bearers(one)
        clear = bearer(meant[one]) if one in meant else found[0] if len(found) == 1 else None
        if clear is not None and clear.key not in own:
            yield clear


def _divisions(words: Iterable[str]) -> frozenset[str]:
    return frozenset(code for one in words for code in divisions_in(one))


Reason = tuple[float, str]


def _spoken_for(one: Bearer, told: _Told, named: frozenset[str]) -> list[Reason]:
    reasons = [(KEPT, "it is in the gazetteer")] if _level(one.key) else []
    reasons += [*_province(one, told, named), *_holding(one, told), *_distance(one, told)]
    if told.korea and one.at and from_border(one.at) <= BORDER_KM:
        reasons.append((BORDER, "at the border that the text tells of"))
    return reasons


def _province(one: Bearer, told: _Told, named: frozenset[str]) -> list[Reason]:
    if one.division is None:
        return []
    if one.division in named | told.near_divisions:
        return [(HELD_NEAR, "its province is named beside it")]
    reasons = [(ELSEWHERE, "another province is named beside it")] if named | told.near_divisions else []
    if one.division in told.far_divisions:
        reasons.append((HELD_FAR, "its province is named in the document"))
    return reasons


def _holding(one: Bearer, told: _Told) -> list[Reason]:
    """A prefecture or city that holds it is named."""
    for others, bits in ((told.near, HELD_NEAR), (told.far, HELD_FAR)):
        for other in others:
            if _level(other.key) is places.Level.CITY and _level(one.key) and places.contains(other.key, one.key):
                return [(bits, f"it lies in {other.name}")]
    return []


def _distance(one: Bearer, told: _Told) -> list[Reason]:
    """How far the nearest other place is, of those in the same sentences, else of those in the document."""
    for others, share in ((told.near, 1.0), (told.far, 0.5)):
        met = [(km(one.at, other.at), other.name) for other in others if one.at and other.at and _fine(other.key)]
        if met:
            far, name = min(met)
            bits = share * max(FURTHEST, min(NEAREST, log2(REACH / (far + BLUR))))
            return [(bits, f"{far:,.0f} km from {name}")]
    return []


def _fine(key: str) -> bool:
    """True for what lies at a point rather than over a country or province."""
    return _level(key) not in {places.Level.COUNTRY, places.Level.PROVINCE}


@lru_cache(maxsize=50_000)
def _level(key: str) -> places.Level | None:
    try:
        return places.place(key).level
    except KeyError:
        return None
