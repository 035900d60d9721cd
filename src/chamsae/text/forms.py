"""The forms of UN bodies as dated data (resources/forms), and how an act is put into a sentence of theirs."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from chamsae.model.petition import (
    Argument,
    Article,
    AskedField,
    AskedSection,
    Body,
    Form,
    Limit,
    Mandate,
    Precedent,
    Reminder,
)
from chamsae.text.shipped import shipped


@cache
def form(body: Body) -> Form:
    """The form of a body as it is known."""
    table = _table(body.value)
    return Form(
        body=body, dated=table["dated"], label=table["label"], short=table["short"], address=table["address"],
        sections=tuple(map(_section, table["sections"])), limits=tuple(Limit(**one) for one in table["limits"]),
        by_state=table.get("by_state", False), cover=table["cover"], sources=tuple(table["sources"]),
        grounds=tuple(Argument(**_tuples(one, "codes", "states")) for one in table.get("grounds", ())),
        precedents=tuple(Precedent(**_tuples(one, "states")) for one in table.get("precedents", ())),
        mandates=tuple(Mandate(**_tuples(one, "codes", "states")) for one in table.get("mandates", ())),
        articles=tuple(Article(**_tuples(one, "codes")) for one in table.get("articles", ())),
        ways=table["ways"], reminders=tuple(Reminder(**one) for one in table.get("reminders", ())),
        signed=table.get("signed", False), files=tuple(table.get("files", ())),
    )  # fmt: skip


def phrase(act: str, violation: str | None) -> str:
    """What is said to have been done to somebody, in the passive: "was arrested"."""
    told = _table("sentences")
    found = told["violations"].get(violation) or told["acts"].get(act) or told["otherwise"]
    return str(found)


def state_name(state: str) -> str:
    """The full name of a State by the key of its place (cn); institutions are named without abbreviations."""
    return str(_table("sentences")["states"].get(state, state.upper()))


def said(key: str, **put: object) -> str:
    """A fixed sentence with what belongs into it."""
    return str(_table("sentences")["fixed"][key]).format(**put)


def _section(entry: Mapping[str, Any]) -> AskedSection:
    asked = tuple(AskedField(**_tuples(one, "material")) for one in entry["fields"])
    return AskedSection(
        key=entry["key"], number=entry["number"], label=entry["label"], fields=asked, counted=entry.get("counted", True)
    )


def _tuples(entry: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: tuple(value) if key in keys else value for key, value in entry.items()}


@cache
def _table(name: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped(name, "chamsae.resources.forms")
    return table
