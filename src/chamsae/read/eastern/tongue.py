"""What a language brings to the shared reader: where sentences end, words for acts and voices, forms of names."""

import re
from dataclasses import dataclass
from functools import cache

from chamsae.read.words import keyed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language as the shared reader sees it.

    `accordings` find "according to X" and `sayings` "X said that", both with a group `who`; `heads` is
    what the last word of a speaker may be; `persons` has a group `name` (several joined by · are split).
    `noun_first` is True where what is counted usually stands before its number.
    """

    language: str
    reader: str
    sentence_end: re.Pattern[str]
    clause_end: re.Pattern[str]
    accordings: tuple[re.Pattern[str], ...]
    sayings: tuple[re.Pattern[str], ...]
    heads: re.Pattern[str]
    unnamed: re.Pattern[str]
    papers: re.Pattern[str]
    persons: tuple[re.Pattern[str], ...]
    no_persons: frozenset[str]
    forces: tuple[tuple[str, re.Pattern[str]], ...]
    linking: re.Pattern[str]
    noun_first: bool


@dataclass(frozen=True, slots=True)
class ActWord:
    """Where a text says an act; `act` is its term."""

    start: int
    end: int
    act: str


def acts(text: str, language: str) -> list[ActWord]:
    """The words for acts in a text, in order of place; words that only hold one (탈북민, 不遣返) are left out."""
    term_of, pattern = _vocabulary(language)
    found = (ActWord(match.start(), match.end(), term_of[match[0]]) for match in pattern.finditer(text))
    return [word for word in found if word.act != "none"]


@cache
def _vocabulary(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    term_of = {word: term for term, words in keyed("acts_cjk", language).items() for word in words}
    longest = sorted(term_of, key=len, reverse=True)
    return term_of, re.compile("|".join(map(re.escape, longest)))
