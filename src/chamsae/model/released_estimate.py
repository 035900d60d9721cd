"""An estimation as it may leave: words, verdict, interval and record. Only chamsae.protect constructs these.

A refused estimation holds its reason and no number at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chamsae.model.release import WithheldItem


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedNumber:
    """What one method says: its name in words, whether it is an answer, a floor or a sensitivity, and the persons."""

    name: str
    method: str
    role: str
    median: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedOverlap:
    """Persons who stand on exactly these lists; None where the number is held back."""

    pattern: tuple[int, ...]
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedFinding:
    """Something to know: its grade, its name, what it means and what to do about it (empty where held back)."""

    grade: str
    label: str
    words: str = ""
    do: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPart:
    """One stratum: its lists, what overlaps, the verdict, the paragraph to print, and the numbers that may be shown.

    `n` and `sizes` are persons documented in all and on each list, None where held back. `quantiles` pair a probability
    with persons. Where the verdict is refused, `answer` is None and there are no other numbers.
    """

    stratum: tuple[tuple[str, str], ...]
    lists: tuple[str, ...]
    sizes: tuple[int | None, ...]
    n: int | None
    overlaps: tuple[ReleasedOverlap, ...]
    verdict: str
    verdict_words: str
    words: str
    findings: tuple[ReleasedFinding, ...] = ()
    answer: ReleasedNumber | None = None
    level: float = 0.95
    others: tuple[ReleasedNumber, ...] = ()
    without: tuple[ReleasedNumber, ...] = ()
    alternatives: tuple[ReleasedNumber, ...] = ()
    priors: tuple[ReleasedNumber, ...] = ()
    linkages: tuple[ReleasedNumber, ...] = ()
    quantiles: tuple[tuple[float, float], ...] = ()
    assumptions: tuple[str, ...] = ()
    data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedEstimation:
    """An estimation for an audience and in a language; `id` follows from all the rest.

    `total` is the sum over several strata, `findings` what stands beside it (which of them carry no number), `day` when
    it was run, `record` what repeats it: method, seed, settings and versions.
    """

    id: str
    title: str
    audience: str
    language: str
    day: str
    log_number: int
    parts: tuple[ReleasedPart, ...]
    total: ReleasedNumber | None = None
    findings: tuple[ReleasedFinding, ...] = ()
    record: Mapping[str, str] = field(default_factory=dict)
    withheld: tuple[WithheldItem, ...] = ()
