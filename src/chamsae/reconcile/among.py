"""Some of them: of two numbers that one sentence gives for one thing, the far smaller counts a part of the larger.

"It began with 90 people on two buses and ended with 2,600": nobody says two numbers so far apart of the same people.
"""

from dataclasses import replace

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Figure
from chamsae.reconcile.anchors import SIZE, Cluster, size
from chamsae.reconcile.placed import SIGNED, SOME
from chamsae.reconcile.scope import Cell


def apart(cell: Cell, cluster: Cluster) -> list[tuple[Cell, Cluster]]:
    """The cluster without the parts its sentences name, and each part as a figure of its own."""
    parts = {} if cell.stage or cell.act == SIGNED else _parts([claim for claim, _ in cluster.members])
    if not parts:
        return [(cell, cluster)]
    whole = [(claim, why) for claim, why in cluster.members if claim.id not in parts]
    found = [(cell, replace(cluster, members=whole))] if whole else []
    by_size: dict[str, Cluster] = {}
    for claim, why in cluster.members:
        if claim.id in parts:
            label = f"{cluster.label}, {size(claim):g}"
            part = by_size.setdefault(label, replace(cluster, label=label, members=[]))
            part.members.append((claim, f"{why}; its sentence counts more: “{parts[claim.id].trigger.exact}”"))
    return found + [(replace(cell, stage=SOME), part) for part in by_size.values()]


def _parts(claims: list[Claim]) -> dict[str, Claim]:
    """For each claim that counts a part the claim of its sentence with the largest number."""
    sentences: dict[tuple[str, int, str], list[Claim]] = {}
    for claim in claims:
        if _firm(claim):
            said = claim.speaker.text if claim.speaker else ""
            sentences.setdefault((claim.document, claim.quote.start, said), []).append(claim)
    found: dict[str, Claim] = {}
    for together in sentences.values():
        largest = max(together, key=lambda claim: (size(claim), claim.id))
        found |= {claim.id: largest for claim in together if size(claim) * SIZE < size(largest)}
    return found


def _firm(claim: Claim) -> bool:
    return isinstance(claim.value, Figure) and claim.value.amount.comparator is not Comparator.VAGUE
