"""Every finding comes out of records, and not only out of figures made for its rule: the records, code by code."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from chamsae.estimate.batch import Wishes, combined, estimate_each
from chamsae.estimate.checks import Code, findings
from chamsae.estimate.combine import combine, over_linkages, summed
from chamsae.estimate.methods import Settings, one
from chamsae.estimate.priors import prior_for
from chamsae.estimate.replicates import published
from chamsae.estimate.run import Depth, estimate
from chamsae.estimate.simulate import DESIGNS, populations
from chamsae.estimate.tables import table
from chamsae.estimate.verdata import digest
from chamsae.estimate.verdict import Evidence, judged
from chamsae.estimate.volume import Rate, Telling, beside, levelled, rates
from chamsae.model.estimate import CaptureTable, Estimation, Finding, Method

THREE = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1))
#: Three lists of invented people, as in docs/explain/estimation.md.
GOOD = (64, 48, 40, 22, 16, 12, 8)
FULL, QUICK = Depth.FULL, Depth.QUICK
LATENT, GRAPHS, LOGLINEAR = Method.LATENT, Method.GRAPHS, Method.LOGLINEAR


def three(*counts: int, **stratum: str) -> CaptureTable:
    return table("ABC", THREE, counts, tuple(stratum.items()))


def cells(held: dict[tuple[int, ...], int]) -> CaptureTable:
    return table("ABCDEFGHIJ"[: len(next(iter(held)))], list(held), list(held.values()))


def independent(lists: int, chance: float, persons: int) -> dict[tuple[int, ...], int]:
    patterns = [pattern for pattern in product((0, 1), repeat=lists) if any(pattern)]
    return {p: round(persons * chance ** sum(p) * (1 - chance) ** (lists - sum(p))) for p in patterns}


def noisy(counts: Sequence[int], lists: int) -> CaptureTable:
    """Three lists and beside them so many of three persons each."""
    held = {(*pattern, *(0,) * lists): count for pattern, count in zip(THREE, counts, strict=True)}
    for at, pattern in product(range(lists), ((1, 0, 0), (0, 1, 1), (0, 0, 1))):
        held[(*pattern, *(int(at == other) for other in range(lists)))] = 1
    return cells(held)


def population(design: str, seed: int) -> CaptureTable:
    (drawn,) = populations(DESIGNS[design], seed=seed)
    return drawn


#: What the records say before anything is estimated.
BEFORE: dict[Code, CaptureTable] = {
    Code.NOBODY: table("ABC", [], []),
    Code.ONE_LIST: table("A", [(1,)], [500]),
    Code.TWO_LISTS: table("AB", [(1, 0), (0, 1), (1, 1)], [80, 30, 20]),
    Code.NO_OVERLAP: three(100, 100, 100, 0, 0, 0, 0),
    Code.FEW_OVERLAPS: three(20, 20, 20, 2, 0, 0, 0),
    Code.TOO_FEW: three(6, 5, 4, 3, 2, 2, 1),
    Code.LIST_HAS_EVERYBODY: three(90, 0, 0, 50, 50, 0, 20),
    Code.ALL_ON_ALL: three(0, 0, 0, 0, 0, 0, 60),
    Code.LIST_INSIDE: three(90, 0, 40, 50, 30, 0, 0),
    Code.COPIES: three(5, 4, 90, 200, 0, 0, 40),
    Code.FEW_LISTS_LEFT: three(0, 0, 90, 200, 0, 0, 40),
    Code.DISCONNECTED: three(60, 60, 90, 40, 0, 0, 0),
    Code.DOMINATING_LIST: three(6000, 9, 88, 40, 41, 8, 20),
    Code.TINY_LISTS: noisy(GOOD, 1),
    Code.TINY_SET_ASIDE: noisy(GOOD, 4),
    Code.MANY_LISTS: cells(independent(7, 0.2, 5000)),
    Code.SINGLETONS: three(900, 900, 900, 40, 41, 38, 20),
    Code.LISTS_AVOID: three(90, 95, 88, 0, 41, 38, 2),
    Code.EVEN_COUNTS: three(25, 25, 25, 25, 25, 25, 25),
    Code.EMPTY_LISTS: table("ABCD", [(*pattern, 0) for pattern in THREE], GOOD),
    Code.MANY_PERSONS: three(*(count * 10_000 for count in GOOD)),
}

Run = Callable[[], Sequence[Finding]]


def run(made: CaptureTable, method: Method, depth: Depth = QUICK, prior: tuple[float, float] | None = None) -> Run:
    return lambda: estimate(made, seed=1, method=method, depth=depth, prior=prior).findings


def hurried(budget: int) -> Run:
    """Chains that were given no time, with luck and without."""
    made = three(45, 40, 38, 30, 28, 31, 20)
    asked = Settings(budget=budget, chains=4)

    def told() -> Sequence[Finding]:
        answers = [one(made, LATENT, seed=seed, settings=asked) for seed in range(12)]
        return [found for answer in answers for found in judged(Evidence(table=made, answer=answer))]

    return told


#: What methods make of the records.
AFTER: dict[Code, Run] = {
    Code.CHAINS_DISAGREE: hurried(60),
    Code.FEW_DRAWS: hurried(100),
    Code.CLASSES_BEYOND_LISTS: run(population("AS4c", 8), GRAPHS),
    Code.NOT_IDENTIFIED_RANGE: run(population("AS3b", 3), GRAPHS),
    Code.METHODS_DISAGREE: run(population("AS3b", 3), GRAPHS),
    Code.GRAPHS_SATURATED: run(population("AS3b", 3), GRAPHS),
    Code.METHODS_FIT_WORSE: run(population("MV5", 3), LATENT),
    Code.NO_EXISTENCE: run(three(60, 50, 40, 12, 0, 9, 0), LOGLINEAR),
    Code.HEAVY_TAIL: run(three(300, 200, 150, 2, 1, 1, 0), LATENT),
    Code.BEYOND_20N: run(three(300, 200, 150, 2, 1, 1, 0), LATENT),
    Code.PRIOR_SENSITIVE: run(three(400, 3, 2, 30, 25, 3, 10), LATENT, FULL),
    Code.PRIOR_NOT_NARROWED: run(three(*GOOD), LATENT, FULL, prior_for(3, expansion=(1.5, 1.8))),
    Code.NOISE_LISTS: run(noisy((30, 24, 28, 5, 4, 4, 6), 3), LATENT, FULL),
    Code.LEAVE_ONE_OUT_SWING: run(three(100, 100, 100, 60, 5, 5, 2), LATENT, FULL),
    Code.WITHIN_LIST_FAILS: run(three(100, 100, 100, 60, 5, 5, 2), LATENT, FULL),
    Code.WITHIN_LIST_HOLDS: run(three(*GOOD), GRAPHS, FULL),
    Code.WITHIN_LIST_UNSURE: run(three(30, 24, 28, 5, 4, 4, 6), LATENT, FULL),
}


def answered(*counts: int, **stratum: str) -> Estimation:
    return estimate(three(*counts, **stratum), seed=1, method=GRAPHS, depth=QUICK)


def linked(*others: Sequence[int] | None) -> Run:
    """The worked example where plausible linkages of its records have these counts; None: no number under this one."""

    def told() -> Sequence[Finding]:
        made = [one(three(*counts), GRAPHS, seed=1) if counts else None for counts in others]
        return over_linkages(answered(*GOOD), made).findings

    return told


def replicates(*every: Sequence[int]) -> Run:
    tables = [three(*counts, replicate=f"R{at}") for at, counts in enumerate(every)]
    wishes = Wishes(method=LATENT, depth=QUICK, chains=4)
    return lambda: combined(list(estimate_each(tables, seed=1, wishes=wishes)))[0].findings


def alone() -> Sequence[Finding]:
    return combine([one(three(*GOOD), LATENT, seed=1)]).findings


def parts(*every: Sequence[int]) -> Run:
    return lambda: summed([answered(*counts, year=f"{2010 + at}") for at, counts in enumerate(every)], seed=1).findings


def trend(cases: dict[int, int], interviews: dict[int, int]) -> Run:
    return lambda: beside(rates(cases, interviews))


def told_late() -> Sequence[Finding]:
    """Cases that are told over four years, half of them in the first."""
    interviews = dict.fromkeys(range(2008, 2019), 500)
    tellings = [
        Telling(happened=year, told=year + late, cases=count)
        for year in interviews
        for late, count in enumerate((40, 20, 12, 8))
        if year + late <= 2018
    ]
    found: tuple[Rate, ...] = levelled(tellings, interviews)
    return beside(found)


FEWER, NONE = (64, 48, 40, 20, 17, 12, 8), (60, 50, 40, 0, 0, 0, 0)
#: What several estimates say together, and what stands beside a trend.
TOGETHER: dict[Code, Run] = {
    Code.LINKAGES: linked(GOOD, FEWER),
    Code.LINKAGES_REFUSED: linked(GOOD, FEWER, None),
    Code.ONE_REPLICATE: alone,
    Code.FEW_REPLICATES: replicates(GOOD, FEWER),
    Code.REPLICATES_REFUSED: replicates(GOOD, FEWER, NONE),
    Code.STRATA_REFUSED: parts(GOOD, NONE),
    Code.STRATA_WEAK: parts(GOOD, (64, 48, 40, 22, 16, 12, 30)),
    Code.TREND_OF_RECORDS: trend({2019: 80, 2020: 75}, {2019: 40, 2020: 40}),
    Code.FALL_OF_INTERVIEWS: trend({2019: 80, 2020: 41}, {2019: 40, 2020: 20}),
    Code.TELLING_NOT_OVER: told_late,
}
#: Those that files of others are needed for: the next test but one.
PUBLISHED = {Code.ONE_CHAIN, Code.NOT_PUBLISHED}


def test_no_finding_is_left_out() -> None:
    assert {*BEFORE, *AFTER, *TOGETHER, *PUBLISHED} == set(Code)
    assert len(BEFORE) + len(AFTER) + len(TOGETHER) + len(PUBLISHED) == len(Code)


@pytest.mark.parametrize("code", BEFORE)
def test_the_records_alone_provoke_it(code: Code) -> None:
    made = BEFORE[code]
    if code is Code.TINY_SET_ASIDE:
        assert code in [found.code for found in estimate(made, seed=1, method=GRAPHS, depth=QUICK).findings]
    else:
        assert code in [found.code for found in findings(made)]


def test_lists_that_nothing_is_wrong_with_provoke_none() -> None:
    assert findings(three(*GOOD)) == findings(population("IND4", 3)) == ()


@pytest.mark.parametrize("code", [*AFTER, *TOGETHER])
def test_estimates_of_records_provoke_it(code: Code) -> None:
    assert code in [found.code for found in {**AFTER, **TOGETHER}[code]()]


def test_published_draws_and_their_absence_are_told(tmp_path: Path) -> None:
    made = three(*GOOD, replicate="R1")
    name = digest(made)
    (tmp_path / name[:2]).mkdir()
    (tmp_path / name[:2] / f"{name}.json").write_text(json.dumps([340 + at for at in range(50)]), "utf-8")
    there, missing = published([made, replace(made, counts=(*made.counts[:-1], made.counts[-1] + 1))], tmp_path)
    assert [found.code for found in (*there.findings, *missing.findings)] == [Code.ONE_CHAIN, Code.NOT_PUBLISHED]
