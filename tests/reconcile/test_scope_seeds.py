"""The three real articles, read by our own readers: what their numbers are figures of."""

from dataclasses import replace

import pytest

from chamsae.model.scoping import Flow, Widening
from chamsae.model.settlement import FigureGroup
from chamsae.read.propose import propose
from chamsae.reconcile.copies import compare, relations, sketch
from chamsae.reconcile.figures import figures
from chamsae.reconcile.ties import ties

from . import gold

Numbers = set[tuple[str, str]]


@pytest.fixture(scope="module")
def groups() -> list[tuple[FigureGroup, Numbers]]:
    """The figures, each with the documents and words of its numbers."""
    if not gold.GOLD.exists():
        pytest.skip("needs ../shared/data beside the repository")
    facts = gold.facts()
    documents = {name: replace(one, published=facts[name].published) for name, one in gold.documents().items()}
    claims = [claim for document in documents.values() for claim in propose(document)]
    found = relations(documents.__getitem__, compare([sketch(document) for document in documents.values()]))
    numbers = {claim.id: (claim.document, claim.trigger.exact) for claim in claims}
    return [(one, {numbers[member.claim] for member in one.members}) for one in figures(claims, facts, found)]


def holding(groups: list[tuple[FigureGroup, Numbers]], document: str, words: str) -> FigureGroup:
    """The figure in which a number stands."""
    return next(group for group, numbers in groups if (document, words) in numbers)


def test_those_held_sent_back_and_left_at_baishan_are_three_figures_of_one_place(
    groups: list[tuple[FigureGroup, Numbers]],
) -> None:
    held, sent, left = (holding(groups, "002", words) for words in ("350", "more than 180", "more than 170"))
    assert {one.scope.place for one in (held, sent, left)} == {"cn-baishan-dc"}
    assert [one.scope.act for one in (held, sent, left)] == ["detained", "repatriated", "detained"]
    assert [one.scope.flow for one in (held, sent, left)] == [Flow.STOCK, Flow.FLOW, Flow.STOCK]
    assert left.scope.counted.endswith("still held") and not held.scope.counted.endswith("still held")


def test_those_held_in_china_are_one_stock_apart_from_the_flow_of_those_sent_back(
    groups: list[tuple[FigureGroup, Numbers]],
) -> None:
    stock, flow = holding(groups, "002", "over 2,000"), holding(groups, "002", "around 600")
    assert stock == holding(groups, "000", "around 2,000")
    assert (stock.scope.flow, flow.scope.flow) == (Flow.STOCK, Flow.FLOW)
    assert (stock.scope.place, flow.scope.place, flow.scope.to) == ("cn", "cn", "kp")


def test_those_sent_back_from_baishan_are_tied_to_all_sent_back_that_day(
    groups: list[tuple[FigureGroup, Numbers]],
) -> None:
    part, whole = holding(groups, "002", "more than 180"), holding(groups, "002", "around 600")
    (tie,) = (tie for tie in ties(group for group, _ in groups) if tie.narrow == part.id)
    assert (tie.wide, tie.by) == (whole.id, (Widening.PLACE,))
    assert tie.why == "Baishan Detention Center lies in China."


def test_hostages_and_members_of_a_community_are_in_no_figure(groups: list[tuple[FigureGroup, Numbers]]) -> None:
    every = {number for _, numbers in groups for number in numbers}
    assert not every & {("002", "over 200"), ("000", "500,000")}
