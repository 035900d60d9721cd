"""What a figure counts, coarsely and across languages: enough to keep escapees, signatures and prisons apart."""

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from chamsae.text.normal import fold


class Kind(StrEnum):
    """Classes of things counted. `person` is anyone not told further, `other` is anything else."""

    NORTH_KOREAN = "north_korean"
    CHILD = "child"
    WOMAN = "woman"
    MAN = "man"
    SOUTH_KOREAN = "south_korean"
    KOREAN_AMERICAN = "korean_american"
    FOREIGNER = "foreigner"
    HOSTAGE = "hostage"
    OFFICIAL = "official"
    PARTICIPANT = "participant"
    WITNESS = "witness"
    HOUSEHOLD = "household"
    SIGNATURE = "signature"
    ORGANISATION = "organisation"
    FACILITY = "facility"
    PLACE = "place"
    CASE = "case"
    COUNTRY = "country"
    PERSON = "person"
    OTHER = "other"


def kind(counted: str) -> Kind:
    """The class of what is counted, from its words in English, Korean or Chinese; empty words mean persons.

    In English the head stands before "of", "in", "who" or a participle (escapees held in prisons are
    escapees); in Korean and Chinese it stands last. The words are package data (resources/counted.yml), read once.
    """
    folded = fold(counted).strip()
    if not folded:
        return Kind.PERSON
    if folded.isascii():
        return _first(_head(folded)) or _first(folded) or Kind.OTHER
    return _last(folded) or Kind.OTHER


_CUT = re.compile(
    r"\b(?:of|in|at|from|who|that|which|held|detained|repatriated|returned|sent|living|being|by|to|on|with|including|"
    r"arrested|deported|imprisoned|hiding|believed|were|was|have|had|are|among|between|for|under|across|around)\b"
)


def _head(folded: str) -> str:
    cut = _CUT.search(folded)
    return folded[: cut.start()] if cut and cut.start() else folded


def _first(folded: str) -> Kind | None:
    return next((found for found, pattern in _vocabulary("en") if pattern.search(folded)), None)


def _last(folded: str) -> Kind | None:
    ends = [
        (match.end(), match.end() - match.start(), found)
        for found, pattern in _vocabulary("cjk")
        for match in pattern.finditer(folded)
    ]
    return max(ends, key=lambda end: end[:2])[2] if ends else None


@cache
def _vocabulary(column: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    rows = yaml.safe_load(files("chamsae.resources").joinpath("counted.yml").read_text(encoding="utf-8"))
    edge = r"\b" if column == "en" else ""
    return tuple((Kind(row["kind"]), re.compile(f"{edge}(?:{'|'.join(row[column])})")) for row in rows if column in row)
