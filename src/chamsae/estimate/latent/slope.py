"""The log posterior of many chains at once, and its gradient: persons of each class, less what the chances expect.

The likelihood of every pattern is one product more than that of its parent in the tree of patterns, so a gradient costs
a few operations per pattern, class and chain.
"""

from typing import NamedTuple

import numpy as np

from chamsae.estimate.latent.lanes import exp, lanewise, log
from chamsae.estimate.latent.model import Floats, Ints, Problem

#: Chains side by side: known to the compiler, so that inner loops need no count.
LANES = 16


class Tree(NamedTuple):
    """A problem as the compiled code takes it (see model.Problem)."""

    parents: Ints
    added: Ints
    counts: Floats
    classes: int
    lists: int
    a: float
    b: float
    shape: float
    rate: float


class Room(NamedTuple):
    """Where an evaluation works and leaves its results; the last axis is the chain.

    Results: `gradient` by coordinate; `persons` documented and of a class, as expected; `fit` log likelihood, `prior`
    log prior, `seen` log of the chance to be documented. `heat` is what the likelihood is multiplied by.
    """

    gradient: Floats
    persons: Floats
    fit: Floats
    prior: Floats
    seen: Floats
    heat: Floats
    odds: Floats
    nodes: Floats
    flows: Floats
    chances: Floats
    sticks: Floats
    line: Floats


def tree(one: Problem) -> Tree:
    """The problem for compiled code."""
    numbers = map(float, (*one.prior, *one.concentration))
    return Tree(one.parents, one.added, one.counts, one.classes, one.lists, *numbers)


def room(one: Problem) -> Room:
    """Working memory for LANES chains, all at heat 1."""
    k, j, t = one.classes, one.lists, len(one.parents)
    return Room(
        gradient=np.zeros((one.size, LANES)),
        persons=np.zeros((k, LANES)),
        fit=np.zeros(LANES),
        prior=np.zeros(LANES),
        seen=np.zeros(LANES),
        heat=np.ones(LANES),
        odds=np.zeros((j, k * LANES)),
        nodes=np.zeros((t, k * LANES)),
        flows=np.zeros((t, k * LANES)),
        chances=np.zeros((j, k * LANES)),
        sticks=np.zeros((3, k * LANES)),
        line=np.zeros((4, LANES)),
    )


@lanewise
def evaluate(it: Tree, x: Floats, to: Room, full: bool) -> None:
    """The gradient at `x`; with `full` also fit, prior and the chance to be documented."""
    _sticks(it, x, to)
    _roots(it, x, to, full)
    width = it.classes * LANES
    for t in range(1, it.parents.shape[0]):
        node, parent, odds = to.nodes[t], to.nodes[it.parents[t]], to.odds[it.added[t]]
        for i in range(width):
            node[i] = parent[i] * odds[i]
    _counts(it, to, full)
    _gradient(it, to)
    _stick_gradient(it, x, to, full)


@lanewise
def _sticks(it: Tree, x: Floats, to: Room) -> None:
    """Weights of the classes at node 0; in `sticks` the lengths broken off, what of the rest stays, and V."""
    left, root = to.line[0], to.nodes[0]
    left[:] = 1.0
    for k in range(it.classes - 1):
        y = x[it.classes * it.lists + k]
        for c in range(LANES):
            s = exp(y[c])
            stays = exp(-s)
            small = s * (1.0 - s * (0.5 - s * (1.0 / 6.0 - s / 24.0)))
            broken = small if s < 1e-3 else 1.0 - stays
            to.sticks[0, k * LANES + c] = s
            to.sticks[1, k * LANES + c] = stays
            to.sticks[2, k * LANES + c] = broken
            root[k * LANES + c] = left[c] * broken
            left[c] *= stays
    for c in range(LANES):
        root[(it.classes - 1) * LANES + c] = left[c]


@lanewise
def _roots(it: Tree, x: Floats, to: Room, full: bool) -> None:
    """Odds of each list in each class; the weight of each class times the chance that no list has the person."""
    root, none, width = to.nodes[0], to.flows[0], it.classes * LANES
    missed, prior = to.line[1], to.prior
    none[:] = 1.0
    logits = x.reshape(x.size)
    for j in range(it.lists):
        odds, chances, logit = to.odds[j], to.chances[j], logits[j * width : (j + 1) * width]
        for i in range(width):
            o = exp(logit[i])
            inverse = 1.0 / (1.0 + o)
            odds[i] = o
            chances[i] = o * inverse
            none[i] *= inverse
    for i in range(width):
        root[i] *= none[i]
    missed[:] = 0.0
    for k in range(it.classes):
        for c in range(LANES):
            missed[c] += root[k * LANES + c]
    if full:
        prior[:] = 0.0
        for k in range(it.classes):
            for c in range(LANES):
                prior[c] += (it.a + it.b) * log(none[k * LANES + c])
            for j in range(it.lists):
                for c in range(LANES):
                    prior[c] += it.a * x[j * it.classes + k, c]


@lanewise
def _counts(it: Tree, to: Room, full: bool) -> None:  # noqa: PLR0912 - one pass: loops over lanes count as branches
    """Persons expected of each class below each node of the tree, the undocumented at node 0; the likelihood."""
    missed, share, fit = to.line[1], to.line[2], to.fit
    width, n = it.classes * LANES, it.counts.sum()
    to.flows[:] = 0.0
    fit[:] = 0.0
    to.gradient[:] = 0.0
    gradient = to.gradient.reshape(to.gradient.size)
    for t in range(it.parents.shape[0] - 1, 0, -1):
        flow, node, count = to.flows[t], to.nodes[t], it.counts[t]
        if count > 0.0:
            for c in range(LANES):
                share[c] = 1e-300
            for k in range(it.classes):
                here = node[k * LANES : (k + 1) * LANES]
                for c in range(LANES):
                    share[c] += here[c]
            if full:
                for c in range(LANES):
                    fit[c] += count * log(share[c])
            for c in range(LANES):
                share[c] = to.heat[c] * count / share[c]
            for k in range(it.classes):
                here, there = node[k * LANES : (k + 1) * LANES], flow[k * LANES : (k + 1) * LANES]
                for c in range(LANES):
                    there[c] += share[c] * here[c]
        above, j = to.flows[it.parents[t]], it.added[t]
        slope = gradient[j * width : (j + 1) * width]
        for i in range(width):
            above[i] += flow[i]
            slope[i] += flow[i]
    for c in range(LANES):
        seen = max(1.0 - missed[c], 1e-15)
        share[c] = to.heat[c] * n / seen
        to.seen[c] = log(seen)
        fit[c] -= n * to.seen[c]
    for k in range(it.classes):
        for c in range(LANES):
            to.persons[k, c] = to.flows[0, k * LANES + c]
            to.flows[0, k * LANES + c] += share[c] * to.nodes[0, k * LANES + c]


@lanewise
def _gradient(it: Tree, to: Room) -> None:
    """Of the logits: persons of the class on the list, less those that its chance makes expect."""
    width, persons = it.classes * LANES, to.flows[0]
    gradient = to.gradient.reshape(to.gradient.size)
    for j in range(it.lists):
        chances, slope = to.chances[j], gradient[j * width : (j + 1) * width]
        for i in range(width):
            slope[i] += it.a - (persons[i] + it.a + it.b) * chances[i]


@lanewise
def _stick_gradient(it: Tree, x: Floats, to: Room, full: bool) -> None:
    """Of the logs of the sticks, with alpha integrated out."""
    after, total, persons = to.line[0], to.line[1], to.flows[0]
    last = it.classes - 1
    for c in range(LANES):
        after[c] = persons[last * LANES + c]
        total[c] = it.rate
    for k in range(last):
        for c in range(LANES):
            total[c] += to.sticks[0, k * LANES + c]
    for k in range(last - 1, -1, -1):
        at = it.classes * it.lists + k
        for c in range(LANES):
            s, broken, here = to.sticks[0, k * LANES + c], to.sticks[2, k * LANES + c], persons[k * LANES + c]
            pull = s * to.sticks[1, k * LANES + c] / broken
            to.gradient[at, c] = here * pull - s * after[c] + 1.0 - (it.shape + last) * s / total[c]
            if full:
                to.prior[c] += x[at, c]
            after[c] += here
    if full:
        for c in range(LANES):
            to.prior[c] -= (it.shape + last) * log(total[c])
