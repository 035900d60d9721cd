"""Latent classes for the replicates of one stratum: chains of each start where those of the first came to rest.

Replicates, imputed ones above all, differ by few records: where the chains of the first have come is nearly a draw of
the others. Places, step sizes and heats are handed on, never a draw: each replicate has streams of its own, first
leaves behind as many iterations as its places need to be forgotten, and runs until its own chains agree. Trajectories
are shorter than those of a single table, few persons whose trajectories disagree go to plain Gibbs, and chains are
looked at as often as they might be done. Every answer is one of `latent` within Monte Carlo error.
"""

import math
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np

from chamsae.estimate.latent.chains import agreed
from chamsae.estimate.latent.choose import (
    LEAST,
    RUNGS,
    Plan,
    Run,
    Sampler,
    Wish,
    described,
    totals_of,
)
from chamsae.estimate.latent.gibbs import Walks
from chamsae.estimate.latent.model import Floats, Problem, problem
from chamsae.estimate.latent.quick import diagnosed_quickly
from chamsae.estimate.latent.tempered import BRISK, STEADY, Flights
from chamsae.model.estimate import CaptureTable, Estimate

PLANS = {
    Sampler.FLIGHTS: Plan(warm=150, first=300, most=8000),
    Sampler.GIBBS: Plan(warm=2000, first=2000, most=100_000),
    Sampler.TEMPERED: Plan(warm=1600, first=1000, most=20_000),
}
#: What every stratum begins with: an easy one is done after it.
GLANCE = Plan(warm=300, first=300, most=600)
#: From so many draws on trajectories that disagree by more than this give way: those of few persons to plain Gibbs,
#: those of more to tempered ones, which take as long as forty times as many.
FEW = 100
LOST = {"few": (1.02, 900), "many": (1.05, 4000)}
#: Iterations until a place is forgotten and the least of them, in times that one effective draw takes.
FORGOTTEN, SOONEST = 5.0, 30
#: Draws of a chain, in times that an effective one takes beyond the first, until chance alone seldom
#: keeps R-hat above its bound; and what is added to effective draws so that one round is mostly enough.
SETTLED, SPARE = 125.0, 1.15


class Engine(Protocol):
    """Chains of one problem that can be run on, and followed by those of a like one."""

    def warm(self, iterations: int) -> None:
        """Leave the start behind and adapt."""

    def run(self, iterations: int) -> Floats:
        """Log of the chance that a person is documented: chains × iterations."""

    def follow(self, one: Problem, seed: int) -> Self:
        """Chains of a like problem that start where these stand."""


class Replicates:
    """The replicates of one stratum, asked one after the other; what each gives hangs on the first, not on others."""

    def __init__(self, wish: Wish) -> None:
        """Raises InputError for a wish that means nothing."""
        wish.check()
        self._wish = wish
        self._lead: _Lead | None = None

    def estimate(
        self, table: CaptureTable, *, classes: int | None = None, prior: tuple[float, float] = (1.0, 1.0)
    ) -> Estimate:
        """The posterior of the total; one of other lists, classes or prior than the first starts by itself."""
        one, wish = problem(table, classes=classes, prior=prior), self._wish
        lead = self._lead
        if lead is not None and lead.leads(one, table):
            done = _following(one, lead, wish)
            made = described(one, done, wish)
            return replace(made, settings={**made.settings, "start": "first replicate"})
        engine, done = _alone(one, wish)
        if lead is None:
            self._lead = _Lead(engine, done.sampler, one, table.lists, _forgotten(done))
        return described(one, done, wish)


@dataclass(frozen=True, slots=True)
class _Lead:
    """The first replicate's chains where they came to rest, and the iterations that an effective draw took."""

    engine: Engine
    sampler: Sampler
    one: Problem
    lists: tuple[str, ...]
    taken: float

    def leads(self, other: Problem, table: CaptureTable) -> bool:
        """Whether the coordinates of a problem are those of the first."""
        same = (self.lists, self.one.classes, self.one.prior)
        return same == (table.lists, other.classes, other.prior)


def _alone(one: Problem, wish: Wish) -> tuple[Engine, Run]:
    """Trajectories from anywhere; where they disagree, plain Gibbs for few persons and else tempered ones."""
    flights = Flights(one, wish.seed, wish.chains, threads=wish.threads, gait=BRISK)
    done = _settled(one, flights, Sampler.FLIGHTS, wish, GLANCE)
    if not _enough(done, wish):
        flights.walk(STEADY)
        done = _after(done, one, flights, Sampler.FLIGHTS, wish)
    if _enough(done, wish):
        return flights, done
    engine: Engine
    if one.n <= FEW:
        sampler, engine = Sampler.GIBBS, Walks(one, wish.seed, wish.chains, wish.threads)
    else:
        sampler, engine = Sampler.TEMPERED, Flights(one, wish.seed, _ladders(wish), rungs=RUNGS, threads=wish.threads)
    return engine, _after(done, one, engine, sampler, wish)


def _after(done: Run, one: Problem, engine: Engine, sampler: Sampler, wish: Wish) -> Run:
    """The run of another engine on what is left of the budget, with what both spent."""
    left = None if wish.budget is None else wish.budget - done.spent
    then = _settled(one, engine, sampler, replace(wish, budget=left), PLANS[sampler])
    return replace(then, spent=done.spent + then.spent, budget=done.budget + then.budget)


def _enough(done: Run, wish: Wish) -> bool:
    """Whether the chains agree, or nothing is left to try with."""
    left = math.inf if wish.budget is None else wish.budget - done.spent
    return agreed(done.found, wish.effective) or left < LEAST


def _ladders(wish: Wish) -> int:
    """Tempered chains: each is a block of rungs, so there are half as many."""
    return max(4, wish.chains // 2)


def _following(one: Problem, lead: _Lead, wish: Wish) -> Run:
    """Chains that start where the first replicate's ended; by themselves where these disagree."""
    engine = lead.engine.follow(one, wish.seed)
    chains = wish.chains if lead.sampler is not Sampler.TEMPERED else _ladders(wish)
    behind = max(SOONEST, math.ceil(FORGOTTEN * lead.taken))
    first = math.ceil(max(SPARE * wish.effective * lead.taken / chains, SETTLED * (lead.taken - 1.0)))
    plan = Plan(warm=0, first=first, most=behind + max(PLANS[lead.sampler].most, 4 * first))
    engine.run(behind)
    done = _settled(one, engine, lead.sampler, wish, plan)
    done = replace(done, spent=done.spent + behind)
    if agreed(done.found, wish.effective) or wish.budget is not None:
        return done
    _, again = _alone(one, wish)
    return replace(again, spent=done.spent + again.spent, budget=done.budget + again.budget)


def _settled(one: Problem, engine: Engine, sampler: Sampler, wish: Wish, plan: Plan) -> Run:
    """Run until the chains agree, the budget is spent, or trajectories disagree for long.

    With a warm start of its own the first quarter is left out each time: it may still show where the chains began.
    """
    most = plan.most if wish.budget is None else wish.budget
    spent = min(plan.warm, most // 2)
    if spent:
        engine.warm(spent)
    logs, more = engine.run(0), plan.first
    hopeless, patience = LOST["few" if one.n <= FEW else "many"]
    while True:
        more = min(more, most - spent)
        logs = np.concatenate([logs, engine.run(more)], axis=1)
        spent += more
        totals = totals_of(one, logs, wish)
        done = Run(sampler, most, spent, totals, diagnosed_quickly(totals, one.n))
        lost = sampler is Sampler.FLIGHTS and done.found.rhat > hopeless and logs.shape[1] >= patience
        if agreed(done.found, wish.effective) or spent >= most or lost:
            return done
        logs = logs[:, logs.shape[1] // 4 :] if plan.warm else logs
        more = max(plan.first // 2, logs.shape[1] // 2)


def _forgotten(done: Run) -> float:
    """Iterations of a chain that one effective draw took."""
    effective = min(done.found.bulk, done.found.tail)
    return done.totals.size / max(effective, 1.0)
