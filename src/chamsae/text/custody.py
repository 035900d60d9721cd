"""Which kind of place words name ("jipkyulso", 看守所), and under whom a body stands (resources/custody.yml).

One word names places in both countries: without the State told, all kinds it may be are given.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from chamsae.model.custody import Authority, Facility, Stage
from chamsae.text.normal import fold, stands_in
from chamsae.text.shipped import shipped


@cache
def facilities() -> tuple[Facility, ...]:
    """All kinds of places."""
    return tuple(
        Facility(
            key=entry["key"],
            state=entry["state"],
            names=tuple(entry["names"]),
            label=entry["label"],
            definition=entry["definition"],
            authorities=tuple(entry["authorities"]),
            stage=Stage(entry["stage"]),
        )
        for entry in _table()["facilities"]
    )


@cache
def authorities() -> Mapping[str, Authority]:
    """All authorities by key, a State before what stands under it."""
    return {
        entry["key"]: Authority(
            key=entry["key"],
            label=entry["label"],
            under=entry.get("under"),
            names=tuple(entry.get("names", ())),
            was=tuple((old["name"], old["until"]) for old in entry.get("was", ())),
            confused_with=tuple(entry.get("confused_with", ())),
            type=entry.get("type"),
            note=entry.get("note", ""),
        )
        for entry in _table()["authorities"]
    }


def kinds(words: str, state: str | None = None) -> tuple[Facility, ...]:
    """The kinds of places some words may name; with `state` (cn, kp) only those of that State.

    The longest name that stands in the words decides: 边防拘留审查所 is no 拘留所.
    """
    folded = fold(words)
    found = [(len(name), one) for name, one in _names() if stands_in(name, folded)]
    longest = max((length for length, _ in found), default=0)
    return tuple(one for length, one in found if length == longest and state in {None, one.state})


def facility(key: str | None) -> Facility | None:
    """The kind of place with this key; None for no key and for one that is not known."""
    return next((one for one in facilities() if one.key == key), None)


def hands(kind: Facility, language: str) -> list[str]:
    """Each authority that runs such places, with all it stands under, in words."""
    return [" < ".join(body.label[language] for body in chain(key)) for key in kind.authorities]


def chain(key: str) -> tuple[Authority, ...]:
    """A body and all it stands under, up to its State; empty for a key that is not known."""
    found: list[Authority] = []
    at: str | None = key
    while at is not None and (one := authorities().get(at)) is not None:
        found.append(one)
        at = one.under
    return tuple(found)


def bodies(words: str) -> tuple[Authority, ...]:
    """The authorities some words may name by a present or earlier name, the longest name first; all it may be."""
    folded = fold(words)
    found = [
        (len(name), one)
        for one in authorities().values()
        for name in map(fold, (*one.names, *(old for old, _ in one.was)))
        if stands_in(name, folded)
    ]
    longest = max((length for length, _ in found), default=0)
    return tuple({one.key: one for length, one in found if length == longest}.values())


@cache
def _names() -> tuple[tuple[str, Facility], ...]:
    return tuple((name, one) for one in facilities() for name in dict.fromkeys(map(fold, one.names)))


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped("custody")
    return table
