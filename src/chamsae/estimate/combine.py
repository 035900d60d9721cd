"""Several estimates as one: of imputed replicates by verdata's rule, of plausible linkages, of strata as their sum.

What carries no number is named and never counted as nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from chamsae.errors import InputError, phrase
from chamsae.estimate.checks import Code
from chamsae.estimate.diagnostics import covers
from chamsae.estimate.verdict import verdict
from chamsae.model.estimate import Estimate, Estimation, Finding, Grade, Role, Verdict

Numbers = NDArray[np.float64]

#: Unseen persons in place of none, so that there is a logarithm: verdata's.
NONE = 0.1
#: Replicates below which the spread between them is hardly known.
REPLICATES = 10
#: Share of the variance between linkages from which on who is who is the larger doubt.
MOSTLY = 0.5
#: Draws of a sum where no stratum has draws of its own.
DRAWS = 4000
#: Probabilities of which quantiles are given.
SHARES = (0.005, 0.01, 0.025, 0.05, *(share / 20 for share in range(2, 19)), 0.95, 0.975, 0.99, 0.995)


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """What several estimates say together, and what must stand beside it; no estimate where that is refused."""

    estimate: Estimate | None
    findings: tuple[Finding, ...] = ()


def combine(estimates: Sequence[Estimate], *, level: float = 0.95) -> Combined:
    """The estimates of imputed replicates as one, by the rule of verdata's `combine_estimates` (HRDAG).

    The point is the mean of all draws. The ends are those of Student's t for the log of the unseen, with the variance
    within replicates and (m + 1)/m of that between them, and the mean of the documented added back. One replicate is
    refused, fewer than ten are a warning. Raises InputError for none, and for estimates without draws.
    """
    from scipy.special import stdtrit  # noqa: PLC0415 — SciPy is slow to import

    _same(estimates)
    many = len(estimates)
    if many == 1:
        return Combined(estimate=None, findings=(_finding(Code.ONE_REPLICATE, Grade.REFUSAL),))
    logs = [np.log(_unseen(one)) for one in estimates]
    means = np.array([one.mean() for one in logs])
    within, between = float(np.mean([one.var(ddof=1) for one in logs])), float(means.var(ddof=1))
    spread = (within + (many + 1) / many * between) ** 0.5
    freedom = (many - 1) * (1 + within / ((many + 1) * between)) ** 2 if between else np.inf
    documented = float(np.mean([one.n for one in estimates]))

    def at(share: float) -> float:
        return float(np.exp(means.mean() + stdtrit(freedom, share) * spread)) + documented

    tail = (1 - level) / 2
    found = (_finding(Code.FEW_REPLICATES, Grade.WARNING, replicates=many),) if many < REPLICATES else ()
    settings: dict[str, str | int | float] = {
        "rule": "verdata", "replicates": many, "within": within, "between": between, "freedom": float(freedom),
    }  # fmt: skip
    combined = Estimate(
        method=estimates[0].method, model=estimates[0].model, n=round(documented),
        median=float(np.mean([np.mean(one.draws) for one in estimates])), low=at(tail), high=at(1 - tail), level=level,
        quantiles=tuple((share, at(share)) for share in SHARES), settings=settings,
    )  # fmt: skip
    return Combined(estimate=combined, findings=found)


def stacked(estimates: Sequence[Estimate], *, level: float = 0.95) -> Estimate:
    """The estimates of several plausible linkages of the same records as one: each linkage counts alike.

    All draws are put together, as many of each as the shortest has. `linkage_share` of the settings is the share of the
    variance of the log total that lies between linkages. Raises InputError for none, and for estimates without draws.
    """
    _same(estimates)
    least = min(len(one.draws) for one in estimates)
    drawn = np.array([np.array(one.draws)[_spaced(len(one.draws), least)] for one in estimates])
    logs = np.log(np.maximum(drawn, NONE))
    whole = float(logs.var())
    share = float(logs.mean(axis=1).var()) / whole if whole else 0.0
    settings: dict[str, str | int | float] = {
        **estimates[0].settings, "linkages": len(estimates), "linkage_share": share,
    }  # fmt: skip
    n = round(float(np.mean([one.n for one in estimates])))
    like = replace(estimates[0], n=n, level=level, settings=settings)
    return _of_draws(drawn.ravel(), like)


def over_linkages(made: Estimation, linked: Sequence[Estimate | None]) -> Estimation:
    """The estimation with an answer over plausible linkages of its records, and what these say of it.

    None stands for a linkage whose records carry no number; where half or more are such the estimation is refused. Of
    methods without draws the unseen are drawn from a log-normal that has the interval. The answer's `n` is the mean of
    the linkages, for whoever is made one is documented once. How far they part is always said: a warning where more
    than `MOSTLY` of the variance lies between them, or where the answer of the records as judged lies outside.
    """
    if made.answer is None or not linked or made.verdict is Verdict.REFUSED:
        return made
    told = [one for one in linked if one is not None]
    many, lost = len(linked), len(linked) - len(told)
    if 2 * lost >= many:
        found = [_finding(Code.LINKAGES_REFUSED, Grade.REFUSAL, linkages=many, refused=lost)]
        return _with(replace(made, answer=None), found)
    answer = _mixed(made.answer, told)
    share, medians = float(answer.settings.get("linkage_share", 0.0)), [one.median for one in told]
    moved = not covers(answer, made.answer.median)
    found = [
        _finding(
            Code.LINKAGES, Grade.WARNING if share > MOSTLY or moved else Grade.NOTE, linkages=len(told),
            low=min(medians), high=max(medians), share=share, documented=answer.n, judged=made.answer.n,
        )
    ]  # fmt: skip
    if lost:
        found.append(_finding(Code.LINKAGES_REFUSED, Grade.WARNING, linkages=many, refused=lost))
    return _with(replace(made, answer=answer), found)


def _with(made: Estimation, found: Sequence[Finding]) -> Estimation:
    """The estimation with more findings, gravest first, and the verdict that follows."""
    order = list(Grade)
    findings = tuple(sorted((*made.findings, *found), key=lambda one: order.index(one.grade)))
    return replace(made, findings=findings, verdict=verdict(findings))


def _mixed(answer: Estimate, told: Sequence[Estimate]) -> Estimate:
    """The answer as the mixture of these estimates; without ends where one of them has none."""
    if all(one.draws for one in told):
        return stacked(told, level=answer.level)
    if any(one.low is None or one.high is None for one in told):
        middle = float(np.median([one.median for one in told]))
        settings = {**answer.settings, "linkages": len(told)}
        n = round(float(np.mean([one.n for one in told])))
        return replace(answer, n=n, median=middle, low=None, high=None, draws=(), quantiles=(), settings=settings)
    drawn = [
        replace(
            one, draws=tuple(np.rint(_drawn(one, DRAWS, np.random.default_rng([len(told), at]))).astype(int).tolist())
        )
        for at, one in enumerate(told)
    ]
    mixed = stacked(drawn, level=answer.level)
    settings = {**mixed.settings, "approximated": len(told)}
    return replace(mixed, models=answer.models, settings=settings)


def summed(strata: Sequence[Estimation], *, seed: int, level: float = 0.95) -> Combined:
    """The total over strata, draw by draw, taken to be independent of each other.

    Of strata without a number the documented alone are counted, and they are named: the sum is then a floor. A stratum
    whose method gives an interval and no draws is drawn from a log-normal of its unseen that has that interval
    (`approximated` of the settings counts them). Raises InputError for no strata.
    """
    if not strata:
        raise InputError(phrase("there are no strata to add up"), do=phrase("Give the estimations of at least one."))
    told = [(one, one.answer) for one in strata if one.answer is not None and _carries(one, one.answer)]
    silent = [one for one in strata if one.answer is None or not _carries(one, one.answer)]
    findings = tuple(_on_strata(strata, silent, carried=bool(told)))
    if not told:
        return Combined(estimate=None, findings=findings)
    size = min((len(answer.draws) for _, answer in told if answer.draws), default=DRAWS)
    total = np.full(size, float(sum(one.table.n for one in silent)))
    for at, (_, answer) in enumerate(told):
        total += _drawn(answer, size, np.random.default_rng([seed, at]))
    settings: dict[str, str | int | float] = {
        "rule": "sum", "strata": len(strata), "without": len(silent), "seed": seed,
        "approximated": sum(not answer.draws for _, answer in told),
    }  # fmt: skip
    n = sum(one.table.n for one in strata)
    role = Role.FLOOR if silent else Role.ANSWER
    like = Estimate(method=told[0][1].method, role=role, n=n, median=n, level=level, settings=settings)
    return Combined(estimate=_of_draws(total, like), findings=findings)


def _on_strata(strata: Sequence[Estimation], silent: Sequence[Estimation], *, carried: bool) -> Iterator[Finding]:
    if silent:
        grade = Grade.WARNING if carried else Grade.REFUSAL
        persons = sum(one.table.n for one in silent)
        yield _finding(Code.STRATA_REFUSED, grade, _named(silent), strata=len(strata), persons=persons)
    weak = [one for one in strata if one.verdict is Verdict.WEAK and one not in silent]
    if weak:
        yield _finding(Code.STRATA_WEAK, Grade.WARNING, _named(weak), strata=len(strata))


def _named(strata: Sequence[Estimation]) -> tuple[str, ...]:
    return tuple(" ".join(value for _, value in one.table.stratum) for one in strata)


def _carries(one: Estimation, answer: Estimate) -> bool:
    has_spread = bool(answer.draws) or (answer.low is not None and answer.high is not None)
    return one.verdict is not Verdict.REFUSED and answer.role is Role.ANSWER and has_spread


def _drawn(answer: Estimate, size: int, random: np.random.Generator) -> Numbers:
    if answer.draws:
        return random.permutation(np.array(answer.draws, dtype=float)[_spaced(len(answer.draws), size)])
    from scipy.special import ndtri  # noqa: PLC0415 — SciPy is slow to import

    assert answer.low is not None  # _carries looked
    assert answer.high is not None
    reach = float(ndtri((1 + answer.level) / 2))
    low, middle, high = (log(max(one - answer.n, NONE)) for one in (answer.low, answer.median, answer.high))
    normal = random.standard_normal(size)
    logs = middle + np.where(normal < 0, (middle - low) / reach, (high - middle) / reach) * normal
    return answer.n + np.exp(logs)


def _of_draws(draws: Numbers, like: Estimate) -> Estimate:
    """An estimate like this one, of these draws."""
    tail = (1 - like.level) / 2
    low, middle, high = (float(one) for one in np.quantile(draws, (tail, 0.5, 1 - tail)))
    quantiles = zip(SHARES, map(float, np.quantile(draws, SHARES)), strict=True)
    return replace(
        like, median=middle, low=low, high=high, quantiles=tuple(quantiles), models=(), chains=None,
        draws=tuple(int(one) for one in np.rint(draws)),
    )  # fmt: skip


def _spaced(many: int, least: int) -> NDArray[np.int64]:
    """Places of `least` draws among `many`, as far apart as can be."""
    return np.arange(least) * many // least


def _unseen(one: Estimate) -> Numbers:
    unseen = np.array(one.draws, dtype=float) - one.n
    if unseen.min() < 0:
        raise InputError(
            phrase("a draw is smaller than the number of documented persons"), do=phrase("Give draws of the total.")
        )
    return np.where(unseen == 0, NONE, unseen)


def _same(estimates: Sequence[Estimate]) -> None:
    if not estimates:
        raise InputError(phrase("there are no estimates to combine"), do=phrase("Give at least two."))
    if len({(one.method, one.role) for one in estimates}) > 1:
        raise InputError(phrase("the estimates are of different methods"), do=phrase("Combine those of one method."))
    short = [at for at, one in enumerate(estimates, start=1) if len(one.draws) < 2]
    if short:
        raise InputError(
            phrase("estimate %(short)s has no draws", short=short[0]),
            do=phrase("Combine estimates of a method that gives draws."),
        )


def _finding(code: Code, grade: Grade, names: tuple[str, ...] = (), **numbers: float) -> Finding:
    return Finding(code=code, grade=grade, lists=names, numbers=numbers)
