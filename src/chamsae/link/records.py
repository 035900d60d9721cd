"""From name claims to records: who one document names, with what its sentences say of them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from chamsae.link.listed import listed
from chamsae.link.personal import personal
from chamsae.link.sentence import sides
from chamsae.link.stubs import is_stub
from chamsae.link.words import sexed
from chamsae.model.claim import NAMELESS, Act, Claim, Figure, Name, NameType
from chamsae.model.link import Record, Sex, record_id
from chamsae.model.when import When
from chamsae.text.normal import fold

T = TypeVar("T")

#: Brackets right behind a name, with what they hold.
_OPENED = re.compile(r"\s?[(（](?=(?P<inside>[^()（）]*))")


def records(claims: Iterable[Claim], *, published: When | None = None) -> list[Record]:
    """The records of one document, from its claims; in order of first mention.

    Mentions that the reader took for one (same `entity`) are one record; a name marked by hand belongs to the one the
    reader spells so. Claims that were rejected must be left out by the caller. Ages are told as on the day the document
    was `published`.
    """
    of_document = sorted(claims, key=lambda claim: (claim.trigger.start, claim.id))
    found: dict[tuple[NameType, str], list[Claim]] = defaultdict(list)
    known = {(value.type, fold(value.text)): value.entity for _, value in _names(of_document) if value.entity}
    for claim, value in _names(of_document):
        entity = value.entity or known.get((value.type, fold(value.text)), value.text)
        found[value.type, entity].append(claim)
    sentences = _by_quote(of_document)
    made = [_record(kind, entity, mentions, sentences) for (kind, entity), mentions in found.items()]
    by_id = {claim.id: claim for claim in of_document}
    glossed = _glossed(made, by_id)
    made = [replace(record, glossed=tuple(glossed[record.id])) for record in made]
    return listed(personal(made, by_id, published), by_id)


def _by_quote(claims: Sequence[Claim]) -> dict[tuple[int, int], list[Claim]]:
    """The claims of each sentence, so that nobody looks for them among all."""
    found: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.quote.start, claim.quote.end].append(claim)
    return found


def _names(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Name]]:
    for claim in claims:
        if isinstance(claim.value, Name):
            yield claim, claim.value


def _glossed(made: Sequence[Record], claims: Mapping[str, Claim]) -> Mapping[str, list[str]]:
    """For each record those that stand with it in the brackets right behind a mention, or before them."""
    found: dict[str, list[str]] = defaultdict(list)
    order = {record.id: at for at, record in enumerate(made)}
    mentions = [(claims[id], record.id) for record in made for id in record.claims]
    placed = sorted((claim.trigger.start, record) for claim, record in mentions)
    for claim, head in mentions:
        if (inside := _bracket_behind(claim)) is None:
            continue
        first, last = (bisect_left(placed, (at, "")) for at in inside)
        within = {record for _, record in placed[first:last]} - {head}
        spelled = [head, *sorted(within, key=order.__getitem__)]
        for one in spelled:
            found[one] += [other for other in spelled if other != one and other not in found[one]]
    return found


def _bracket_behind(claim: Claim) -> tuple[int, int] | None:
    """Where the brackets lie that open behind a mention, in offsets of the document."""
    end = claim.trigger.end - claim.quote.start
    opened = _OPENED.match(claim.quote.exact, end)
    return (claim.quote.start + opened.end(), claim.quote.start + opened.end("inside")) if opened else None


def _record(
    kind: NameType, entity: str, mentions: list[Claim], sentences: Mapping[tuple[int, int], Sequence[Claim]]
) -> Record:
    quotes = tuple(dict.fromkeys((claim.quote.start, claim.quote.end) for claim in mentions))
    near = sorted(
        (claim for quote in quotes for claim in sentences[quote]), key=lambda claim: (claim.trigger.start, claim.id)
    )
    spelled = _spelled(mentions)
    own = {claim.id for claim in mentions}
    told = [claim for claim in near if isinstance(claim.value, Act | Figure)]
    return Record(
        id=record_id(kind, mentions[0].document, entity),
        kind=kind,
        document=mentions[0].document,
        names=spelled,
        claims=tuple(claim.id for claim in mentions),
        quotes=quotes,
        roles=_unique(role for _, value in _names(mentions) for role in value.roles),
        sex=_sex(mentions) if kind is NameType.PERSON else None,
        stub=kind is NameType.PERSON and all(map(is_stub, spelled)),
        places=_unique(place for claim in told for place in claim.place),
        times=_unique(claim.when for claim in told if claim.when is not None),
        beside=_unique(
            value.text for claim, value in _names(near) if claim.id not in own and NAMELESS not in value.roles
        ),
    )


def _spelled(mentions: Sequence[Claim]) -> tuple[str, ...]:
    """The spellings: the reader's forms, the fullest first, then the words as they stand ("Ms. Kwak")."""
    forms = _unique(value.text for _, value in _names(mentions))
    fullest = sorted(forms, key=lambda form: -len(fold(form)))
    return _unique((*fullest, *(claim.trigger.exact for claim in mentions)))


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _sex(mentions: Sequence[Claim]) -> Sex | None:
    """What the words beside the mentions say, where they agree."""
    said = {sex for claim in mentions for sex in _said_beside(claim)}
    return said.pop() if len(said) == 1 else None


def _said_beside(claim: Claim) -> Iterator[Sex]:
    before, after = sides(claim)
    name = f" {fold(claim.trigger.exact)}"
    for sex, words in sexed().items():
        titled = any(name.startswith(f"{word} ") for word in words.before)
        if titled or f" {before.rstrip()}".endswith(words.before) or after.startswith(words.after):
            yield sex
