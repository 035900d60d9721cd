"""What has become of a settled figure: whether it stands, what reopened it, and what leans on it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chamsae.model.settlement import Settlement, State
from chamsae.model.stance import Stance


class Cause(StrEnum):
    """What reopens a settlement.

    `new_origin`: somebody not heard before gives a number; `new_number`: an origin counted before gives another one;
    `gone`: a claim it rests on was rejected, or is read no more; `corrected`: such a claim was edited; `moved`: such a
    claim stands in another figure now; `joined`: claims counted apart are one origin now; `parted`: claims counted as
    one origin are several now; `merged`: another settled figure has become one with it.
    """

    NEW_ORIGIN = "new_origin"
    NEW_NUMBER = "new_number"
    GONE = "gone"
    CORRECTED = "corrected"
    MOVED = "moved"
    JOINED = "joined"
    PARTED = "parted"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """One thing that has changed since a figure was settled: the claims it is about, and a sentence."""

    cause: Cause
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a figure stands: its range, the settlement that counts, what has reopened it, all that was decided.

    `group` is None for a settlement whose claims are all gone. `low` and `high` are those of the settlement, else
    those proposed. `history` holds every settlement and every withdrawal in order, those made while the figure had
    another id among them; `withdrawn` the numbers taken back. `denied` are statements that deny the figure without a
    number, in documents that came in after it was settled: they are told, and reopen nothing.
    """

    group: str | None
    state: State
    low: int | float | None
    high: int | float | None
    reason: str
    settlement: Settlement | None = None
    reopened: tuple[Reopening, ...] = ()
    history: tuple[Settlement, ...] = ()
    withdrawn: tuple[int, ...] = ()
    denied: tuple[Stance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """Something made while a settlement stood, that holds it: an entry of the log.

    `settlement` is the number it holds, `outdated` True where that one stands no more or is reopened. `number` is the
    log entry's; `action` what was made (release, report, bundle …) and `subject` its id.
    """

    number: int
    action: str
    subject: str
    settlement: int
    by: str
    at: datetime
    outdated: bool
