"""Kinds of places where people are held, and the authorities that answer for them."""

from dataclasses import dataclass
from enum import StrEnum

from chamsae.model.term import Words


class Stage(StrEnum):
    """Where in a return a kind of place stands: before removal, in transit, for questioning, labour or a sentence."""

    REMOVAL = "removal"
    TRANSIT = "transit"
    QUESTIONING = "questioning"
    LABOUR = "labour"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """A kind of place of one State (its key). `names` may be those of the other State too; `authorities` are keys."""

    key: str
    state: str
    names: tuple[str, ...]
    label: Words
    definition: Words
    authorities: tuple[str, ...]
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A State, or a body under another (`under`, a key). `was` are earlier names with the last year each was used.

    `confused_with` are keys of bodies whose names or initials are mistaken for it, `type` is what kind of body it is
    (resources/involvement.yml).
    """

    key: str
    label: Words
    under: str | None = None
    names: tuple[str, ...] = ()
    was: tuple[tuple[str, int], ...] = ()
    confused_with: tuple[str, ...] = ()
    type: str | None = None
    note: str = ""
