"""The latent-class model of Manrique-Vallier (2016), ready to compute: patterns as a tree, counts, priors.

Every person belongs to one of K classes; within a class the lists are independent. lambda_jk, the chance that list j
has a person of class k, is Beta(a, b); the weights of the classes are broken off a stick, V_k ~ Beta(1, alpha), with
V_K = 1 and alpha ~ Gamma(1/4, 1/4) unless another gamma is asked for; p(N) is proportional to 1/N. N and alpha are
integrated out: what is left has coordinates x_jk = logit lambda_jk and y_k = log s_k, where s_k = -log(1 - V_k).
Without alpha there is no clamp on V: where alpha is small, 1 - V lies below what a double can hold, and cutting it off
moves the answer.
"""

import hashlib
import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from chamsae.errors import InputError, phrase
from chamsae.estimate.priors import FEW_CLASSES
from chamsae.model.estimate import CaptureTable

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: Classes unless told otherwise.
CLASSES = 10


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A table and priors as arrays.

    Node 0 of the tree is the pattern of all zeros; node t is node `parents[t]` with list `added[t]` switched on.
    `counts[t]` are the persons with that pattern, 0 where it is only a step to others; `rows` the patterns with
    persons (0/1), `persons` how many they are.
    """

    rows: Ints
    persons: Ints
    parents: Ints
    added: Ints
    counts: Floats
    classes: int
    prior: tuple[float, float]
    key: int
    concentration: tuple[float, float] = FEW_CLASSES

    @property
    def n(self) -> int:
        """Persons documented."""
        return int(self.persons.sum())

    @property
    def lists(self) -> int:
        """Number of lists."""
        return int(self.rows.shape[1])

    @property
    def size(self) -> int:
        """Coordinates: K J logits of chances, then K - 1 sticks."""
        return self.classes * self.lists + self.classes - 1


def problem(
    table: CaptureTable,
    *,
    classes: int | None = None,
    prior: tuple[float, float] = (1.0, 1.0),
    concentration: tuple[float, float] = FEW_CLASSES,
) -> Problem:
    """The table made ready; `classes` is min(2^J - 1, 10) unless given. Raises InputError where there is nothing."""
    persons = np.array(table.counts, dtype=np.int64)
    if not len(table.lists) or persons.sum() <= 0:
        raise InputError(phrase("the table has no persons"), do=phrase("Give lists with at least one person on them."))
    count = min(2 ** len(table.lists) - 1, CLASSES) if classes is None else classes
    if count < 1 or not all(0 < one < math.inf for one in (*prior, *concentration)):
        raise InputError(
            phrase("classes and both numbers of a prior are above zero"), do=phrase("Give other classes or prior.")
        )
    kept = persons > 0
    rows = np.array(table.patterns, dtype=np.int64).reshape(len(persons), len(table.lists))[kept]
    parents, added, counts = _tree(rows, persons[kept])
    return Problem(rows, persons[kept], parents, added, counts, count, prior, _key(table), concentration)


def grown(one: Problem, rows: Ints) -> Problem:
    """The same problem on a tree that has these patterns too, with nobody where it had none."""
    have = {tuple(row): int(count) for row, count in zip(one.rows.tolist(), one.persons, strict=True)}
    persons = np.array([have.get(tuple(row), 0) for row in rows.tolist()], dtype=np.int64)
    parents, added, counts = _tree(rows, persons)
    return replace(one, rows=rows, persons=persons, parents=parents, added=added, counts=counts)


def log_target(one: Problem, place: Floats) -> float:
    """Log of the posterior density at these coordinates, but for a constant; plain: the kernels must equal it."""
    chances, weights, sticks = _parts(one, place)
    (a, b), (shape, rate) = one.prior, one.concentration
    each = np.prod(np.where(one.rows[:, :, None] == 1, chances, 1.0 - chances), axis=1) @ weights
    missed = float(np.prod(1.0 - chances, axis=0) @ weights)
    fit = float(one.persons @ np.log(each)) - one.n * math.log1p(-missed)
    lists = float((a * np.log(chances) + b * np.log1p(-chances)).sum())
    stick = float(np.log(sticks).sum()) - (shape + one.classes - 1) * math.log(rate + float(sticks.sum()))
    return fit + lists + stick


def _parts(one: Problem, place: Floats) -> tuple[Floats, Floats, Floats]:
    """Chances (lists × classes), weights and broken-off sticks at these coordinates."""
    chances = 1.0 / (1.0 + np.exp(-place[: one.lists * one.classes].reshape(one.lists, one.classes)))
    sticks = np.exp(place[one.lists * one.classes :])
    left = np.exp(-np.concatenate(([0.0], np.cumsum(sticks))))
    weights = np.append(left[:-1] * -np.expm1(-sticks), left[-1])
    return chances, weights, sticks


def _tree(rows: Ints, persons: Ints) -> tuple[Ints, Ints, Floats]:
    """Parents, lists added and counts of the patterns and of the steps to them."""
    have = {tuple(np.flatnonzero(row)): int(count) for row, count in zip(rows, persons, strict=True)}
    nodes = {ones[:upto] for ones in have for upto in range(len(ones) + 1)} | {()}
    order = sorted(nodes, key=lambda ones: (len(ones), ones))
    place = {ones: at for at, ones in enumerate(order)}
    parents = np.array([place[ones[:-1]] for ones in order], dtype=np.int64)
    added = np.array([ones[-1] if ones else 0 for ones in order], dtype=np.int64)
    return parents, added, np.array([have.get(ones, 0) for ones in order], dtype=np.float64)


def _key(table: CaptureTable) -> int:
    """A number for the stratum: its streams are the same alone and in any batch."""
    text = "\x1f".join(f"{name}\x1e{value}" for name, value in table.stratum)
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
