"""Persons, acts and events as the screens tell them: each value with its claims, each claim with its document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chamsae.casebook.book import Casebook
from chamsae.model.case import CodedAct, CodedEvent, Involved
from chamsae.model.claim import Claim, Intervention
from chamsae.model.person import Fact, PersonFile, Rival
from chamsae.text.custody import authorities
from chamsae.text.violations import violation
from chamsae.text.vocabulary import fields, label
from chamsae.web import current, labels, words
from chamsae.web.rows import Title, titles_by_key

#: Lists whose terms a field of a life may hold beside its own.
KIN = "kin"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the document that makes it."""

    claim: Claim
    document: Title


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value in words with who says so; of a relation `other` is the person in words, `person` their identity."""

    rival: Rival
    words: str
    said: Sequence[Said]
    adopted: bool = False
    other: str = ""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A field in words with its rival values."""

    fact: Fact
    label: str
    values: Sequence[ValueLine]


@dataclass(frozen=True, slots=True)
class PartLine:
    """Somebody's part in an act, in words: who, in what part, under whom."""

    part: Involved
    degree: str
    chain: Sequence[str]


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act in words."""

    act: CodedAct
    label: str
    place: str
    victims: str
    parts: Sequence[PartLine]

    @property
    def by(self) -> str:
        """Who had a part, in one line."""
        return "; ".join(part.part.name for part in self.parts)


@dataclass(frozen=True, slots=True)
class DoneLine:
    """Something done about it, in words, with who says so."""

    value: Intervention
    label: str
    response: str
    said: Said


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in words."""

    event: CodedEvent
    label: str
    place: str


@dataclass(frozen=True, slots=True)
class PersonLines:
    """Everything said of a person, for one screen."""

    file: PersonFile
    facts: Sequence[FactLine]
    kin: Sequence[ValueLine]
    acts: Sequence[ActLine]
    done: Sequence[DoneLine]


def person_lines(book: Casebook, id: str) -> PersonLines:
    """The screen's lines for the person a record belongs to."""
    file = book.cases.person(id)
    rivals = [value for fact in file.facts for value in fact.values] + [*file.kin]
    said = said_by(book, [*(claim for rival in rivals for claim in rival.claims), *file.interventions])
    return PersonLines(
        file=file,
        facts=[_fact(fact, said) for fact in file.facts],
        kin=[_value(rival, KIN, said) for rival in file.kin],
        acts=[act_line(act) for act in file.acts],
        done=[_done(said[id]) for id in file.interventions if id in said],
    )


def said_by(book: Casebook, claims: Iterable[str]) -> Mapping[str, Said]:
    """These claims (ids) with their documents."""
    held = list(book.store.claims(ids=set(claims)))
    titles = titles_by_key(current.alias(), {claim.document for claim in held})
    return {claim.id: Said(claim, titles[claim.document]) for claim in held}


def act_line(act: CodedAct) -> ActLine:
    """An act in words of the reader's language."""
    known = violation(act.violation) if act.violation else None
    victims = words.amount_words(act.victims) if act.victims else act.victim_text or ""
    return ActLine(
        act=act,
        label=known.label[labels.tongue()] if known else labels.act(act.act),
        place=labels.place(act.place) if act.place else act.place_text or "",
        victims=victims,
        parts=[_part(one) for one in act.involved],
    )


def event_line(event: CodedEvent) -> EventLine:
    """An event in words: what, where."""
    return EventLine(event, labels.act(event.act), labels.place(event.place) if event.place else "")


def _fact(fact: Fact, said: Mapping[str, Said]) -> FactLine:
    field = fields().get(fact.field)
    values = [
        _value(value, field.list if field else None, said, adopted=value == fact.adopted) for value in fact.values
    ]
    return FactLine(fact, field.label[labels.tongue()] if field else fact.field, values)


def _value(rival: Rival, list: str | None, said: Mapping[str, Said], *, adopted: bool = False) -> ValueLine:
    coded = label(list, rival.code, labels.tongue()) if list and rival.code else ""
    shown = coded or rival.text
    return ValueLine(rival, shown, [said[id] for id in rival.claims if id in said], adopted, rival.other or "")


def _part(part: Involved) -> PartLine:
    bodies = [authorities()[key].label[labels.tongue()] for key in part.chain if key in authorities()]
    if part.chain and part.chain[-1] not in authorities():
        bodies.append(labels.place(part.chain[-1]))
    return PartLine(part, label("degree", part.degree, labels.tongue()), bodies)


def _done(said: Said) -> DoneLine:
    value = said.claim.value
    assert isinstance(value, Intervention)
    tongue = labels.tongue()
    return DoneLine(value, label("intervention", value.type, tongue), label("response", value.response, tongue), said)
