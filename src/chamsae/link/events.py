"""Acts that belong together: of one kind, on one day, at one place, in whatever documents they are told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from chamsae.model.claim import Act, Claim
from chamsae.model.link import Event
from chamsae.model.when import Precision
from chamsae.text import places


def events(claims: Iterable[Claim], people: Mapping[tuple[str, str], str]) -> list[Event]:
    """Every event of at least two acts, in order of day; `people` gives the entity of a reader's by document.

    Acts count that are told of a single day. Places are one where the one lies in the other; an act that tells no place
    belongs to the event of its day if there is just one. A range of days, a month or a year is no event.
    """
    told: dict[tuple[date, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.document, claim.trigger.start, claim.id)):
        if isinstance(claim.value, Act) and (day := _day(claim)) is not None:
            told[day, claim.value.act].append(claim)
    return [
        _event(act, day, place, acts, people)
        for (day, act), every in sorted(told.items(), key=lambda item: item[0])
        for place, acts in _by_place(every)
        if len(acts) > 1
    ]


def _day(claim: Claim) -> date | None:
    when = claim.when
    single = when is not None and when.precision is Precision.DAY and when.start == when.end
    return when.start if when is not None and single else None


def _by_place(acts: Sequence[Claim]) -> list[tuple[str | None, list[Claim]]]:
    """The acts by the finest place that is told of them."""
    keys = {claim.id: _place(claim) for claim in acts}
    finest = sorted({key for key in keys.values() if key and not any(_within(other, key) for other in keys.values())})
    found: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in acts:
        key = keys[claim.id]
        fitting = [place for place in finest if key is None or places.contains(key, place)]
        found[fitting[0] if len(fitting) == 1 else key].append(claim)
    return sorted(found.items(), key=lambda item: item[0] or "")


def _within(inner: str | None, outer: str) -> bool:
    return inner is not None and inner != outer and places.contains(outer, inner)


def _place(claim: Claim) -> str | None:
    """The finest place told of an act that the gazetteer knows."""
    found = places.country_and_key(", ".join(claim.place)) if claim.place else None
    return found[0] if found else None


def _event(
    act: str, day: date, place: str | None, acts: Sequence[Claim], people: Mapping[tuple[str, str], str]
) -> Event:
    parties = ((claim.document, party) for claim in acts for party in _parties(claim))
    return Event(
        act=act,
        day=day,
        place=place,
        claims=tuple(claim.id for claim in acts),
        documents=tuple(dict.fromkeys(claim.document for claim in acts)),
        people=tuple(dict.fromkeys(people[party] for party in parties if party in people)),
    )


def _parties(claim: Claim) -> list[str]:
    assert isinstance(claim.value, Act)
    return [entity for entity in (claim.value.victim_entity, claim.value.actor_entity) if entity]
