"""Where the places of a map are drawn, how exactly they are known, and which lie too close to be two pins."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from chamsae.publish.journey_words import named_place, said
from chamsae.publish.map_labels import Rect
from chamsae.publish.map_view import HELD, Dot, View
from chamsae.publish.typeset import width
from chamsae.text.basemap import Ring, Spot, basemap
from chamsae.text.gazetteer import Source, locate, outline

#: Kilometres from which on a place is an area rather than a town.
WIDE = 40.0
#: Pins closer than this on a map are worth a larger one.
CLOSE = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A place of the map with its numbers: its spot, the kilometres around it, or the divisions it is.

    `country`: it is only known in which country. `note` says in words how well the place is known, where not well.
    """

    key: str
    name: str
    numbers: tuple[int, ...]
    spot: Spot
    km: float
    divisions: tuple[str, ...] = ()
    country: bool = False
    unchecked: bool = False
    note: str = ""

    @property
    def told(self) -> str:
        """Where it is, in words, with how well that is known."""
        if self.country or self.divisions:
            return self.note
        return f"{self.name} ({self.note})" if self.note else self.name

    @property
    def wide(self) -> bool:
        """True for what lies somewhere in an area."""
        return bool(self.divisions) or self.country or self.km >= WIDE

    @property
    def doubtful(self) -> bool:
        """True for what lies somewhere in an area, or at a point nobody has checked."""
        return self.wide or self.unchecked


@dataclass(frozen=True, slots=True)
class Pin:
    """Numbers drawn at one spot, with the names of their places."""

    numbers: tuple[int, ...]
    spot: Dot
    names: tuple[str, ...]
    box: Rect
    doubtful: bool = False

    @property
    def label(self) -> str:
        """The numbers, those that follow each other as from – to: 2–4 · 7."""
        return " · ".join(_stretches(self.numbers))

    @property
    def half(self) -> float:
        """Half of how wide it is."""
        return self.box.wide / 2


def drawn(numbered: Iterable[tuple[int, str]], language: str) -> list[Drawn]:
    """The places that can be drawn, each once with all its numbers, in the order in which they come."""
    found: dict[str, Drawn] = {}
    for number, key in numbered:
        if key in found:
            found[key] = replace(found[key], numbers=(*found[key].numbers, number))
        elif (one := _drawn(key, number, language)) is not None:
            found[key] = one
    return list(found.values())


def reach(place: Drawn) -> list[tuple[Spot, float]]:
    """What a map must show for a place: its area, or for a country its spot alone."""
    if place.country:
        return [(place.spot, 150.0)]
    if not place.divisions:
        return [(place.spot, max(place.km * 1.3, 8.0))]
    corners = [spot for code in place.divisions for ring in basemap().divisions[code] for spot in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    return [((west, south), 0.0), ((east, north), 0.0)]


def pins(shown: View, found: Sequence[Drawn]) -> list[Pin]:
    """Pins for the places, those that would lie on each other as one."""
    return [_pin(shown, group) for group in _grouped(shown, found, apart=0)]


def spread(shown: View, found: Sequence[Drawn]) -> list[Drawn]:
    """Of places that lie too close to be told apart the most; empty for none."""
    groups = _grouped(shown, [place for place in found if not place.wide], apart=CLOSE)
    return max((group for group in groups if len({place.spot for place in group}) > 1), key=len, default=[])


def _grouped(shown: View, found: Sequence[Drawn], *, apart: float) -> list[list[Drawn]]:
    """The places by pins that would overlap, or lie no further apart than this."""
    groups = [[place] for place in found]
    while (met := _met([_pin(shown, group).box.wider(apart) for group in groups])) is not None:
        one, other = met
        groups[one] += groups.pop(other)
    return groups


def _met(boxes: Sequence[Rect]) -> tuple[int, int] | None:
    """The first two boxes that overlap."""
    pairs = combinations(range(len(boxes)), 2)
    return next(((one, other) for one, other in pairs if boxes[one].meets(boxes[other])), None)


def _drawn(key: str, number: int, language: str) -> Drawn | None:
    name, areas = named_place(key, language), outline(key)
    if areas and "-" not in areas[0]:
        if areas[0] not in basemap().lands:
            return None
        note = said("map", "somewhere", language, place=name)
        spot = _middle(basemap().lands[areas[0]])
        return Drawn(key=key, name=name, numbers=(number,), spot=spot, km=0, country=True, note=note)
    if areas and all(code in basemap().divisions for code in areas):
        spot = _middle([ring for code in areas for ring in basemap().divisions[code]])
        note = said("map", "somewhere", language, place=name)
        return Drawn(key=key, name=name, numbers=(number,), spot=spot, km=0, divisions=areas, note=note)
    found = locate(key)
    if found is None or not (HELD[1] < found.at[0] < HELD[3] and HELD[0] < found.at[1] < HELD[2]):
        return None
    note = said("map", "borrowed", language, place=named_place(found.of, language)) if found.of != key else ""
    unchecked = found.source is Source.UNCHECKED
    if unchecked:
        note = said("map", "unchecked", language)
    spot = found.at[1], found.at[0]
    return Drawn(key=key, name=name, numbers=(number,), spot=spot, km=found.km, unchecked=unchecked, note=note)


def _middle(rings: Sequence[Ring]) -> Spot:
    """The centre of the largest outline (the mean of its corners weighed by the area they turn round)."""
    ring = max(rings, key=lambda one: abs(_doubled(one)))
    whole = _doubled(ring)
    turned = list(pairwise((*ring, ring[0])))
    east = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in turned) / (3 * whole)
    north = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in turned) / (3 * whole)
    return east, north


def _doubled(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, ring[0])))


def _pin(shown: View, group: Sequence[Drawn]) -> Pin:
    numbers = tuple(sorted(number for place in group for number in place.numbers))
    spots = [shown.at(place.spot) for place in group]
    spot = sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)
    pin = Pin(numbers, spot, tuple(dict.fromkeys(place.name for place in group)), Rect(0, 0, 0, 0))
    wide = max(22.0, width(pin.label, 12.5) + 12)
    return replace(pin, box=Rect.around(spot, wide, 22.0), doubtful=all(place.doubtful for place in group))


def _stretches(numbers: Sequence[int]) -> Iterator[str]:
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield _stretch(first, last)
        first = last = number
    if first is not None and last is not None:
        yield _stretch(first, last)


def _stretch(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
