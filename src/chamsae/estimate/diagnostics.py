"""Runs that try an answer: each list left out, each list's own known size, another prior, the prior alone.

All take the method as a function of table and seed, so every method can be tried in the same way. A run that the data
do not allow (no overlap is left, too few lists) is left out, not made up.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from math import isfinite

from chamsae.errors import InputError
from chamsae.estimate.classes import Classes
from chamsae.estimate.simulate import Design, populations
from chamsae.estimate.tables import table as made
from chamsae.estimate.tables import without_list
from chamsae.model.estimate import CaptureTable, Estimate, Role

#: A method with its settings: the estimate of a table under a seed.
Ask = Callable[[CaptureTable, int], Estimate]
#: Told which list is tried, before it is.
Tell = Callable[[str], object]


def leaving_out(table: CaptureTable, ask: Ask, *, seed: int, told: Tell) -> Iterator[tuple[str, Estimate]]:
    """The total estimated without each list in turn; whoever was on no other list is then documented no more."""
    for place, name in enumerate(table.lists):
        rest = without_list(table, name)
        if can_be_asked(rest):
            told(name)
            if found := tried(ask, rest, derived(seed, 1, place)):
                yield name, found


def withheld(table: CaptureTable, ask: Ask, *, seed: int, told: Tell) -> Iterator[tuple[str, int, Estimate]]:
    """For each list, its known size and what the other lists make of it (after Binette and Steorts 2021).

    Only the persons of the list are looked at; those on no other list are hidden and have to be estimated.
    """
    for place, name in enumerate(table.lists):
        size, inside = within(table, name)
        if can_be_asked(inside):
            told(name)
            if found := tried(ask, inside, derived(seed, 2, place)):
                yield name, size, found


def within(table: CaptureTable, name: str) -> tuple[int, CaptureTable]:
    """How many persons a list has, and the table of those of them who are on others, as the others saw them."""
    place = table.lists.index(name)
    seen: Counter[tuple[int, ...]] = Counter()
    for pattern, count in zip(table.patterns, table.counts, strict=True):
        if pattern[place]:
            seen[pattern[:place] + pattern[place + 1 :]] += count
    seen.pop((0,) * (len(table.lists) - 1), None)
    others = table.lists[:place] + table.lists[place + 1 :]
    return table.sizes[place], made(others, list(seen), list(seen.values()), table.stratum)


def rehearsed(table: CaptureTable, ask: Ask, best: Classes, *, seed: int) -> Iterator[tuple[str, int, Estimate]]:
    """`withheld` on made-up people after the fitted classes: what the check would say if the model were true.

    Few persons of a list who are seldom on others are underestimated under any truth; a miss that the rehearsal shows
    too is no evidence against the model.
    """
    for place, (name, size) in enumerate(zip(table.lists, table.sizes, strict=True)):
        shares = [share * row[place] for share, row in zip(best.shares, best.chances, strict=True)]
        design = Design(
            name=name,
            shares=tuple(share / sum(shares) for share in shares),
            chances=tuple(row[:place] + row[place + 1 :] for row in best.chances),
        )
        (inside,) = populations(design, size=size, seed=derived(seed, 6, place))
        if can_be_asked(inside) and (found := tried(ask, inside, derived(seed, 7, place))):
            yield name, size, found


def can_be_asked(table: CaptureTable, *, least: int = 10) -> bool:
    """Whether a trial run means anything: two lists that have somebody, a person on two of them, ten persons in all."""
    kept = [size for size in table.sizes if size]
    return len(kept) >= 2 and table.n >= least and any(sum(pattern) > 1 for pattern in table.patterns)


def derived(seed: int, kind: int, place: int) -> int:
    """A seed for a run beside the answer's, always the same for the same place and kind."""
    return (seed * 1_000_003 + kind * 10_007 + place + 1) % 2**63


def ratio(estimates: Iterable[Estimate]) -> float:
    """The largest of the totals over the smallest; 1 for one or none."""
    medians = [one.median for one in estimates]
    return max(medians) / min(medians) if medians and min(medians) > 0 else 1.0


def unseen_moved(answer: Estimate, other: Estimate) -> float:
    """How far an estimate is from the answer, as a share of the answer's half interval (1: at an end of it)."""
    if answer.low is None or answer.high is None:
        return 0.0
    reach = answer.high - answer.median if other.median > answer.median else answer.median - answer.low
    return abs(other.median - answer.median) / max(reach, 0.5)


def covers(estimate: Estimate, truth: float) -> bool:
    """Whether the interval holds this number; an estimate without both ends is not judged, so it does."""
    if estimate.low is None or estimate.high is None:
        return True
    return estimate.low <= truth <= estimate.high


def tried(ask: Ask, table: CaptureTable, seed: int) -> Estimate | None:
    """The estimate as a trial, which is no answer and of which nothing is summed; None where the method has none."""
    try:
        found = ask(table, seed)
    except InputError:
        return None
    return replace(found, role=Role.SENSITIVITY, draws=()) if isfinite(found.median) else None
