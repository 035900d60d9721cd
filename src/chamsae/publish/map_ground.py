"""Sea, land, coasts, borders and the names of countries: what every map of ours is drawn on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from chamsae.publish.map_labels import Labels, Rect
from chamsae.publish.map_view import Dot, View, bar, extent, filled, runs
from chamsae.publish.palette import Palette
from chamsae.publish.svg import Sheet
from chamsae.publish.typeset import width
from chamsae.text import places
from chamsae.text.basemap import Ring, basemap

#: How wide the map is shown, in degrees, up to which lines between provinces help.
PROVINCES = 34.0


@dataclass(slots=True, kw_only=True)
class Map:
    """One frame of a picture under construction: where it is drawn, what of the earth, in which colours and language.

    `id` tells the frames of one page apart.
    """

    sheet: Sheet
    view: View
    colours: Palette
    language: str
    id: str
    labels: Labels

    @classmethod
    def of(cls, sheet: Sheet, view: View, colours: Palette, language: str, id: str) -> "Map":
        """An empty frame; its corner is kept free for the scale bar."""
        labels = Labels(view)
        labels.take(_bar_box(view))
        return cls(sheet=sheet, view=view, colours=colours, language=language, id=id, labels=labels)


def ground(map: Map) -> None:
    """Sea, land and lines, cut to the frame."""
    sheet, view, colours = map.sheet, map.view, map.colours
    frame = {"x": view.left, "y": view.top, "width": view.width, "height": view.height}
    sheet.shapes.append(f'<clipPath id="{map.id}">')
    sheet.shape("rect", **frame)
    sheet.shapes.append("</clipPath>")
    sheet.shape("rect", **frame, fill=colours.sea)
    sheet.shapes.append(f'<g clip-path="url(#{map.id})" stroke-linejoin="round">')
    held = basemap()
    area(map, (ring for rings in held.lands.values() for ring in rings), fill=colours.land)
    if view.box[2] - view.box[0] <= PROVINCES:
        _lines(map, held.inner, stroke=colours.inner, stroke_width=1)
    _lines(map, held.coast, stroke=colours.coast, stroke_width=1)
    _lines(map, held.borders, stroke=colours.border, stroke_width=1.4, stroke_dasharray="5 3")
    sheet.shapes.append("</g>")


def area(map: Map, rings: Iterable[Ring], **look: str | float) -> None:
    """Outlines filled, as far as they lie in the frame."""
    cut = (filled(map.view, ring) for ring in rings if _near(map.view, ring))
    path = "".join(f"{_path(dots)}Z" for dots in cut if len(dots) > 2)
    if path:
        map.sheet.shape("path", d=path, fill_rule="evenodd", **look)


def named(map: Map, without: Collection[str] = ()) -> None:
    """Names of countries and of the rivers of the border where there is room; not of those named already."""
    for key, rings in basemap().lands.items():
        if key.startswith("x") or key in without:
            continue
        name = places.name(key, map.language) or ""
        size = (width(name, 13) * 1.12 + 6, 18.0)
        spot = _roomiest(map, rings, size)
        if spot is not None:
            map.sheet.text(spot[0], spot[1] + 5, name, 13, map.colours.quiet, anchor="middle", letter_spacing=1)
            map.labels.take(Rect.around(spot, *size))
    _rivers(map)


def frame(map: Map) -> None:
    """The frame and the scale bar."""
    sheet, view, colours, box = map.sheet, map.view, map.colours, _bar_box(map.view)
    km, long = bar(view, box.wide - 16)
    x, y = box.x + 8, box.y + box.high - 8
    sheet.shape(
        "rect", x=box.x, y=box.y, width=max(long + 16, 70), height=box.high, fill=colours.paper, fill_opacity=0.82
    )
    sheet.shape("path", d=f"M{x:.1f} {y - 5:.1f}v5h{long:.1f}v-5", fill="none", stroke=colours.ink, stroke_width=1.4)
    sheet.text(x, y - 9, f"{km:,g} km", 11, colours.ink)
    edge = {"x": view.left, "y": view.top, "width": view.width, "height": view.height}
    sheet.shape("rect", **edge, fill="none", stroke=colours.line)


#: Where the rivers of the border are named.
_RIVERS = {"x-yalu": (125.55, 40.98), "x-tumenriver": (129.95, 43.06)}


def _rivers(map: Map) -> None:
    """The two rivers of the border, on a map that shows their reach large enough."""
    if map.view.scale < 60:
        return
    for key, spot in _RIVERS.items():
        dot, name = map.view.at(spot), places.name(key, map.language) or ""
        box = Rect.around(dot, width(name, 11.5) + 6, 15)
        if map.view.holds(dot, 40) and map.labels.clear(box):
            map.sheet.text(dot[0], dot[1] + 4, name, 11.5, map.colours.accent, anchor="middle", font_style="italic")
            map.labels.take(box)


def _bar_box(view: View) -> Rect:
    """Where the scale bar lies: in the lower left corner."""
    return Rect(view.left + 8, view.top + view.height - 42, 150, 34)


def _roomiest(map: Map, rings: Sequence[Ring], size: tuple[float, float]) -> Dot | None:
    """Of a grid of spots in the largest visible part of a country, the one farthest from its edge with room for it."""
    cut = [filled(map.view, ring) for ring in rings if _near(map.view, ring)]
    dots = max((one for one in cut if len(one) > 2), key=extent, default=[])
    if not dots or extent(dots) < size[0] * size[1] * 2:
        return None
    xs, ys = [dot[0] for dot in dots], [dot[1] for dot in dots]
    found: tuple[float, Dot] | None = None
    for row in range(1, 10):
        for column in range(1, 14):
            spot = min(xs) + (max(xs) - min(xs)) * column / 14, min(ys) + (max(ys) - min(ys)) * row / 10
            box = Rect.around(spot, *size)
            if not map.view.holds(spot, 12) or not map.labels.clear(box) or not _in(spot, dots):
                continue
            far = min((spot[0] - x) ** 2 + ((spot[1] - y) * 2.2) ** 2 for x, y in dots)
            if (found is None or far > found[0]) and all(_in(corner, dots) for corner in box.sides):
                found = far, spot
    return found[1] if found else None


def _in(spot: Dot, dots: Sequence[Dot]) -> bool:
    """True for a spot within an outline: a ray from it leaves the outline once more than it enters."""
    x, y = spot
    inside = False
    for (ax, ay), (bx, by) in zip(dots, (*dots[1:], dots[0]), strict=True):
        if (ay > y) is not (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _lines(map: Map, lines: Iterable[Ring], **look: str | float) -> None:
    near = (line for line in lines if _near(map.view, line))
    path = "".join(_path(run) for line in near for run in runs(map.view, line) if len(run) > 1)
    if path:
        map.sheet.shape("path", d=path, fill="none", **look)


def _near(view: View, line: Ring) -> bool:
    """True where the box around a line and the frame overlap."""
    west, south, east, north = view.box
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(xs) >= west and min(xs) <= east and max(ys) >= south and min(ys) <= north


def _path(dots: Sequence[Dot]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in dots)
