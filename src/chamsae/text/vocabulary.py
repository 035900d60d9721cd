"""Lists of terms and fields a case is coded in (resources: details, involvement, interventions, nkdb)."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from chamsae.model.term import Words
from chamsae.model.vocabulary import Category, DetailField, Holds, Of, Term, TermList
from chamsae.text.shipped import shipped

#: The resources that hold lists, in the order of `chamsae terms`.
SOURCES = ("details", "involvement", "interventions")


@cache
def lists() -> Mapping[str, TermList]:
    """All lists by key."""
    return {one["key"]: _list(one) for source in SOURCES for one in _table(source)["lists"]}


@cache
def fields() -> Mapping[str, DetailField]:
    """All fields of a life by key, in the order in which a person is told of."""
    return {one["key"]: _field(one) for one in _table("details")["fields"]}


def terms(key: str) -> tuple[Term, ...]:
    """The terms of a list; none for a key there is no list of."""
    found = lists().get(key)
    return found.terms if found else ()


def term(key: str, code: str | None) -> Term | None:
    """The term of a list with this code; None where there is none."""
    return next((one for one in terms(key) if one.code == code), None)


def inverse(key: str, code: str) -> str:
    """The code seen from the other side: of a parent the child; itself where the list gives none."""
    found = term(key, code)
    return found.inverse if found and found.inverse else code


def label(key: str, code: str | None, language: str = "en") -> str:
    """The label of a term; the code where there is no such term, nothing for none."""
    found = term(key, code)
    return found.label[language] if found else code or ""


@cache
def nkdb() -> tuple[Category, ...]:
    """NKDB's categories as far as they are public, with the violations we would count there."""
    return tuple(
        Category(
            code=one["code"], label=one["label"], violations=tuple(one["violations"]), checked=one["checked"]
        )
        for one in _table("nkdb")["categories"]
    )  # fmt: skip


def unknown_of_nkdb() -> tuple[str, ...]:
    """What is not known of NKDB's classification, in sentences."""
    table = _table("nkdb")
    found, checked = len(table["categories"]), sum(one["checked"] for one in table["categories"])
    return (
        f"NKDB counts by {table['known']} categories; {found} are named here, {checked} compared with its pages.",
        "NKDB publishes no codebook: which of our kinds it counts where is our reading.",
        *(f"{one['violation']}: {one['why']}" for one in table["unplaced"]),
    )


def versions() -> Mapping[str, str]:
    """The version of each resource, kept with whatever is coded by it."""
    return {source: str(_table(source)["version"]) for source in (*SOURCES, "nkdb")}


def _list(entry: Mapping[str, Any]) -> TermList:
    return TermList(
        key=entry["key"],
        label=entry["label"],
        terms=tuple(_terms(entry["terms"])),
        definition=entry.get("definition", {}),
        mt=entry.get("mt"),
        esf=entry.get("field"),
    )


def _terms(entries: list[Mapping[str, Any]]) -> Iterator[Term]:
    for entry in entries:
        yield Term(
            code=entry["code"],
            label=entry["label"],
            definition=entry.get("definition", {}),
            esf=entry.get("esf"),
            esf_near=entry.get("near", False),
            inverse=entry.get("inverse"),
            suggests=entry.get("suggests"),
        )


def _field(entry: Mapping[str, Any]) -> DetailField:
    words: Words = entry["definition"]
    return DetailField(
        key=entry["key"],
        label=entry["label"],
        definition=words,
        holds=Holds(entry["kind"]),
        of=Of(entry["of"]),
        list=entry.get("list"),
        esf=entry.get("esf"),
        many=entry.get("many", False),
    )


@cache
def _table(source: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped(source)
    return table
