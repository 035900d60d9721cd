"""What a language brings to the shared reader: where sentences end, words for acts and voices, forms of names."""

import re
from dataclasses import dataclass
from functools import cache

from chamsae.read.words import keyed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language as the shared reader sees it.

    `accordings` find "according to X" and `sayings` "X said that", both with a group `who`; `heads` is
    what the last word of a speaker may be; `persons` has a group `name`, in which `one_person`
    finds each. `before` and `behind` are what may stand between a counted noun and its number on either
    side, `noun_first` says which side is tried first. `modifying` is what may stand between an act and
    the number it describes (북송된 600명), `unsaid_before` and `unsaid_behind` what takes an act back.
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
    one_person: re.Pattern[str]
    no_persons: frozenset[str]
    forces: tuple[tuple[str, re.Pattern[str]], ...]
    linking: re.Pattern[str]
    noun_first: bool
    before: re.Pattern[str]
    behind: re.Pattern[str]
    modifying: re.Pattern[str]
    unsaid_before: re.Pattern[str]
    unsaid_behind: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ActWord:
    """Where a text says an act; `act` is its term."""

    start: int
    end: int
    act: str


def acts(text: str, tongue: Tongue) -> list[ActWord]:
    """The words for acts in a text, in order of place.

    Words that only hold one (탈북민, 不遣返) are left out, and acts somebody opposes or wants stopped.
    """
    term_of, pattern = _vocabulary(tongue.language)
    found = (ActWord(match.start(), match.end(), term_of[match[0]]) for match in pattern.finditer(text))
    return [word for word in found if word.act != "none" and not _unsaid(text, word, tongue)]


def _unsaid(text: str, word: ActWord, tongue: Tongue) -> bool:
    before = tongue.unsaid_before.search(text[max(0, word.start - 8) : word.start])
    return bool(before or tongue.unsaid_behind.match(text, word.end))


@cache
def _vocabulary(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    term_of = {word: term for term, words in keyed("acts_cjk", language).items() for word in words}
    longest = sorted(term_of, key=len, reverse=True)
    return term_of, re.compile("|".join(map(re.escape, longest)))
