"""What was made of what, by whom (as tokens) and when: a graph that a stranger can read. Names nobody.

The terms are those of W3C PROV: things (entities), activities, agents.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Sort(StrEnum):
    """What kind of thing stands in the graph."""

    ORIGINAL = "original"
    TEXT = "text"
    CLAIM = "claim"
    FIGURE = "figure"
    RELEASE = "release"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that was taken in or made: its sort, its id, and what is told of it (names of facts and their words).

    `tool` is the program that made it, with its version and parameters; "" where none did.
    """

    sort: Sort
    id: str
    tool: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An activity as the log tells it: the entry's number, action, time, the token of who did it, its details.

    `used` and `made` are places of things in the graph (their sort and id).
    """

    entry: int
    action: str
    at: datetime
    agent: str
    facts: tuple[tuple[str, str], ...] = ()
    used: tuple[tuple[Sort, str], ...] = ()
    made: tuple[tuple[Sort, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """One thing was made of another, in the deed of an entry where the log tells of it."""

    made: tuple[Sort, str]
    of: tuple[Sort, str]
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The whole graph; `software` is the version of Chamsae that wrote it down."""

    things: tuple[Thing, ...]
    deeds: tuple[Deed, ...]
    derivations: tuple[Derivation, ...]
    software: str
