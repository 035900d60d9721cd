"""The smallest set of claims that cannot all hold, against trying every set."""

import sys
from itertools import combinations, count
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.errors import MissingPart
from chamsae.reconcile.conflict import Bound, Link, System, conflicts

#: held − sent = left.
BALANCE = Link(terms=(("held", 1.0), ("sent", -1.0), ("left", -1.0)))


def said(quantity: str, low: float, high: float | None = None, claim: str | None = None) -> Bound:
    return Bound(quantity=quantity, low=low, high=low if high is None else high, claim=claim or quantity)


def test_what_adds_up_is_no_conflict() -> None:
    system = System(bounds=(said("held", 350, 351), said("sent", 180, inf), said("left", 170, inf)), links=(BALANCE,))
    assert conflicts([system]) == [()]


def test_all_of_a_sum_that_is_out_are_in_conflict() -> None:
    system = System(bounds=(said("held", 351), said("sent", 180, inf), said("left", 190, inf)), links=(BALANCE,))
    assert conflicts([system]) == [("held", "left", "sent")]


def test_of_two_conflicts_the_one_with_fewer_claims_is_named() -> None:
    part = Link(terms=(("women", 1.0), ("sent", -1.0)), low=-inf)
    bounds = (said("held", 500), said("sent", 180), said("left", 190), said("women", 400))
    assert conflicts([System(bounds=bounds, links=(BALANCE, part))]) == [("sent", "women")]


def test_two_claims_of_one_quantity_conflict_without_any_tie() -> None:
    assert conflicts([System(bounds=(said("x", 1, 2, "a"), said("x", 3, 4, "b")), links=())]) == [("a", "b")]


def test_one_claim_that_no_quantity_can_have_is_a_conflict_by_itself() -> None:
    whole = Bound(quantity="whole", low=0, high=100)
    link = Link(terms=(("part", 1.0), ("whole", -1.0)), low=-inf)
    assert conflicts([System(bounds=(whole, said("part", 120)), links=(link,))]) == [("part",)]


def test_large_numbers_beside_a_small_gap_are_told_apart() -> None:
    link = Link(terms=(("a", 1.0), ("b", -1.0)))
    one = System(bounds=(said("a", 527_010_000), said("b", 527_010_001)), links=(link,))
    two = System(bounds=(said("a", 527_010_000), said("b", 527_010_000)), links=(link,))
    assert conflicts([one, two]) == [("a", "b"), ()]


def test_systems_side_by_side_are_answered_each_for_itself() -> None:
    sound = System(bounds=(said("held", 350), said("sent", 180), said("left", 170)), links=(BALANCE,))
    wrong = System(bounds=(said("held", 350), said("sent", 180), said("left", 171)), links=(BALANCE,))
    assert conflicts([sound, wrong, sound]) == [(), ("held", "left", "sent"), ()]
    assert conflicts([]) == []


@st.composite
def _systems(draw: st.DrawFn) -> System:
    names = ["p", "q", "r", "s"]
    number = count()
    bounds = tuple(
        said(
            draw(st.sampled_from(names)),
            low := draw(st.integers(0, 9)),
            low + draw(st.integers(0, 3)),
            f"c{next(number)}",
        )
        for _ in range(draw(st.integers(2, 6)))
    )
    known = sorted({bound.quantity for bound in bounds})
    link = st.tuples(st.lists(st.tuples(st.sampled_from(known), st.sampled_from([1.0, -1.0])), min_size=2, max_size=3),
                     st.sampled_from([(0.0, 0.0), (-inf, 0.0)]))  # fmt: skip
    links = tuple(
        Link(terms=tuple(terms), low=low, high=high) for terms, (low, high) in draw(st.lists(link, max_size=2))
    )
    return System(bounds=bounds, links=links)


@settings(max_examples=60, deadline=None)
@given(_systems())
def test_no_smaller_set_is_impossible_and_the_one_named_is(system: System) -> None:
    (found,) = conflicts([system])
    smallest = next(
        (set(some) for size in range(1, len(system.claims) + 1) for some in combinations(system.claims, size)
         if not _possible(system, set(some))), set[str]()
    )  # fmt: skip
    assert len(found) == len(smallest)
    assert not found or not _possible(system, set(found))


def _possible(system: System, claims: set[str]) -> bool:
    """Whether these claims can hold, by SciPy asked in another way: without slack."""
    from scipy.optimize import linprog

    names = sorted({bound.quantity for bound in system.bounds})
    ends = dict.fromkeys(names, (0.0, inf))
    for bound in system.bounds:
        if bound.claim in claims:
            low, high = ends[bound.quantity]
            ends[bound.quantity] = max(low, bound.low), min(high, bound.high)
    if any(low > high for low, high in ends.values()):
        return False
    rows, right = [], []
    for link in system.links:
        row = [sum(weight for quantity, weight in link.terms if quantity == name) for name in names]
        rows.append(row)
        right.append(link.high)
        if link.low > -inf:
            rows.append([-weight for weight in row])
            right.append(-link.low)
    result = linprog([0.0] * len(names), A_ub=rows or None, b_ub=right or None, bounds=[ends[name] for name in names])
    return bool(result.status == 0)


def test_without_scipy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(MissingPart, match="SciPy"):
        conflicts([System(bounds=(said("x", 1),), links=())])
