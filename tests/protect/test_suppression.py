"""No small number that is held back can be worked out, whatever tables are laid side by side."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeVar

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp

from chamsae.model.released_table import Keys, TruthTable
from chamsae.protect.attacker import exposed
from chamsae.protect.suppression import suppress

AXES = ("violation", "year", "country")
LEAST = 10


Row = tuple[str] | tuple[str, str] | tuple[str, ...]
R = TypeVar("R", bound=Row)


def counted(
    cells: Mapping[R, int],
    *,
    moment: int = 1,
    where: tuple[tuple[str, tuple[str, ...]], ...] = (),
    axes: Sequence[str] = AXES,
) -> TruthTable:
    """A table of acts with all its margins."""
    shape = len(next(iter(cells)))
    sums: dict[Keys, int] = {}
    for keys, number in cells.items():
        for open_ in product((False, True), repeat=shape):
            under = tuple(None if hidden else key for hidden, key in zip(open_, keys, strict=True))
            sums[under] = sums.get(under, 0) + number
    keys_of = tuple(tuple(sorted({keys[at] for keys in cells})) for at in range(shape))
    found = {keys: (number, number) for keys, number in sums.items() if number}
    return TruthTable(moment=moment, axes=tuple(axes[:shape]), counting="acts", where=where, keys=keys_of, cells=found)


def let_out(new: Sequence[TruthTable], before: Sequence[TruthTable] = ()) -> list[TruthTable] | None:
    """The tables as they left, or None where they had to stay."""
    done = suppress(new, before, least=LEAST)
    return None if done.exposed else [replace(one, held=held) for one, held in zip(new, done.held, strict=True)]


def invented(chance: random.Random, shape: Sequence[int]) -> dict[tuple[str, ...], int]:
    keys = (tuple(f"{'vyc'[at]}{one}" for one in range(size)) for at, size in enumerate(shape))
    return {under: chance.choice((0, 0, 1, 2, 3, 5, 8, 11, 14, 20, 33, 60, 110)) for under in product(*keys)}


def test_a_lone_small_number_takes_others_with_it() -> None:
    table = counted({("a", "x"): 4, ("a", "y"): 30, ("b", "x"): 25, ("b", "y"): 40})
    (left,) = let_out([table]) or []
    assert ("a", "x") in left.held and len(left.held) >= 4
    assert exposed([left], least=LEAST) == []


def test_hiding_small_numbers_alone_is_seen_through() -> None:
    table = counted({("a", "x"): 4, ("a", "y"): 30, ("b", "x"): 25, ("b", "y"): 40})
    (found,) = exposed([replace(table, held=frozenset({("a", "x")}))], least=LEAST)
    assert (found.low, found.high) == (4, 4)


def test_a_table_with_nothing_small_is_shown_whole() -> None:
    (left,) = let_out([counted({("a", "x"): 14, ("a", "y"): 30})]) or []
    assert left.held == frozenset()


def test_a_second_table_may_not_give_away_what_the_first_held_back() -> None:
    cells = {("a", "x"): 4, ("a", "y"): 30, ("b", "x"): 25, ("b", "y"): 40}
    first = let_out([counted(cells)]) or []
    row = counted({("x",): 4, ("y",): 30}, where=(("violation", ("a",)),), axes=("year",))
    assert exposed([*first, replace(row, held=frozenset({("x",)}))], least=LEAST), "the row alone, its small one hidden"
    second = let_out([row], first)
    assert second is None or exposed([*first, *second], least=LEAST) == []
    again = let_out([counted(cells)], first) or []
    assert again[0].held == first[0].held, "the same table leaves the same way twice"


def test_a_year_later_the_same_table_does_not_tell_what_was_small() -> None:
    before = {("a", "x"): 4, ("a", "y"): 20, ("b", "x"): 25, ("b", "y"): 40}
    later = {**before, ("a", "x"): 11}
    first = let_out([counted(before)]) or []
    shown = replace(counted(later, moment=2), held=frozenset())
    assert exposed([*first, shown], least=LEAST), "grown by seven, and all the others as they were"
    second = let_out([counted(later, moment=2)], first)
    assert second is None or exposed([*first, *second], least=LEAST) == []


def test_everybody_beside_women_tells_how_many_are_not_women() -> None:
    everybody = counted({("a",): 50, ("b",): 80})
    women = counted({("a",): 47, ("b",): 60}, where=(("sex", ("female",)),))
    assert {(one.low, one.high) for one in exposed([everybody, women], least=LEAST)} == {(3, 3)}
    done = let_out([women], [everybody])
    assert done is None or ("a",) in done[0].held


def test_persons_counted_once_in_a_margin_bound_their_cells_all_the_same() -> None:
    cells: dict[Keys, tuple[int, int]] = {("a",): (3, 30), ("b",): (40, 60), (None,): (41, 90)}
    table = TruthTable(moment=1, axes=("violation",), counting="persons", keys=(("a", "b"),), cells=cells)
    found = exposed([replace(table, held=frozenset({("a",)}))], least=60)
    persons = [(one.low, one.high) for one in found if one.unknown.unit == "persons"]
    assert persons == [(1, 41)], "not more than all, and at least what the others leave over"
    (left,) = let_out([table]) or []
    assert exposed([left], least=LEAST) == []


@pytest.mark.parametrize("seed", range(12))
def test_the_attacker_recovers_nothing_from_tables_made_by_chance(seed: int) -> None:
    chance = random.Random(seed)
    table = counted(invented(chance, chance.choice(((5, 4), (3, 3, 2), (6, 3)))))
    left = let_out([table])
    assert left is not None
    assert recovered(left[0]) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_the_attacker_recovers_nothing_from_pairs_that_share_an_axis(seed: int) -> None:
    chance = random.Random(100 + seed)
    cells = invented(chance, (4, 4, 3))
    together = [counted(summed(cells, kept), axes=[AXES[at] for at in kept]) for kept in ((0, 1), (0, 2))]
    left = let_out(together)
    assert left is not None and exposed(left, least=LEAST) == []
    for one in left:
        assert recovered(one) == []


def summed(cells: Mapping[tuple[str, ...], int], kept: Sequence[int]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for keys, number in cells.items():
        under = tuple(keys[at] for at in kept)
        found[under] = found.get(under, 0) + number
    return found


def recovered(table: TruthTable) -> list[tuple[Keys, int, int]]:
    """The small numbers of a table bounded within nine by a reader written apart: whole numbers only, cell by cell."""
    cells = list(product(*table.keys))
    known = {keys: table.cells.get(keys, (0, 0))[0] for keys in product(*((*one, None) for one in table.keys))}
    rows, limits = [], []
    for keys, number in known.items():
        if keys not in table.held:
            rows.append([all(a is None or a == b for a, b in zip(keys, cell, strict=True)) for cell in cells])
            limits.append(number)
    sums = LinearConstraint(np.array(rows, float), limits, limits) if rows else ()
    found = []
    for keys in sorted((one for one in table.held if 0 < known[one] < LEAST), key=str):
        of = np.array([all(a is None or a == b for a, b in zip(keys, cell, strict=True)) for cell in cells], float)
        least, most = (milp(sign * of, integrality=np.ones(len(cells)), constraints=sums) for sign in (1, -1))
        high = round(-most.fun) if most.status == 0 else 10**6
        if high - round(least.fun) < LEAST:
            found.append((keys, round(least.fun), high))
    return found
