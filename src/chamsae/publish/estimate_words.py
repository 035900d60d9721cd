"""The words around an estimation in the reader's language (resources/estimate_page.yml)."""

from collections.abc import Mapping
from functools import cache

from chamsae.model.released_estimate import ReleasedNumber, ReleasedPart
from chamsae.text.shipped import shipped

#: The languages an estimation can be written in.
LANGUAGES = ("en", "ko", "zh")


def said(key: str, language: str, **put: object) -> str:
    """A sentence or word, with what belongs into it."""
    words = _table()["said"][key][language]
    return words % put if put else words


def term(group: str, key: str, language: str) -> str:
    """A word of one of the lists (kinds, because, roles, record)."""
    return _table()[group][key][language]


def persons(number: float) -> str:
    """Persons as they are printed: no more digits than an estimate carries (three that count, from a thousand on)."""
    whole = round(number)
    if abs(whole) < 1000:
        return f"{whole:,}"
    step = 10 ** (len(str(abs(whole))) - 3)
    return f"{round(number / step) * step:,}"


def number_words(one: ReleasedNumber, language: str, level: float = 0.95) -> str:
    """An estimate in words: "10,400; 9,020 to 13,700 with 95% probability"; a floor is "at least 8,590"."""
    if one.role == "floor":
        return said("at-least", language, count=persons(least(one)))
    if one.low is None and one.high is None:
        return said("point", language, median=persons(one.median))
    share = f"{level * 100:g}"
    return said("answer", language, median=persons(one.median), range=range_words(one, language), level=share)


def least(one: ReleasedNumber) -> float:
    """What a floor says: the lower end of its interval where it has one."""
    return one.median if one.low is None else one.low


def range_words(one: ReleasedNumber, language: str) -> str:
    """The interval: "9,020 to 13,700"; open above where no upper end is known."""
    low = persons(one.median if one.low is None else one.low)
    if one.high is None:
        return said("more-than", language, low=low)
    return said("range", language, low=low, high=persons(one.high))


def documented(part: ReleasedPart, language: str) -> str:
    """How many stand on at least one list, or that this is held back."""
    if part.n is None:
        return said("documented-held", language)
    return said("documented", language, count=f"{part.n:,}")


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    table: Mapping[str, Mapping[str, Mapping[str, str]]] = shipped("estimate_page")
    return table
