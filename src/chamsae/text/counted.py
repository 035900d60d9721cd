"""What a figure counts, coarsely and across languages: enough to keep escapees, signatures and prisons apart."""

import re
from enum import StrEnum
from functools import cache

from chamsae.text.normal import fold
from chamsae.text.shipped import shipped


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


def nouns(text: str) -> list[tuple[int, int, Kind]]:
    """Where Korean or Chinese text names something that is counted, in order; neighbours of a phrase are joined.

    북한 주민 is one noun, 피해자 가족 too. The text must be folded already or in its composed form.
    """
    found: list[tuple[int, int, Kind]] = []
    spans = [(match.start(), match.end(), of) for of, pattern in _vocabulary("cjk") for match in pattern.finditer(text)]
    for start, end, of in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end - start < 2 or (found and end <= found[-1][1]):
            continue
        if found and start - found[-1][1] <= 1 and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end, of)
        elif not found or start >= found[-1][1]:
            found.append((start, end, of))
    return found


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
    rows = shipped("counted")
    edge = r"\b" if column == "en" else ""
    return tuple((Kind(row["kind"]), re.compile(f"{edge}(?:{'|'.join(row[column])})")) for row in rows if column in row)
