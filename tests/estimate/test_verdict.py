"""The rules that say no: each on estimates made for it, just within and just beyond its limit."""

from dataclasses import replace

import pytest

from chamsae.estimate.checks import Code
from chamsae.estimate.classes import Classes, Told
from chamsae.estimate.verdict import LIMITS, Evidence, at_least, contraction, judged, verdict
from chamsae.estimate.words import say
from chamsae.model.estimate import Chains, Estimate, Finding, Grade, Method, Model, Role, Verdict
from tests.estimate.tables_here import SPINA

N = SPINA.n


def of(median: float, low: float, high: float, **more: object) -> Estimate:
    made = Estimate(method=Method.LATENT, n=N, median=median, low=low, high=high)
    return replace(made, **more)  # type: ignore[arg-type]


GOOD = of(800, 700, 900, chains=Chains(chains=8, draws=1000, rhat=1.004, bulk=2000, tail=1500))
BARE = Evidence(table=SPINA, answer=GOOD)


def told(*, gain: float, cost: float = -50.0) -> Told:
    fit = Classes(classes=1, likelihood=-100, aic=206, cost=cost, total=800, shares=(1.0,), chances=((0.3,) * 3,))
    more = replace(fit, classes=2, likelihood=-100 + gain / 2, aic=214 - gain)
    return Told(most=1, fits=(fit,), beyond=more)


def grades(evidence: Evidence) -> dict[str, Grade]:
    return {finding.code: finding.grade for finding in judged(evidence)}


def test_an_answer_that_nothing_speaks_against_is_identified() -> None:
    calm = replace(
        BARE,
        others=(of(790, 690, 880, method=Method.GRAPHS), of(700, 650, 760, method=Method.CHAO, role=Role.FLOOR)),
        without=(("A", of(830, 600, 1000)),),
        alternatives=(("nhoi", of(850, 700, 1200)),),
        withheld=(("A", 100, of(100, 80, 120)),),
        priors=(("alpha:1, 1", of(805, 700, 910)),),
        told=told(gain=2),
    )
    assert verdict(judged(calm)) is Verdict.IDENTIFIED
    assert Code.WITHIN_LIST_HOLDS in grades(calm)


CHAINS = Chains(chains=8, draws=1000, rhat=1.004, bulk=2000, tail=1500)
#: A model that fits badly, beside one that fits well but stands there only to be compared (as the bounds of Mth).
COSTLY = (
    Model(terms="AB, C", deviance=80.0, freedom=2, total=5000.0, weight=1.0),
    Model(terms="Mth", deviance=0.0, freedom=9, total=1000.0),
)
FITTING = (Model(terms="AB, C", deviance=0.0, freedom=9, total=5000.0, weight=1.0),)


@pytest.mark.parametrize(
    ("evidence", "code", "grade"),
    [
        (replace(BARE, answer=replace(GOOD, chains=replace(CHAINS, rhat=1.011))), Code.CHAINS_DISAGREE, Grade.REFUSAL),
        (replace(BARE, answer=replace(GOOD, chains=replace(CHAINS, rhat=float("nan")))), Code.CHAINS_DISAGREE,
         Grade.REFUSAL),
        (replace(BARE, answer=replace(GOOD, chains=replace(CHAINS, tail=390))), Code.FEW_DRAWS, Grade.WARNING),
        (replace(BARE, told=told(gain=9)), Code.CLASSES_BEYOND_LISTS, Grade.WARNING),
        (replace(BARE, answer=of(1500, 700, 2900)), Code.HEAVY_TAIL, Grade.WARNING),
        (replace(BARE, answer=replace(GOOD, chains=replace(CHAINS, beyond=0.02))), Code.BEYOND_20N, Grade.WARNING),
        (replace(BARE, others=(of(1700, 900, 2500, method=Method.SPARSE),)), Code.METHODS_DISAGREE, Grade.WARNING),
        (replace(BARE, others=(of(1100, 950, 1300, method=Method.CHAO, role=Role.FLOOR),)), Code.METHODS_DISAGREE,
         Grade.WARNING),
        (replace(BARE, others=(of(5000, 900, 9000, method=Method.LOGLINEAR, models=FITTING),), told=told(gain=1)),
         Code.METHODS_DISAGREE, Grade.WARNING),
        (replace(BARE, others=(of(5000, 900, 9000, method=Method.LOGLINEAR, models=COSTLY),), told=told(gain=1)),
         Code.METHODS_FIT_WORSE, Grade.NOTE),
        (replace(BARE, answer=replace(GOOD, method=Method.LOGLINEAR, models=COSTLY), told=told(gain=1)),
         Code.METHODS_DISAGREE, Grade.WARNING),
        (replace(BARE, without=(("B", of(1500, 1000, 2500)),)), Code.LEAVE_ONE_OUT_SWING, Grade.WARNING),
        (replace(BARE, priors=(("alpha:1, 1", of(860, 750, 990)),)), Code.PRIOR_SENSITIVE, Grade.WARNING),
        (replace(BARE, prior=(50.0, 50.0)), Code.PRIOR_NOT_NARROWED, Grade.WARNING),
        (replace(BARE, tiny=("C",), without_tiny=of(900, 800, 1000)), Code.NOISE_LISTS, Grade.WARNING),
        (replace(BARE, alternatives=(("nhoi", of(4000, 3000, 6000)),)), Code.NOT_IDENTIFIED_RANGE, Grade.WARNING),
        (replace(BARE, alternatives=(("nhoi", of(4000, 3000, 6000)),), told=told(gain=9)), Code.NOT_IDENTIFIED_RANGE,
         Grade.REFUSAL),
        (replace(BARE, answer=replace(GOOD, method=Method.GRAPHS, settings={"saturated": 0.97})),
         Code.GRAPHS_SATURATED, Grade.WARNING),
        (replace(BARE, others=(of(800, 700, 900, method=Method.GRAPHS, settings={"saturated": 0.97}),)),
         Code.GRAPHS_SATURATED, Grade.NOTE),
        (replace(BARE, others=(of(800, 700, 900, method=Method.SPARSE, models=(Model(terms="A", exists=False),)),)),
         Code.NO_EXISTENCE, Grade.NOTE),
        (replace(BARE, answer=of(float("inf"), 700, 900, method=Method.LOGLINEAR)), Code.NO_EXISTENCE, Grade.REFUSAL),
        (replace(BARE, withheld=(("A", 100, of(50, 40, 60)), ("B", 100, of(50, 40, 60)), ("C", 100, of(99, 80, 120)))),
         Code.WITHIN_LIST_FAILS, Grade.WARNING),
    ],
)  # fmt: skip
def test_each_rule_speaks_beyond_its_limit_and_has_words(evidence: Evidence, code: Code, grade: Grade) -> None:
    assert grades(evidence)[code] is grade
    (finding,) = [one for one in judged(evidence) if one.code == code]
    for language in ("en", "ko", "zh"):
        assert len(say(finding, language)) > 10
        assert code not in say(finding, language)


def test_a_miss_that_a_rehearsal_shows_too_is_told_and_not_held_against_the_answer() -> None:
    missed = (("A", 100, of(50, 40, 60)), ("B", 100, of(50, 40, 60)), ("C", 100, of(99, 80, 120)))
    assert grades(replace(BARE, withheld=missed, rehearsed=missed)) == {Code.WITHIN_LIST_UNSURE: Grade.NOTE}
    fine = tuple((name, size, of(100, 80, 120)) for name, size, _ in missed)
    all_missed = tuple((name, size, of(50, 40, 60)) for name, size, _ in missed)
    assert grades(replace(BARE, withheld=all_missed, rehearsed=fine)) == {Code.WITHIN_LIST_FAILS: Grade.WARNING}


def test_one_list_missed_is_what_chance_lets_happen() -> None:
    withheld = (("A", 100, of(50, 40, 60)), *((name, 100, of(99, 80, 120)) for name in "BCD"))
    assert grades(replace(BARE, withheld=withheld)) == {Code.WITHIN_LIST_FAILS: Grade.NOTE}


def test_a_list_whose_absence_leaves_too_few_for_the_classes_is_no_swing() -> None:
    swung = replace(BARE, without=(("B", of(1500, 1000, 2500)),), needed=frozenset("B"))
    assert Code.LEAVE_ONE_OUT_SWING not in grades(swung)


def test_a_refusal_outweighs_warnings_and_a_warning_notes() -> None:
    note, warning, refusal = (Finding(code="x", grade=grade) for grade in (Grade.NOTE, Grade.WARNING, Grade.REFUSAL))
    assert verdict(()) is Verdict.IDENTIFIED
    assert verdict((note,)) is Verdict.IDENTIFIED
    assert verdict((note, warning)) is Verdict.WEAK
    assert verdict((warning, refusal, note)) is Verdict.REFUSED


def test_findings_come_with_the_gravest_first() -> None:
    both = replace(BARE, answer=replace(GOOD, chains=replace(CHAINS, rhat=1.2)), withheld=(("A", 9, of(9, 8, 10)),))
    assert [one.grade for one in judged(both)] == [Grade.REFUSAL, Grade.NOTE]


def test_records_that_narrow_nothing_and_records_that_narrow_all() -> None:
    wide = replace(BARE, prior=(1.0, 1.0), answer=of(800, N + 1, 40 * N))
    narrow = replace(BARE, prior=(1.0, 1.0), answer=of(800, 799, 801))
    before, after = contraction(wide), contraction(narrow)
    assert before is not None and before < LIMITS.contraction
    assert after is not None and after > 0.95
    assert contraction(BARE) is None


def test_the_chance_of_so_many_hits_is_the_binomial_one() -> None:
    assert at_least(0, 5, 0.05) == pytest.approx(1)
    assert at_least(2, 4, 0.05) == pytest.approx(0.014, abs=1e-3)
    assert at_least(5, 5, 0.5) == pytest.approx(1 / 32)
