"""Plausible linkages: as likely as the odds of what they make one, and never against what was judged."""

from collections import Counter
from collections.abc import Mapping

import pytest

from chamsae.link.plausible import plausible
from chamsae.model.link import Doubt

MANY = 4000


def bits(one: str, other: str, weight: float) -> Doubt:
    return Doubt(one, other, weight, apart=False)


def never(one: str, other: str) -> Doubt:
    return Doubt(one, other, 9.0, apart=True)


def clusters(made: Mapping[str, str]) -> str:
    held: dict[str, list[str]] = {}
    for one, head in made.items():
        held.setdefault(head, []).append(one)
    return " ".join(sorted("".join(sorted(one)) for one in held.values()))


def shares(*doubts: Doubt, seed: int = 1) -> dict[str, float]:
    found = Counter(clusters(made) for made in plausible(doubts, seed=seed, many=MANY))
    return {name: many / MANY for name, many in found.items()}


def near(found: Mapping[str, float], expected: Mapping[str, float]) -> bool:
    """Within four standard errors, which chance leaves about once in ten thousand."""
    return found.keys() <= expected.keys() and all(
        abs(found.get(name, 0.0) - share) < 4 * (share * (1 - share) / MANY) ** 0.5 + 0.004
        for name, share in expected.items()
    )


def test_two_persons_are_one_with_the_probability_of_their_pair() -> None:
    assert near(shares(bits("a", "b", 2.0)), {"": 0.2, "ab": 0.8})


def test_several_pairs_between_two_persons_are_one_question_and_not_as_many_witnesses() -> None:
    assert near(shares(*[bits("a", "b", 0.0)] * 5), {"": 0.5, "ab": 0.5})
    assert near(shares(bits("a", "b", 3.0), bits("b", "a", 1.0)), {"": 0.2, "ab": 0.8})


def test_what_follows_from_two_pairs_must_hold_with_the_third() -> None:
    found = shares(bits("a", "b", 1.0), bits("b", "c", 1.0), bits("a", "c", -2.0))
    whole = 1 + 2 + 2 + 0.25 + 2 * 2 * 0.25
    assert near(found, {"": 1 / whole, "ab": 2 / whole, "bc": 2 / whole, "ac": 0.25 / whole, "abc": 1 / whole})


def test_pairs_in_a_row_are_drawn_each_by_itself() -> None:
    found = shares(bits("a", "b", 0.0), bits("b", "c", 0.0))
    assert near(found, {"": 0.25, "ab": 0.25, "bc": 0.25, "abc": 0.25})


def test_who_was_judged_to_be_two_is_never_made_one_not_even_through_a_third() -> None:
    found = shares(bits("a", "b", 5.0), bits("b", "c", 5.0), never("a", "c"), bits("a", "c", 8.0))
    assert near(found, {"": 1 / 65, "ab": 32 / 65, "bc": 32 / 65})


def test_overwhelming_evidence_among_many_is_drawn_without_overflow() -> None:
    names = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"
    doubts = [bits(one, other, 500.0) for one in names for other in names if one < other]
    (made,) = plausible(doubts, seed=1, many=1)
    assert len(set(made.values())) == 1 and len(made) == len(names)


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_seed_draws_the_same_in_whatever_order_pairs_come(order: int) -> None:
    doubts = [bits("a", "b", 1.0), bits("b", "c", 0.5), bits("d", "e", 0.0), bits("c", "a", 0.1)]
    assert list(plausible(doubts[::order], seed=7, many=5)) == list(plausible(doubts, seed=7, many=5))


def test_where_nothing_is_open_there_is_no_linkage() -> None:
    assert list(plausible([never("a", "b")], seed=1, many=3)) == []
