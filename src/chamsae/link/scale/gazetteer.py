"""Places of lists as numbers: the place, the province it lies in, and where on earth, as far as a gazetteer knows."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from chamsae.errors import InputError
from chamsae.text import places
from chamsae.text.normal import fold
from chamsae.text.places import Level

#: What the columns of a gazetteer are called.
COLUMNS = ("id", "within", "names", "latitude", "longitude")


class Located(NamedTuple):
    """A place as written: the same number for all its names; a place no gazetteer knows is known by its words."""

    text: str
    place: int
    province: int | None
    latitude: float | None
    longitude: float | None


class Gazetteer:
    """Places by any of their names: those that ship with Chamsae, or those of a file."""

    def __init__(self, rows: Iterable[dict[str, str]] = ()) -> None:
        """`rows` have the columns `id, within, names, latitude, longitude`; names are divided by `|`."""
        self._own: dict[str, tuple[str, str, float | None, float | None]] = {}
        for row in rows:
            place = (row["id"], row["within"] or row["id"], _degrees(row["latitude"]), _degrees(row["longitude"]))
            self._own.update((fold(name).strip(), place) for name in row["names"].split("|") if name.strip())

    def find(self, text: str) -> Located:
        """The place that some words name."""
        said = fold(text).strip()
        if own := self._own.get(said):
            return Located(text, _number(own[0]), _number(own[1]), own[2], own[3])
        known = places.country_and_key(text)
        if known is None:
            return Located(text, _number(said), None, None, None)
        key, level = known
        above = [key, *places.ancestors(key)]
        province = next((one for one in above if places.place(one).level is Level.PROVINCE), None)
        whole = key if level in {Level.PROVINCE, Level.COUNTRY} else province
        return Located(text, _number(key), _number(whole) if whole else None, None, None)


def read_gazetteer(path: Path | None) -> Gazetteer:
    """The gazetteer of a CSV file; without one, the places that ship with Chamsae. Raises InputError naming the row."""
    if path is None:
        return Gazetteer()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if missing := set(COLUMNS) - set(rows.fieldnames or ()):
            raise InputError(f"has no column {', '.join(sorted(missing))}", thing=str(path),
                             do=f"A gazetteer has the columns {', '.join(COLUMNS)}.")  # fmt: skip
        try:
            return Gazetteer(rows)
        except ValueError as error:
            what = f"row {rows.line_num}: {error}"
            raise InputError(what, thing=str(path), do="Give degrees as numbers, or leave them empty.") from error


def _degrees(text: str) -> float | None:
    return float(text) if text and text.strip() else None


def _number(words: str) -> int:
    """A number of 31 bits, the same on every machine."""
    return crc32(words.encode(errors="surrogatepass")) >> 1
