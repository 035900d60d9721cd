"""The words of lists, from resources/import.yml: names of columns, terms, and what says that nothing is known."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from chamsae.text.normal import fold


@lru_cache(maxsize=100_000)
def says_nothing(cell: str) -> bool:
    """True for an empty cell and for words that say that nothing is known."""
    return not cell or (len(cell) <= 16 and fold(cell).strip() in _nothing())


def header(name: str) -> str:
    """The name of a column as it is compared: folded, without marks and doubled spaces."""
    return " ".join(fold(name).replace("_", " ").replace("*", " ").split()).strip(" :")


@cache
def columns() -> Mapping[str, Mapping[str, str]]:
    """What a column holds, by its compared name."""
    told: dict[str, Mapping[str, str]] = {}
    for entry in _table()["columns"]:
        said = {key: value for key, value in entry.items() if key != "names"}
        told.update({header(str(name)): said for name in entry["names"]})
    return told


@cache
def words(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Words in headers that tell an act ("acts") or a part of one ("parts"), by what they tell."""
    return {key: tuple(map(fold, said)) for key, said in _table()["words"][kind].items()}


@cache
def terms(field: str) -> Mapping[str, str]:
    """For a field with a list, the term of each way to write it, folded; empty for other fields."""
    written: Mapping[str, Sequence[str]] = _table()["values"].get(field, {})
    return {fold(word): term for term, said in written.items() for word in (term, *said)}


@cache
def _nothing() -> frozenset[str]:
    return frozenset(fold(str(word)).strip() for word in _table()["nothing"])


@cache
def _table() -> Mapping[str, Any]:
    text = files("chamsae.resources").joinpath("import.yml").read_text(encoding="utf-8")
    table: Mapping[str, Any] = yaml.safe_load(text)
    return table
