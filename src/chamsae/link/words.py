"""The words of resources/link.yml, made comparable and read once: what stands beside a name and tells who is meant."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from chamsae.model.link import Sex
from chamsae.text.normal import fold
from chamsae.text.shipped import shipped


@dataclass(frozen=True, slots=True)
class Beside:
    """Words in front of a name and behind it."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def sexed() -> Mapping[Sex, Beside]:
    """Words that tell the sex of whom a name names."""
    return {
        Sex(sex): Beside(*(tuple(_word(word) for word in words[side]) for side in ("before", "after")))
        for sex, words in _table()["sex"].items()
    }


@cache
def kin() -> Mapping[str, tuple[str, str]]:
    """For each word of kin what the one is to the other, and the other to the one."""
    return {fold(word): (row["is"], row["inverse"]) for row in _table()["kin"] for word in row["words"]}


@cache
def kin_before() -> re.Pattern[str]:
    """A word of kin right in front of a name, in folded text: "her sister ", "동생 ", "妹妹"."""
    return re.compile(rf"(?:^|(?<=[^a-z]))({_any(kin())})[\s,]*(?:인|是|叫)?\s*$")


@cache
def kin_behind() -> re.Pattern[str]:
    """A word of kin behind a name, as in "Han Sora, sister of " and "한소라 씨의 동생 "."""
    return re.compile(rf"^,?\s*(?:the |a )?({_any(w for w in kin() if w.isascii())})\s+of\s+")


@cache
def work() -> Mapping[str, str]:
    """Keys of occupations by the words for them."""
    return {fold(word): key for key, words in _table()["work"].items() for word in words}


@cache
def work_before() -> re.Pattern[str]:
    """An occupation right in front of a name."""
    return re.compile(rf"(?:^|(?<=[^a-z]))({_any(work())})[\s,]*$")


@cache
def work_behind() -> re.Pattern[str]:
    """An occupation right behind a name: "최춘길 선교사", "Kim Tae-hoon, a lawyer"."""
    return re.compile(rf"^,?\s*(?:the |a |an )?({_any(work())})(?![a-z])")


@cache
def facility_sorts() -> Mapping[str, str]:
    """What a facility is, by the words for it."""
    return {fold(word): sort for sort, words in _table()["facility"].items() for word in words}


@cache
def generic() -> frozenset[str]:
    """Words in the names of bodies that tell little."""
    return frozenset(map(fold, _table()["generic"]))


@cache
def local() -> frozenset[str]:
    """Kept names of offices of which every town has one."""
    return frozenset(map(fold, _table()["local"]))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _word(word: str) -> str:
    """A Latin word must stand alone before a name: "sms." is no "ms."."""
    folded = fold(word)
    return f" {folded}" if folded[0].isascii() and folded[0].isalpha() else folded


@cache
def _table() -> Any:
    return shipped("link")
