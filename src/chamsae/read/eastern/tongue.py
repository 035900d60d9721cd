"""What a language brings to the shared reader: sentence ends, words for acts, counts, voices, names."""

import re
from dataclasses import dataclass
from functools import cache

from chamsae.read.words import keyed


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """How a language uses its words for acts.

    `verbal` follows an act that is a predicate, `modifier` one that only describes a noun behind it, `modifying`
    is what may stand between an act and the number it describes (북송된 600명). `unsaid_before` and `unsaid_behind`
    take an act back, `undone_before` and `undone_behind` say it did not happen. `home` stands before a journey
    that is a return, `sold` before a sale of people; `taken` are words for being led away, from home or from where
    one is held. `nobody_there` denies that there are escapees (groups `who` and `said`).
    """

    verbal: re.Pattern[str]
    modifier: re.Pattern[str]
    modifying: re.Pattern[str]
    unsaid_before: re.Pattern[str]
    unsaid_behind: re.Pattern[str]
    undone_before: re.Pattern[str]
    undone_behind: re.Pattern[str]
    home: re.Pattern[str]
    taken: re.Pattern[str]
    sold: re.Pattern[str] = re.compile(r"(?!)")
    nobody_there: re.Pattern[str] = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How a language counts.

    `before` and `behind` are what may stand between a counted noun and its number on either side, `noun_first`
    says which side is tried first. `beside` finds a noun (group `noun`) touching the number that no list knows,
    before it or behind it. `votes` stands before a number of votes or heads of a sitting; `portion` follows a whole
    of which a part is told, `partly` begins a sentence about a part. `size` says that a number is the size of
    something told before, `bare` follows a number that is all its clause says. `being` stands between a
    number and who they are, `nobody` is around a one that is none, `asking` is a question how many.
    `lasting` follows, or begins before, a length of time that somebody was held (석 달 동안 갇혀).
    """

    noun_first: bool
    before: re.Pattern[str]
    behind: re.Pattern[str]
    beside: re.Pattern[str]
    votes: re.Pattern[str]
    portion: re.Pattern[str]
    partly: re.Pattern[str]
    size: re.Pattern[str]
    bare: re.Pattern[str]
    being: re.Pattern[str]
    nobody: re.Pattern[str]
    asking: re.Pattern[str]
    lasting: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """How a language tells where: `facility` finds places where people are held (group `name`), `there` what points
    back to one; `not_there` follows a place that is none of the act: whose citizens, where an office sits, where
    reporters were told; `toward` follows one that people are brought to."""

    facility: re.Pattern[str]
    there: re.Pattern[str]
    not_there: re.Pattern[str]
    toward: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """How a language tells who speaks; all patterns have a group `who`.

    `accordings` find "according to X", `sayings` "X said that", `closing` "that …, X said". `sure` are sayings so
    plain that their `who` needs no known word; `heads` is what the last word of any other speaker may be.
    `nobody` are words in that place that name no speaker, `again` those that mean the one who spoke last.
    `shortened` are what is left of a name told before (연대, 곽 변호사), `relative` is what a clause before a name says
    of it, `counted_by` what follows it (X이 집계한 바, X对本报); `ours` stands before the writer's own. `labels` begin
    a line somebody speaks; `asker` and `answer` among them ask and answer, `answerer` is who answers. `within` finds
    who counts or claims a number inside another's words. `said` is the word for saying where words are cut.
    `turn` ends a label of somebody whom no name tells. `testifying` names the witness whose account a document is,
    whoever publishes it, `presenting` anybody who says their own name, `relation` is whoever is
    told by a relative's name (서 씨의 언니). `introduced` and `signed` name the writer of a document in the
    `first_person`, `kin` one who signs without a name. `listing` is a sentence that only goes on with numbers.
    """

    accordings: tuple[re.Pattern[str], ...]
    sayings: tuple[re.Pattern[str], ...]
    sure: tuple[re.Pattern[str], ...]
    closing: re.Pattern[str]
    within: tuple[re.Pattern[str], ...]
    heads: re.Pattern[str]
    nobody: re.Pattern[str]
    again: re.Pattern[str]
    ours: re.Pattern[str]
    shortened: re.Pattern[str]
    relative: re.Pattern[str]
    counted_by: re.Pattern[str]
    labels: re.Pattern[str]
    asker: re.Pattern[str]
    answer: re.Pattern[str]
    said: re.Pattern[str]
    linking: re.Pattern[str]
    unnamed: re.Pattern[str]
    papers: re.Pattern[str]
    first_person: re.Pattern[str]
    introduced: tuple[re.Pattern[str], ...]
    signed: re.Pattern[str]
    kin: re.Pattern[str]
    answerer: re.Pattern[str]
    turn: re.Pattern[str] = re.compile(r"(?!)")
    testifying: re.Pattern[str] = re.compile(r"(?!)")
    presenting: re.Pattern[str] = re.compile(r"(?!)")
    relation: re.Pattern[str] = re.compile(r"(?!)")
    listing: re.Pattern[str] = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language as the shared reader sees it.

    `persons` has a group `name`, in which `one_person` finds each. `forces` are looked for in the clause of a
    claim, `framing` also at the end of its sentence, where it frames all before it.
    """

    language: str
    reader: str
    sentence_end: re.Pattern[str]
    clause_end: re.Pattern[str]
    speaking: Speaking
    persons: tuple[re.Pattern[str], ...]
    one_person: re.Pattern[str]
    no_persons: frozenset[str]
    forces: tuple[tuple[str, re.Pattern[str]], ...]
    framing: tuple[tuple[str, re.Pattern[str]], ...]
    deeds: Deeds
    counting: Counting
    ground: Ground


@dataclass(frozen=True, slots=True)
class ActWord:
    """Where a text says an act; `act` is its term, `told` when it is a predicate, `describes` when it is a modifier."""

    start: int
    end: int
    act: str
    told: bool = False
    describes: bool = False


#: The term of a journey that is a return only where its document tells of returns.
AWAY = "away"
#: The term of a handing over that is a return where its end is North Korea, else a transfer.
HANDED = "handed"
#: The term of a sale that is an act only where people are sold.
SOLD = "sold"
#: What holds where an act did not happen: who was not sent back is still there.
_UNDONE = {"repatriated": "remaining", "transferred": "remaining", "released": "detained"}


def acts(text: str, tongue: Tongue) -> list[ActWord]:
    """The words for acts in a text, in order of place.

    Words that only hold one (탈북민, 不遣返) are left out, and acts somebody opposes or wants stopped. An act that
    did not happen becomes what holds instead; `homeward` journeys are returns where their end is North Korea.
    """
    term_of, pattern = _vocabulary(tongue.language)
    found = (_read(text, match, term_of[match[0]], tongue.deeds) for match in pattern.finditer(text))
    return [word for word in found if word is not None]


def _read(text: str, match: re.Match[str], term: str, deeds: Deeds) -> ActWord | None:
    start, end = match.span()
    ahead = text[max(0, start - 40) : start]
    if term in (AWAY, "homeward"):
        term = "repatriated" if deeds.home.search(ahead) else AWAY if term == AWAY else "none"
    if term == HANDED:
        term = "repatriated" if deeds.home.search(ahead) else "transferred"
    if term == SOLD:
        term = "trafficked" if deeds.sold.search(ahead) else "none"
    if deeds.undone_behind.match(text, end) or deeds.undone_before.search(ahead[-8:]):
        term = _UNDONE.get(term, "none")
    if term == "none" or deeds.unsaid_before.search(ahead[-8:]) or deeds.unsaid_behind.match(text, end):
        return None
    describes = deeds.modifier.match(text, end) is not None
    return ActWord(start, end, term, deeds.verbal.match(text, end) is not None, describes)


@cache
def _vocabulary(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    term_of = {word: term for term, words in keyed("acts_cjk", language).items() for word in words}
    longest = sorted(term_of, key=len, reverse=True)
    return term_of, re.compile("|".join(map(re.escape, longest)))
