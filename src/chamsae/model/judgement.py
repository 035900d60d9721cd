"""What people decided: an append-only ledger, and the fold that gives the present state.

A judgement is never changed or erased; undoing one writes another. What is undone counts no more. Of what
stands, the last answer given with open eyes decides. Answers given blind after it, by second readers who
did not see it, must agree with it: where they do not, the target is disputed until somebody answers openly
again. Nobody's withholding is outvoted. A ledger without blind answers is folded as it always was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """The answers a person can give; `undone` takes back the judgement named in `undoes`.

    The last two are written by reading again: `retired` when no present reader proposes the claim any more,
    `suggested` for a claim that reads differently what a person has judged, until a person answers.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CANNOT_TELL = "cannot_tell"
    SUPERSEDED = "superseded"
    WITHHELD = "withheld"
    UNDONE = "undone"
    RETIRED = "retired"
    SUGGESTED = "suggested"


#: Verdicts no person gave.
BY_READING = frozenset({Verdict.RETIRED, Verdict.SUGGESTED})


class Status(StrEnum):
    """The present state of a claim or relation."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    WITHHELD = "withheld"
    RETIRED = "retired"
    SUGGESTED = "suggested"


#: Claims in these states say nothing: they are in no figure and no export of what stands.
ABSENT = frozenset({Status.REJECTED, Status.RETIRED, Status.SUGGESTED})
#: What waits for a person.
WAITING = frozenset({Status.PROPOSED, Status.SUGGESTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Who decided what about which claim or relation, when and why.

    `number` is its place in the ledger, given by the store (0 before). `target` is a claim or
    relation id. `undoes` is the number of the judgement taken back (also on what follows from taking it
    back); `by_claim` the superseding claim. `blind`: the person had not seen what others answered.
    `batch` names the act of which this is one of many, so that they are taken back together.
    """

    number: int = 0
    target: str
    verdict: Verdict
    by: str
    at: datetime
    why: str = ""
    undoes: int | None = None
    by_claim: str | None = None
    blind: bool = False
    batch: str | None = None


STATUS_OF: Mapping[Verdict, Status] = {
    Verdict.ACCEPTED: Status.ACCEPTED,
    Verdict.REJECTED: Status.REJECTED,
    Verdict.SUPERSEDED: Status.REJECTED,
    Verdict.CANNOT_TELL: Status.DISPUTED,
    Verdict.WITHHELD: Status.WITHHELD,
    Verdict.RETIRED: Status.RETIRED,
    Verdict.SUGGESTED: Status.SUGGESTED,
}


def fold(ledger: Iterable[Judgement]) -> dict[str, Status]:
    """The present status of every judged target; targets not in it are proposed."""
    return {target: decided(entries) for target, entries in standing(ledger).items()}


def standing(ledger: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """The judgements of each target that are not undone, in order of number; the ledger comes in that order."""
    history: dict[str, list[Judgement]] = {}
    for entry in ledger:
        entries = history.setdefault(entry.target, [])
        if entry.verdict is Verdict.UNDONE:
            entries[:] = [kept for kept in entries if kept.number != entry.undoes]
        else:
            entries.append(entry)
    return {target: entries for target, entries in history.items() if entries}


def decided(entries: Sequence[Judgement]) -> Status:
    """The status that the standing judgements of one target leave it in; at least one must stand."""
    last_open = max((at for at, entry in enumerate(entries) if not entry.blind), default=0)
    since = entries[last_open:]
    people = [entry for entry in since if entry.verdict not in BY_READING] or since
    opinions = {STATUS_OF[verdict] for verdict in {entry.by: entry.verdict for entry in people}.values()}
    if Status.WITHHELD in opinions:
        return Status.WITHHELD
    return opinions.pop() if len(opinions) == 1 else Status.DISPUTED
