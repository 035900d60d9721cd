"""How much two names speak for one person, in bits: log2 of how likelier they are if it is one than if it is two.

Every part adds the logarithm of its ratio, so that a rare family name shared weighs more than 김. Two people, though,
are rarely two people at random: those who get confused are brothers, sisters and namesakes, alike in all parts but
one. The weight is taken against that mixture, so that the weakest part decides:

    weight = −log2( a · Π 1/ratio  +  b · mean of doubt/ratio  +  c · Π over the given name of doubt/ratio )

Where a name does not say a part at all, that part is as doubtful as can be: doubt/ratio is 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from chamsae.text.names.model import Model, Part
from chamsae.text.names.reading import Language, Name, Reading

#: Who the other person may be, if it is another: somebody at random; one who differs in one part; in the given name.
RANDOM, ONE_PART, GIVEN_NAME = 0.4, 0.45, 0.15

#: A syllable that one name has and the other, which has others, lacks.
MISSING = 2.0**-6

_SOUNDS = (Language.KOREAN, Language.MANDARIN, Language.CANTONESE)

#: Chinese characters meet what is written in any language; Mandarin meets Korean and Cantonese behind the characters.
_MEET = frozenset(
    {(Language.HAN, other) for other in Language}
    | {(other, Language.HAN) for other in Language}
    | {(other, other) for other in Language}
    | {(Language.MANDARIN, other) for other in _SOUNDS}
    | {(other, Language.MANDARIN) for other in _SOUNDS}
)


@dataclass(frozen=True, slots=True)
class Side:
    """A pair of parts, one of each name, with its ratio and doubt; one of them is None where a name lacks it."""

    left: Part | None
    right: Part | None
    ratio: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Match:
    """Two readings set side by side, part by part, and the weight of the whole."""

    left: Reading
    right: Reading
    sides: tuple[Side, ...]
    likelihood: float
    weight: float


def best(left: Name, right: Name, model: Model) -> Match | None:
    """The pair of readings that speaks most for one person; None where no two readings can be compared."""
    found = _best(left, right, model)
    return match(found[1], found[2], model) if found else None


def weight(left: Name, right: Name, model: Model) -> float | None:
    """The weight of the best match alone, sooner."""
    found = _best(left, right, model)
    return found[0] if found else None


def _best(left: Name, right: Name, model: Model) -> tuple[float, Reading, Reading] | None:
    found: tuple[float, Reading, Reading] | None = None
    for a in left.readings:
        for b in right.readings:
            if a.language is b.language or (a.language, b.language) in _MEET:
                bits = likelihood(a, b) + _weigh(a, b, model)
                if found is None or bits > found[0]:
                    found = bits, a, b
    return found


def match(a: Reading, b: Reading, model: Model) -> Match:
    """Two readings side by side."""
    chance = likelihood(a, b)
    return Match(a, b, tuple(_sides(a, b, model)), chance, chance + _weigh(a, b, model))


def likelihood(a: Reading, b: Reading) -> float:
    """How likely both readings are, in bits; two texts that are read alike are doubtful together, not each."""
    if not a.likelihood and not b.likelihood:
        return 0.0
    same = a.family is b.family and a.given == b.given
    return min(a.likelihood, b.likelihood) if same else a.likelihood + b.likelihood


def _sides(a: Reading, b: Reading, model: Model) -> Iterator[Side]:
    if a.family and b.family:
        yield Side(a.family, b.family, *model.resemblance(a.family, b.family))
    if a.given and b.given:
        for left, right in zip(a.given, b.given, strict=False):
            yield Side(left, right, *model.resemblance(left, right))
        shorter = min(len(a.given), len(b.given))
        yield from (Side(part, None, MISSING, 1.0) for part in a.given[shorter:])
        yield from (Side(None, part, MISSING, 1.0) for part in b.given[shorter:])


def _weigh(a: Reading, b: Reading, model: Model) -> float:
    """The weight of two readings that can be compared, by the formula at the top of this file."""
    chance = 1.0
    doubts = 1.0
    parts = 1
    if a.family is not None and b.family is not None:
        ratio, doubt = model.resemblance(a.family, b.family)
        chance /= ratio
        doubts = doubt / ratio
    if not a.given or not b.given:
        return _against(chance, (doubts + 2.0) / 3.0, 1.0)
    given = 1.0
    for left, right in zip(a.given, b.given, strict=False):
        ratio, doubt = model.resemblance(left, right)
        chance /= ratio
        odds = doubt / ratio
        doubts += odds
        given *= odds
        parts += 1
    lacking = abs(len(a.given) - len(b.given))
    if lacking:
        parts += lacking
        chance /= MISSING**lacking
        doubts += lacking / MISSING
        given /= MISSING**lacking
    return _against(chance, doubts / parts, given)


def _against(chance: float, one_part: float, given: float) -> float:
    return -log2(RANDOM * chance + ONE_PART * one_part + GIVEN_NAME * given)
