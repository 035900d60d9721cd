"""How well a confidence told what people then decided: measures, and calibration in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

#: The ends of the bands of confidence that calibration is told in.
BANDS = (0.5, 0.7, 0.85, 0.95, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Of `count` claims said to be between `low` and `high` sure, `right` were accepted; `said` were expected."""

    low: float
    high: float
    count: int
    right: int
    said: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Log loss and Brier score (smaller is better), area under the curve and accuracy (larger is), calibration."""

    loss: float
    brier: float
    area: float | None
    accuracy: float
    bands: tuple[Band, ...]


def measured(told: Sequence[tuple[float, bool]]) -> Measures:
    """Of confidences (0 to 1) and what was decided; at least one. Without both answers there is no area."""
    safe = [(min(1 - 1e-6, max(1e-6, sure)), right) for sure, right in told]
    return Measures(
        loss=-sum(log(sure if right else 1 - sure) for sure, right in safe) / len(safe),
        brier=sum((sure - right) ** 2 for sure, right in told) / len(told),
        area=_area(told),
        accuracy=sum((sure >= 0.5) is right for sure, right in told) / len(told),
        bands=tuple(_bands(told)),
    )


def _area(told: Sequence[tuple[float, bool]]) -> float | None:
    """The chance that an accepted claim was the surer of it and a rejected one; ties count half (Mann and Whitney)."""
    positive = sum(right for _, right in told)
    negative = len(told) - positive
    if not positive or not negative:
        return None
    ranks, place = 0.0, 1
    ordered = sorted(told)
    while place <= len(ordered):
        same = [right for sure, right in ordered[place - 1 :] if sure == ordered[place - 1][0]]
        ranks += sum(same) * (place + (len(same) - 1) / 2)
        place += len(same)
    return (ranks - positive * (positive + 1) / 2) / (positive * negative)


def _bands(told: Sequence[tuple[float, bool]]) -> list[Band]:
    found, low = [], 0.0
    for high in BANDS:
        inside = [(sure, right) for sure, right in told if low <= sure < high or (high == 1.0 and sure == 1.0)]
        if inside:
            right = sum(right for _, right in inside)
            found.append(Band(low=low, high=high, count=len(inside), right=right, said=sum(sure for sure, _ in inside)))
        low = high
    return found
