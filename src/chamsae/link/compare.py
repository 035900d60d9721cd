"""How likely two records are one: a prior and pieces of evidence, each in bits with its reason.

The model is that of Fellegi and Sunter (1969): log-likelihood ratios of independent pieces are added. The weight
of people's names comes from chamsae.text.names, that of bodies' from chamsae.link.organisations; what else is told of
two records from chamsae.link.evidence, where each weight states what it assumes.
"""

from dataclasses import replace
from math import log2

from chamsae.link import organisations, placed
from chamsae.link.evidence import around, listed, personal
from chamsae.model.claim import NameType
from chamsae.model.link import Pair, Part, Record, pair_id
from chamsae.text import names

#: Spellings of one record that are compared with those of another; the fullest come first.
SPELLINGS = 6
#: A copy, rewrite or translation names the people of what it was made from.
DERIVED = 6.0
#: In brackets behind a name that sounds alike stands another spelling of it.
GLOSSED = 6.0
#: A reader that kept two names of one document apart had them side by side.
KEPT_APART = -3.0
#: With only a part of a name the evidence never says more than that it may be.
STUB = 0.0
#: What some parts of a pair are about: how many records there are, what that limit takes away, that one document
#: derives from the other.
PRIOR, CAPPED, COPY = "prior", "part of a name", "copy"
#: What a part that was learned is about.
LEARNED = "learned"
#: Changes when pairs are to be compared anew, because evidence is read or weighed otherwise than by an earlier version.
METHOD = "evidence 2"


def compare(left: Record, right: Record, *, records: int, derived: bool) -> Pair:
    """The pair of two records of one kind; symmetric. `records` is how many there are: the more, the less likely.

    `derived` tells that one document derives from the other.
    """
    left, right = sorted((left, right), key=lambda record: record.id)
    named = _names(left, right)
    parts = [_prior(records), *named, *_told(left, right)]
    glossed = (right.id in left.glossed or left.id in right.glossed) and sum(part.bits for part in named) > 0
    if derived:
        parts.append(Part(what=COPY, left="", right="", bits=DERIVED, why="one document derives from the other"))
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


def counted_among(pair: Pair, records: int) -> Pair:
    """The pair with the prior of so many records; what limits or learning had added is taken away."""
    kept = [part for part in pair.parts if part.what not in {PRIOR, CAPPED, LEARNED}]
    parts = (_prior(records), *kept)
    return replace(pair, parts=parts, weight=round(sum(part.bits for part in parts), 2))


def tells_derived(pair: Pair) -> bool:
    """True where the pair was compared as of two documents of which one derives from the other."""
    return any(part.what == COPY for part in pair.parts)


def capped(weight: float) -> Part:
    """What is taken from a weight where only a part of a name is known."""
    why = "only a part of the name is known: it may be many people"
    return Part(what=CAPPED, left="", right="", bits=STUB - weight, why=why)


def _prior(records: int) -> Part:
    """Before any evidence: one record in all of them is this one."""
    why = f"one of {records:,} records, before any evidence"
    return Part(what=PRIOR, left="", right="", bits=round(-log2(max(2, records)), 2), why=why)


def _told(left: Record, right: Record) -> list[Part]:
    """What is known besides the names: of people who they are, of all else where it is."""
    if left.kind is NameType.PERSON:
        return [*personal(left, right), *around(left, right)]
    return [*listed(left, right), *around(left, right)]


def _names(left: Record, right: Record) -> list[Part]:
    """The reasons of the spellings that agree best; all others may be spellings of other times."""
    match left.kind:
        case NameType.PLACE:
            return placed.called(left, right)
        case NameType.FACILITY:
            return placed.facility(left, right)
        case NameType.ORGANISATION:
            return [*organisations.best(left.names, right.names), *placed.site(left, right)]
    best = max(
        (names.compare(one, other) for one in left.names[:SPELLINGS] for other in right.names[:SPELLINGS]),
        key=lambda comparison: comparison.weight,
    )
    return [
        Part(what="name", left=reason.left, right=reason.right, bits=round(reason.bits, 2), why=reason.sentence())
        for reason in best.reasons
    ]


def _barred(left: Record, right: Record) -> str | None:
    """The logic of a document: two people in one sentence are two."""
    if left.document != right.document or left.kind is not NameType.PERSON:
        return None
    if {*left.quotes} & {*right.quotes}:
        return "both are named in one sentence"
    akin = next((kin.of for kin in right.kin if kin.name in left.names), None)
    return f"the one is told to be the {akin} of the other" if akin else None
