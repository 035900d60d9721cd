"""How likely two records are one: a prior and pieces of evidence, each in bits with its reason.

The model is that of Fellegi and Sunter (1969): log-likelihood ratios of independent pieces are added. The weight
of names comes from chamsae.text.names; the others are stated below with what they assume.
"""

from collections.abc import Collection
from math import log2

from chamsae.model.claim import NameType
from chamsae.model.link import Pair, Part, Record, pair_id
from chamsae.text import names
from chamsae.text.normal import fold

#: Spellings of one record that are compared with those of another; the fullest come first.
SPELLINGS = 6
#: Of one person the sex is told alike 98 times in 100; two people at random have the same one 1 time in 2.
SAME_SEX, OTHER_SEX = log2(0.98 / 0.5), log2(0.02 / 0.5)
#: A person or body beside both: rare by chance, and more than two such add little.
BESIDE, MOST_BESIDE = 2.0, 2
#: The same place told of both: half of all documents are about a handful of places.
PLACE = 0.5
#: A copy, rewrite or translation names the people of what it was made from.
DERIVED = 6.0
#: In brackets behind a name that sounds alike stands another spelling of it.
GLOSSED = 6.0
#: A reader that kept two names of one document apart had them side by side.
KEPT_APART = -3.0
#: With only a part of a name the evidence never says more than that it may be.
STUB = 0.0
#: What two parts of a pair are about: how many records there are, and what that limit takes away.
PRIOR, CAPPED = "prior", "part of a name"


def compare(left: Record, right: Record, *, records: int, derived: bool) -> Pair:
    """The pair of two records of one kind; symmetric. `records` is how many there are: the more, the less likely.

    `derived` tells that one document derives from the other.
    """
    left, right = sorted((left, right), key=lambda record: record.id)
    named = _names(left, right)
    parts = [_prior(records), *named, *_sex(left, right), *_beside(left, right), *_places(left, right)]
    glossed = (right.id in left.glossed or left.id in right.glossed) and sum(part.bits for part in named) > 0
    if derived:
        parts.append(Part(what="documents", left="", right="", bits=DERIVED, why="one document derives from the other"))
    if glossed:
        parts.append(
            Part(what="brackets", left="", right="", bits=GLOSSED, why="the one stands in brackets behind the other")
        )
    elif left.document == right.document:
        parts.append(
            Part(what="documents", left="", right="", bits=KEPT_APART, why="the reader kept them apart in one document")
        )
    weight = sum(part.bits for part in parts)
    if (left.stub or right.stub) and weight > STUB:
        parts.append(capped(weight))
    return Pair(
        id=pair_id(left.id, right.id),
        left=left.id,
        right=right.id,
        weight=round(sum(part.bits for part in parts), 2),
        parts=tuple(parts),
        barred=None if glossed else _barred(left, right),
    )


def capped(weight: float) -> Part:
    """What is taken from a weight where only a part of a name is known."""
    why = "only a part of the name is known: it may be many people"
    return Part(what=CAPPED, left="", right="", bits=STUB - weight, why=why)


def _prior(records: int) -> Part:
    """Before any evidence: one record in all of them is this one."""
    why = f"one of {records:,} records, before any evidence"
    return Part(what=PRIOR, left="", right="", bits=round(-log2(max(2, records)), 2), why=why)


def _names(left: Record, right: Record) -> list[Part]:
    """The reasons of the spellings that agree best; all others may be spellings of other times."""
    best = max(
        (names.compare(one, other) for one in left.names[:SPELLINGS] for other in right.names[:SPELLINGS]),
        key=lambda comparison: comparison.weight,
    )
    return [
        Part(what="name", left=reason.left, right=reason.right, bits=round(reason.bits, 2), why=reason.sentence())
        for reason in best.reasons
    ]


def _sex(left: Record, right: Record) -> list[Part]:
    if left.sex is None or right.sex is None:
        return []
    same = left.sex is right.sex
    why = "told to be of one sex" if same else "told to be of different sex"
    bits = round(SAME_SEX if same else OTHER_SEX, 2)
    return [Part(what="sex", left=left.sex, right=right.sex, bits=bits, why=why)]


def _beside(left: Record, right: Record) -> list[Part]:
    """Others named in the same sentences, in the same spelling."""
    shared = _shared(left.beside, right.beside)[:MOST_BESIDE]
    return [Part(what="beside", left=one, right=one, bits=BESIDE, why=f"{one} is named beside both") for one in shared]


def _places(left: Record, right: Record) -> list[Part]:
    shared = _shared(left.places, right.places)[:1]
    return [Part(what="place", left=one, right=one, bits=PLACE, why=f"told of {one} in both") for one in shared]


def _shared(left: Collection[str], right: Collection[str]) -> list[str]:
    others = {fold(one) for one in right}
    return [one for one in left if fold(one) in others]


def _barred(left: Record, right: Record) -> str | None:
    """The logic of a document: two people in one sentence are two."""
    if left.document != right.document or left.kind is not NameType.PERSON or not {*left.quotes} & {*right.quotes}:
        return None
    return "both are named in one sentence"
