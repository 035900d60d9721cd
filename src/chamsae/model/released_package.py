"""All that one release holds, as a publisher sees it. Only chamsae.protect constructs these."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chamsae.model.release import Release, WithheldItem
from chamsae.model.released_estimate import ReleasedEstimation
from chamsae.model.released_table import ReleasedTable


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedStep:
    """One step of a case as it may be told: the kind of violation, a time and a place, as fine as they may be.

    `key` is the place in the gazetteer, for its name in other languages.
    """

    violation: str | None
    when: str | None = None
    place: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedCase:
    """One person's case under a code that no other release has; `coarser` tells what was made coarser and why."""

    code: str
    sex: str | None = None
    steps: tuple[ReleasedStep, ...] = ()
    coarser: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedText:
    """The text of a document without names, its dates as fine as they may be."""

    code: str
    language: str
    text: str
    coarser: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPackage:
    """All that one release holds; its `id` follows from all the rest.

    It is true of the casebook up to entry `log_number` of the log (`log_hash`), on that `day`. `paper` are the tables
    of the white paper among `tables`, their names by their ids; `holdings` tells how much the casebook holds and how
    much of it is open, in figures rounded for those outside; `places` are the gazetteer's keys of the places of
    figures, by the figures' ids. Estimations come once in each language.
    """

    id: str
    title: str
    audience: str
    recipient: str = ""
    language: str = "en"
    day: str
    log_number: int
    log_hash: str
    figures: Release | None = None
    tables: tuple[ReleasedTable, ...] = ()
    cases: tuple[ReleasedCase, ...] = ()
    texts: tuple[ReleasedText, ...] = ()
    withheld: tuple[WithheldItem, ...] = ()
    paper: Mapping[str, str] = field(default_factory=dict)
    holdings: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    estimations: tuple[ReleasedEstimation, ...] = ()
