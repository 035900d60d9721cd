"""The words of lists, from resources/import.yml: names of columns, terms, and what says that nothing is known."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from chamsae.model.term import Words
from chamsae.text.normal import fold
from chamsae.text.shipped import shipped


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
    """For a field with a list of terms, the term of each way to write it, folded; empty for other fields."""
    held = _details()
    listed = next((one.get("list", "") for one in held["fields"] if one["key"] == field), "")
    given = next((one["terms"] for one in held["lists"] if one["key"] == listed), ())
    written = [(words, term["code"]) for term in given for words in (term["code"], *term["label"].values())]
    for said in (held.get("words", {}).get(field, {}), _table()["values"].get(field, {})):
        written += [(words, term) for term, many in said.items() for words in many]
    return {fold(str(words)): term for words, term in written}


@cache
def fields() -> frozenset[str]:
    """The keys of all fields of resources/details.yml."""
    return frozenset(one["key"] for one in _details()["fields"])


@cache
def field_labels() -> Mapping[str, Words]:
    """What each field of resources/details.yml is called, in its order."""
    return {one["key"]: one["label"] for one in _details()["fields"]}


@cache
def acts() -> tuple[str, ...]:
    """The acts that headers may tell."""
    return tuple(words("acts"))


@cache
def _nothing() -> frozenset[str]:
    return frozenset(fold(str(word)).strip() for word in _table()["nothing"])


@cache
def _details() -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped("details")
    return table


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped("import")
    return table
