"""The comparison of two names as a person reads it: the weight in bits and a reason for each part of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from math import log2

from chamsae.text.names import general, weigh
from chamsae.text.names.model import Model
from chamsae.text.names.reading import Name
from chamsae.text.names.weigh import Match, Side


class Ground(StrEnum):
    """What a reason is about."""

    FAMILY = "family"
    GIVEN = "given"
    MISSING = "missing"
    READING = "reading"
    NAMESAKES = "namesakes"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the weight: what of each name was compared, the syllable behind both, and the bits it adds.

    `behind` is the likeliest common syllable or character; `one_in` says that one person in so many has it there.
    """

    ground: Ground
    left: str
    right: str
    bits: float
    behind: str = ""
    one_in: int = 0

    def sentence(self) -> str:
        """The reason in English, without its bits; screens make theirs from the fields."""
        return _SENTENCES[self.ground](self)


@dataclass(frozen=True)
class Comparison:
    """Two names side by side. `weight` is log2 of how likelier they are written so if they are one person's than if
    they are two people's: positive speaks for one person. The reasons' bits sum to the weight.
    """

    left: Name
    right: Name
    weight: float
    _model: Model = field(repr=False, compare=False)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why: worked out when first asked for, since of most pairs only the weight is looked at."""
        match = weigh.best(self.left, self.right, self._model)
        if match is None:
            return (Reason(Ground.LETTERS, self.left.bare, self.right.bare, self.weight),)
        return tuple(_reasons(match, self._model))

    def explain(self) -> str:
        """A waterfall in text: for each reason its bits, the sum so far, and what it says; the weight last."""
        lines, sum_ = [], 0.0
        for reason in self.reasons:
            sum_ += reason.bits
            lines.append(f"{reason.bits:+6.1f} {sum_:6.1f}  {reason.sentence()}")
        return "\n".join([*lines, f"       {self.weight:6.1f}  bits for one person"])


def of(left: Name, right: Name, model: Model) -> Comparison:
    """Compare two parsed names."""
    return Comparison(left, right, weight(left, right, model), model)


def weight(left: Name, right: Name, model: Model) -> float:
    """The weight of two parsed names, in bits."""
    bits = weigh.weight(left, right, model)
    return _by_letters(left, right, model) if bits is None else bits


def _by_letters(left: Name, right: Name, model: Model) -> float:
    """Letters alone, and never more than a name that can be read speaks for itself."""
    own = (weigh.weight(name, name, model) for name in (left, right))
    return min([general.weight(left, right), *(bits for bits in own if bits is not None)])


def _reasons(match: Match, model: Model) -> Iterable[Reason]:
    rest = match.weight
    for side in match.sides:
        bits = log2(side.ratio)
        rest -= bits
        yield _of_side(side, bits, model)
    if match.likelihood < -0.05:
        rest -= match.likelihood
        yield Reason(Ground.READING, match.left.words(), match.right.words(), match.likelihood)
    yield Reason(Ground.NAMESAKES, match.left.words(), match.right.words(), rest)


def _of_side(side: Side, bits: float, model: Model) -> Reason:
    left, right = side.left, side.right
    if left is None or right is None:
        return Reason(Ground.MISSING, left.text if left else "", right.text if right else "", bits)
    behind, chance = model.behind(left, right)
    ground = Ground.GIVEN if left.slot else Ground.FAMILY
    return Reason(ground, left.text, right.text, bits, behind, round(1 / chance) if chance else 0)


def _parts(reason: Reason) -> str:
    what = "family name" if reason.ground is Ground.FAMILY else "given name"
    if reason.bits <= 0:
        return f"{what}: {reason.left} and {reason.right} are not written for the same name"
    how = (
        f"{reason.left} on both sides"
        if reason.left == reason.right
        else f"{reason.left} and {reason.right} are both written for it"
    )
    if reason.behind in {reason.left, reason.right} and reason.left != reason.right:
        how = f"{reason.left if reason.behind == reason.right else reason.right} is written for it"
    return f"{what} {reason.behind}: {how}; one in {reason.one_in:,} has it"


_SENTENCES: dict[Ground, Callable[[Reason], str]] = {
    Ground.FAMILY: _parts,
    Ground.GIVEN: _parts,
    Ground.MISSING: lambda r: f"{r.left or r.right} has no counterpart",
    Ground.READING: lambda r: f"read as {r.left} and {r.right}, which is not the only reading",
    Ground.NAMESAKES: lambda _: "a brother, sister or namesake would share most of it",
    Ground.LETTERS: lambda r: f"{r.left} and {r.right}, compared letter by letter",
}
