"""Which types of violation a document reports: learned from how often, how early and beside what they are named."""

from math import log1p

from chamsae.read.incident.telling import Telling
from chamsae.read.scorer import shipped
from chamsae.read.words import keyed

#: The types of HRDsAttack; "other" holds threats, attacks, dismissals, forced labour, bans and the like.
TYPES = ("arbitrary detention", "enforced disappearance", "kidnapping", "killing", "other", "torture")
#: From which probability on a type is proposed (chosen by cross-validation on the training articles).
ENOUGH = 0.34


def probabilities(telling: Telling) -> dict[str, float]:
    """For each type that some word of the document speaks for, how likely the document reports it, 0 to 1."""
    known = features(telling)
    named = [kind for kind in TYPES if any(group in telling.groups for group in groups_of(kind))]
    return {kind: shipped(scorer_name(kind)).probability(known) for kind in named}


def scorer_name(kind: str) -> str:
    """The name of the scorer for one type."""
    return f"incident_{kind.replace(' ', '_')}"


def features(telling: Telling) -> dict[str, float]:
    """How the document speaks of each group: at all, how much, at the top, in the title, and in whose company."""
    found: dict[str, float] = {"length": log1p(telling.length) / 5}
    for group, count in telling.groups.items():
        found |= {f"any {group}": 1.0, f"log {group}": log1p(count)}
        found[f"rate {group}"] = min(3.0, 100 * count / max(telling.length, 80))
    found |= {f"top {group}": 1.0 for group in telling.top_groups}
    found |= {f"title {group}": 1.0 for group in telling.title_groups}
    return found | _shares(telling)


def _shares(telling: Telling) -> dict[str, float]:
    """How the words for the types compare with each other."""
    counts = {kind: sum(telling.groups.get(group, 0) for group in groups_of(kind)) for kind in TYPES}
    total, most = sum(counts.values()), max(counts.values())
    found = {f"type {kind}": log1p(count) for kind, count in counts.items()}
    found |= {f"share {kind}": 2 * count / (total or 1) for kind, count in counts.items()}
    found |= {f"most {kind}": 1.0 for kind, count in counts.items() if count == most}
    return found | ({"hardly any": 1.0} if total < 3 else {})


def groups_of(kind: str) -> frozenset[str]:
    """The word groups that speak for a type."""
    return frozenset(keyed("incident", "violations")[kind])
