"""Weights of evidence as one group's own answers teach them: each kind counts for more or less than shipped.

A pair keeps the shipped bits of its parts; what was learned is added as parts of its own, so that both can be seen.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from chamsae.errors import InputError, MissingPart, phrase
from chamsae.link.compare import CAPPED, LEARNED, PRIOR, STUB, capped
from chamsae.model.link import Pair, Part

#: How far the factor of a kind of evidence, and the bits added to every pair, may be expected to lie from the shipped.
SPREAD, OFFSET_SPREAD = 0.5, 3.0
#: No kind of evidence counts for less than nothing (then difference would speak for one person), or for more than this.
HEAVIEST = 3.0
#: Answers in which a kind of evidence must occur for its factor to be moved at all.
SEEN = 5
#: Factors and bits nearer to the shipped ones than this are left as they were.
NEGLIGIBLE = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Factors for the bits of each kind of evidence (1 where none is given) and bits added to every pair.

    `learned` is the day (ISO), `answers` from how many judged pairs, `version` counts them in a casebook.
    """

    factors: Mapping[str, float]
    offset: float
    answers: int
    learned: str
    version: int = 0


def weighed(pair: Pair, weights: Weights | None, *, stub: bool) -> Pair:
    """The pair as these weights have it, or as shipped; what it had learned before is taken away first.

    `stub` tells that of one of its names only a part is known: then the evidence never says more than that it may be.
    """
    parts = [part for part in pair.parts if part.what not in {LEARNED, CAPPED}]
    if weights is not None:
        parts += _learned(parts, weights)
    weight = sum(part.bits for part in parts)
    if stub and weight > STUB:
        parts.append(capped(weight))
        weight = STUB
    return replace(pair, parts=tuple(parts), weight=round(weight, 2))


def evidence(pair: Pair) -> Mapping[str, float]:
    """The shipped bits of a pair by kind of evidence; the prior stands apart, as PRIOR."""
    found: dict[str, float] = defaultdict(float)
    for part in pair.parts:
        if part.what not in {LEARNED, CAPPED}:
            found[part.what] += part.bits
    return found


def fit(answers: Sequence[tuple[Pair, bool]], *, learned: str) -> Weights:
    """The weights likeliest by these answers (True: one) and by how far weights are expected to move.

    A logistic regression on the bits of each kind with the shipped weights as its prior mean (MAP; Gaussian prior, by
    L-BFGS-B): with few answers it stays near them. Needs the extra `learn`. Raises InputError unless both answers
    occur.
    """
    if len({same for _, same in answers}) < 2:
        raise InputError(
            phrase("weights cannot be learned from one kind of answer"), do=phrase("Judge some more pairs.")
        )
    rows = [evidence(pair) for pair, _ in answers]
    kinds = sorted({kind for row in rows for kind in row} - {PRIOR})
    kinds = [kind for kind in kinds if sum(row.get(kind, 0.0) != 0 for row in rows) >= SEEN]
    *factors, offset = _fitted(rows, [same for _, same in answers], kinds)
    moved = {kind: round(factor, 3) for kind, factor in zip(kinds, factors, strict=True)}
    return Weights(
        factors={kind: factor for kind, factor in moved.items() if abs(factor - 1) >= NEGLIGIBLE},
        offset=round(offset, 3),
        answers=len(answers),
        learned=learned,
    )


def _fitted(rows: Sequence[Mapping[str, float]], same: Sequence[bool], kinds: Sequence[str]) -> list[float]:
    """The factor of each kind and the bits added to all: the minimum of the penalised log loss."""
    try:
        import numpy as np  # noqa: PLC0415 - an extra, wanted only for learning
        from scipy.optimize import minimize  # noqa: PLC0415
    except ImportError as error:
        raise MissingPart(
            phrase("learning needs SciPy"), do=phrase("Install it: pip install 'chamsae[learn]'.")
        ) from error
    bits = np.array([[*(row.get(kind, 0.0) for kind in kinds), 1.0] for row in rows])
    shipped = np.array([sum(row.values()) for row in rows])
    sign = np.where(np.array(same), 1.0, -1.0)
    spread = np.array([*(SPREAD for _ in kinds), OFFSET_SPREAD])

    def loss(moved: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> tuple[float, object]:
        margin = sign * log(2) * (shipped + bits @ moved)
        pull = -sign * log(2) / (1 + np.exp(np.minimum(margin, 500.0)))
        value = np.logaddexp(0.0, -margin).sum() + ((moved / spread) ** 2).sum() / 2
        return float(value), bits.T @ pull + moved / spread**2

    bounds = [*((-1.0, HEAVIEST - 1) for _ in kinds), (None, None)]
    found = minimize(loss, np.zeros(len(kinds) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return [*(1 + float(step) for step in found[:-1]), float(found[-1])]


def _learned(parts: Sequence[Part], weights: Weights) -> list[Part]:
    """What learning adds to these parts, one part for each kind of evidence that counts otherwise."""
    told = f"as learned on {weights.learned} from {weights.answers:,} answers"
    found = []
    for kind in dict.fromkeys(part.what for part in parts):
        factor = weights.factors.get(kind, 1.0)
        bits = (factor - 1) * sum(part.bits for part in parts if part.what == kind)
        if abs(bits) >= NEGLIGIBLE:
            why = f"{kind}: counts {factor:.2f} times as much, {told}"
            found.append(Part(what=LEARNED, left=kind, right="", bits=round(bits, 2), why=why))
    if abs(weights.offset) >= NEGLIGIBLE:
        more = "more" if weights.offset > 0 else "less"
        why = f"pairs like these are {more} often one, {told}"
        found.append(Part(what=LEARNED, left="", right="", bits=round(weights.offset, 2), why=why))
    return found
