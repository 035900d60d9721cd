"""What people decided: an append-only ledger, and the fold that gives the present state.

A judgement is never changed or erased; undoing one writes another. The state of a target is the
verdict of its last judgement that has not been undone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """The answers a person can give; `undone` takes back the judgement named in `undoes`."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CANNOT_TELL = "cannot_tell"
    SUPERSEDED = "superseded"
    WITHHELD = "withheld"
    UNDONE = "undone"


class Status(StrEnum):
    """The present state of a claim or relation."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Who decided what about which claim or relation, when and why.

    `number` is its place in the ledger, given by the store (0 before). `target` is a claim or
    relation id. `undoes` is the number of the judgement taken back; `by_claim` the superseding claim.
    """

    number: int = 0
    target: str
    verdict: Verdict
    by: str
    at: datetime
    why: str = ""
    undoes: int | None = None
    by_claim: str | None = None


STATUS_OF: Mapping[Verdict, Status] = {
    Verdict.ACCEPTED: Status.ACCEPTED,
    Verdict.REJECTED: Status.REJECTED,
    Verdict.SUPERSEDED: Status.REJECTED,
    Verdict.CANNOT_TELL: Status.DISPUTED,
    Verdict.WITHHELD: Status.WITHHELD,
}


def standing(ledger: Iterable[Judgement]) -> dict[str, Judgement]:
    """The judgement that stands for each target: its last one not undone. Ledger in order of number."""
    history: dict[str, list[Judgement]] = {}
    for entry in ledger:
        entries = history.setdefault(entry.target, [])
        if entry.verdict is Verdict.UNDONE:
            entries[:] = [kept for kept in entries if kept.number != entry.undoes]
        else:
            entries.append(entry)
    return {target: entries[-1] for target, entries in history.items() if entries}


def fold(ledger: Iterable[Judgement]) -> dict[str, Status]:
    """The present status of every judged target; targets not in it are proposed."""
    return {target: STATUS_OF[last.verdict] for target, last in standing(ledger).items()}
