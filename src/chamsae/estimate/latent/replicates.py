"""Latent classes for the replicates of one stratum: chains of each start where those of the first came to rest.

Replicates, imputed ones above all, differ by few records: where the chains of the first have come is nearly a draw of
the others. Places, step sizes and heats are handed on, never a draw: each replicate has streams of its own, first
leaves behind as many iterations as its places need to be forgotten, and runs until its own chains agree. That the
posterior has no other mode is for the first to see, whose chains start far apart; so those that follow are half as
many, and chance, which parts sixteen chains more often than eight of twice the length, keeps them less long.
Trajectories are shorter than those of a single table, few persons whose trajectories disagree go to plain Gibbs, and
chains are looked at as often as they might be done. Every answer is one of `latent` within Monte Carlo error.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
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
from chamsae.estimate.latent.columns import Columns
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
FORGOTTEN, SOONEST = 5.0, 50
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
    """The replicates of one stratum; what each gives hangs on the first and on itself, not on others."""

    def __init__(self, first: CaptureTable, wish: Wish, *, classes: int | None, prior: tuple[float, float]) -> None:
        """Chains of the first, run until they agree. Raises InputError as `latent` does."""
        wish.check()
        self._wish, self._ready = wish, partial(problem, classes=classes, prior=prior)
        one = self._ready(first)
        engine, done = _alone(one, wish)
        self._lead = _Lead(engine, done.sampler, one, first.lists, _forgotten(done))
        self.first = described(one, done, wish)

    def following(self, tables: Sequence[CaptureTable]) -> list[Estimate]:
        """The posterior of each of these totals; one of other lists than the first starts by itself."""
        lead, wish = self._lead, self._wish
        problems = [self._ready(table) for table in tables]
        led = [at for at, table in enumerate(tables) if table.lists == lead.lists]
        made = dict(zip(led, _following([problems[at] for at in led], lead, wish), strict=True))
        return [
            _marked(described(one, made[at], wish)) if at in made else described(one, _alone(one, wish)[1], wish)
            for at, one in enumerate(problems)
        ]


def _marked(made: Estimate) -> Estimate:
    return replace(made, settings={**made.settings, "start": "first replicate"})


@dataclass(frozen=True, slots=True)
class _Lead:
    """The first replicate's chains where they came to rest, and the iterations that an effective draw took."""

    engine: Engine
    sampler: Sampler
    one: Problem
    lists: tuple[str, ...]
    taken: float


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
    """Half as many: tempered chains, of which each is a block of rungs, and those that follow."""
    return max(4, wish.chains // 2)


def _following(problems: Sequence[Problem], lead: _Lead, wish: Wish) -> list[Run]:
    """Chains that start where the first replicate's ended; by themselves where these disagree."""
    if not problems:
        return []
    chains = wish.chains if lead.sampler is Sampler.GIBBS else _ladders(wish)
    behind = max(SOONEST, math.ceil(FORGOTTEN * lead.taken))
    first = math.ceil(max(SPARE * wish.effective * lead.taken / chains, SETTLED * (lead.taken - 1.0)))
    plan = Plan(warm=behind, first=first, most=behind + max(PLANS[lead.sampler].most, 4 * first))
    if isinstance(lead.engine, Flights) and lead.sampler is Sampler.FLIGHTS:
        runs = _beside(problems, Columns(problems, lead.engine, wish.seed, chains), wish, plan)
    else:
        runs = [_behind(one, lead.engine.follow(one, wish.seed), lead.sampler, wish, plan) for one in problems]
    return [
        done if agreed(done.found, wish.effective) or wish.budget is not None else _again(one, done, wish)
        for one, done in zip(problems, runs, strict=True)
    ]


def _again(one: Problem, done: Run, wish: Wish) -> Run:
    _, again = _alone(one, wish)
    return replace(again, spent=done.spent + again.spent, budget=done.budget + again.budget)


def _beside(problems: Sequence[Problem], columns: Columns, wish: Wish, plan: Plan) -> list[Run]:
    """All of them side by side, each until its chains agree or the budget is spent; further rounds are a quarter."""
    most = plan.most if wish.budget is None else plan.warm + wish.budget
    going = list(range(len(problems)))
    columns.run(going, plan.warm)
    done: dict[int, Run] = {}
    logs: dict[int, Floats] = {at: np.empty((columns.chains, 0)) for at in going}
    spent, more = plan.warm, plan.first
    while going:
        more = min(more, most - spent)
        for at, made in zip(going, columns.run(going, more), strict=True):
            logs[at] = np.concatenate([logs[at], made], axis=1)
        spent += more
        for at in going:
            done[at] = _looked(problems[at], Sampler.FLIGHTS, logs[at], wish, most, spent)
        going = [at for at in going if spent < most and not agreed(done[at].found, wish.effective)]
        more = math.ceil((spent - plan.warm) / 4)
    return [done[at] for at in range(len(problems))]


def _looked(one: Problem, sampler: Sampler, logs: Floats, wish: Wish, most: int, spent: int) -> Run:  # noqa: PLR0917
    totals = totals_of(one, logs, wish)
    return Run(sampler, most, spent, totals, diagnosed_quickly(totals, one.n))


def _behind(one: Problem, engine: Engine, sampler: Sampler, wish: Wish, plan: Plan) -> Run:
    """Chains of one problem that follow: no steps are sought anew."""
    engine.run(plan.warm)
    done = _settled(one, engine, sampler, wish, plan._replace(warm=0))
    return replace(done, spent=done.spent + plan.warm)


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
        done = _looked(one, sampler, logs, wish, most, spent)
        lost = sampler is Sampler.FLIGHTS and done.found.rhat > hopeless and logs.shape[1] >= patience
        if agreed(done.found, wish.effective) or spent >= most or lost:
            return done
        logs = logs[:, logs.shape[1] // 4 :] if plan.warm else logs
        more = max(plan.first // 2, logs.shape[1] // 2)


def _forgotten(done: Run) -> float:
    """Iterations of a chain that one effective draw took."""
    effective = min(done.found.bulk, done.found.tail)
    return done.totals.size / max(effective, 1.0)
