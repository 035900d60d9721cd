"""Some of them: numbers of one scope and time that count a part of the others.

"It began with 90 people on two buses and ended with 2,600": nobody says two numbers so far apart of the same people in
one sentence. "Nine of them" are a part by their own words. And who counts far fewer over one crossing than all others
count without naming any, counts that crossing.
"""

from collections.abc import Sequence
from dataclasses import replace

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Figure
from chamsae.reconcile.anchors import NEAR, SIZE, Cluster, size
from chamsae.reconcile.ground import way
from chamsae.reconcile.parts import takes_up
from chamsae.reconcile.placed import SIGNED, SOME
from chamsae.reconcile.scope import Cell


def apart(cell: Cell, cluster: Cluster) -> list[tuple[Cell, Cluster]]:
    """The cluster without its parts, and each part, by its number, as a figure of its own."""
    firm = [claim for claim, _ in cluster.members if _firm(claim)]
    alone = cell.stage or cell.act == SIGNED or len(firm) < 2
    parts = {} if alone else _of_sentences(firm) | _of_crossings(firm) | _of_those(firm)
    if not parts:
        return [(cell, cluster)]
    whole = [(claim, why) for claim, why in cluster.members if claim.id not in parts]
    found = [(cell, replace(cluster, members=whole))] if whole else []
    by_size: dict[str, Cluster] = {}
    for claim, why in cluster.members:
        if claim.id in parts:
            label = f"{cluster.label}, {size(claim):g}"
            part = by_size.setdefault(label, replace(cluster, label=label, members=[]))
            part.members.append((claim, f"{why}; {parts[claim.id]}"))
    return found + [(replace(cell, stage=SOME), part) for part in by_size.values()]


def _of_sentences(claims: Sequence[Claim]) -> dict[str, str]:
    """The claims whose sentence gives a far larger number, with the clause that says so."""
    sentences: dict[tuple[str, int, str], list[Claim]] = {}
    for claim in claims:
        said = claim.speaker.text if claim.speaker else ""
        sentences.setdefault((claim.document, claim.quote.start, said), []).append(claim)
    found: dict[str, str] = {}
    for together in sentences.values():
        largest = max(together, key=lambda claim: (size(claim), claim.id))
        why = f"its sentence counts more: “{largest.trigger.exact}”"
        found |= {claim.id: why for claim in together if size(claim) * SIZE < size(largest)}
    return found


def _of_crossings(claims: Sequence[Claim]) -> dict[str, str]:
    """The claims that name a crossing and count far fewer than every one that names none."""
    ways = {claim.id: over for claim in claims if (over := way(claim))}
    least = min((size(claim) for claim in claims if claim.id not in ways), default=0.0) if ways else 0.0
    return {
        claim.id: f"it counts far fewer, those over {ways[claim.id][0]}"
        for claim in claims
        if claim.id in ways and size(claim) * NEAR < least
    }


def _of_those(claims: Sequence[Claim]) -> dict[str, str]:
    """The claims that take up a larger number told before in their document: "nine of them"."""
    found: dict[str, str] = {}
    for claim in claims:
        if takes_up(claim):
            before = (
                one for one in claims if one.document == claim.document and one.trigger.end <= claim.trigger.start
            )
            whole = max(before, key=lambda one: (one.trigger.start, one.id), default=None)
            if whole and size(claim) < size(whole):
                found[claim.id] = f"they are a part of the “{whole.trigger.exact}” before"
    return found


def _firm(claim: Claim) -> bool:
    return isinstance(claim.value, Figure) and claim.value.amount.comparator is not Comparator.VAGUE
