"""How chains move side by side: Hamiltonian trajectories, classes that change places, temperatures that are exchanged.

A class with many persons needs short steps, an empty one long steps, and any class may be either. So the steps follow
how many documented persons a class is expected to have, not as it is but with noise that is part of the state:
log u_k ~ N(log(FLOOR + persons), SPREAD²), drawn anew for each trajectory. The density of the same noise at the
trajectory's end enters its acceptance, and the chain keeps its distribution exactly.
"""

from typing import NamedTuple

import numpy as np

from chamsae.estimate.latent.density import Height, Tree, density
from chamsae.estimate.latent.lanes import LANES, exp, lanewise, log, normals, uniforms
from chamsae.estimate.latent.model import Floats, Ints
from chamsae.estimate.latent.slope import Room, climb
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
    heat: Floats


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
    noise, line = np.zeros((classes, LANES)), np.zeros((6, LANES))
    return Flight(start, momentum, scale, noise, line, heat=np.ones(LANES))


@lanewise
def run(  # noqa: PLR0917 - compiled: arrays in, arrays out
    it: Tree, s: Words, x: Floats, to: Height, up: Room, by: Flight, on: Rungs, lengths: Ints, wanted: float,
    adapt: float, kept: Floats, sums: Floats,
) -> None:  # fmt: skip
    """An iteration for each of `lengths`, the steps of its trajectories. Where `adapt` is above zero step sizes follow,
    at that rate, what is accepted, until it is the share `wanted`.

    Row r of `kept` gets the log of the chance to be documented of the r-th lane at heat 1, once per iteration, and row
    r of `sums` what its sticks come to.
    """
    rungs, accepted, total = on.heats.shape[0], by.line[5], by.line[1]
    density(it, x, to)
    for at in range(lengths.shape[0]):
        for c in range(LANES):
            by.heat[c] = on.heats[on.of[c]]
            up.heat[c] = np.float32(by.heat[c])
        climb(it, x, up)
        _trajectory(it, s, x, to, up, by, on, lengths[at])
        if adapt > 0.0:
            for c in range(LANES):
                on.steps[on.of[c]] *= np.exp(adapt * rungs / LANES * (accepted[c] - wanted))
        _relabel(it, s, x, to, by)
        if rungs > 1:
            _exchange(s, to, by, on, at)
        for c in range(LANES):
            if on.of[c] == 0:
                kept[c // rungs, at], sums[c // rungs, at] = to.seen[c], total[c] - it.rate


@lanewise
def _trajectory(  # noqa: PLR0917 - compiled: arrays in, arrays out
    it: Tree, s: Words, x: Floats, to: Height, up: Room, by: Flight, on: Rungs, steps: int
) -> None:
    """One trajectory of every lane, from where `to` and `up` were evaluated; accepted or taken back."""
    chance, energy, seen = by.line[0], by.line[1], by.line[2]
    fit, prior, accepted = by.line[3], by.line[4], by.line[5]
    for c in range(LANES):
        energy[c] = -by.heat[c] * to.fit[c] - to.prior[c]
        seen[c], fit[c], prior[c] = to.seen[c], to.fit[c], to.prior[c]
    _scales(it, s, up, by, on)
    for d in range(x.shape[0]):
        momentum = by.momentum[d]
        normals(s, momentum)
        for c in range(LANES):
            energy[c] += 0.5 * momentum[c] * momentum[c]
    wide, start = x.reshape(x.size), by.start.reshape(x.size)
    for i in range(x.size):
        start[i] = wide[i]
    for i in range(steps):
        _step(wide, up, by, 0.5 if i == 0 else 1.0)
        climb(it, x, up)
    density(it, x, to)
    _end(it, to, up, by)
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
def _step(wide: Floats, up: Room, by: Flight, part: float) -> None:
    """Momentum follows the gradient, and places follow the momentum."""
    size = wide.size
    momentum, scale = by.momentum.reshape(size), by.scale.reshape(size)
    gradient = up.gradient.reshape(size)
    for i in range(size):
        momentum[i] += part * scale[i] * gradient[i]
    for i in range(size):
        wide[i] += scale[i] * momentum[i]


@lanewise
def _scales(it: Tree, s: Words, up: Room, by: Flight, on: Rungs) -> None:
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
            noise[c] = log(FLOOR + up.persons[k, c]) + SPREAD * noise[c]
            persons = exp(noise[c])
            by.scale[k, c] = step[c] / np.sqrt(0.3 + 0.15 * persons)
            if k + 1 < classes:
                by.scale[classes * it.lists + k, c] = step[c] / np.sqrt(0.5 + 0.5 * persons)
    for j in range(1, it.lists):
        for k in range(classes):
            for c in range(LANES):
                by.scale[j * classes + k, c] = by.scale[k, c]


@lanewise
def _end(it: Tree, to: Height, up: Room, by: Flight) -> None:
    """Log of the ratio by which the trajectory is accepted: the energy at its start less that at its end."""
    energy, accepted = by.line[1], by.line[5]
    for c in range(LANES):
        accepted[c] = energy[c] + by.heat[c] * to.fit[c] + to.prior[c]
    for d in range(by.scale.shape[0]):
        for c in range(LANES):
            p = by.momentum[d, c] + 0.5 * by.scale[d, c] * up.gradient[d, c]
            accepted[c] -= 0.5 * p * p
    for k in range(it.classes):
        for c in range(LANES):
            noise = (by.noise[k, c] - log(FLOOR + up.persons[k, c])) / SPREAD
            accepted[c] -= 0.5 * noise * noise


@lanewise
def _relabel(it: Tree, s: Words, x: Floats, to: Height, by: Flight) -> None:
    """Each class may change places with the next: nothing changes for the data, only for the prior of the sticks."""
    chance, total, last = by.line[0], by.line[1], it.classes - 1
    _weigh(it, x, to, by, -1.0)
    for k in range(last):
        uniforms(s, chance)
        if k + 1 < last:
            _pair(chance, x[it.classes * it.lists + k], x[it.classes * it.lists + k + 1], by)
        else:
            _last(chance, total, it.shape + last, x[it.classes * it.lists + k])
        for j in range(it.lists):
            one, other = x[j * it.classes + k], x[j * it.classes + k + 1]
            for c in range(LANES):
                low, high = one[c], other[c]
                one[c] = high if chance[c] > 0.0 else low
                other[c] = low if chance[c] > 0.0 else high
    _weigh(it, x, to, by, 1.0)


@lanewise
def _pair(chance: Floats, one: Floats, other: Floats, by: Flight) -> None:
    """Sticks of a class and the next that leave each the other's weight; `chance` tells which lanes took them."""
    first, second = by.line[2], by.line[3]
    for c in range(LANES):
        here, following = exp(one[c]), exp(other[c])
        new = -log(max(1.0 - (1.0 - exp(-following)) * exp(-here), 1e-300))
        first[c], second[c] = new, here + following - new
        odds = new - here
        ok = (log(chance[c]) < odds) & (new > 1e-280) & (second[c] > 1e-280)
        chance[c] = 1.0 if ok else 0.0
    for c in range(LANES):
        then = log(max(first[c], 1e-290))
        one[c] = then if chance[c] > 0.0 else one[c]
    for c in range(LANES):
        then = log(max(second[c], 1e-290))
        other[c] = then if chance[c] > 0.0 else other[c]


@lanewise
def _last(chance: Floats, total: Floats, power: float, one: Floats) -> None:
    """The same for the last stick, whose rest is the last class."""
    for c in range(LANES):
        here = exp(one[c])
        new = -log(max(1.0 - exp(-here), 1e-300))
        odds = new - here + power * (log(total[c]) - log(total[c] - here + new))
        ok = (log(chance[c]) < odds) & (new > 1e-280)
        chance[c] = 1.0 if ok else 0.0
        one[c] = log(max(new, 1e-290)) if ok else one[c]


@lanewise
def _weigh(it: Tree, x: Floats, to: Height, by: Flight, sign: float) -> None:
    """What the sticks come to, with the rate of alpha; their prior is added to that of `to`, or taken from it."""
    total, last, at = by.line[1], it.classes - 1, it.classes * it.lists
    total[:] = it.rate
    for k in range(last):
        for c in range(LANES):
            total[c] += exp(x[at + k, c])
            to.prior[c] += sign * x[at + k, c]
    for c in range(LANES):
        to.prior[c] -= sign * (it.shape + last) * log(total[c])


@lanewise
def _exchange(s: Words, to: Height, by: Flight, on: Rungs, at: int) -> None:
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
