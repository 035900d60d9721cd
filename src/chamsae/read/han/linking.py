"""Who is meant: the persons of a document, with the short names that lean on full ones (金女士, 萨尔蒙, 顺实).

A surname with a title means the one person of that surname whom title and gender allow; where several
remain, the one named last nearby; where that is not clear either, nobody but itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chamsae.model.claim import NameType
from chamsae.read.eastern.names import entity_id
from chamsae.read.han.persons import PSEUDONYM, Form, Mention, gender

#: A name further back than this many sentences is not leant on where several could be meant.
NEAR = 6


@dataclass(slots=True)
class Person:
    """A person of the document: all ways of naming, titles seen, gender if told, and the last sentence."""

    plain: str
    surname: str
    entity: str
    titles: set[str] = field(default_factory=set)
    gender: str = ""
    last: int = -1


def link(
    plains: Sequence[str], mentions: Sequence[Sequence[Mention]], document: str
) -> list[list[tuple[Mention, str, str]]]:
    """For each sentence its mentions with entity and reason; `document` keeps apart those known by surname only."""
    mentions = _parts_of_western(mentions)
    people = _people(plains, mentions, document)
    linked: list[list[tuple[Mention, str, str]]] = []
    for number, (plain, here) in enumerate(zip(plains, mentions, strict=True)):
        linked.append([(one, *_meant(one, plain, number, people, document)) for one in here])
    return linked


def _parts_of_western(mentions: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """邓肯 looks like a Chinese name, but not where 艾米莉·邓肯 is named."""
    parts = {part for here in mentions for one in here if "·" in one.plain for part in one.plain.split("·")}
    return [
        [replace(one, form=Form.PART, surname="") if one.plain in parts else one for one in here] for here in mentions
    ]


def _people(plains: Sequence[str], mentions: Sequence[Sequence[Mention]], document: str) -> dict[str, Person]:
    """Everybody who is named in full anywhere; a pseudonym is somebody of this document only."""
    people: dict[str, Person] = {}
    for plain, here in zip(plains, mentions, strict=True):
        for one in here:
            if one.form is Form.FULL:
                person = people.setdefault(one.plain, Person(one.plain, one.surname, _entity(one.plain)))
                person.titles |= {one.title} - {""}
                person.gender = person.gender or gender(plain, one)
                if PSEUDONYM.match(plain, one.end):
                    person.entity = _entity(f"{one.plain} {document}")
    return people


def _meant(one: Mention, plain: str, number: int, people: dict[str, Person], document: str) -> tuple[str, str]:
    if one.form is Form.FULL:
        person = people[one.plain]
    else:
        everybody = list(people.values())
        found = _titled(one, plain, number, everybody) if one.form is Form.TITLED else _part(one, everybody)
        if found is None:
            return _entity(f"{one.plain} {document}" if one.form is Form.TITLED else one.plain), one.why
        person = found
        person.titles |= {one.title} - {""}
    person.last = number
    short = one.form is not Form.FULL
    return person.entity, f"short for {person.plain}" if short else one.why


def _part(one: Mention, people: list[Person]) -> Person | None:
    """A part of a Western name, or a given name without its surname, where only one person has it."""
    having = [
        person
        for person in people
        if one.plain in person.plain.split("·") or (not _western(person) and person.plain[1:] == one.plain)
    ]
    return having[0] if len(having) == 1 else None


def _titled(one: Mention, plain: str, number: int, people: list[Person]) -> Person | None:
    told = gender(plain, one)
    having = [person for person in people if person.surname == one.surname and not _western(person)]
    having = [person for person in having if not (told and person.gender and told != person.gender)]
    having = [person for person in having if told and person.gender == told] or having
    before = [person for person in having if person.last >= 0] or having
    same = [person for person in before if one.title in person.titles] or before
    if len(same) <= 1:
        return same[0] if same else None
    near = sorted((person for person in same if number - person.last <= NEAR), key=lambda person: person.last)
    clear = near and (len(near) == 1 or near[-1].last > near[-2].last)
    return near[-1] if clear else None


def _western(person: Person) -> bool:
    return "·" in person.plain


def _entity(plain: str) -> str:
    return entity_id(NameType.PERSON, plain)
