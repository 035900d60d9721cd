"""The latent-class estimate of one table: the sampler that suits it, run until its chains agree or the budget is spent.

Chains that disagree are said in `Estimate.chains`; nothing here calls such a number an answer.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from chamsae.errors import InputError
from chamsae.estimate.latent.chains import agreed, diagnosed
from chamsae.estimate.latent.gibbs import Walks
from chamsae.estimate.latent.model import Floats, Problem, problem
from chamsae.model.estimate import CaptureTable, Chains, Estimate, Method

#: Called with the share of the budget spent, 0 to 1, and how far the chains agree by then.
Progress = Callable[[float, Chains], None]
Totals = npt.NDArray[np.int64]

#: Probabilities of the quantiles in the answer, as LCMCR's reference grids have them.
GRID = (0.005, 0.01, *(round(0.025 * step, 3) for step in range(1, 40)), 0.99, 0.995)
#: Draws in the answer, at most.
DRAWS = 4000
#: No more undocumented persons than this are drawn: totals stay exact in 64 bits.
MOST_MISSED = 1e17


class Sampler(StrEnum):
    """How chains move: `GIBBS` deals persons to classes."""

    GIBBS = "gibbs"


class Engine(Protocol):
    """Chains of one problem that can be run on."""

    def warm(self, iterations: int) -> None:
        """Leave the start behind and adapt."""

    def run(self, iterations: int) -> Floats:
        """Log of the chance that a person is documented: chains × iterations."""


def latent(
    table: CaptureTable,
    *,
    seed: int,
    classes: int | None = None,
    prior: tuple[float, float] = (1.0, 1.0),
    chains: int = 16,
    level: float = 0.95,
    most_ratio: float | None = None,
    draws: int = DRAWS,
    budget: int | None = None,
    sampler: Sampler | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> Estimate:
    """The posterior of the total under latent classes (Manrique-Vallier 2016, as in the R package LCMCR).

    `classes` is min(2^J - 1, 10) unless given; `prior` are the numbers of the Beta of each list's chance; `most_ratio`
    cuts totals above so many times the documented off (LCMCR: 20). Chains run until R-hat < 1.01 and 1,000 effective
    draws, or until each has made `budget` iterations. The same seed gives the same result on any number of `threads`.
    Raises InputError for a table without persons and for settings that mean nothing.
    """
    if chains < 2 or not 0 < level < 1 or (most_ratio is not None and most_ratio <= 1) or draws < 1:
        raise InputError("settings of the latent classes mean nothing", do="Give 2 chains or more and 0 < level < 1.")
    one = problem(table, classes=classes, prior=prior)
    chosen = sampler or suited(one)
    plan = PLANS[chosen]
    most = plan.most if budget is None else budget
    engine = Walks(one, seed, chains, threads)
    totals, found, spent = _until_agreed(one, engine, plan, most, seed, most_ratio, progress)
    settings: dict[str, str | int | float] = {
        "sampler": str(chosen), "classes": one.classes, "prior_a": prior[0], "prior_b": prior[1], "chains": chains,
        "seed": seed, "budget": most, "iterations": spent,
    }  # fmt: skip
    if most_ratio is not None:
        settings["most_ratio"] = most_ratio
    return _estimate(one, totals, found, level, draws, settings)


def suited(one: Problem) -> Sampler:
    """The sampler for this problem."""
    return Sampler.GIBBS


class Plan(NamedTuple):
    """Iterations of a sampler: to warm up, in the first round (each later one doubles what there is), and at most."""

    warm: int
    first: int
    most: int


PLANS = {Sampler.GIBBS: Plan(warm=1000, first=2000, most=64_000)}


def _until_agreed(  # noqa: PLR0917 - one step of latent()
    one: Problem,
    engine: Engine,
    plan: Plan,
    most: int,
    seed: int,
    most_ratio: float | None,
    progress: Progress | None,
) -> tuple[Totals, Chains, int]:
    """Totals by chain, how far they agree, and iterations spent by each chain."""
    engine.warm(min(plan.warm, most // 2))
    spent, logs = min(plan.warm, most // 2), engine.run(0)
    while True:
        more = min(max(plan.first, logs.shape[1]), most - spent)
        logs = np.concatenate([logs, engine.run(more)], axis=1)
        spent += more
        totals = _totals(one, logs, seed, most_ratio)
        found = diagnosed(totals, one.n)
        if progress is not None:
            progress(spent / most, found)
        if agreed(found) or spent >= most:
            return totals, found, spent
        logs = logs[:, logs.shape[1] // 4 :]  # what came early may still show where the chains began


def _totals(one: Problem, logs: Floats, seed: int, most_ratio: float | None) -> Totals:
    """Draws of N: the undocumented are negative binomial given the chance to be documented.

    With `most_ratio`, draws above it are left out: that is the posterior given that N is no larger.
    """
    numbers = np.random.Generator(np.random.Philox(np.random.SeedSequence((seed, one.key, *logs.shape))))
    means = numbers.gamma(float(one.n), size=logs.shape) * np.expm1(-logs)
    totals: Totals = one.n + numbers.poisson(np.minimum(means, MOST_MISSED))
    if most_ratio is None:
        return totals
    kept = [chain[chain <= most_ratio * one.n] for chain in totals]
    length = min(len(chain) for chain in kept)
    if length < totals.shape[1] // 20 + 4:
        raise InputError(
            f"nearly every draw lies above {most_ratio:g} times the documented", do="Give a larger most_ratio or none."
        )
    return np.stack([chain[len(chain) - length :] for chain in kept])


def _estimate(  # noqa: PLR0917 - one step of latent()
    one: Problem, totals: Totals, found: Chains, level: float, draws: int, settings: dict[str, str | int | float]
) -> Estimate:
    low, median, high = np.quantile(totals, [0.5 - level / 2, 0.5, 0.5 + level / 2])
    flat = totals.T.ravel()
    step = max(1, -(-len(flat) // draws))
    return Estimate(
        method=Method.LATENT,
        model=f"{one.classes} classes",
        n=one.n,
        median=float(median),
        low=float(low),
        high=float(high),
        level=level,
        chains=found,
        quantiles=tuple(zip(GRID, map(float, np.quantile(totals, GRID)), strict=True)),
        draws=tuple(map(int, flat[::step])),
        settings=settings,
    )
