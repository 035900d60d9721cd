"""A name in Korean or Chinese text, the id of what it names, and the organisations a list knows."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chamsae.model.claim import NameType
from chamsae.text.normal import fold
from chamsae.text.places import any_name
from chamsae.text.shipped import shipped


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


@cache
def _organisations() -> tuple[dict[str, str], re.Pattern[str]]:
    kept: dict[str, str] = {}
    for full, *others in shipped("organisations"):
        kept |= dict.fromkeys((full, *others), full)
    for row in shipped("publishers"):
        kept |= dict.fromkeys((row["name"], *row.get("names", {}).values()), row["name"])
    return kept, any_name(kept)
