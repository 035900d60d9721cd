"""The latent-class estimate of one table: the sampler that suits it, run until its chains agree or the budget is spent.

Chains that disagree are said in `Estimate.chains`; nothing here calls such a number an answer.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from chamsae.errors import InputError, phrase
from chamsae.estimate.latent.chains import EFFECTIVE, agreed, diagnosed
from chamsae.estimate.latent.gibbs import Walks
from chamsae.estimate.latent.model import Floats, Problem, problem
from chamsae.estimate.latent.quick import diagnosed_quickly
from chamsae.estimate.latent.reweight import reweighted
from chamsae.estimate.latent.tempered import Flights
from chamsae.estimate.priors import FEW_CLASSES
from chamsae.model.estimate import CaptureTable, Chains, Estimate, Method

#: Called after each round with the share of the sampler's budget spent, 0 to 1, and how far the chains agree by then.
Progress = Callable[[float, Chains], None]
Totals = npt.NDArray[np.int64]

#: Probabilities of the quantiles in the answer, as LCMCR's reference grids have them.
GRID = (0.005, 0.01, *(round(0.025 * step, 3) for step in range(1, 40)), 0.99, 0.995)
#: Draws in the answer, at most.
DRAWS = 4000
#: Fewer iterations than this are not worth a second start.
LEAST = 1000
#: Fewer iterations than this cannot be diagnosed.
SHORTEST = 20
#: No more undocumented persons than this are drawn: totals stay exact in 64 bits.
MOST_MISSED = 1e17


class Sampler(StrEnum):
    """How chains move: `GIBBS` deals persons to classes; `FLIGHTS` are trajectories; `TEMPERED` ones have hot rungs."""

    GIBBS = "gibbs"
    FLIGHTS = "flights"
    TEMPERED = "tempered"


class Engine(Protocol):
    """Chains of one problem that can be run on; `sums` are what the sticks came to in the last run."""

    sums: Floats

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
    concentration: tuple[float, float] = FEW_CLASSES,
    chains: int = 16,
    level: float = 0.95,
    most_ratio: float | None = None,
    draws: int = DRAWS,
    budget: int | None = None,
    effective: float = EFFECTIVE,
    sampler: Sampler | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> Estimate:
    """The posterior of the total under latent classes (Manrique-Vallier 2016, as in the R package LCMCR).

    `classes` is min(2^J - 1, 10) unless given; `prior` are the numbers of the Beta of each list's chance,
    `concentration` shape and rate of the gamma of alpha (the larger alpha, the more classes have a share); `most_ratio`
    cuts totals above so many times the documented off (LCMCR: 20). Chains run until R-hat < 1.01 and `effective` draws,
    or until each has made `budget` iterations; tempered ones, half as many, take over where they disagree. The same
    seed gives the same result on any number of `threads`.
    Raises InputError for a table without persons and for settings that mean nothing.
    """
    wish = Wish(
        seed=seed, chains=chains, most_ratio=most_ratio, budget=budget, effective=effective, threads=threads,
        level=level, draws=draws, progress=progress,
    )  # fmt: skip
    wish.check()
    one = problem(table, classes=classes, prior=prior, concentration=concentration)
    return described(one, _run(one, sampler, wish), wish)


def latent_beside(
    table: CaptureTable,
    others: Sequence[tuple[float, float]],
    *,
    seed: int,
    classes: int | None = None,
    prior: tuple[float, float] = (1.0, 1.0),
    concentration: tuple[float, float] = FEW_CLASSES,
    chains: int = 16,
    level: float = 0.95,
    budget: int | None = None,
) -> tuple[Estimate, tuple[Estimate | None, ...]]:
    """What `latent` gives, and what the same draws say under other gammas (shape, rate) of alpha, by weighting them.

    None for one that the draws cannot tell: it has to be run.
    """
    wish = Wish(
        seed=seed, chains=chains, most_ratio=None, budget=budget, effective=EFFECTIVE, threads=1, level=level,
        draws=DRAWS,
    )  # fmt: skip
    wish.check()
    one = problem(table, classes=classes, prior=prior, concentration=concentration)
    done = _run(one, None, wish)
    answer = described(one, done, wish)
    return answer, tuple(reweighted(answer, one, done.totals, done.sums, other) for other in others)


class Plan(NamedTuple):
    """Iterations of a sampler: to warm up, in the first round (each later one doubles what there is), and at most."""

    warm: int
    first: int
    most: int


PLANS = {
    Sampler.GIBBS: Plan(warm=2000, first=4000, most=100_000),
    Sampler.FLIGHTS: Plan(warm=300, first=400, most=16_000),
    Sampler.TEMPERED: Plan(warm=1600, first=2000, most=20_000),
}
#: Chains without rungs that disagree by more than this after so many draws are left for tempered ones.
HOPELESS, PATIENCE = 1.05, 3000
#: Rungs of a ladder: one ladder fills the lanes of a block.
RUNGS = 16


@dataclass(slots=True)
class Run:
    """What a sampler has made of a problem so far."""

    sampler: Sampler
    budget: int
    spent: int
    totals: Totals
    found: Chains
    #: What the sticks came to with each total; nothing where it was not kept.
    sums: Floats = field(default_factory=lambda: np.empty((0, 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of the chains, as in `latent`."""

    seed: int
    chains: int
    most_ratio: float | None
    budget: int | None
    effective: float
    threads: int
    level: float
    draws: int
    progress: Progress | None = None

    def check(self) -> None:
        """Raises InputError for what means nothing."""
        most = self.most_ratio
        if self.chains < 2 or not 0 < self.level < 1 or (most is not None and most <= 1) or self.draws < 1:
            raise InputError(
                phrase("settings of the latent classes mean nothing"),
                do=phrase("Give 2 chains or more and 0 < level < 1."),
            )
        if self.budget is not None and self.budget < SHORTEST:
            raise InputError(
                phrase("%(budget)s iterations are too few", budget=self.budget),
                do=phrase("Give a budget of %(least)s or more, or none.", least=SHORTEST),
            )


def _run(one: Problem, sampler: Sampler | None, wish: Wish) -> Run:
    """Chains of the sampler asked for; else trajectories, and tempered ones where those disagree."""
    if sampler is not None:
        return _until_agreed(one, sampler, wish, math.inf)
    first = _until_agreed(one, Sampler.FLIGHTS, wish, HOPELESS)
    left = None if wish.budget is None else wish.budget - first.spent
    if agreed(first.found, wish.effective) or (left is not None and left < LEAST):
        return first
    second = _until_agreed(one, Sampler.TEMPERED, replace(wish, budget=left), math.inf)
    return replace(second, spent=first.spent + second.spent, budget=first.budget + second.budget)


def _until_agreed(one: Problem, sampler: Sampler, wish: Wish, hopeless: float) -> Run:
    """Run until the chains agree, the budget is spent, or they disagree by more than `hopeless` for long."""
    plan = PLANS[sampler]
    most = plan.most if wish.budget is None else wish.budget
    spent = min(plan.warm, most // 2)
    engine = _engine(one, sampler, wish)
    engine.warm(spent)
    logs, sums = engine.run(0), engine.sums
    while True:
        more = min(max(plan.first, logs.shape[1]), most - spent)
        logs = np.concatenate([logs, engine.run(more)], axis=1)
        sums = np.concatenate([sums, engine.sums], axis=1)
        spent += more
        totals = totals_of(one, logs, wish)
        done = Run(sampler, most, spent, totals, diagnosed_quickly(totals, one.n), sums)
        if wish.progress is not None:
            wish.progress(spent / most, done.found)
        if (
            agreed(done.found, wish.effective)
            or spent >= most
            or (logs.shape[1] >= PATIENCE and done.found.rhat > hopeless)
        ):
            return replace(done, found=diagnosed(totals, one.n))
        early = logs.shape[1] // 4  # it may still show where the chains began
        logs, sums = logs[:, early:], sums[:, early:]


def _engine(one: Problem, sampler: Sampler, wish: Wish) -> Engine:
    if sampler is Sampler.GIBBS:
        return Walks(one, wish.seed, wish.chains, wish.threads)
    if sampler is Sampler.FLIGHTS:
        return Flights(one, wish.seed, wish.chains, threads=wish.threads)
    return Flights(one, wish.seed, max(4, wish.chains // 2), rungs=RUNGS, threads=wish.threads)


def totals_of(one: Problem, logs: Floats, wish: Wish) -> Totals:
    """Draws of N: the undocumented are negative binomial given the chance to be documented.

    With `most_ratio`, draws above it are left out: that is the posterior given that N is no larger.
    """
    numbers = np.random.Generator(np.random.Philox(np.random.SeedSequence((wish.seed, one.key, *logs.shape))))
    means = numbers.gamma(float(one.n), size=logs.shape) * np.expm1(-logs)
    totals: Totals = one.n + numbers.poisson(np.minimum(means, MOST_MISSED))
    most_ratio = wish.most_ratio
    if most_ratio is None:
        return totals
    kept = [chain[chain <= most_ratio * one.n] for chain in totals]
    length = min(len(chain) for chain in kept)
    if length < totals.shape[1] // 20 + 4:
        raise InputError(
            phrase("nearly every draw lies above %(times)s times the documented", times=f"{most_ratio:g}"),
            do=phrase("Give a larger most_ratio or none."),
        )
    return np.stack([chain[len(chain) - length :] for chain in kept])


def described(one: Problem, done: Run, wish: Wish) -> Estimate:
    """The estimate that the totals of a run are, with what made them in its settings."""
    totals, level, (a, b) = done.totals, wish.level, one.prior
    (low, median, high), grid = np.split(np.quantile(totals, [0.5 - level / 2, 0.5, 0.5 + level / 2, *GRID]), [3])
    flat = totals.T.ravel()
    step = max(1, -(-len(flat) // wish.draws))
    settings: dict[str, str | int | float] = {
        "sampler": str(done.sampler), "classes": one.classes, "prior_a": a, "prior_b": b,
        "concentration_a": one.concentration[0], "concentration_b": one.concentration[1], "chains": wish.chains,
        "seed": wish.seed, "effective": wish.effective, "budget": done.budget, "iterations": done.spent,
    }  # fmt: skip
    if wish.most_ratio is not None:
        settings["most_ratio"] = wish.most_ratio
    return Estimate(
        method=Method.LATENT,
        model=f"{one.classes} classes",
        n=one.n,
        median=float(median),
        low=float(low),
        high=float(high),
        level=level,
        chains=done.found,
        quantiles=tuple(zip(GRID, grid.tolist(), strict=True)),
        draws=tuple(flat[::step].tolist()),
        settings=settings,
    )
