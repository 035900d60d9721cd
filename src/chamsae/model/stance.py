"""Statements that confirm or deny a figure without giving a number."""

from dataclasses import dataclass
from enum import StrEnum


class Position(StrEnum):
    """What a statement does to a figure: "a large number … appears to be true"; "there are no such people"."""

    CONFIRMS = "confirms"
    DENIES = "denies"
    EVADES = "evades"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A statement claim tied to a figure (group id), with whose position it is and why it is tied to it.

    `capacity` and `occasion` are words of the source ("Ministry spokesman", "at a regular briefing"), where told.
    """

    group: str
    claim: str
    position: Position
    speaker: str
    capacity: str | None = None
    occasion: str | None = None
    why: str
