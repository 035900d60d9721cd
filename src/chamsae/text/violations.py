"""The kinds of violations between flight and return, with their rules and elements (resources/violations.yml)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from chamsae.model.term import Element, Violation
from chamsae.text.normal import fold, stands_in
from chamsae.text.shipped import shipped


def violations() -> tuple[Violation, ...]:
    """All terms in the order of the list."""
    return tuple(_terms().values())


def violation(code: str) -> Violation | None:
    """The term with this code; None where there is none."""
    return _terms().get(code)


def proposed(act: str) -> tuple[Violation, ...]:
    """The terms under which a reader's act ("repatriated") may be coded; a person chooses."""
    return tuple(term for term in _terms().values() if act in term.acts)


def coded(act: str, words: str, sentence: str) -> str | None:
    """The term an act is proposed under by its words and the sentence they stand in; None where none fits them.

    Of several that fit, one that asks for words goes before one that asks for none. A person may code it otherwise.
    """
    fitting = [term for term in proposed(act) if _told(term.words, words) and _told(term.near, sentence)]
    asking = (term for term in fitting if term.words or term.near)
    return next((term.code for term in (*asking, *fitting)), None)


def _told(asked: tuple[str, ...], words: str) -> bool:
    folded = fold(words)
    return not asked or any(stands_in(fold(one), folded) for one in asked)


def narrower(code: str) -> tuple[Violation, ...]:
    """The term itself and all terms below it."""
    return tuple(term for term in _terms().values() if term.code == code or term.code.startswith(f"{code}."))


def version() -> str:
    """The version of the list, kept with whatever is coded by it."""
    return str(_table()["version"])


@cache
def _terms() -> Mapping[str, Violation]:
    return {entry["code"]: _violation(entry) for entry in _table()["terms"]}


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped("violations")
    return table


def _violation(entry: Mapping[str, Any]) -> Violation:
    esf = entry.get("esf", {})
    return Violation(
        code=entry["code"],
        label=entry["label"],
        definition=entry["definition"],
        rule=entry["rule"],
        example=entry["example"],
        elements=tuple(Element(**element) for element in entry["elements"]),
        esf=esf.get("code"),
        esf_near=esf.get("near", False),
        acts=tuple(entry.get("acts", ())),
        words=tuple(entry.get("words", ())),
        near=tuple(entry.get("near", ())),
        lasting=entry.get("lasting", False),
    )
