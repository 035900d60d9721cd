"""Estimations that were run and kept: which lists were asked for, what they held, what came of it, to be repeated.

All that an estimation rests on stands in its entry: the capture tables, the method, the seed, the versions. So it can
be run again a year later, and what differs has a reason with a name.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from chamsae.model.estimate import CaptureTable, Estimate, Estimation, Finding, Method, Verdict
from chamsae.model.ledger import Entry
from chamsae.model.table import Dimension, Filter


class Listing(StrEnum):
    """What makes a list of the documents of a casebook.

    The partner's list a document was imported from, the interviews taken down here (one list), who published it, or the
    document it goes back to where it is a copy.
    """

    IMPORTED = "imported"
    INTERVIEWS = "interviews"
    PUBLISHER = "publisher"
    ORIGIN = "origin"


#: What the list of the interviews taken down here is called.
INTERVIEWS = "interviews"
#: A document stands on the first of these that it has.
USUAL = (Listing.IMPORTED, Listing.INTERVIEWS, Listing.PUBLISHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsAsked:
    """Which capture tables are made of a casebook.

    `by` says what a list is, the first that a document has; `stratum` tells persons apart (None: all together); `where`
    leaves acts out as a table does; `only` names the lists that count (none named: the largest).
    """

    by: tuple[Listing, ...] = USUAL
    stratum: Dimension | None = None
    where: tuple[Filter, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Capture tables of a casebook, one for each stratum, as people were judged to be by then.

    `left_out` are lists beyond those that count, with how many persons they name. `unlisted` are persons all of whose
    documents stand on no list. `uncertain` pairs of records may be one person and nobody has said so; `log_number` is
    the entry of the log up to which this is true.
    """

    asked: ListsAsked
    tables: tuple[CaptureTable, ...]
    left_out: tuple[tuple[str, int], ...] = ()
    unlisted: int = 0
    uncertain: int = 0
    log_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What one plausible linkage of the uncertain pairs gave: its tables, one for each stratum, and their estimates.

    An estimate is None where the data of that linkage carry no number.
    """

    tables: tuple[CaptureTable, ...]
    estimates: tuple[Estimate | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEstimation(Entry):
    """An estimation that somebody ran and kept under a name (the subject).

    `source` is the file its lists came from, empty for the casebook, of which `asked` says what was asked for.
    `estimations` has one for each stratum, without draws. `linkages` are those that were sampled, `total` the
    sum over several strata (a floor where some have no number), `findings` what must stand beside it: which strata
    carry no number or a weak one. `result` is the SHA-256 of all that was computed.
    """

    kind: ClassVar[str] = "estimation"

    source: str = ""
    asked: ListsAsked | None = None
    method: Method | None = None
    seed: int
    estimations: tuple[Estimation, ...]
    linkages: tuple[Linked, ...] = ()
    total: Estimate | None = None
    log_number: int = 0
    result: str = ""
    findings: tuple[Finding, ...] = ()


class Differs(StrEnum):
    """Why two runs do not say the same."""

    LISTS = "lists"
    DATA = "data"
    LINKAGES = "linkages"
    METHOD = "method"
    SETTINGS = "settings"
    SEED = "seed"
    VERSIONS = "versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One stratum in two runs: how many were documented, the verdicts, the answers; None: no number, or no stratum."""

    stratum: tuple[tuple[str, str], ...]
    before: Estimate | None = None
    after: Estimate | None = None
    n_before: int | None = None
    n_after: int | None = None
    verdict_before: Verdict | None = None
    verdict_after: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two runs beside each other: whether they are identical, each reason why not with both sides in words, the strata.

    A run that differs although nothing else does (`reasons` empty) was not repeated as it should be.
    """

    identical: bool
    reasons: tuple[tuple[Differs, str, str], ...]
    strata: tuple[Beside, ...]
