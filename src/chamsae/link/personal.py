"""What a document tells of a person beside the name: when born, whose kin, which work."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from chamsae.link.sentence import sides
from chamsae.link.words import kin, kin_before, kin_behind, work, work_before, work_behind
from chamsae.model.claim import Claim, NameType
from chamsae.model.link import Kin, Record
from chamsae.model.when import Precision, When
from chamsae.text.normal import fold

#: Ages read as such, in years.
AGES = range(1, 111)
#: A Korean age may count the year of birth as one: the birth may lie so many years later than in Western counting.
COUNTED_FROM_ONE = 1


def personal(records: Sequence[Record], claims: Mapping[str, Claim], published: When | None) -> list[Record]:
    """The records with birth, kin and work where their sentences tell them; those of no persons as they are."""
    people = [record for record in records if record.kind is NameType.PERSON]
    related = _related(people, claims)
    return [
        _told(one, claims, published, related.get(one.id, ())) if one.kind is NameType.PERSON else one
        for one in records
    ]


def _told(record: Record, claims: Mapping[str, Claim], published: When | None, related: Sequence[Kin]) -> Record:
    mentions = [claims[id] for id in record.claims]
    births = {when for claim in mentions for when in _births(claim, published)}
    return replace(
        record,
        born=births.pop() if len(births) == 1 else None,
        kin=tuple(dict.fromkeys(related)),
        work=tuple(dict.fromkeys(key for claim in mentions for key in _works(claim))),
    )


_AGED = re.compile(
    r"^\s?(?:씨|氏|女士|先生)?\s?(?:"
    r"[,(（]\s?(?:(?:[여남女男]|가명|化名)[,，·\s]\s?|aged? |now )?(\d{1,3})\s?(?:세|살|岁|歲|years old)?\s?[,·)）]"
    r"|,? ?(?:a |an |the )?(\d{1,3})[- ]year[- ]old|(\d{1,3})\s?(?:岁|歲))"
)
_YEARS_OLD = re.compile(r"(\d{1,3})[- ]year[- ]old (?:[a-z-]+ ){0,3}$|(\d{1,3})(?:세|岁|歲)(?:인|의|的)?\s?$")
_BORN = re.compile(
    r"^[,(（]?\s?(?:who was )?born (?:in |on )?(?:[a-z]+ )?(?:\d{1,2},? )?((?:19|20)\d\d)"
    r"|^\s?[(（,]?\s?((?:19|20)\d\d)\s?년?생|^[（(,，]?\s?(?:生于|生於)\s?((?:19|20)\d\d)"
    r"|^[（(,，]?\s?((?:19|20)\d\d)\s?年(?:出生|生)"
)
_BORN_BEFORE = re.compile(r"((?:19|20)\d\d)(?:년(?:에 태어난|생인|생)|年(?:出生|生)的)\s?$")


def _births(claim: Claim, published: When | None) -> Iterator[When]:
    """When somebody was born, by a year told, or by an age on the day of publication."""
    before, after = sides(claim)
    if year := _BORN.search(after) or _BORN_BEFORE.search(before):
        told = int(next(filter(None, year.groups())))
        yield _years(told, told, Precision.YEAR)
    age = _AGED.search(after) or _YEARS_OLD.search(before)
    if age and published and published.start and published.end:
        years = int(next(filter(None, age.groups())))
        if years in AGES:
            last = published.end.year - years + COUNTED_FROM_ONE
            yield _years(published.start.year - years - 1, last, Precision.RANGE)


def _years(first: int, last: int, precision: Precision) -> When:
    return When(start=date(first, 1, 1), end=date(last, 12, 31), precision=precision)


def _works(claim: Claim) -> Iterator[str]:
    """Occupations in front of the name, in it ("Minister Park Jin"), and behind it."""
    before, after = sides(claim)
    name = fold(claim.trigger.exact)
    titled = (name[:at].rstrip() for at in range(1, len(name)) if name[at - 1] == " ")
    for found in (*map(work_before().search, (before, *titled)), work_behind().search(after)):
        if found:
            yield work()[found[1]]


def _related(people: Sequence[Record], claims: Mapping[str, Claim]) -> dict[str, list[Kin]]:
    """For each person the kin that sentences tell: "his sister Gyu-ri", "Han Sora, daughter of Han Mi-ok"."""
    found: dict[str, list[Kin]] = {}
    beside: dict[tuple[int, int], list[Record]] = {}
    for one in people:
        for quote in one.quotes:
            beside.setdefault(quote, []).append(one)
    for one in people:
        for claim in (claims[id] for id in one.claims):
            for word, other in _kin_of(claim, one, beside[claim.quote.start, claim.quote.end], claims):
                is_, inverse = kin()[word]
                found.setdefault(one.id, []).append(Kin(of=is_, name=other.names[0]))
                found.setdefault(other.id, []).append(Kin(of=inverse, name=one.names[0]))
    return found


def _kin_of(
    claim: Claim, one: Record, people: Sequence[Record], claims: Mapping[str, Claim]
) -> Iterator[tuple[str, Record]]:
    """The word of kin beside a name, and whose kin: of `people` there who is named before, else the only other."""
    before, after = sides(claim)
    others = _beside(claim, one, people, claims)
    if (found := kin_before().search(before)) and others:
        yield found[1], others[0]
    if (found := kin_behind().search(after)) and (behind := [o for at, o in _placed(others, claim, claims) if at > 0]):
        yield found[1], behind[0]


def _beside(claim: Claim, one: Record, people: Sequence[Record], claims: Mapping[str, Claim]) -> list[Record]:
    """Others in the sentence: those named before this mention first, the nearest first, then those behind it."""
    others = [other for other in people if other.id != one.id]
    placed = _placed(others, claim, claims)
    return [other for at, other in sorted(placed, key=lambda pair: (pair[0] > 0, abs(pair[0])))]


def _placed(others: Sequence[Record], claim: Claim, claims: Mapping[str, Claim]) -> list[tuple[int, Record]]:
    """How far each other person stands from a mention in its sentence; below nought before it."""
    start, end = claim.quote.start, claim.quote.end
    found = []
    for other in others:
        spots = [claims[id].trigger.start for id in other.claims if start <= claims[id].trigger.start < end]
        if spots:
            found.append((min((spot - claim.trigger.start for spot in spots), key=abs), other))
    return sorted(found, key=lambda pair: abs(pair[0]))
