"""Who is meant: the persons of a Korean document, short names leaning on full ones (구 대표, 김 씨, 철옥 씨).

A family name with a title means the last person of that family name whom the title allows; a given name or part of a
foreign name means the one person who has it. Where nobody fits, it is somebody of this document only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chamsae.model.claim import NameType
from chamsae.read.eastern.names import Named, entity_id
from chamsae.read.words import either

#: Titles anybody can have, which tell no two people apart.
_ANYBODY = frozenset({"씨", "님", "모", ""})


class Form(StrEnum):
    """How a person is named: in full (or by a given name), by the family name, or by a letter or rings."""

    FULL = "full"
    SHORT = "short"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in a sentence; `by_title` when title or calling bound the name, `pseudonym` when it says so."""

    start: int
    end: int
    text: str
    form: Form
    title: str
    roles: tuple[str, ...]
    why: str
    confidence: float
    by_title: bool
    pseudonym: bool = False


@dataclass(slots=True)
class _Person:
    """Somebody named in full: all titles seen, and whether the name is not their own."""

    name: str
    entity: str
    titles: set[str] = field(default_factory=set)
    pseudonym: bool = False


def linked(texts: Sequence[str], mentions: Sequence[Sequence[Mention]], document: str) -> list[list[Named]]:
    """For each sentence its persons with the entity each means; `document` sets apart those it alone can tell."""
    grown = _again(texts, mentions)
    people = _people(grown, document)
    told: list[_Person] = []
    return [[_named(one, people, told, document) for one in here] for here in grown]


def _again(texts: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Every other place where a full name of three or more syllables stands, found there or not."""
    full = {one.text: one for here in mentions for one in here if one.form is Form.FULL and len(one.text) >= 3}
    pattern = re.compile(rf"(?<![가-힣])(?:{either(full)})" if full else r"(?!)")
    grown = []
    for text, here in zip(texts, mentions, strict=True):
        more = [
            replace(full[match[0]], start=match.start(), end=match.end(), roles=(), why="named elsewhere in the text")
            for match in pattern.finditer(text)
            if not any(match.start() < one.end and one.start < match.end() for one in here)
        ]
        grown.append(sorted([*here, *more], key=lambda one: one.start))
    return grown


def _people(mentions: Sequence[Sequence[Mention]], document: str) -> dict[str, _Person]:
    """Everybody named in full anywhere; a pseudonym is somebody of this document only."""
    people: dict[str, _Person] = {}
    for one in (one for here in mentions for one in here if one.form is Form.FULL):
        person = people.setdefault(one.text, _Person(one.text, entity_id(NameType.PERSON, one.text)))
        person.titles |= {one.title} - _ANYBODY
        if one.pseudonym:
            person.pseudonym, person.entity = True, entity_id(NameType.PERSON, f"{one.text} {document}")
    return people


def _named(one: Mention, people: dict[str, _Person], told: list[_Person], document: str) -> Named:
    person = _meant(one, people, told)
    if person is None:
        entity = entity_id(NameType.PERSON, f"{one.text} {document}")
        return Named(one.start, one.end, one.text, NameType.PERSON, entity, one.why, one.roles, one.confidence - 0.1)
    told.append(person)
    why = one.why if person.name == one.text else f"short for {person.name}"
    why += ", a pseudonym" if person.pseudonym else ""
    roles = (*one.roles, "pseudonym") if person.pseudonym else one.roles
    return Named(one.start, one.end, one.text, NameType.PERSON, person.entity, why, roles, one.confidence)


def _meant(one: Mention, people: dict[str, _Person], told: list[_Person]) -> _Person | None:
    if one.form is Form.HIDDEN:
        return None
    if one.form is Form.SHORT:
        return _of_family(one, people, told)
    longer = [person for person in people.values() if person.name != one.text and _is_part(one.text, person.name)]
    return longer[0] if len(longer) == 1 else people[one.text]


def _is_part(short: str, full: str) -> bool:
    """철옥 of 김철옥, 살몬 of 엘리자베스 살몬; 선향이 is 선향 with the ending given names take."""
    if " " in full:
        return short in full.split()
    return len(full) == 3 and full[1:] in (short, short.removesuffix("이"))


def _of_family(one: Mention, people: dict[str, _Person], told: list[_Person]) -> _Person | None:
    """The last person told of with that family name: with that title if anybody has it, else with none at odds."""
    having = [person for person in people.values() if person.name[0] == one.text and " " not in person.name]
    having = [person for person in having if 2 <= len(person.name) <= 4]
    same = [person for person in having if one.title in person.titles]
    if not same and one.title not in _ANYBODY:
        same = [person for person in having if not person.titles]
    fitting = same or (having if one.title in _ANYBODY else [])
    return next((person for person in reversed(told) if person in fitting), fitting[0] if len(fitting) == 1 else None)
