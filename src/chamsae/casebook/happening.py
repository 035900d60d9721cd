"""The events that acts make: those of one kind on one day at one place, told by two claims or more."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from chamsae.model.case import CodedEvent, Occasion, event_id
from chamsae.ports import Store
from chamsae.text import places


def put_events(store: Store, occasions: Collection[str]) -> None:
    """Make the events of these kinds and days what the acts of them tell."""
    store.put_events(occasion(name, counted) for name, counted in store.places_of(occasions).items())


def occasion(name: str, counted: Mapping[str | None, tuple[int, int, int]]) -> Occasion:
    """The events of one kind and day; an act of a wider place is of the one finer place in it, if any.

    `counted` is how many acts, claims and persons each place has.
    """
    of = _events_of(list(counted))
    act, _, told = name.partition("|")
    day = date.fromisoformat(told)
    sums: dict[str | None, list[int]] = defaultdict(lambda: [0, 0, 0])
    for place, numbers in counted.items():
        sums[of[place]] = [a + b for a, b in zip(sums[of[place]], numbers, strict=True)]
    made = {
        place: CodedEvent(
            id=event_id(act, day, place), act=act, day=day, place=place, acts=acts, claims=claims, persons=persons
        )
        for place, (acts, claims, persons) in sums.items()
        if claims > 1
    }
    held = {place: made[of[place]].id for place in counted if of[place] in made}
    return Occasion(name=name, events=tuple(made.values()), held=held)


def _events_of(keys: Sequence[str | None]) -> Mapping[str | None, str | None]:
    """The place of the event for each place told of one kind and day."""
    known = [key for key in keys if key]
    finest = [key for key in known if not any(other != key and places.contains(key, other) for other in known)]

    def fitting(key: str | None) -> str | None:
        found = [place for place in finest if key is None or places.contains(key, place)]
        return found[0] if len(found) == 1 else key

    return {key: fitting(key) for key in keys}
