"""Who speaks in a statement, for whom, in what office, where and on what day, and what it is about.

The words are package data: resources/governments.yml, stances.yml and statement_topics.yml, read once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from chamsae.model.claim import Claim, SpeakerKind, Statement, Time
from chamsae.model.stance import Position
from chamsae.model.when import Precision
from chamsae.reconcile.scope import DocumentFacts
from chamsae.text.normal import fold
from chamsae.text.shipped import shipped

#: Languages the labels come in.
LANGUAGES = ("en", "ko", "zh")
#: The state under which bodies of no known state stand.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Body:
    """A state or one of its organs; `state` is the key of the state, its own for the state itself."""

    key: str
    state: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Topic:
    """What statements may be about, with its name and meaning in three languages."""

    key: str
    labels: Mapping[str, str]
    means: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Who says a statement in what office for which body, on what occasion, on what day; None where nothing tells."""

    speaker: str
    capacity: str | None
    body: Body | None
    occasion: str | None
    day: date | None


def heading(claim: Claim, facts: DocumentFacts | None, beside: Sequence[Claim]) -> Heading:
    """What stands over a statement in a register; `beside` are the claims of its document in order of its text."""
    speaker = claim.speaker.text if claim.speaker else ""
    capacity = _capacity(claim, speaker, beside)
    return Heading(
        speaker=speaker,
        capacity=capacity,
        body=body_of(claim, capacity),
        occasion=_occasion(claim),
        day=_day(claim, facts, beside),
    )


def body_of(claim: Claim, capacity: str | None) -> Body | None:
    """The state or organ a speaker speaks for; None for everybody else, and for a document's own voice."""
    if claim.speaker is None or claim.speaker.kind in (SpeakerKind.NARRATOR, SpeakerKind.DOCUMENT):
        return None
    return body(f"{capacity or ''} {claim.speaker.text}") if capacity else body(claim.speaker.text)


@cache
def body(words: str) -> Body | None:
    """The state or organ some words name: an organ before its state, what is of no known state last."""
    folded = fold(words).strip()
    return next((found for found, pattern in _bodies() if pattern.search(folded)), None)


def bodies() -> tuple[Body, ...]:
    """All states and organs, each state before its organs."""
    every = {found.key: found for found, _ in _bodies()}
    return tuple(sorted(every.values(), key=lambda one: (_order(one.state), one.key != one.state, one.key)))


def topics_of(text: str) -> tuple[str, ...]:
    """The keys of the topics of a statement, in the order of the list."""
    folded = fold(text)
    return tuple(topic.key for topic, pattern in _topics() if pattern.search(folded))


def topics() -> tuple[Topic, ...]:
    """All topics in order."""
    return tuple(topic for topic, _ in _topics())


def position_of(text: str) -> Position | None:
    """What words do to a figure: "cannot confirm" evades; denials go before confirmations; None for anything else."""
    folded = fold(text)
    return next((position for name, position in _POSITIONS if _names(name, folded)), None)


def is_about(text: str) -> bool:
    """True for words about people who fled or were sent back."""
    return _names("about", text)


def is_of_reports(text: str) -> bool:
    """True for words about a report, a number or "the matter" just told."""
    return _names("reports", text)


def is_of_return(text: str) -> bool:
    """True for words about a return itself."""
    return _names("returned", text)


def _names(name: str, text: str) -> bool:
    folded = fold(text)
    return any(pattern.search(folded) for pattern in _patterns(name))


_POSITIONS = (
    ("unsure", Position.EVADES),
    ("denies", Position.DENIES),
    ("confirms", Position.CONFIRMS),
    ("evades", Position.EVADES),
)


def _capacity(claim: Claim, speaker: str, beside: Iterable[Claim]) -> str | None:
    """The words for the office, in the statement's sentence, else where the document first names the speaker so."""
    named = body(speaker)
    if not speaker or (named and named.key == named.state != OTHER):  # "Beijing" has no office
        return None
    quotes = dict.fromkeys([claim.quote.exact, *(one.quote.exact for one in beside if speaker in one.quote.exact)])
    return next((found for quote in quotes if (found := _office(quote, speaker))), None)


def _office(quote: str, speaker: str) -> str | None:
    at = quote.find(speaker)
    if at < 0:
        return None
    before, after = quote[max(0, at - 80) : at], quote[at + len(speaker) :][:80]
    for pattern, where in _office_patterns():
        text = {"in": speaker, "before": before, "after": after, "beside": f"{before}{speaker}{after[:12]}"}[where]
        if found := pattern.search(text):
            words = [found["org"], found["office"]] if "org" in pattern.groupindex else [found["office"]]
            return " ".join(" ".join(words).split()).strip(" ,，的")
    return None


#: Words that begin no title.
_NO_OFFICE = r"(?:and|but|that|said|told|by|to|from|when|as|while|the|a|an)\b"
#: A Korean body as it stands before a name: 통일부, 외교부, 주한 중국대사관.
_BODY = r"[가-힣A-Za-z]{1,12}(?:부|성|처|원|실|국|대사관|위원회)"


@cache
def _office_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    offices = _data("stances")["offices"]
    en, ko, zh = ("|".join(offices[language]) for language in LANGUAGES)
    title = rf"(?P<office>(?:(?!{_NO_OFFICE})[\w’'.-]+\s){{0,5}}(?:{en}))"
    return (
        (re.compile(rf"(?P<org>(?:[가-힣]{{1,4}}\s)?{_BODY})\s[가-힣]{{2,4}}\s?(?P<office>{ko})"), "beside"),
        (re.compile(rf"{title}\s$", re.IGNORECASE), "before"),
        (
            re.compile(rf"^,\s(?:an?\s|the\s)?(?P<office>[^,.;]{{0,60}}?\b(?:{en})\b[^,.;]{{0,50}})", re.IGNORECASE),
            "after",
        ),
        (
            re.compile(rf"(?P<office>(?:{_BODY}\s)?(?:{ko}))$"),
            "before",
        ),
        (re.compile(rf"(?P<office>(?:{_BODY}\s)?[가-힣]{{2,4}}\s(?:{ko}))"), "in"),
        (re.compile(rf"^\s?(?:씨\s)?(?P<office>(?:[가-힣]{{1,12}}\s)?(?:{ko}))"), "after"),
        (re.compile(rf"(?P<office>[一-鿿]{{0,10}}(?:{zh}))$"), "before"),
        (re.compile(rf"^(?P<office>[一-鿿]{{0,6}}(?:{zh}))"), "after"),
        (re.compile(rf"(?P<office>.*(?:\b(?:{en})\b|{ko}|{zh}).*)", re.IGNORECASE), "in"),
    )


def _occasion(claim: Claim) -> str | None:
    """The words for where it was said: the ones nearest to the statement that are not part of it."""
    quote, start, end = (
        claim.quote.exact,
        claim.trigger.start - claim.quote.start,
        claim.trigger.end - claim.quote.start,
    )
    around = [quote[:start], quote[end:]]
    for text in around:
        for pattern in _patterns("occasions"):
            if found := pattern.search(text):
                return " ".join(found[0].split())
    return None


def _day(claim: Claim, facts: DocumentFacts | None, beside: Iterable[Claim]) -> date | None:
    """The day told beside a statement, not in it; else that of its document."""
    for one in beside:
        if one.quote.start == claim.quote.start and isinstance(one.value, Time):
            when, inside = one.value.when, claim.trigger.start <= one.trigger.start < claim.trigger.end
            if not inside and when.precision is Precision.DAY and when.start == when.end and when.start:
                return when.start
    published = facts.published if facts else None
    return published.start if published and published.start == published.end else None


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    rows = _data("stances")[name]
    return tuple(re.compile("|".join(rows[language]), re.IGNORECASE) for language in LANGUAGES)


@cache
def _bodies() -> tuple[tuple[Body, re.Pattern[str]], ...]:
    found: list[tuple[Body, re.Pattern[str]]] = []
    states: list[tuple[Body, re.Pattern[str]]] = []
    for state in _data("governments"):
        states.append((Body(state["key"], state["key"], state["label"]), re.compile("|".join(state["names"]))))
        for organ in state.get("organs", ()):
            words = [*organ["names"], *organ.get("people", ())]
            found.append((Body(organ["key"], state["key"], organ["label"]), re.compile("|".join(words))))
    return (*found, *states)


@cache
def _topics() -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    return tuple(
        (Topic(row["key"], row["label"], row["means"]), re.compile("|".join(row["words"]), re.IGNORECASE))
        for row in _data("statement_topics")
    )


def _order(state: str) -> int:
    return [row["key"] for row in _data("governments")].index(state)


@cache
def _data(name: str) -> Any:
    return shipped(name)


def statement(claim: Claim) -> Statement:
    """The value of a statement claim."""
    assert isinstance(claim.value, Statement)
    return claim.value
