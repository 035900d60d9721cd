"""Pins, areas and labels of a map, as exactly as each place is known."""

from collections.abc import Iterable
from math import atan2, cos, hypot, sin

from chamsae.publish.map_ground import Map, area
from chamsae.publish.map_spots import Drawn, Pin
from chamsae.publish.map_view import Dot
from chamsae.publish.typeset import lines, width
from chamsae.text.basemap import basemap

#: Radius of a pin, how wide a label may be, and how many lines it may have.
PIN, LABEL_WIDE, LABEL_LINES = 11.0, 190.0, 2


def areas(map: Map, found: Iterable[Drawn]) -> None:
    """Where places lie that are no points: provinces by outline, others as rings; countries are not hatched."""
    sheet, colours, pattern = map.sheet, map.colours, f"hatch-{map.id}"
    sheet.shapes.append(
        f'<pattern id="{pattern}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<line x1="0" y1="0" x2="0" y2="7" stroke="{colours.accent}" stroke-width="1.6" opacity="0.55"/></pattern>'
    )
    sheet.shapes.append(f'<g clip-path="url(#{map.id})">')
    for place in found:
        for code in place.divisions:
            area(map, basemap().divisions[code], fill=f"url(#{pattern})", stroke=colours.accent)
        if not place.divisions and not place.country:
            _ring(map, place, f"url(#{pattern})")
    sheet.shapes.append("</g>")


def _ring(map: Map, place: Drawn, pattern: str) -> None:
    """The circle in which a place lies, where it is larger than a pin."""
    radius = map.view.length(place.km, place.spot[1])
    if radius > PIN + 3:
        x, y = map.view.at(place.spot)
        fill, opacity = (pattern, 1) if place.wide else (map.colours.soft, 0.45)
        look: dict[str, str | float] = {"fill": fill, "fill_opacity": opacity, "stroke_opacity": 0.6}
        map.sheet.shape("circle", cx=x, cy=y, r=radius, stroke=map.colours.accent, **look)


def pin(map: Map, one: Pin) -> None:
    """The numbers at one place; a broken edge where the place is only known to lie in an area or is unchecked."""
    box, colours = one.box, map.colours
    sure: dict[str, str | float] = {"fill": colours.accent, "stroke": colours.paper, "stroke_width": 1.5}
    open_: dict[str, str | float] = {"fill": colours.paper, "stroke": colours.accent, "stroke_dasharray": "3 2"}
    look = {**open_, "stroke_width": 2} if one.doubtful else sure
    map.sheet.shape("rect", x=box.x, y=box.y, width=box.wide, height=box.high, rx=box.high / 2, **look)
    fill = colours.accent if one.doubtful else colours.on_accent
    map.sheet.text(one.spot[0], one.spot[1] + 4.4, one.label, 12.5, fill, weight=700, anchor="middle")


def label(map: Map, one: Pin) -> None:
    """The names of a pin's places beside it, tied to it by a line where they stand apart; none without room."""
    told = lines(" · ".join(one.names), LABEL_WIDE, 13, LABEL_LINES)
    box = map.labels.place(one.box, max((width(line, 13) for line in told), default=0) + 6, 17.0 * len(told))
    if box is None or not told:
        return
    near = min(max(one.spot[0], box.x), box.x + box.wide), min(max(one.spot[1], box.y), box.y + box.high)
    if hypot(near[0] - one.spot[0], near[1] - one.spot[1]) > one.half + 16:
        x, y = edge(one, near)
        map.sheet.shape("line", x1=x, y1=y, x2=near[0], y2=near[1], stroke=map.colours.quiet)
    land, ink = map.colours.land, map.colours.ink
    for at, line in enumerate(told):
        x, y = box.x + 3, box.y + 13 + 17 * at
        map.sheet.text(x, y, line, 13, ink, weight=600, stroke=land, stroke_width=3.5, paint_order="stroke")


def edge(one: Pin, spot: Dot) -> Dot:
    """Where the way from a pin's middle to a spot leaves the pin."""
    turn = atan2(spot[1] - one.spot[1], spot[0] - one.spot[0])
    across, down = abs(cos(turn)) or 1e-6, abs(sin(turn)) or 1e-6
    far = min((one.half + 1) / across, (PIN + 1) / down)
    return one.spot[0] + far * cos(turn), one.spot[1] + far * sin(turn)
