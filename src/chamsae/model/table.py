"""A table over the acts of a casebook: what was asked, what was counted, and at which moment that was true.

The unit is part of the table and never inferred: acts, persons, events and cases are counted apart. A person who stands
in two cells counts once in their margin, so margins are counted, not added up.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from chamsae.model.case import Counting
from chamsae.model.ledger import Entry

#: The key of what is not told: the year unknown, the place open, nobody named as perpetrator.
OPEN = ""


class Dimension(StrEnum):
    """By what acts can be told apart in a table or left out of it."""

    VIOLATION = "violation"
    GROUP = "violation-group"
    COUNTRY = "country"
    PROVINCE = "province"
    COUNTY = "county"
    PLACE = "place"
    CROSSING = "crossing"
    FACILITY = "facility"
    KIND = "facility-kind"
    YEAR = "year"
    HALF = "half-year"
    MONTH = "month"
    SEASON = "season"
    BODY = "body"
    TYPE = "perpetrator-type"
    STATE = "state"
    SEX = "sex"
    AGE = "age"
    WORK = "occupation"
    SOURCE = "source"
    ORIGIN = "origin"
    EVENT = "event"
    STATUS = "status"


#: What is true of one victim, not of the act: an act of several persons stands under each of them.
OF_PERSONS = frozenset({Dimension.SEX, Dimension.AGE, Dimension.WORK})
#: Where one act may stand under several keys, whoever suffered it: their counts are not parts of a whole.
SEVERAL = frozenset({Dimension.BODY, Dimension.TYPE, Dimension.STATE})
#: What is a stretch of time.
OF_TIME = frozenset({Dimension.YEAR, Dimension.HALF, Dimension.MONTH, Dimension.SEASON})


class Spread(StrEnum):
    """Where an act stands whose time may lie in several years: apart ("2010 or 2011"), or in each of them."""

    APART = "apart"
    EACH = "each"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Only acts that have one of these keys; of places and violations, what lies within or below counts as well."""

    dimension: Dimension
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a table shows: one to three axes, the unit that is counted, what is left out.

    Acts that were rejected or withheld are in no table, unless `where` asks for their status.
    """

    axes: tuple[Dimension, ...]
    counting: Counting = Counting.ACTS
    where: tuple[Filter, ...] = ()
    spread: Spread = Spread.APART

    def __post_init__(self) -> None:
        if not 1 <= len(self.axes) <= 3 or len(set(self.axes)) != len(self.axes):
            raise ValueError("a table has one, two or three different axes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Acts done to groups of people nobody named: how many acts, and the smallest and largest group told.

    They are no persons counted. `high` is None where the largest is open ("more than 600").
    """

    acts: int
    low: float
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number of a table. `keys` has one key per axis, None where all of that axis are taken together.

    `count` is in the unit of the table; `acts` how many acts it rests on, `proposed` of these that nobody has judged,
    `disputed` on which people differ, `without` that belong to no such unit (nobody named, no event).
    """

    keys: tuple[str | None, ...]
    count: int
    acts: int
    proposed: int = 0
    disputed: int = 0
    without: int = 0
    groups: Groups | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The state of the casebook a table was counted in: the log up to that number, its hash, and the day.

    `acts` are all acts of the casebook at that moment; `vocabulary` the version of the list of violations.
    """

    log_number: int
    log_hash: str
    at: datetime
    acts: int
    vocabulary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counted cells, margins among them. `keys` are those of each axis in the order in which they are shown.

    `overlapping` are the axes along which the cells add up to more than their margin, since someone or something stands
    in several. `cells` come in order of their keys, then those in which axes are taken together;
    what is not among them is nought.
    """

    ask: Ask
    keys: tuple[tuple[str, ...], ...]
    cells: tuple[Cell, ...]
    overlapping: tuple[Dimension, ...] = ()
    provenance: Provenance

    def cell(self, *keys: str | None) -> Cell:
        """The cell under these keys, one for each axis; an empty one where nothing was counted."""
        return self.by_keys().get(keys, Cell(keys=keys, count=0, acts=0))

    def by_keys(self) -> dict[tuple[str | None, ...], Cell]:
        """All cells by their keys; for whoever asks for many."""
        return {cell.keys: cell for cell in self.cells}

    @property
    def total(self) -> Cell:
        """All axes taken together."""
        return self.cell(*(None for _ in self.ask.axes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An act as it stood in a kept table: its id, the cells it stood in (their keys), whom or what it counted for.

    `claims` are what it rested on, so that an act coded anew is found again; `status` how it was judged.
    """

    act: str
    cells: tuple[tuple[str, ...], ...]
    units: tuple[str, ...]
    claims: tuple[str, ...]
    document: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTable(Entry):
    """A table somebody kept under a name (the subject), with every act in it, to be set beside a later one."""

    kind: ClassVar[str] = "table"

    table: Table
    placed: tuple[Placed, ...]


class Moved(StrEnum):
    """What became of an act between two tables."""

    CAME = "came"
    WENT = "went"
    MOVED = "moved"
    COUNTED = "counted"


class Because(StrEnum):
    """Why an act came, went or moved between two tables."""

    DOCUMENT = "document"
    READ_AGAIN = "read-again"
    JUDGED = "judged"
    JOINED = "joined"
    PARTED = "parted"
    CODED = "coded"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An act that stands elsewhere than in the table before, or counts for others, and why.

    `before` and `after` are its cells, `units` whom it counts for now. `because` may be several; `entries` are the
    numbers of the judgements that bear on it.
    """

    act: str
    moved: Moved
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    units: tuple[str, ...] = ()
    because: tuple[Because, ...]
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell with another number than before."""

    keys: tuple[str | None, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two tables of one question: the cells that differ, and each act that made them differ."""

    before: Table
    after: Table
    cells: tuple[CellChange, ...]
    changes: tuple[Change, ...]
