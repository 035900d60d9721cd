"""How chains move side by side: Hamiltonian trajectories, classes that change places, temperatures that are exchanged.

A class with many persons needs short steps, an empty one long steps, and any class may be either. So the steps follow
how many documented persons a class is expected to have, not as it is but with noise that is part of the state:
log u_k ~ N(log(FLOOR + persons), SPREAD²), drawn anew for each trajectory. The density of the same noise at the
trajectory's end enters its acceptance, and the chain keeps its distribution exactly.
"""

from typing import NamedTuple

import numpy as np

from chamsae.estimate.latent.lanes import exp, lanewise, log, normals, uniforms
from chamsae.estimate.latent.model import Floats, Ints
from chamsae.estimate.latent.slope import LANES, Room, Tree, evaluate
from chamsae.estimate.latent.streams import Words

#: Standard deviation of the noise, and the persons added: enough that a class may come or go on one trajectory.
SPREAD, FLOOR = 1.0, 250.0


class Flight(NamedTuple):
    """Working memory of a trajectory; the last axis is the chain."""

    start: Floats
    momentum: Floats
    scale: Floats
    noise: Floats
    line: Floats


class Gait(NamedTuple):
    """Steps of a trajectory, at most (half of that at least), and the share of trajectories to be accepted."""

    longest: int
    accepted: float


class Rungs(NamedTuple):
    """Temperatures: the heat and step size of each rung, on which rung each lane is, and exchanges tried and made."""

    heats: Floats
    steps: Floats
    of: Ints
    tried: Floats
    made: Floats


def flight(size: int, classes: int) -> Flight:
    """Working memory for problems of so many coordinates and classes."""
    start, momentum, scale = (np.zeros((size, LANES)) for _ in range(3))
    return Flight(start, momentum, scale, noise=np.zeros((classes, LANES)), line=np.zeros((6, LANES)))


@lanewise
def run(  # noqa: PLR0917 - compiled: arrays in, arrays out
    it: Tree, s: Words, x: Floats, to: Room, by: Flight, on: Rungs, gait: Gait, adapt: float, kept: Floats, sums: Floats
) -> None:
    """Iterations; where `adapt` is above zero step sizes follow what is accepted, at that rate.

    Row r of `kept` gets the log of the chance to be documented of the r-th lane at heat 1, once per iteration, and row
    r of `sums` what its sticks come to.
    """
    rungs, accepted = on.heats.shape[0], by.line[5]
    for at in range(kept.shape[1]):
        for c in range(LANES):
            to.heat[c] = on.heats[on.of[c]]
        evaluate(it, x, to, True)
        _trajectory(it, s, x, to, by, on, gait.longest)
        if adapt > 0.0:
            for c in range(LANES):
                on.steps[on.of[c]] *= np.exp(adapt * rungs / LANES * (accepted[c] - gait.accepted))
        _relabel(it, s, x, by)
        if rungs > 1:
            _exchange(s, to, by, on, at)
        for c in range(LANES):
            if on.of[c] == 0:
                kept[c // rungs, at], sums[c // rungs, at] = to.seen[c], _sum(it, x, c)


@lanewise
def _sum(it: Tree, x: Floats, c: int) -> float:
    """What the sticks of a lane come to: all that the prior of alpha knows of it."""
    total, first = 0.0, it.classes * it.lists
    for k in range(it.classes - 1):
        total += exp(x[first + k, c])
    return total


@lanewise
def _trajectory(it: Tree, s: Words, x: Floats, to: Room, by: Flight, on: Rungs, longest: int) -> None:  # noqa: PLR0917
    """One trajectory of every lane, from where `to` was evaluated in full; accepted or taken back."""
    chance, energy, seen = by.line[0], by.line[1], by.line[2]
    fit, prior, accepted = by.line[3], by.line[4], by.line[5]
    uniforms(s, chance)
    steps = longest // 2 + 1 + int(chance[0] * (longest - longest // 2))
    for c in range(LANES):
        energy[c] = -to.heat[c] * to.fit[c] - to.prior[c]
        seen[c], fit[c], prior[c] = to.seen[c], to.fit[c], to.prior[c]
    _scales(it, s, to, by, on)
    for d in range(x.shape[0]):
        momentum = by.momentum[d]
        normals(s, momentum)
        for c in range(LANES):
            by.start[d, c] = x[d, c]
            energy[c] += 0.5 * momentum[c] * momentum[c]
    for i in range(steps):
        half = 0.5 if i == 0 else 1.0
        for d in range(x.shape[0]):
            for c in range(LANES):
                by.momentum[d, c] += half * by.scale[d, c] * to.gradient[d, c]
                x[d, c] += by.scale[d, c] * by.momentum[d, c]
        evaluate(it, x, to, i == steps - 1)
    _end(it, to, by)
    uniforms(s, chance)
    for c in range(LANES):
        ok = accepted[c] > log(chance[c])
        accepted[c] = exp(min(accepted[c], 0.0)) if accepted[c] == accepted[c] else 0.0
        chance[c] = 1.0 if ok else 0.0
        to.seen[c] = to.seen[c] if ok else seen[c]
        to.fit[c] = to.fit[c] if ok else fit[c]
        to.prior[c] = to.prior[c] if ok else prior[c]
    for d in range(x.shape[0]):
        for c in range(LANES):
            x[d, c] = x[d, c] if chance[c] > 0.0 else by.start[d, c]


@lanewise
def _scales(it: Tree, s: Words, to: Room, by: Flight, on: Rungs) -> None:
    """Noise of each class, what it adds to the energy, and the steps that follow from it."""
    step, energy, classes = by.line[0], by.line[1], it.classes
    uniforms(s, step)
    for c in range(LANES):
        step[c] = on.steps[on.of[c]] * (0.75 + 0.5 * step[c])
    for k in range(classes):
        noise = by.noise[k]
        normals(s, noise)
        for c in range(LANES):
            energy[c] += 0.5 * noise[c] * noise[c]
            noise[c] = log(FLOOR + to.persons[k, c]) + SPREAD * noise[c]
            persons = exp(noise[c])
            by.scale[k, c] = step[c] / np.sqrt(0.3 + 0.15 * persons)
            if k + 1 < classes:
                by.scale[classes * it.lists + k, c] = step[c] / np.sqrt(0.5 + 0.5 * persons)
    for j in range(1, it.lists):
        by.scale[j * classes : (j + 1) * classes] = by.scale[:classes]


@lanewise
def _end(it: Tree, to: Room, by: Flight) -> None:
    """Log of the ratio by which the trajectory is accepted: the energy at its start less that at its end."""
    energy, accepted = by.line[1], by.line[5]
    for c in range(LANES):
        accepted[c] = energy[c] + to.heat[c] * to.fit[c] + to.prior[c]
    for d in range(by.scale.shape[0]):
        for c in range(LANES):
            p = by.momentum[d, c] + 0.5 * by.scale[d, c] * to.gradient[d, c]
            accepted[c] -= 0.5 * p * p
    for k in range(it.classes):
        for c in range(LANES):
            noise = (by.noise[k, c] - log(FLOOR + to.persons[k, c])) / SPREAD
            accepted[c] -= 0.5 * noise * noise


@lanewise
def _relabel(it: Tree, s: Words, x: Floats, by: Flight) -> None:
    """Each class may change places with the next: nothing changes for the data, only for the prior of the sticks."""
    chance, total, last = by.line[0], by.line[1], it.classes - 1
    at = it.classes * it.lists
    total[:] = it.rate
    for k in range(last):
        for c in range(LANES):
            total[c] += exp(x[at + k, c])
    for k in range(last):
        uniforms(s, chance)
        for c in range(LANES):
            here = exp(x[at + k, c])
            if k + 1 < last:
                following = exp(x[at + k + 1, c])
                new = -log(max(1.0 - (1.0 - exp(-following)) * exp(-here), 1e-300))
                then = here + following - new
                odds = new - here
            else:
                new = -log(max(1.0 - exp(-here), 1e-300))
                then = 1.0
                odds = new - here + (it.shape + last) * (log(total[c]) - log(total[c] - here + new))
            ok = log(chance[c]) < odds and new > 1e-280 and then > 1e-280
            chance[c] = 1.0 if ok else 0.0
            if k + 1 == last and ok:
                total[c] += new - here
            x[at + k, c] = log(new) if ok else x[at + k, c]
            if k + 1 < last:
                x[at + k + 1, c] = log(then) if ok else x[at + k + 1, c]
        for j in range(it.lists):
            one, other = j * it.classes + k, j * it.classes + k + 1
            for c in range(LANES):
                low, high = x[one, c], x[other, c]
                x[one, c] = high if chance[c] > 0.0 else low
                x[other, c] = low if chance[c] > 0.0 else high


@lanewise
def _exchange(s: Words, to: Room, by: Flight, on: Rungs, at: int) -> None:
    """Neighbouring temperatures exchange their lanes, even pairs and odd pairs in turn."""
    rungs, chance = on.heats.shape[0], by.line[0]
    uniforms(s, chance)
    for first in range(0, LANES, rungs):
        for r in range(at % 2, rungs - 1, 2):
            low, high = first, first
            for c in range(first, first + rungs):
                if on.of[c] == r:
                    low = c
                elif on.of[c] == r + 1:
                    high = c
            odds = (on.heats[r] - on.heats[r + 1]) * (to.fit[high] - to.fit[low])
            on.tried[r] += 1.0
            on.made[r] += np.exp(min(odds, 0.0))
            if np.log(chance[low]) < odds:
                on.of[low], on.of[high] = r + 1, r
