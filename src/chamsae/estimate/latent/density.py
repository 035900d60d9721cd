"""The log posterior of many chains at once, in double precision: by it trajectories are accepted.

The likelihood of every pattern is one product more than that of its parent in the tree of patterns.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from chamsae.estimate.latent.lanes import LANES, exp, lanewise, log
from chamsae.estimate.latent.model import Floats, Ints, Problem


class Tree(NamedTuple):
    """A problem as the compiled code takes it (see model.Problem); counts are each chain's own."""

    parents: Ints
    added: Ints
    counts: Floats
    singles: npt.NDArray[np.float32]
    people: Floats
    ends: npt.NDArray[np.bool_]
    classes: int
    lists: int
    a: float
    b: float
    shape: float
    rate: float


class Height(NamedTuple):
    """What the density of each chain is, and where it is worked out; the last axis is the chain.

    `fit` is the log likelihood, `prior` the log prior, `seen` the log of the chance to be documented.
    """

    fit: Floats
    prior: Floats
    seen: Floats
    odds: Floats
    nodes: Floats
    none: Floats
    own: Floats
    line: Floats


def tree(one: Problem, counts: Floats | None = None) -> Tree:
    """The problem for compiled code: its own counts in every lane, or those given (nodes × lanes)."""
    numbers = map(float, (*one.prior, *one.concentration))
    counts = np.repeat(one.counts[:, None], LANES, axis=1) if counts is None else counts
    sums = (counts, counts.astype(np.float32), counts.sum(axis=0), counts.max(axis=1) > 0)
    return Tree(one.parents, one.added, *sums, one.classes, one.lists, *numbers)


def height(one: Problem) -> Height:
    """Working memory for LANES chains."""
    width = one.classes * LANES
    fit, prior, seen = np.zeros(LANES), np.zeros(LANES), np.zeros(LANES)
    odds, nodes = np.zeros((one.lists, width)), np.zeros((len(one.parents), width))
    return Height(fit, prior, seen, odds, nodes, none=np.zeros(width), own=np.zeros(width), line=np.zeros((2, LANES)))


@lanewise
def density(it: Tree, x: Floats, to: Height) -> None:
    """Fit, prior and the chance to be documented at `x`."""
    _sticks(it, x, to)
    _roots(it, x, to)
    width = it.classes * LANES
    for t in range(1, it.parents.shape[0]):
        node, parent, odds = to.nodes[t], to.nodes[it.parents[t]], to.odds[it.added[t]]
        for i in range(width):
            node[i] = parent[i] * odds[i]
    _fit(it, to)


@lanewise
def _sticks(it: Tree, x: Floats, to: Height) -> None:
    """Weights of the classes at node 0, and the prior of the sticks with alpha integrated out."""
    left, total, root, prior = to.line[0], to.line[1], to.nodes[0], to.prior
    left[:], total[:], prior[:] = 1.0, it.rate, 0.0
    last = it.classes - 1
    for k in range(last):
        y = x[it.classes * it.lists + k]
        for c in range(LANES):
            s = exp(y[c])
            stays = exp(-s)
            small = s * (1.0 - s * (0.5 - s * (1.0 / 6.0 - s / 24.0)))
            root[k * LANES + c] = left[c] * (small if s < 1e-3 else 1.0 - stays)
            left[c] *= stays
            total[c] += s
            prior[c] += y[c]
    for c in range(LANES):
        root[last * LANES + c] = left[c]
        prior[c] -= (it.shape + last) * log(total[c])


@lanewise
def _roots(it: Tree, x: Floats, to: Height) -> None:
    """Odds of each list in each class and their prior; the weight of each class times the chance of no list."""
    root, none, own, width = to.nodes[0], to.none, to.own, it.classes * LANES
    logits = x.reshape(x.size)
    for i in range(width):
        none[i] = 1.0
    for i in range(width):
        own[i] = 0.0
    for j in range(it.lists):
        odds, logit = to.odds[j], logits[j * width : (j + 1) * width]
        for i in range(width):
            odds[i] = exp(logit[i])
        for i in range(width):
            none[i] *= 1.0 / (1.0 + odds[i])
        for i in range(width):
            own[i] += it.a * logit[i]
    for i in range(width):
        own[i] += (it.a + it.b) * log(none[i])
    for i in range(width):
        root[i] *= none[i]
    for k in range(it.classes):
        each = own[k * LANES :]
        for c in range(LANES):
            to.prior[c] += each[c]


@lanewise
def _fit(it: Tree, to: Height) -> None:
    """Log likelihood of the patterns, given that a person is on a list at all."""
    share, fit = to.line[0], to.fit
    fit[:] = 0.0
    for t in range(it.parents.shape[0] - 1, -1, -1):
        node, count = to.nodes[t], it.counts[t]
        if t > 0 and not it.ends[t]:
            continue
        share[:] = 1e-300 if t > 0 else 0.0
        for k in range(it.classes):
            here = node[k * LANES : (k + 1) * LANES]
            for c in range(LANES):
                share[c] += here[c]
        if t > 0:
            for c in range(LANES):
                fit[c] += count[c] * log(share[c])
    for c in range(LANES):
        to.seen[c] = log(max(1.0 - share[c], 1e-15))
        fit[c] -= it.people[c] * to.seen[c]
