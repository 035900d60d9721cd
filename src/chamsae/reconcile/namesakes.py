"""Speakers that the casebook itself shows to be one: the same name in several documents, a name and its translation.

A translation and its original say the same number of the same people; where on both sides one named speaker says it,
the two names are one speaker. Nothing else is taken for a namesake: that is for people to link.
"""

from collections.abc import Iterable, Mapping

from chamsae.model.claim import Claim, Figure, SpeakerKind
from chamsae.model.document import Relation, RelationKind
from chamsae.reconcile.attribution import speaker_key
from chamsae.reconcile.origins import ANYWHERE, SAME, Names, speaker_name

#: What a speaker said: the ends of a number.
Number = tuple[float | int | None, float | int | None]


def tied(claims: Iterable[Claim], relations: Iterable[Relation], names: Names) -> Names:
    """The names with those added that are one entity everywhere, and the ties between names and their translations."""
    figures = [claim for claim in claims if isinstance(claim.value, Figure) and _is_named(claim)]
    found = {**names, **_anywhere(figures, names)}
    said = _said(figures, found)
    heads: dict[str, str] = {}
    for relation in sorted(relations, key=lambda relation: relation.id):
        if relation.kind is RelationKind.TRANSLATION:
            here, there = said.get(relation.document, {}), said.get(relation.other, {})
            for number in sorted(here.keys() & there.keys(), key=repr):
                if len(here[number]) == len(there[number]) == 1:
                    _join(heads, min(here[number]), min(there[number]))
    return {**found, **{(SAME, name): _head(heads, name) for name in heads}}


def _anywhere(figures: Iterable[Claim], names: Names) -> dict[tuple[str, str], str]:
    """Names that are one entity wherever they have one."""
    met: dict[str, set[str]] = {}
    for (_, key), entity in names.items():
        met.setdefault(key, set()).add(entity)
    for claim in figures:
        if claim.speaker and claim.speaker.entity:
            met.setdefault(speaker_key(claim.speaker.text), set()).add(claim.speaker.entity)
    return {(ANYWHERE, key): min(entities) for key, entities in met.items() if len(entities) == 1}


def _said(figures: Iterable[Claim], names: Names) -> dict[str, dict[Number, set[str]]]:
    """For each document who says which number of people under an act."""
    found: dict[str, dict[Number, set[str]]] = {}
    for claim in figures:
        value, speaker = claim.value, claim.speaker
        if isinstance(value, Figure) and speaker and value.act and value.amount.unit == "person":
            name = speaker_name(speaker, claim.document, names)
            number = value.amount.low, value.amount.high
            found.setdefault(claim.document, {}).setdefault(number, set()).add(name)
    return found


def _is_named(claim: Claim) -> bool:
    return claim.speaker is not None and claim.speaker.kind is SpeakerKind.NAMED


def _join(heads: dict[str, str], one: str, two: str) -> None:
    """Put two names under one head, the lower."""
    first, second = sorted((_head(heads, one), _head(heads, two)))
    heads[second] = heads[first] = first


def _head(heads: Mapping[str, str], name: str) -> str:
    while (above := heads.get(name, name)) != name:
        name = above
    return name
