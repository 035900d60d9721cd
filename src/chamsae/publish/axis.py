"""Claims as intervals on one axis, in per cent of its width, so that it fits any screen and any page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator

#: Room kept free at either end for arrows, in per cent of the width.
ROOM = 4.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis with its number."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `low` to `high` with ticks at round numbers."""

    low: float
    high: float
    ticks: tuple[Tick, ...]

    def at(self, value: float) -> float:
        """Where a value lies, in per cent of the width."""
        share = (value - self.low) / (self.high - self.low)
        return round(ROOM + max(0.0, min(1.0, share)) * (100 - 2 * ROOM), 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """A claim on the axis. `left`/`right` is its line; `first`/`last` say how each end is drawn.

    Ends: dot (this number included), ring (not included), blur (about), arrow (goes on), none.
    """

    left: float
    right: float
    first: str
    last: str
    loose: bool = False


def axis(amounts: Iterable[Amount], settled: Sequence[float | None] = ()) -> Axis:
    """A scale that holds every number of the claims and of the range."""
    values = [one for amount in amounts for one in (amount.low, amount.high) if one is not None]
    values += [one for one in settled if one is not None]
    low, high = (min(values), max(values)) if values else (0, 10)
    if low == high:
        low, high = low * 0.8, high * 1.2 or 10
    if low < high * 0.4:
        low = 0
    spread = (high - low) * 0.08
    step = _step((high - low) + 2 * spread)
    low, high = max(0.0, floor((low - spread) / step) * step), ceil((high + spread) / step) * step
    scale = Axis(low, high, ())
    count = round((high - low) / step)
    numbers = [low + step * at for at in range(count + 1)]
    return Axis(low, high, tuple(Tick(scale.at(one), f"{one:,.10g}") for one in numbers))


def bar(amount: Amount, scale: Axis) -> Bar | None:
    """How a claim lies on the scale; None when it gives no number."""
    low, high, comparator = amount.low, amount.high, amount.comparator
    if low is None and high is None:
        return None
    left = scale.at(low) if low is not None else 0.0
    right = scale.at(high) if high is not None else 100.0
    if comparator in OPEN_ABOVE:
        return Bar(left, right, "ring" if comparator is Comparator.MORE_THAN else "dot", "arrow")
    if comparator in OPEN_BELOW:
        return Bar(left, right, "arrow", "ring" if comparator is Comparator.LESS_THAN else "dot")
    if comparator is Comparator.ABOUT:
        return Bar(left, right, "blur", "none" if left == right else "blur")
    if comparator is Comparator.VAGUE:
        return Bar(left, right, "none" if low is not None else "arrow", "none" if high is not None else "arrow", True)
    return Bar(left, right, "dot", "none" if left == right else "dot")


def band(low: float | None, high: float | None, scale: Axis) -> tuple[float, float] | None:
    """A range as a stripe: where it starts and how wide it is, in per cent."""
    if low is None and high is None:
        return None
    left = scale.at(low) if low is not None else 0.0
    right = scale.at(high) if high is not None else 100.0
    return left, round(max(right - left, 0.4), 2)


def _step(spread: float) -> float:
    """A round step (1, 2 or 5 times a power of ten) that gives three to six ticks."""
    rough = max(spread, 1e-9) / 4
    power = 10 ** floor(log10(rough))
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough))
