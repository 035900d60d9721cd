"""Several estimates as one: verdata's rule to the digit, linkages alike, and strata of which none counts as nobody."""

import csv
from dataclasses import replace
from math import exp, log
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from chamsae.errors import InputError
from chamsae.estimate.checks import Code
from chamsae.estimate.combine import combine, over_linkages, stacked, summed
from chamsae.estimate.tables import table
from chamsae.model.estimate import Estimate, Estimation, Finding, Grade, Method, Role, RunRecord, Verdict

FIXTURE = Path(__file__).resolve().parents[3] / "shared" / "data" / "mse" / "verdata_combine_fixture.csv"


def drawn(*draws: int, n: int = 10, method: Method = Method.LATENT) -> Estimate:
    return Estimate(method=method, n=n, median=float(np.median(draws)) if draws else n, draws=draws)


def stratum(year: str, answer: Estimate | None, n: int, verdict: Verdict = Verdict.IDENTIFIED) -> Estimation:
    made = table("ABC", [(1, 1, 0)], [n], (("year", year),))
    return Estimation(table=made, verdict=verdict, findings=(), answer=answer, record=RunRecord(data="", seed=1))


def normal(n: int, middle: float, seed: int, many: int = 4000) -> Estimate:
    draws = n + np.exp(np.random.default_rng(seed).normal(log(middle), 0.3, many))
    return Estimate(method=Method.LATENT, n=n, median=float(np.median(draws)), draws=tuple(map(int, np.rint(draws))))


def test_the_published_replicates_give_the_published_answer() -> None:
    if not FIXTURE.is_file():
        pytest.skip("needs ../shared/data/mse beside the repository")
    with FIXTURE.open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    combined = combine([drawn(*map(int, row[2:]), n=int(row[1])) for row in rows])
    assert combined.findings == ()
    answer = combined.estimate
    assert answer is not None
    assert answer.low is not None
    assert answer.high is not None
    assert (round(answer.low), round(answer.median), round(answer.high)) == (1266, 1593, 2148)


def test_the_rule_adds_what_lies_between_replicates_to_what_lies_within() -> None:
    combined = combine([drawn(20, 30, n=10), drawn(30, 50, n=10), drawn(10, 20, n=10)])
    logs = [np.log([10, 20]), np.log([20, 40]), np.log([0.1, 10])]
    within, between = np.mean([one.var(ddof=1) for one in logs]), np.var([one.mean() for one in logs], ddof=1)
    answer = combined.estimate
    assert answer is not None
    assert answer.settings["within"] == pytest.approx(within)
    assert answer.settings["between"] == pytest.approx(between)
    assert answer.settings["freedom"] == pytest.approx(2 * (1 + within / (4 * between)) ** 2)
    assert dict(answer.quantiles)[0.5] == pytest.approx(10 + exp(np.mean([one.mean() for one in logs])))
    assert [(one.code, one.grade) for one in combined.findings] == [("few_replicates", Grade.WARNING)]


def test_replicates_that_agree_wholly_are_combined_all_the_same() -> None:
    answer = combine([drawn(20, 30)] * 10).estimate
    assert answer is not None
    assert answer.settings["between"] == pytest.approx(0, abs=1e-12)
    assert answer.low is not None
    assert answer.low < 25 < (answer.high or 0)


def test_one_replicate_is_refused() -> None:
    combined = combine([drawn(20, 30)])
    assert combined.estimate is None
    assert [(one.code, one.grade) for one in combined.findings] == [("one_replicate", Grade.REFUSAL)]


@pytest.mark.parametrize(
    ("estimates", "says"),
    [
        ([], "no estimates"),
        ([drawn(20, 30), drawn()], "estimate 2 has no draws"),
        ([drawn(20, 30), drawn(20, 30, method=Method.GRAPHS)], "different methods"),
        ([drawn(20, 30), drawn(5, 30)], "smaller than the number of documented"),
    ],
)
def test_what_cannot_be_combined_is_refused(estimates: list[Estimate], says: str) -> None:
    with pytest.raises(InputError, match=says):
        combine(estimates)


def test_linkages_that_differ_widen_the_answer_and_say_by_how_much() -> None:
    low, high = normal(100, 200, 1), normal(110, 900, 2)
    apart, alike = stacked([low, high]), stacked([low, normal(100, 200, 3)])
    assert apart.settings["linkages"] == 2
    assert float(apart.settings["linkage_share"]) > 0.7
    assert float(alike.settings["linkage_share"]) < 0.1
    assert apart.n == 105
    assert apart.low is not None
    assert apart.high is not None
    assert apart.low < low.median < high.median < apart.high


def test_a_linkage_with_more_draws_counts_no_more_than_another() -> None:
    answer = stacked([normal(0, 100, 1, many=100), normal(0, 10_000, 2, many=9000)])
    assert len(answer.draws) == 200
    assert sum(draw < 1000 for draw in answer.draws) == 100


def test_the_sum_over_strata_is_narrower_than_the_sum_of_their_ends() -> None:
    strata = [stratum(str(year), normal(50, 100, year), 50) for year in range(2000, 2016)]
    combined = summed(strata, seed=5)
    answer = combined.estimate
    assert answer is not None
    assert combined.findings == ()
    assert (answer.n, answer.role) == (800, Role.ANSWER)
    truth = 16 * (50 + 100 * exp(0.3**2 / 2))
    assert answer.low is not None
    assert answer.high is not None
    assert answer.low < truth < answer.high
    assert answer.high - answer.low < 0.5 * 16 * 100 * 2 * 0.3 * NormalDist().inv_cdf(0.975)


def test_the_same_seed_gives_the_same_sum_and_strata_are_not_coupled_by_the_order_of_their_draws() -> None:
    rising = drawn(*range(1000, 2000), n=100)
    strata = [stratum("2001", rising, 100), stratum("2002", rising, 100)]
    answer = summed(strata, seed=5).estimate
    assert answer == summed(strata, seed=5).estimate
    assert answer is not None
    assert np.std(answer.draws) == pytest.approx(2**0.5 * np.std(rising.draws), rel=0.05)


def test_strata_without_a_number_are_named_and_their_documented_alone_are_counted() -> None:
    strata = [stratum("2001", normal(50, 100, 1), 50), stratum("2002", None, 7, Verdict.REFUSED),
              stratum("2003", normal(50, 100, 2), 20, Verdict.REFUSED)]  # fmt: skip
    combined = summed(strata, seed=5)
    answer, alone = combined.estimate, summed(strata[:1], seed=5).estimate
    assert answer is not None
    assert alone is not None
    assert answer.role is Role.FLOOR
    assert answer.median == pytest.approx(alone.median + 27)
    assert answer.n == 77
    (named,) = combined.findings
    assert (named.code, named.grade, named.lists) == ("strata_refused", Grade.WARNING, ("2002", "2003"))
    assert named.numbers == {"strata": 3, "persons": 27}


def test_where_no_stratum_has_a_number_neither_has_the_sum() -> None:
    combined = summed([stratum("2002", None, 7, Verdict.REFUSED)], seed=5)
    assert combined.estimate is None
    assert [(one.code, one.grade) for one in combined.findings] == [("strata_refused", Grade.REFUSAL)]


def test_weak_strata_are_named_beside_the_sum() -> None:
    combined = summed([stratum("2001", normal(50, 100, 1), 50, Verdict.WEAK)], seed=5)
    assert [(one.code, one.lists) for one in combined.findings] == [("strata_weak", ("2001",))]


def test_a_stratum_with_an_interval_and_no_draws_is_drawn_from_its_interval() -> None:
    given = Estimate(method=Method.LOGLINEAR, n=100, median=300, low=200, high=700)
    answer = summed([stratum("2001", given, 100)], seed=5).estimate
    assert answer is not None
    assert (answer.low, answer.median, answer.high) == pytest.approx((200, 300, 700), rel=0.08)
    assert answer.settings["approximated"] == 1


def test_a_floor_is_no_number_of_a_stratum() -> None:
    floor = Estimate(method=Method.CHAO, role=Role.FLOOR, n=100, median=300, low=200, high=700)
    assert summed([stratum("2001", floor, 100)], seed=5).estimate is None


def test_there_is_no_sum_of_nothing() -> None:
    with pytest.raises(InputError, match="no strata"):
        summed([], seed=5)


# plausible linkages


def linked(*estimates: Estimate | None, answer: Estimate | None = None) -> Estimation:
    made = stratum("2010", answer or normal(100, 200, 1), 100)
    return over_linkages(made, estimates)


def told_of(made: Estimation, code: Code) -> Finding:
    return next(one for one in made.findings if one.code == code)


def test_linkages_that_agree_are_a_note_and_leave_the_verdict() -> None:
    made = linked(*(normal(100, 200, seed) for seed in range(5)))
    found = told_of(made, Code.LINKAGES)
    assert (made.verdict, found.grade, found.numbers["linkages"]) == (Verdict.IDENTIFIED, Grade.NOTE, 5)
    assert found.numbers["share"] < 0.05 and made.answer is not None and made.answer.n == 100


def test_linkages_far_apart_widen_the_interval_and_make_the_verdict_weak() -> None:
    alone, made = linked(normal(100, 200, 1)), linked(*(normal(100, middle, 3) for middle in (60, 200, 800)))
    assert made.verdict is Verdict.WEAK and told_of(made, Code.LINKAGES).grade is Grade.WARNING
    assert alone.answer and made.answer and alone.answer.high and made.answer.high
    assert made.answer.high > 2 * alone.answer.high


def test_who_is_made_one_is_documented_once_and_an_answer_that_moves_is_a_warning() -> None:
    made = linked(*(normal(60, 5, seed) for seed in range(4)), answer=normal(100, 200, 9))
    found = told_of(made, Code.LINKAGES)
    assert made.answer is not None and made.answer.n == 60
    assert (found.grade, found.numbers["documented"], found.numbers["judged"]) == (Grade.WARNING, 60, 100)
    assert made.verdict is Verdict.WEAK


def test_a_method_without_draws_is_mixed_by_its_intervals() -> None:
    def fit(low: float, middle: float, high: float) -> Estimate:
        return Estimate(method=Method.LOGLINEAR, n=100, median=middle, low=low, high=high)

    same = linked(*[fit(200, 300, 500)] * 4, answer=fit(200, 300, 500)).answer
    assert same is not None and same.low is not None and same.high is not None
    assert (round(same.low, -1), round(same.median, -1), round(same.high, -1)) == (200, 300, 500)
    apart = linked(fit(150, 180, 220), fit(400, 600, 1000), answer=fit(200, 300, 500)).answer
    assert apart is not None and apart.low is not None and apart.high is not None
    assert 140 < apart.low < 160 and 900 < apart.high < 1000, "ends of the mixture, not the farthest of all ends"
    endless = linked(replace(fit(1, 300, 2), low=None, high=None), fit(200, 300, 500)).answer
    assert endless is not None and endless.low is None and endless.high is None


def test_a_linkage_without_a_number_warns_and_half_of_them_refuse() -> None:
    one, two = normal(100, 200, 1), normal(100, 210, 2)
    weak = linked(one, two, None)
    assert weak.verdict is Verdict.WEAK and told_of(weak, Code.LINKAGES_REFUSED).grade is Grade.WARNING
    refused = linked(one, None)
    assert refused.verdict is Verdict.REFUSED and refused.answer is None
    assert linked(None, None).verdict is Verdict.REFUSED


def test_without_linkages_or_without_an_answer_nothing_changes() -> None:
    held = stratum("2010", None, 100, Verdict.REFUSED)
    assert over_linkages(held, [normal(100, 200, 1)]) == held
    assert linked().findings == ()
