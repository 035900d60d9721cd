"""The main incident as claims: acts with victim, place and time; what the reader has already claimed is filled in.

An act that is already claimed of a victim, or of the type of violation, is taken up: its open place and time are
filled, its confidence moves with the probability. Only what is missing is added, one claim for each victim and type.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from chamsae.model.claim import Act, Claim, Name, NameType, settle_id
from chamsae.model.when import Precision, When
from chamsae.read.english.attribution import Attribution
from chamsae.read.english.force import force
from chamsae.read.english.identity import Mention, entity_id
from chamsae.read.english.surroundings import places, time_of
from chamsae.read.english.voices import phrase
from chamsae.read.incident.countries import code_of, name_of
from chamsae.read.incident.deeds import HAPPENED, Done, deeds, done_to, happened, kind_of, people_of
from chamsae.read.incident.main import Incident
from chamsae.read.incident.people import Person, Seen
from chamsae.read.making import Maker, Said

READER = "incident 1.0"
VICTIM = "victim"
#: What the reason for a victim says.
AS_VICTIM = "is a victim of the main incident"
#: From which probability on a type is claimed though nobody is named whom it befell, only "students", "three men".
WITHOUT_VICTIM = 0.5
#: From which probability on the incident's country, or month, is taken for that of its first act, which names none;
#: and the country for that of any other.
MAIN, ELSEWHERE = 0.4, 0.75
#: From which probability on what nobody, or only the model, took for another kind of name is claimed as a person's.
SURE = 0.5


@dataclass(slots=True)
class _Work:
    """An incident being turned into claims: `english` holds what is claimed already, `own` makes what is missing."""

    incident: Incident
    attribution: Attribution
    english: Maker
    own: Maker
    covered: set[str]
    taken: set[str]


def incident_claims(incident: Incident, attribution: Attribution, maker: Maker) -> None:
    """Take up, fill in and add claims of the main incident; `maker` holds those made so far and gets the outcome."""
    if not incident.types:
        return
    work = _Work(incident, attribution, maker, Maker(maker.document, READER), set(), set())
    for person in incident.victims:
        _victim(work, person)
    for kind, chance in sorted(incident.types.items(), key=lambda pair: (-pair[1], pair[0])):
        if kind not in work.covered:
            _type(work, kind, chance)
    maker.made.extend(work.own.made)
    maker.refused += work.own.refused


def _victim(work: _Work, person: Person) -> None:
    """The act of which the person is a victim, if one is told; and the role of the name."""
    entities = {mention.entity for seen in person.seen if (mention := _mention(work, seen))}
    known = [
        claim
        for claim in work.english.made
        if isinstance(claim.value, Act)
        and claim.value.victim_entity in entities
        and kind_of(claim) in work.incident.types
        and happened(claim)
    ]
    because = f"{person.name!r} {AS_VICTIM} with a chance of {person.probability:.0%}"
    if known:
        best = min(known, key=lambda claim: (claim.id in work.taken, claim.trigger.start))
        _take_up(work, best, person.probability, because)
        _role(work, person, _seen_in(person, best.quote.start, best.quote.end), because)
        return
    found = [(seen, done) for seen in person.seen for done in done_to(seen) if done.kind in work.incident.types]
    for _seen, done in found[:1]:
        _add(work, done, person, person.probability, because)
    _role(work, person, found[0][0] if found else person.seen[0], because)


def _type(work: _Work, kind: str, chance: float) -> None:
    """A type nobody named is yet the victim of: the best act of it that is told."""
    because = f"the document reports {kind} with a chance of {chance:.0%}"
    known = [claim for claim in work.english.made if kind_of(claim) == kind and happened(claim)]
    if known:
        best = min(known, key=lambda claim: (_nobody(claim), claim.trigger.start))
        _take_up(work, best, chance, because)
    elif chance >= WITHOUT_VICTIM and (done := next(_told(work, kind), None)):
        _add(work, done, None, chance, because)


def _nobody(claim: Claim) -> bool:
    return not (isinstance(claim.value, Act) and claim.value.victim_entity)


def _told(work: _Work, kind: str) -> Iterator[Done]:
    for told in work.incident.telling.told:
        if not told.sentence.heading:
            yield from (done for done in deeds(told) if done.kind == kind and people_of(done))


def _take_up(work: _Work, claim: Claim, chance: float, because: str) -> None:
    """The same claim with open place and time filled and its confidence moved."""
    kind = kind_of(claim)
    place, said_where = _place(work, claim.place, claim.quote.start)
    when, said_when = (claim.when, "") if claim.when else _when(work, claim.quote.start, first=not work.covered)
    filled = settle_id(
        replace(
            claim,
            reader=READER,
            place=place,
            when=when,
            confidence=round(min(0.95, max(0.05, claim.confidence + 0.3 * (chance - 0.5))), 2),
            why=(*claim.why, because, *filter(None, (said_where, said_when))),
        )
    )
    work.english.made[:] = [filled if other.id == claim.id else other for other in work.english.made]
    work.covered |= {kind} if kind else set()
    work.taken.add(filled.id)


def _add(work: _Work, done: Done, person: Person | None, chance: float, because: str) -> None:
    """A claim of an act nobody has claimed yet, of a person or of the people its verb has as object."""
    article, sentence = work.incident.telling.article, done.told.sentence
    number = article.number(sentence.start)
    said = work.attribution.said(number, done.token)
    modality, forced = force(sentence, done.token, said.modality)
    if modality not in HAPPENED:
        return
    named, _ = time_of(article, sentence, done.token, done.token)
    place, said_where = _place(work, places(article, sentence, done.token, done.token), sentence.start)
    when, said_when = (named, "") if named else _when(work, sentence.start, first=not work.covered)
    entity = (_mention_entity(work, person) or entity_id(NameType.PERSON, person.name)) if person else None
    victim = person.name if person else phrase(article, sentence, people_of(done)[0])
    work.own.make(
        Act(act=done.act, victim=victim, victim_entity=entity),
        (sentence.start, sentence.end),
        sentence.place(done.token),
        said=Said(speaker=said.speaker, via=said.via, modality=modality, why=said.why),
        place=place,
        when=when,
        confidence=0.3 + 0.4 * chance if person else 0.4 * chance,
        why=tuple(
            filter(None, (f"{done.token.text!r} is the act {done.act!r}", because, forced, said_where, said_when))
        ),
    )
    work.covered.add(done.kind)


def _place(work: _Work, named: tuple[str, ...], start: int) -> tuple[tuple[str, ...], str]:
    """The places of an act with the country they lie in; the incident's where none is named or against it."""
    where, number = work.incident.where, work.incident.telling.article.number(start)
    named = tuple(place for place in named if all(place != person.name for person in work.incident.victims))
    if where is None or any(code_of(place) for place in named):
        return named, ""
    country = name_of(where.code)
    if named:
        inside = next((place.text for place in where.places if place.text in named), None)
        return ((*named, country), f"{inside!r} lies in {country}") if inside else (named, "")
    if number in work.incident.elsewhere or where.probability < (ELSEWHERE if work.covered else MAIN):
        return (), ""
    often = f"named {len(where.places)} times"
    return (country,), f"the main incident lies in {country} with a chance of {where.probability:.0%}, {often}"


def _when(work: _Work, start: int, *, first: bool) -> tuple[When | None, str]:
    """The incident's month for an act near where it is named, or for the first act taken up; and why."""
    month, article = work.incident.month, work.incident.telling.article
    if month is None or month.period.month is None:
        return None, ""
    here = article.number(start)
    near = [mention for mention in month.mentions if article.number(mention.start) == here]
    if not near and not (first and month.probability >= MAIN):
        return None, ""
    known = near or month.mentions
    nearest = min(known, key=lambda m: (m.when.precision is not Precision.DAY, abs(m.start - start)), default=None)
    when = nearest.when if nearest else _whole(month.period.year, month.period.month, article.reference)
    said = (
        f"the main incident is of {month.period.year}-{month.period.month:02d} with a chance of {month.probability:.0%}"
    )
    return when, said


def _whole(year: int, month: int, published: date | None) -> When:
    """A month, as far as it had passed when the document came out."""
    last = date(year, month, monthrange(year, month)[1])
    end = min(last, published) if published and published >= date(year, month, 1) else last
    return When(start=date(year, month, 1), end=end, precision=Precision.MONTH)


def _role(work: _Work, person: Person, seen: Seen, because: str) -> None:
    """The name gains the role "victim" where the deed is told; a name nobody had found is claimed."""
    for number, claim in enumerate(work.english.made):
        if isinstance(claim.value, Name) and claim.trigger.start < seen.end and seen.start < claim.trigger.end:
            if claim.value.type is NameType.PERSON or person.probability >= SURE:
                roles = tuple(dict.fromkeys((*claim.value.roles, VICTIM)))
                value = replace(claim.value, type=NameType.PERSON, roles=roles)
                work.english.made[number] = settle_id(replace(claim, value=value, why=(*claim.why, because)))
            return
    if person.probability < SURE:
        return
    work.own.make(
        Name(text=person.name, type=NameType.PERSON, entity=entity_id(NameType.PERSON, person.name), roles=(VICTIM,)),
        (seen.told.sentence.start, seen.told.sentence.end),
        (seen.start, seen.end),
        said=Said(),
        confidence=person.probability,
        why=("capitals make it a name", because),
    )


def _seen_in(person: Person, start: int, end: int) -> Seen:
    return next((seen for seen in person.seen if start <= seen.start < end), person.seen[0])


def _mention(work: _Work, seen: Seen) -> Mention | None:
    return work.incident.telling.article.names.touching(seen.start, seen.end)


def _mention_entity(work: _Work, person: Person) -> str | None:
    found = (_mention(work, seen) for seen in person.seen)
    return next((mention.entity for mention in found if mention and mention.type is NameType.PERSON), None)
