"""What is watched over while it goes on: who is held where, who is in danger, who is sought by their family."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from chamsae.model.amount import Amount
from chamsae.model.interview import Basis
from chamsae.model.ledger import Entry


class Movement(StrEnum):
    """What a head count counts: people held on a day, brought in, or taken out."""

    HELD = "held"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCount(Entry):
    """A head count was written down: `subject` is the figure claim made of it, in the document made of the note."""

    kind: ClassVar[str] = "head_count"

    place: str
    movement: Movement
    basis: Basis = Basis.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A head count as it stands in a series: who says it, how they know, and the entry (None: read in a document)."""

    claim: str
    document: str
    day: date
    movement: Movement
    amount: Amount
    who: str
    basis: Basis = Basis.UNKNOWN
    entry: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """From one day counted to the next: how many more or fewer, at least and at most, and what came in and went out.

    Open ends are None, as in an amount.
    """

    since: date
    until: date
    low: int | float | None
    high: int | float | None
    came: tuple[Count, ...] = ()
    went: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who is held at one place: all counts in order of day, the last known ones, and how old the last news is (days).

    Several counts of the last day stand side by side. `key` names the place: of the gazetteer, or its words.
    """

    key: str
    place: str
    counts: tuple[Count, ...]
    last: tuple[Count, ...]
    news: date
    age: int
    shifts: tuple[Shift, ...] = ()


class Danger(StrEnum):
    """How great the danger for a person is; over where it has passed."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskReview(Entry):
    """How great the danger for somebody (`subject`: a record, a witness's code) is, and when to look again.

    `why` says on what this rests; `responsible` who looks again.
    """

    kind: ClassVar[str] = "risk"

    level: Danger
    next_review: date | None = None
    responsible: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk:
    """Somebody in danger: the last review, how many there were, and how many days it is overdue.

    `overdue` is negative while there are days to go, None where no day was set.
    """

    subject: str
    name: str
    review: RiskReview
    reviews: int
    overdue: int | None = None


class Fate(StrEnum):
    """What is said of somebody who is sought."""

    UNKNOWN = "unknown"
    ALIVE = "alive"
    DEAD = "dead"
    FOUND = "found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing(Entry):
    """A relative seeks somebody: `subject` is the request's id, `document` made of it, `claim` the name that is sought.

    The consent for sharing is a Consent with the request as its subject.
    """

    kind: ClassVar[str] = "tracing"

    seeker: str
    sought: str
    relation: str = ""
    last_known: str = ""
    document: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News(Entry):
    """Somebody says what became of the person sought (`subject`: the request); the claim says it in words."""

    kind: ClassVar[str] = "tracing_news"

    fate: Fate
    claim: str


class Step(StrEnum):
    """What was done about a request: a match looked at, somebody told, the request closed or opened again."""

    LIKELY = "likely"
    DISMISSED = "dismissed"
    TOLD = "told"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class TracingStep(Entry):
    """A step in a request (`subject`): about which `record`, told to whom (`to`); `why` says on what ground."""

    kind: ClassVar[str] = "tracing_step"

    step: Step
    record: str = ""
    to: str = ""
