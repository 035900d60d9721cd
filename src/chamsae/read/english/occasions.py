"""When somebody spoke: the day of the press conference, rally or hearing at which they said what they say."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from chamsae.model.claim import Speaker
from chamsae.model.when import Precision, When
from chamsae.read.english.article import Article
from chamsae.read.english.cues import Cue
from chamsae.read.english.dates import DateMention
from chamsae.read.english.sentences import Sentence

_EVENTS = frozenset({
    "conference", "briefing", "hearing", "rally", "protest", "forum", "seminar", "interview", "meeting", "event",
    "demonstration", "ceremony", "vigil", "session", "panel", "symposium", "gathering", "speech",
})  # fmt: skip
#: Words for the time of speaking itself: a state at that time, and what lies before it.
_PRESENT = frozenset({"still", "currently", "now", "at present", "nowadays", "these days"})

#: Sentences over which "the rally" may have been dated.
REACH = 2

#: By speaker: from which place of the text on, which day they speak on.
Occasions = Mapping[str, tuple[tuple[int, date], ...]]


def occasions(article: Article, cues: tuple[tuple[Cue, ...], ...]) -> dict[str, tuple[tuple[int, date], ...]]:
    """The days on which speakers spoke, as far as the text dates their words or the event they spoke at."""
    found: dict[str, list[tuple[int, date]]] = {}
    last, named_in = None, 0
    for number, (sentence, handed) in enumerate(zip(article.sentences, cues, strict=True)):
        days = [m for m in article.sentence_dates(sentence) if m.when.precision is Precision.DAY and not m.needs]
        event = _event(sentence)
        near = last if event is not None and _definite(event) and number - named_in <= REACH else None
        for cue in handed:
            own = next((day for day in days if _dates(sentence, day, cue.token)), None)
            if day := own.when.end if own else near:
                found.setdefault(_who(cue.voice.speaker), []).append((sentence.start, day))
        if days:
            last, named_in = days[-1].when.end, number
    return {who: tuple(days) for who, days in found.items()}


def as_spoken(spoken: Occasions, speaker: Speaker | None, at: int, when: When | None) -> When | None:
    """ "still", "already" in somebody's mouth mean the day they spoke, where that is known, not the paper's day."""
    if when is None or speaker is None or when.precision is not Precision.VAGUE or when.start or not when.text:
        return when
    day = next((day for start, day in reversed(spoken.get(_who(speaker), ())) if start <= at), None)
    if day is None or (when.end is not None and when.end < day):
        return when
    return replace(when, start=day if when.text.lower() in _PRESENT else None, end=day)


def _who(speaker: Speaker) -> str:
    return speaker.entity or speaker.text.lower()


def _event(sentence: Sentence) -> Token | None:
    return next((token for token in sentence.span if token.lemma_.lower() in _EVENTS and token.pos_ == "NOUN"), None)


def _definite(event: Token) -> bool:
    return any(child.lower_ in ("the", "this", "that") for child in event.children)


def _dates(sentence: Sentence, mention: DateMention, word: Token) -> bool:
    """The time hangs to the word itself, or through one preposition."""
    tokens = sentence.tokens(mention.start, mention.end)
    return any(word in _above(token) for token in tokens)


def _above(token: Token) -> Iterator[Token]:
    for _ in range(3):
        token = token.head
        yield token
        if token.pos_ in ("VERB", "NOUN"):
            return
