"""Which numbers of new tables are held back: the small ones, and as few others as keep these from being worked out.

For each small number that the reader of `chamsae.protect.attacker` can bound too closely, a linear program finds the
cheapest change of shown numbers that moves it far enough while every sum still holds; what it changes is hidden. That
is the classic heuristic of cell suppression, and it knows of every table that left before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from chamsae.model.released_table import Keys, TruthTable
from chamsae.protect.attacker import SLACK, Attack, Exposed, Infeasible, Program, System, solve, system

#: What hiding a margin costs against a cell of the same size, for each axis it takes together.
MARGIN = 3.0
#: What hiding a nought costs: a reader may know that it could be nothing else.
NOUGHT = 4.0


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The keys held back in each new table, and the small numbers that can be worked out all the same."""

    held: tuple[frozenset[Keys], ...]
    exposed: tuple[Exposed, ...]


def suppress(new: Sequence[TruthTable], before: Sequence[TruthTable], *, least: int) -> Suppressed:
    """What must be held back in `new` tables, which leave together, after those `before`; each holds back its `held`.

    `least` is the smallest number shown, and how far apart the ends of every smaller one must stay. What is `exposed`
    in the answer no hiding protects: earlier tables give it away, or the new ones with them.
    """
    if not any(table.cells for table in new):
        return Suppressed(tuple(frozenset() for _ in new), ())
    made = system([*before, *new], before=len(before), least=least)
    desk = _Desk(made, len(before), least)
    for at in [one for one in range(len(made.unknowns)) if 0 < made.truth[one] < least]:
        made.hide(at)
    desk.close()
    desk.cover()
    return Suppressed(tuple(desk.held()), tuple(desk.attack.exposed()))


class _Desk:
    """Hides more and more until nothing small is bounded too closely, or nothing is left to hide."""

    def __init__(self, made: System, before: int, least: int) -> None:
        self.made, self.before, self.least = made, before, least
        self.attack = Attack(made, least)
        self._weights = dict(self._costs())

    def held(self) -> Iterator[frozenset[Keys]]:
        """The keys of each new table that are not shown."""
        for cells in self.made.cells[self.before :]:
            yield frozenset(keys for keys, places in cells.items() if any(not self.made.shown[at] for at in places))

    def close(self) -> None:
        """A cell is hidden as a whole: its number and the acts behind it, in every new table that has them."""
        changed = True
        while changed:
            changed = False
            for places in (places for cells in self.made.cells[self.before :] for places in cells.values()):
                open_ = [at for at in places if self.made.shown[at] and not self.made.fixed[at]]
                if open_ and any(not self.made.shown[at] for at in places):
                    changed = True
                    for at in open_:
                        self.made.hide(at)

    def cover(self) -> None:
        """Protect every small number in turn."""
        for at in sorted(self.made.small, key=lambda at: (-self.made.truth[at], at)):
            if self.made.shown[at]:
                continue
            low, high = self.attack.ends(at)
            if high - low < self.least:
                self.protect(at, low, high)

    def protect(self, at: int, low: int, high: int) -> None:
        """Hide what the cheaper of two moves changes: the number far above its least, or far below its most."""
        moves = [self.moved(at, (float(low + self.least), None))]
        if high - self.least >= 0:
            moves.append(self.moved(at, (0.0, float(high - self.least))))
        found = min((one for one in moves if one), key=lambda one: one[0], default=None)
        if found is None:
            return
        for one, value in found[1].items():
            if abs(value - self.made.truth[one]) > SLACK:
                self.made.hide(one)
        self.close()
        self.attack.seen(found[1])

    def moved(self, at: int, bounds: tuple[float, float | None]) -> tuple[float, dict[int, float]] | None:
        """The cheapest way all numbers can be with this one within the bounds, and its cost; None for none."""
        program = _Moves(self.made, self._weights, at, bounds)
        try:
            solved = solve(program.program())
        except Infeasible:
            return None
        return (program.cost(solved), program.values(solved)) if solved is not None else None

    def _costs(self) -> Iterator[tuple[int, float]]:
        for cells in self.made.cells[self.before :]:
            for keys, places in cells.items():
                yield from ((at, self._cost(at, keys)) for at in places)

    def _cost(self, at: int, keys: Keys) -> float:
        size = self.made.truth[at]
        return (1 + log(1 + size) if size else NOUGHT) * MARGIN ** sum(key is None for key in keys)


class _Moves:
    """The program for one number: hidden ones free, shown ones may rise or fall at a cost, those that left stay."""

    def __init__(self, made: System, weights: Mapping[int, float], at: int, bounds: tuple[float, float | None]) -> None:
        self._made, self._at, self._bounds = made, at, bounds
        self._free = [one for one in range(len(made.unknowns)) if not made.shown[one]]
        self._open = [one for one in range(len(made.unknowns)) if made.shown[one] and not made.fixed[one]]
        self._weights = [weights.get(one, 1.0) for one in self._open]
        self._free_at = {one: here for here, one in enumerate(self._free)}
        self._open_at = {one: len(self._free) + 2 * here for here, one in enumerate(self._open)}

    def program(self) -> Program:
        """The columns are the free numbers, then for each shown one how far it rises and how far it falls."""
        bounds: list[tuple[float, float | None]] = [(0.0, None)] * len(self._free)
        bounds[self._free_at[self._at]] = self._bounds
        for one in self._open:
            bounds += [(0.0, None), (0.0, self._made.truth[one])]
        rows: dict[bool, list[tuple[Mapping[int, float], float]]] = {True: [], False: []}
        for tie in self._made.ties:
            parts, known = self._row(tie.parts)
            if parts:
                rows[tie.exact].append((parts, -known))
        cost = [0.0] * len(self._free) + [one for weight in self._weights for one in (weight, weight)]
        return Program(cost=cost, equal=rows[True], upper=rows[False], bounds=bounds)

    def _row(self, given: Sequence[tuple[int, float]]) -> tuple[dict[int, float], float]:
        parts: dict[int, float] = {}
        known = 0.0
        for one, factor in given:
            if one in self._free_at:
                parts[self._free_at[one]] = parts.get(self._free_at[one], 0.0) + factor
                continue
            known += factor * self._made.truth[one]
            if one in self._open_at:
                parts[self._open_at[one]], parts[self._open_at[one] + 1] = factor, -factor
        return parts, known

    def cost(self, solved: Sequence[float]) -> float:
        """What the numbers would cost that are hidden for this."""
        values = self.values(solved)
        moved = (abs(values[one] - self._made.truth[one]) > SLACK for one in self._open)
        return sum(weight for weight, changed in zip(self._weights, moved, strict=True) if changed)

    def values(self, solved: Sequence[float]) -> dict[int, float]:
        """All numbers as this answer has them."""
        found = {one: float(solved[here]) for one, here in self._free_at.items()}
        for one, here in self._open_at.items():
            found[one] = self._made.truth[one] + float(solved[here] - solved[here + 1])
        return found
