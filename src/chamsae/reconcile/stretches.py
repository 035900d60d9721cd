"""Claims of one cell in stretches of time so far apart that the figures of each do not depend on those of another.

So a change costs what its own stretch costs, and `clusters` of all stretches together are those of the whole cell.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from chamsae.model.claim import Claim
from chamsae.reconcile.anchors import MONTH, REACH, SPAN, VAGUE, Timed, in_time
from chamsae.reconcile.scope import DocumentFacts


def stretches(
    claims: Sequence[Claim], documents: Mapping[str, DocumentFacts], roots: Mapping[str, str]
) -> list[list[Claim]]:
    """The claims of a cell in stretches, each in the order given; `roots` as for `clusters`.

    Claims of years are told apart by their days alone: those of the same days are a stretch of their own. A claim of
    which not even the day it was said is known may belong anywhere, and makes of its cell one stretch.
    """
    spans: dict[tuple[date, date], list[Claim]] = {}
    reaches: list[tuple[date, date, int, Claim]] = []
    for at, claim in enumerate(claims):
        one = in_time(claim, documents, roots)
        low, high = _reach(one)
        if one.level == SPAN:
            spans.setdefault((low, high), []).append(claim)
        else:
            reaches.append((low, high, at, claim))
    return [*_joined(reaches), *(spans[key] for key in sorted(spans))]


def _joined(reaches: list[tuple[date, date, int, Claim]]) -> list[list[Claim]]:
    """Claims whose reaches overlap, one by one, stand together."""
    reaches.sort(key=lambda one: one[:3])
    found: list[list[tuple[int, Claim]]] = []
    until = date.min
    for low, high, at, claim in reaches:
        if not found or low > until:
            found.append([])
            until = high
        found[-1].append((at, claim))
        until = max(until, high)
    return [[claim for _, claim in sorted(part, key=lambda one: one[0])] for part in found]


def _reach(one: Timed) -> tuple[date, date]:
    """The days among which a claim may meet others."""
    low, high = one.start or date.min, one.end or date.max
    if one.level == MONTH and one.start is not None:
        last = monthrange(one.start.year, one.start.month)[1]
        return min(low, one.start.replace(day=1)), max(high, one.start.replace(day=last))
    if one.level == VAGUE and one.end is not None:
        return min(low, one.end - REACH), high
    return low, high
