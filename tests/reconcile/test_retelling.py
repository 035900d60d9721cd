"""Retellings: found by what they tell and whom they name, in three languages; independent reports are left alone."""

from itertools import permutations

import pytest

from chamsae.model.document import RelationKind
from chamsae.reconcile.retelling import retellings

from . import retold

FAMILY = {("a3", "a2"), ("b2", "b3"), ("b3", "b2")}


def test_reports_that_name_their_source_and_tell_what_it_tells_retell_it() -> None:
    expected = {("a2", "a1"), ("a3", "a1"), ("b2", "b1"), ("b3", "b1"), ("c2", "c1"), ("f2", "f1")}
    assert expected <= retold.found(retold.sketches("first"), RelationKind.RETELLING) <= expected | FAMILY


def test_one_report_retold_by_many_is_not_thereby_less_its_own() -> None:
    expected = {("h2", "h1"), ("h3", "h1"), ("h4", "h1"), ("j2", "j1"), ("k3", "k2")}
    assert retold.found(retold.sketches("second"), RelationKind.RETELLING) == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("i1", "i2"),  # two papers at one event
        ("i1", "i3"),  # the same in two languages
        ("j2", "j3"),  # two stories of one agency
        ("k1", "k2"),  # an outlet goes on with its story
        ("k3", "k1"),  # who names the outlet tells its other report
        ("l1", "l2"),  # a title any paper would choose
    ],
)
def test_what_two_can_say_without_each_other_joins_nothing(one: str, two: str) -> None:
    pairs = retold.found(retold.sketches("second"), RelationKind.RETELLING)
    assert not {(one, two), (two, one)} & pairs


def test_a_report_with_much_of_its_own_only_cites() -> None:
    assert retold.found(retold.sketches("first"), RelationKind.CITES) == {("a5", "a1")}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("a1", "a4"),  # the same hand-over, counted by a group of its own
        ("b1", "b4"),  # two stories of one agency on one day
        ("d1", "d2"),  # two agencies at one press conference
        ("e1", "e2"),  # a title that says nothing
        ("g1", "g2"),  # a column of the same title every week
        ("c1", "c3"),  # an answer to a report
    ],
)
def test_independent_reports_are_not_taken_for_one(one: str, two: str) -> None:
    kept = retold.sketches("first")
    both = [sketch for sketch in kept if sketch.document in (one, two)]
    for order in permutations(both):
        assert not retold.found(order, RelationKind.RETELLING)


def test_the_relation_says_why_and_shows_where() -> None:
    documents = retold.pile("first")
    (relation,) = [one for one in retellings(retold.sketches("first")) if (one.document, one.other) == ("c2", "c1")]
    assert "harbour courier" in relation.why and "143" in relation.why and relation.directed
    start, end, other_start, other_end = relation.shared[0]
    assert documents["c2"].text[start:end] == documents["c1"].text[other_start:other_end]
    assert 0 < relation.score < 1


def test_only_pairs_with_a_new_document_are_found() -> None:
    kept = retold.sketches("first")
    old = [sketch for sketch in kept if sketch.document != "c2"]
    new = [sketch for sketch in kept if sketch.document == "c2"]
    assert {(one.document, one.other) for one in retellings(new, old)} == {("c2", "c1")}


def test_order_changes_nothing() -> None:
    kept = retold.sketches("first")
    assert retellings(kept) == retellings(kept[::-1])
