"""Places on a map as discs, the larger the more is told of each; what cannot be drawn is said below."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from chamsae.publish import journey_words as words
from chamsae.publish.map_ground import Map, frame, ground, named
from chamsae.publish.map_labels import Rect
from chamsae.publish.map_pins import PIN, areas, label
from chamsae.publish.map_spots import Drawn, Pin, drawn, reach
from chamsae.publish.map_view import view
from chamsae.publish.map_way import HEIGHT, MARGIN, ROOM, WIDTH, Look, above, below
from chamsae.publish.svg import Sheet

#: Radius of the largest and of the smallest disc.
LARGE, SMALL = 30.0, 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place with how much is told of it, in words as well ("12 acts")."""

    key: str
    count: int
    words: str


def places_map(marks: Sequence[Mark], *, heading: str, look: Look | None = None) -> str:
    """The map of these places; raises nothing where none can be drawn, but says so."""
    look = look or Look()
    sheet = Sheet(WIDTH, MARGIN)
    above(sheet, heading, look)
    found = drawn(((mark.count, mark.key) for mark in marks), look.language)
    if found:
        shown = view([one for place in found for one in reach(place)], (MARGIN, sheet.y, ROOM, HEIGHT))
        _discs(Map.of(sheet, shown, look.colours, look.language, f"map{look.id}"), found)
        sheet.y += HEIGHT + 8
    else:
        sheet.paragraph(MARGIN, ROOM, words.said("map", "nothing", look.language), 14, look.colours.quiet)
    here = {place.key for place in found}
    for mark in marks:
        if mark.key not in here:
            told = f"{words.absent(mark.key, look.language)}: {mark.words}"
            sheet.paragraph(MARGIN, ROOM, told, 12.5, look.colours.quiet)
    below(sheet, "counts", look)
    described = "; ".join(f"{words.named_place(mark.key, look.language)}: {mark.words}" for mark in marks)
    return sheet.finished(heading, described, look.language, paper=look.colours.paper, id=look.id)


def _discs(map: Map, found: Sequence[Drawn]) -> None:
    """Discs in one frame, the smaller on the larger; a count stands in its disc, or beside it where that is crowded."""
    ground(map)
    areas(map, found)
    most = max(1, *(_count(place) for place in found))
    ordered = sorted(found, key=lambda place: -_count(place))
    held = [(place, _box(map, place, most)) for place in ordered]
    crowded = {one for one, other in permutations((box for _, box in held), 2) if one.meets(other)}
    for place, box in held:
        map.labels.take(box)
        _disc(map, place, box, counted=box.wide >= 2 * PIN and box not in crowded)
    for place, box in held:
        inside = box.wide >= 2 * PIN and box not in crowded
        beside = "" if inside or not _count(place) else f" {_count(place):,}"
        label(map, Pin((), box.middle, (f"{place.name}{beside}",), box))
    named(map, without={place.key for place in found})
    frame(map)


def _box(map: Map, place: Drawn, most: int) -> Rect:
    """The box round a place's disc."""
    radius = max(SMALL, LARGE * (_count(place) / most) ** 0.5)
    return Rect.around(map.view.at(place.spot), 2 * radius, 2 * radius)


def _disc(map: Map, place: Drawn, box: Rect, *, counted: bool) -> None:
    x, y = box.middle
    edge: dict[str, str | float] = {"stroke": map.colours.paper, "stroke_width": 1.5}
    map.sheet.shape("circle", cx=x, cy=y, r=box.wide / 2, fill=map.colours.accent, fill_opacity=0.75, **edge)
    if counted:
        map.sheet.text(x, y + 4.5, f"{_count(place):,}", 12.5, map.colours.on_accent, weight=700, anchor="middle")


def _count(place: Drawn) -> int:
    """What stands for a number on this map."""
    return sum(place.numbers)
