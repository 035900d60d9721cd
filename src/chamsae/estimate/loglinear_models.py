"""Hierarchical log-linear models over lists: their cells, their terms, and how they are written.

A term is the set of lists that interact, as places; the empty one is the log of the expected number on no list.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations, product

import numpy as np

from chamsae.errors import InputError, phrase
from chamsae.estimate.loglinear_fit import Floats
from chamsae.model.estimate import CaptureTable

Term = frozenset[int]
Terms = frozenset[Term]

MOST_LISTS = 11  # two to the power of it are the cells of the table


@lru_cache(maxsize=8)
def cells(lists: int) -> tuple[tuple[int, ...], ...]:
    """All ways to stand on at least one of so many lists."""
    return tuple(pattern for pattern in product((1, 0), repeat=lists) if any(pattern))


def counts(table: CaptureTable) -> Floats:
    """Persons per cell in the order of `cells`, zero where nobody was seen; `InputError` where lists are too many."""
    if not 2 <= len(table.lists) <= MOST_LISTS:
        raise InputError(
            phrase(
                "log-linear models need 2 to %(most)s lists, and this table has %(count)s",
                most=MOST_LISTS,
                count=len(table.lists),
            ),
            do=phrase("Merge or leave out lists, or use the latent classes."),
        )
    known = dict(zip(table.patterns, table.counts, strict=True))
    return np.array([known.get(pattern, 0) for pattern in cells(len(table.lists))], dtype=float)


def terms_up_to(lists: int, most: int) -> tuple[Term, ...]:
    """Every term of at most so many lists, the smaller first; the first is the empty one."""
    return tuple(frozenset(places) for size in range(most + 1) for places in combinations(range(lists), size))


def design(lists: int, terms: Sequence[Term]) -> Floats:
    """Cells x terms: 1 where the cell stands on all lists of the term."""
    seen = np.array(cells(lists), dtype=bool)
    return np.stack([seen[:, sorted(term)].all(axis=1) for term in terms], axis=1).astype(float)


def interaction(table: CaptureTable, lists: Iterable[str]) -> Term:
    """The term of these lists, by name; `InputError` unless they are two or more of the table's."""
    names = tuple(lists)
    unknown = sorted(set(names) - set(table.lists))
    if unknown or len(set(names)) < 2:
        raise InputError(
            phrase(
                "an interaction is between two or more lists of the table, and %(names)s is not",
                names=", ".join(names) or "nothing",
            ),
            do=phrase("Name some of %(names)s.", names=", ".join(table.lists)),
        )
    return frozenset(table.lists.index(name) for name in names)


def main_effects(lists: int) -> Terms:
    """The model of independent lists."""
    return frozenset(terms_up_to(lists, 1))


@lru_cache(maxsize=4)
def every_model(lists: int) -> tuple[Terms, ...]:
    """All hierarchical models with every list in them, save the saturated one: 1, 8 and 113 for 2, 3 and 4 lists."""
    higher = [term for term in terms_up_to(lists, lists - 1) if len(term) > 1]
    main = main_effects(lists)
    choices = chain.from_iterable(combinations(higher, size) for size in range(len(higher) + 1))
    return tuple(model for chosen in choices if _hierarchical(model := main | frozenset(chosen)))


def neighbours(model: Terms, lists: int) -> Iterator[Terms]:
    """The hierarchical models that have one term more or one less; never the saturated one."""
    for term in terms_up_to(lists, lists - 1):
        if len(term) > 1 and term not in model and all(term - {one} in model for one in term):
            yield model | {term}
    for term in generators(model):
        if len(term) > 1:
            yield model - {term}


def generators(model: Iterable[Term]) -> tuple[Term, ...]:
    """The largest terms of a model, which imply the others; in the order in which they are written."""
    kept = [term for term in model if term and not any(term < other for other in model)]
    return tuple(sorted(kept, key=lambda term: (-len(term), sorted(term))))


def written(model: Iterable[Term], lists: Sequence[str]) -> str:
    """A model by its largest terms: "A:B, C" lets A and B depend on each other."""
    return ", ".join(":".join(lists[place] for place in sorted(term)) for term in generators(tuple(model)))


def _hierarchical(model: Terms) -> bool:
    return all(term - {one} in model for term in model for one in term)
