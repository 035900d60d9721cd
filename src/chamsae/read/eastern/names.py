"""Names in Korean and Chinese text: known places and organisations, and persons where a title makes the name sure."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from chamsae.model.claim import NameType
from chamsae.read.eastern.tongue import Tongue
from chamsae.read.words import keyed
from chamsae.text.normal import fold
from chamsae.text.places import Level, any_name, mentions


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence; `entity` is the same for the same thing in every document and language."""

    start: int
    end: int
    text: str
    type: NameType
    entity: str
    why: str
    roles: tuple[str, ...] = ()
    confidence: float = 0.75


def names(sentence: str, tongue: Tongue) -> list[Named]:
    """The names in a sentence, in order of place; countries are left out, they stand everywhere."""
    found = [*organisations(sentence), *_places(sentence), *_persons(sentence, tongue)]
    kept: list[Named] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def organisations(sentence: str) -> Iterator[Named]:
    """Known organisations and publishers named in a sentence."""
    kept, pattern = _organisations()
    for match in pattern.finditer(sentence):
        entity = entity_id(NameType.ORGANISATION, kept[match[0]])
        yield Named(match.start(), match.end(), match[0], NameType.ORGANISATION, entity, f"known as {kept[match[0]]}")


def entity_id(kind: NameType, full: str) -> str:
    """The id of a name by its plain form; persons' names lose their spaces (김 철옥 is 김철옥)."""
    plain = re.sub(r"\W+", " ", fold(full)).strip().removeprefix("the ")
    if kind is NameType.PERSON and not plain.isascii():
        plain = plain.replace(" ", "")
    return "e" + hashlib.sha256(f"{kind}:{plain}".encode()).hexdigest()[:12]


def _persons(sentence: str, tongue: Tongue) -> Iterator[Named]:
    for pattern in tongue.persons:
        for match in pattern.finditer(sentence):
            for part in tongue.one_person.finditer(match["name"]):
                if part[0] not in tongue.no_persons:
                    start = match.start("name") + part.start()
                    yield _person(start, part[0], _roles(sentence, start, start + len(part[0]), tongue))


def _person(start: int, name: str, roles: tuple[str, ...]) -> Named:
    entity = entity_id(NameType.PERSON, name)
    return Named(start, start + len(name), name, NameType.PERSON, entity, "a full name with a title", roles)


def _roles(sentence: str, start: int, end: int, tongue: Tongue) -> tuple[str, ...]:
    """Roles in the words of the clause right before and behind a name: 의 변호사 홍길동 씨는, 发言人李明."""
    before = re.split(r"[,，。、“”]|(?<=[와과은는을를])\s", sentence[max(0, start - 12) : start])[-1]
    behind = re.split(r"[,，。、“”\s은는이가]", sentence[end : end + 12].lstrip())[0]
    kept = keyed("eastern", "roles", tongue.language)
    found = [(role, word) for role, words in kept.items() for word in words if word in before or word in behind]
    whole = [(role, word) for role, word in found if not any(word in other != word for _, other in found)]
    return tuple(dict.fromkeys(role for role, _ in whole))


def _places(sentence: str) -> Iterator[Named]:
    for mention in mentions(sentence):
        if mention.place.level is not Level.COUNTRY:
            kind = NameType.FACILITY if mention.place.level is Level.FACILITY else NameType.PLACE
            words = sentence[mention.start : mention.end]
            entity = entity_id(kind, mention.place.name)
            yield Named(mention.start, mention.end, words, kind, entity, f"known as {mention.place.name}")


@cache
def _organisations() -> tuple[dict[str, str], re.Pattern[str]]:
    kept: dict[str, str] = {}
    for full, *others in _rows("organisations"):
        kept |= dict.fromkeys((full, *others), full)
    for row in _rows("publishers"):
        kept |= dict.fromkeys((row["name"], *row.get("names", {}).values()), row["name"])
    return kept, any_name(kept)


def _rows(name: str) -> Any:
    return yaml.safe_load(files("chamsae.resources").joinpath(f"{name}.yml").read_text(encoding="utf-8"))
