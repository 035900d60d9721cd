"""What kind of perpetrator a document reports, where it says: a state's people, or others."""

from enum import StrEnum

from chamsae.read.incident.telling import Telling
from chamsae.read.incident.violations import features
from chamsae.read.scorer import shipped

#: From which probability on the kind is proposed.
ENOUGH = 0.55


class Kind(StrEnum):
    """Who did it: police, army, courts and others of a state; or armed groups, criminals, companies, private people."""

    STATE = "state actor"
    OTHER = "non-state actor"


def perpetrator(telling: Telling) -> tuple[Kind, float] | None:
    """The kind of perpetrator with its probability; None where neither is likely enough."""
    known = features(telling)
    kind, probability = max(
        ((kind, shipped(scorer_name(kind)).probability(known)) for kind in Kind), key=lambda pair: pair[1]
    )
    return (kind, probability) if probability >= ENOUGH else None


def scorer_name(kind: Kind) -> str:
    """The name of the scorer for one kind."""
    return f"incident_{kind.value.replace(' ', '_').replace('-', '_')}"


def kind_of(annotation: str) -> Kind | None:
    """The kind for a perpetrator type of HRDsAttack; None for "insufficient info"."""
    if annotation in ("state actor", "other state actors", "other actors with permissions"):
        return Kind.STATE
    return None if annotation == "insufficient info" else Kind.OTHER
