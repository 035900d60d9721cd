"""Arithmetic between claims: what must hold if all of them are true, and whether it can."""

from dataclasses import dataclass
from enum import StrEnum


class CheckKind(StrEnum):
    """What is checked.

    `balance`: held before less sent back is left; `part`: a part is at most its whole; `sum`: parts that are told to be
    all make the whole; `growth`: a count that only grows; `duration`: a length of time and the dates it runs between;
    `weekday`: a weekday and its date; `conversion`: one quantity in two units.
    """

    BALANCE = "balance"
    PART = "part"
    SUM = "sum"
    GROWTH = "growth"
    DURATION = "duration"
    WEEKDAY = "weekday"
    CONVERSION = "conversion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A constraint between claims: it holds and supports them, or it is a question.

    `claims` are all it is about; `conflict` the smallest set of them that cannot all hold (empty when it holds).
    `groups` are ids of the figures its claims are in. `why` says in a sentence what was compared, with the numbers.
    """

    id: str
    kind: CheckKind
    holds: bool
    claims: tuple[str, ...]
    groups: tuple[str, ...]
    why: str
    conflict: tuple[str, ...] = ()
