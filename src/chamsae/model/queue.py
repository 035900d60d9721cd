"""In which order claims are asked: what could harm somebody or carries a report first, each for a reason."""

from dataclasses import dataclass
from enum import IntEnum

from chamsae.model.claim import Act, Claim, Figure, Name, NameType, SpeakerKind
from chamsae.model.when import When

#: Below this a reader counts as unsure.
SURE = 0.5
#: The role of those to whom it was done.
VICTIM = "victim"
#: How readers of partners' lists are called: a cell says what it says, so it waits until all else is asked.
LISTS = "import "


class Stage(IntEnum):
    """Why a claim is asked; smaller is asked first."""

    REREAD = 0
    NAMED = 1
    UNSOURCED = 2
    GAP = 3
    CONTRADICTED = 4
    UNSURE = 5
    KEY = 6
    REST = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a claim stands in the queue: its stage, and how sure we are as learned (None: as its reader says)."""

    claim: str
    stage: Stage
    sure: float | None = None


def asking(claim: Claim, *, contradicted: bool = False, sure: float | None = None, reread: bool = False) -> Asking:
    """Where a claim belongs in the queue.

    `contradicted`: its figure has sources that differ; `sure`: the learned confidence, 0 to 1;
    `reread`: it reads differently what a person has judged.
    """
    found = Stage.REREAD if reread else _stage(claim, contradicted=contradicted, sure=sure)
    return Asking(claim=claim.id, stage=found, sure=sure)


def _stage(claim: Claim, *, contradicted: bool, sure: float | None) -> Stage:
    if not _matters(claim) or claim.reader.startswith(LISTS):
        return Stage.REST
    if _names_a_victim(claim):
        return Stage.NAMED
    if isinstance(claim.value, Figure) and _unsourced(claim):
        return Stage.UNSOURCED
    if _has_a_gap(claim):
        return Stage.GAP
    if contradicted:
        return Stage.CONTRADICTED
    return Stage.UNSURE if (claim.confidence if sure is None else sure) < SURE else Stage.KEY


def _matters(claim: Claim) -> bool:
    """True for how many people, what was done, and people with a part in it."""
    match claim.value:
        case Figure(amount=amount, act=act):
            return amount.unit == "person" and act is not None
        case Name(type=kind, roles=roles):
            return kind is NameType.PERSON and bool(roles)
        case value:
            return isinstance(value, Act)


def _names_a_victim(claim: Claim) -> bool:
    match claim.value:
        case Name(roles=roles):
            return VICTIM in roles
        case Act(victim_entity=entity):
            return entity is not None
        case _:
            return False


def _unsourced(claim: Claim) -> bool:
    """True where no person, group or document is named as saying so."""
    return claim.speaker is None or claim.speaker.kind in {SpeakerKind.NARRATOR, SpeakerKind.UNNAMED}


def _has_a_gap(claim: Claim) -> bool:
    """True where it is open who, or on which days."""
    match claim.value:
        case Name(entity=entity):
            return entity is None
        case Act(victim=victim):
            return victim is None or _undated(claim.when)
        case _:
            return _undated(claim.when)


def _undated(when: When | None) -> bool:
    return when is None or not when.bounded
