"""The numbers on the page that teaches estimation are those our code gives for its table."""

import re

import pytest

from chamsae.estimate.run import Depth, estimate
from chamsae.estimate.simple import chapman_pairs
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable, Estimation, Method, Verdict
from tests.docs.fenced import ROOT

PAGE = (ROOT / "docs" / "explain" / "estimation.md").read_text("utf-8")
LINE = " ".join(PAGE.split())


@pytest.fixture(scope="module")
def lists() -> CaptureTable:
    """The table as the page has it."""
    rows = [
        [int(cell) for cell in found]
        for found in re.findall(r"^\| ([01]) \| ([01]) \| ([01]) \| (\d+) \|$", PAGE, re.M)
    ]
    return table(("church", "aid group", "radio"), [row[:3] for row in rows], [row[3] for row in rows])


@pytest.fixture(scope="module")
def told(lists: CaptureTable) -> Estimation:
    """What comes of it, as the command of the page asks."""
    return estimate(lists, seed=7, depth=Depth.QUICK)


def test_the_page_says_how_many_are_documented(lists: CaptureTable) -> None:
    assert len(lists.patterns) == 7
    assert f"In all, {lists.n} people are documented" in LINE
    assert f"You catch {lists.sizes[0]} fish" in LINE and f"you catch {lists.sizes[1]}" in LINE
    assert f"{22 + 8} of them carry a mark" in LINE


def test_the_pairs_of_lists_are_what_chapman_gives(lists: CaptureTable) -> None:
    for one in chapman_pairs(lists):
        assert one.low and one.high
        assert f"| {one.model.replace(', ', ' and ')} | {one.median:.0f} | {one.low:.0f} to {one.high:.0f} |" in PAGE


def test_the_methods_say_what_the_page_says(told: Estimation) -> None:
    assert told.verdict is Verdict.IDENTIFIED and told.answer is not None
    named = {Method.LOGLINEAR: "log-linear models", Method.GRAPHS: "decomposable graphs"}
    every = {one.method: one for one in told.others}
    for method, name in named.items():
        one = every[method]
        assert f"| {name} | {one.median:.0f} | {one.low:.0f} to {one.high:.0f} |" in PAGE
    assert f"| at least {every[Method.CHAO].low:.0f} |" in PAGE


def test_the_answer_is_the_one_of_the_page_within_the_luck_of_the_draw(told: Estimation) -> None:
    said = re.search(r"\| latent classes \| (\d+) \| (\d+) to (\d+) \|", PAGE)
    assert said and told.answer and told.answer.low and told.answer.high
    for shown, one in zip(said.groups(), (told.answer.median, told.answer.low, told.answer.high), strict=True):
        assert float(shown) == pytest.approx(one, rel=0.01)
    assert f"between {said[2]} and {said[3]}" in LINE


def test_other_beliefs_give_what_the_page_says(lists: CaptureTable) -> None:
    found = re.search(r"they give between (\d+) and (\d+) instead of 344", LINE)
    tried = [one.median for _, one in estimate(lists, seed=7).priors]
    assert found and len(tried) == 4
    assert float(found[1]) <= min(tried) and max(tried) <= float(found[2])


def test_without_overlaps_there_is_no_number(lists: CaptureTable) -> None:
    alone = [(pattern, count) for pattern, count in zip(lists.patterns, lists.counts, strict=True) if sum(pattern) == 1]
    made = estimate(table(lists.lists, *zip(*alone, strict=True)), seed=7)
    assert made.verdict is Verdict.REFUSED and made.answer is None
