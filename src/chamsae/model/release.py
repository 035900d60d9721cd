"""All that a publisher ever sees. Only chamsae.protect constructs these."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a released claim stands: its words, document, address, capture time and the bytes' SHA-256.

    `address_stated` is True when the bytes came as a file and the address is only what the file says of itself.
    """

    claim: str
    quote: str
    language: str
    document: str
    title: str
    publisher: str | None
    published: str | None
    address: str | None
    address_stated: bool = False
    name: str
    captured_at: datetime
    sha256: str
    media_type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedClaim:
    """One claim as it may be shown: the number in words, who says so, through whom, and its citation.

    `origin` numbers the independent origins within the figure; `repeats` is the released claim this
    one merely repeats; `aside` is True when the person who settled the figure set the claim aside, `because` their
    reason for it, where they gave one.
    """

    id: str
    words: str
    low: int | float | None
    high: int | float | None
    comparator: str
    speaker: str
    via: tuple[str, ...]
    modality: str
    status: str
    origin: str
    repeats: str | None
    aside: bool = False
    because: str | None = None
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedFigure:
    """One figure: what it counts, the range, whether a person settled it, the reason, its claims.

    `origins` counts its independent origins, at most; `origins_least` at least, where a source that is not named may be
    one of the others. `settlement` is the number of the settlement in the casebook's ledger; None where nobody has
    settled it. It is `reopened` where its evidence has changed since.
    """

    id: str
    act: str | None
    counted: str
    unit: str
    place: str | None
    when: str | None
    low: int | float | None
    high: int | float | None
    settled_by: str | None
    settled_at: datetime | None
    reason: str
    origins_least: int
    origins: int
    contradictory: bool
    settlement: int | None = None
    reopened: bool = False
    claims: tuple[ReleasedClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldItem:
    """Something that exists and stays inside: its kind, how many, on what ground."""

    kind: str
    count: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What may leave: figures with their citations, and what was withheld and why.

    `log_number`/`log_hash` name the log entry up to which it is true; `originals` says whether the
    cited original bytes go with it.
    """

    id: str
    title: str
    audience: str
    made_at: datetime
    made_by: str
    log_number: int
    log_hash: str
    figures: tuple[ReleasedFigure, ...]
    withheld: tuple[WithheldItem, ...] = ()
