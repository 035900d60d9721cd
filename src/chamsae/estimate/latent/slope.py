"""Where the log posterior of many chains rises: persons of each class, less what the chances expect.

A gradient costs a few operations per pattern, class and chain. It is in single precision: a trajectory that follows it
is as reversible as one in double, and whether it is accepted is for `density` to say; so a rounded gradient costs
nothing but a little acceptance.

What a class makes of no list at all may be smaller than a single can hold. So the products along the tree of patterns
begin at its square root, and are multiplied by that root once more where persons are counted.

Loops are kept to few arrays each: of more, the compiler does not see that they do not overlap, and takes one lane at a
time.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from chamsae.estimate.latent.density import Tree
from chamsae.estimate.latent.lanes import LANES, exp_single, lanewise
from chamsae.estimate.latent.model import Floats, Problem

Singles = npt.NDArray[np.float32]

#: The square root of the chance of no list stays above e to the minus this, in any class.
DEEPEST = 80.0
_NONE, _LEAST, _ONE, _HALF = np.float32(0.0), np.float32(1e-37), np.float32(1.0), np.float32(0.5)
#: No class is taken to be lighter: it would move nobody, and numbers near the least a single can hold are slow.
_LIGHT = np.float32(1e-18)
_SMALL, _THIRD, _QUARTER = np.float32(1e-2), np.float32(1.0 / 6.0), np.float32(1.0 / 24.0)


class Room(NamedTuple):
    """Where a gradient is worked out and left; the last axis is the chain.

    Results: `gradient` by coordinate; `persons` documented and of a class, as expected. `heat` is what the likelihood
    is multiplied by.
    """

    gradient: Singles
    persons: Singles
    heat: Singles
    place: Singles
    odds: Singles
    chances: Singles
    halves: Singles
    nodes: Singles
    flows: Singles
    sticks: Singles
    rows: Singles
    line: Singles


def room(one: Problem) -> Room:
    """Working memory for LANES chains, all at heat 1."""
    k, j, t = one.classes, one.lists, len(one.parents)
    flat = (one.size * LANES, *[j * k * LANES] * 3)
    shapes = ((one.size, LANES), (k, LANES), (LANES,), *((each,) for each in flat), *[(t, k * LANES)] * 2)
    made = Room(*(np.zeros(each, np.float32) for each in (*shapes, (3, k * LANES), (4, k * LANES), (3, LANES))))
    made.heat[:] = _ONE
    return made


@lanewise
def climb(it: Tree, x: Floats, to: Room) -> None:
    """The gradient at `x`."""
    wide = x.reshape(x.size)
    for i in range(x.size):
        to.place[i] = np.float32(wide[i])
    _sticks(it, to)
    _lists(it, to)
    width = it.classes * LANES
    for t in range(1, it.parents.shape[0]):
        j = it.added[t]
        node, parent, odds = to.nodes[t], to.nodes[it.parents[t]], to.odds[j * width : (j + 1) * width]
        for i in range(width):
            node[i] = parent[i] * odds[i]
    _counts(it, to)
    _missed(it, to)
    _gradient(it, to)
    _stick_gradient(it, to)


@lanewise
def _sticks(it: Tree, to: Room) -> None:
    """Weights of the classes; the lengths broken off, what of the rest stays, and V."""
    left, weights, many = to.line[0], to.rows[0], (it.classes - 1) * LANES
    lengths, staying, broken = to.sticks[0], to.sticks[1], to.sticks[2]
    y = to.place[it.classes * it.lists * LANES :]
    for i in range(many):
        lengths[i] = exp_single(y[i])
    for i in range(many):
        s = lengths[i]
        stays = exp_single(-s)
        small = s * (_ONE - s * (_HALF - s * (_THIRD - s * _QUARTER)))
        staying[i] = stays
        broken[i] = small if s < _SMALL else _ONE - stays
    left[:] = _ONE
    for k in range(it.classes - 1):
        weight, stays, breaks = weights[k * LANES :], staying[k * LANES :], broken[k * LANES :]
        for c in range(LANES):
            weight[c] = max(left[c] * breaks[c], _LIGHT)
        for c in range(LANES):
            left[c] = max(left[c] * stays[c], _LIGHT)
    for c in range(LANES):
        weights[many + c] = left[c]


@lanewise
def _lists(it: Tree, to: Room) -> None:
    """Odds and chances of each list in each class; the root of the chance of no list, and the chance of any."""
    width, most = it.classes * LANES, np.float32(np.exp(2.0 * DEEPEST / it.lists))
    weights, root, seen = to.rows[0], to.rows[1], to.rows[2]
    for i in range(it.lists * width):
        to.odds[i] = min(exp_single(to.place[i]), most)
    for i in range(it.lists * width):
        inverse = _ONE / (_ONE + to.odds[i])
        to.chances[i] = to.odds[i] * inverse
        to.halves[i] = np.sqrt(inverse)
    root[:] = _ONE
    seen[:] = _NONE
    for j in range(it.lists):
        halves, chances = to.halves[j * width : (j + 1) * width], to.chances[j * width : (j + 1) * width]
        for i in range(width):
            root[i] *= halves[i]
        for i in range(width):
            seen[i] += (_ONE - seen[i]) * chances[i]
    nodes = to.nodes[0]
    for i in range(width):
        nodes[i] = weights[i] * root[i]


@lanewise
def _counts(it: Tree, to: Room) -> None:
    """Persons expected of each class below each node of the tree."""
    share, root, part, width = to.line[0], to.rows[1], to.rows[3], it.classes * LANES
    to.flows[:] = _NONE
    to.gradient[:] = _NONE
    gradient = to.gradient.reshape(to.gradient.size)
    for t in range(it.parents.shape[0] - 1, 0, -1):
        flow, node, count = to.flows[t], to.nodes[t], it.singles[t]
        if it.ends[t]:
            for i in range(width):
                part[i] = node[i] * root[i]
            _added(part, share, it.classes)
            for c in range(LANES):
                share[c] = to.heat[c] * count[c] / share[c]
            _dealt(part, share, flow, it.classes)
        above, j = to.flows[it.parents[t]], it.added[t]
        slope = gradient[j * width : (j + 1) * width]
        for i in range(width):
            above[i] += flow[i]
            slope[i] += flow[i]


@lanewise
def _added(row: Singles, to: Singles, classes: int) -> None:
    """The sum over classes, never nothing; five at a time."""
    to[:] = _LEAST
    fives = classes // 5 * 5
    for k in range(0, fives, 5):
        at = row[k * LANES :]
        for c in range(LANES):
            first = at[c] + at[c + LANES]
            to[c] += first + at[c + 2 * LANES] + at[c + 3 * LANES] + at[c + 4 * LANES]
    for k in range(fives, classes):
        at = row[k * LANES :]
        for c in range(LANES):
            to[c] += at[c]


@lanewise
def _dealt(row: Singles, share: Singles, to: Singles, classes: int) -> None:
    """Add to each class its part of a share."""
    fives = classes // 5 * 5
    for k in range(0, fives, 5):
        at, there = row[k * LANES :], to[k * LANES :]
        for c in range(LANES):
            part = share[c]
            there[c] += part * at[c]
            there[c + LANES] += part * at[c + LANES]
            there[c + 2 * LANES] += part * at[c + 2 * LANES]
            there[c + 3 * LANES] += part * at[c + 3 * LANES]
            there[c + 4 * LANES] += part * at[c + 4 * LANES]
    for k in range(fives, classes):
        at, there = row[k * LANES :], to[k * LANES :]
        for c in range(LANES):
            there[c] += share[c] * at[c]


@lanewise
def _missed(it: Tree, to: Room) -> None:
    """The documented of each class are kept; the undocumented that a chain expects are added."""
    share, persons, part, width = to.line[0], to.flows[0], to.rows[3], it.classes * LANES
    weights, root, seen = to.rows[0], to.rows[1], to.rows[2]
    kept, node = to.persons.reshape(to.persons.size), to.nodes[0]
    for i in range(width):
        part[i] = weights[i] * seen[i]
    _added(part, share, it.classes)
    for c in range(LANES):
        share[c] = np.float32(it.people[c]) / share[c]
    for c in range(LANES):
        share[c] *= to.heat[c]
    for i in range(width):
        kept[i] = persons[i]
    for i in range(width):
        part[i] = node[i] * root[i]
    _dealt(part, share, persons, it.classes)


@lanewise
def _gradient(it: Tree, to: Room) -> None:
    """Of the logits: persons of the class on the list, less those that its chance makes expect."""
    width, persons = it.classes * LANES, to.flows[0]
    gradient, a, both = to.gradient.reshape(to.gradient.size), np.float32(it.a), np.float32(it.a + it.b)
    for j in range(it.lists):
        chances, slope = to.chances[j * width : (j + 1) * width], gradient[j * width : (j + 1) * width]
        for i in range(width):
            slope[i] += a - (persons[i] + both) * chances[i]


@lanewise
def _stick_gradient(it: Tree, to: Room) -> None:
    """Of the logs of the sticks, with alpha integrated out."""
    after, total, persons, last = to.line[1], to.line[2], to.flows[0], it.classes - 1
    power, many = np.float32(it.shape + last), last * LANES
    out = to.gradient.reshape(to.gradient.size)[it.classes * it.lists * LANES :]
    lengths, staying, broken, part = to.sticks[0], to.sticks[1], to.sticks[2], to.rows[3]
    total[:] = np.float32(it.rate)
    for k in range(last):
        length = lengths[k * LANES :]
        for c in range(LANES):
            total[c] += length[c]
    for c in range(LANES):
        total[c] = power / total[c]
    for i in range(many):
        part[i] = max(staying[i], _LIGHT) / broken[i]
    for i in range(many):
        out[i] = persons[i] * part[i]
    for c in range(LANES):
        after[c] = persons[many + c]
    for k in range(last - 1, -1, -1):
        rise, length, here = out[k * LANES :], lengths[k * LANES :], persons[k * LANES :]
        for c in range(LANES):
            rise[c] = _ONE + length[c] * (rise[c] - after[c] - total[c])
        for c in range(LANES):
            after[c] += here[c]
