"""Stories told in the third person: sentences about someone who, in the same section, tells it in the first."""

import re
from collections.abc import Iterator, Mapping

from chamsae.model.claim import NameType, Speaker, SpeakerKind
from chamsae.read.english.article import Article
from chamsae.read.english.clues import SUBJECTS
from chamsae.read.english.quotations import Quotation
from chamsae.read.english.sentences import Sentence
from chamsae.read.english.voices import voice
from chamsae.read.making import Said
from chamsae.read.words import wordset

_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|us|our)\b")


def tellers(article: Article, quoted: Mapping[Quotation, Said]) -> Iterator[tuple[int, Said]]:
    """The numbers of the sentences that are somebody's own story, with the teller; the channel is not yet added."""
    storytellers = _storytellers(article, quoted)
    block, topic = -1, None
    for number, sentence in enumerate(article.sentences):
        if sentence.block != block:
            block = sentence.block
            topic = _quoted_here(article, quoted, number, storytellers)
        topic = _topic(article, sentence) or topic
        if topic and (_section(article, number), topic.entity) in storytellers:
            speaker = Speaker(text=topic.text, kind=SpeakerKind.NAMED, entity=topic.entity)
            yield (
                number,
                Said(speaker=speaker, why=(f"part of the story of {topic.text!r}, who tells it in this section",)),
            )


def _quoted_here(
    article: Article, quoted: Mapping[Quotation, Said], number: int, tellers: frozenset[tuple[int, str]]
) -> Speaker | None:
    """The one teller quoted in the paragraph, whose story it goes on with."""
    start, end = article.blocks[article.block(article.sentences[number].start)]
    here = {said.speaker for q, said in quoted.items() if start <= q.start < end and said.speaker}
    told = {speaker for speaker in here if (_section(article, number), speaker.entity) in tellers}
    return next(iter(told)) if len(told) == len(here) == 1 else None


def _storytellers(article: Article, quoted: Mapping[Quotation, Said]) -> frozenset[tuple[int, str]]:
    """Section and entity of those who suffered and speak of it in the first person."""
    found = set()
    for quotation, said in quoted.items():
        words = article.document.text[quotation.start : quotation.end]
        if (
            said.speaker
            and said.speaker.kind is SpeakerKind.NAMED
            and said.speaker.entity
            and _FIRST_PERSON.search(words)
            and _suffered(article, said.speaker.text)
        ):
            found.add((_section(article, article.number(quotation.start)), said.speaker.entity))
    return frozenset(found)


def _suffered(article: Article, full: str) -> bool:
    """The text calls the person a victim, or makes them the object of an act, near one of their mentions."""
    words = wordset("english", "roles", "victim")
    for mention in article.names.mentions:
        if mention.full == full:
            near = article.document.text[max(0, mention.start - 40) : mention.end + 60].lower()
            if any(word in near for word in words) or re.search(
                r"\b(?:escaped|fled|was (?:arrested|deported|repatriated|detained))\b", near
            ):
                return True
    return False


def _section(article: Article, number: int) -> int:
    while number > 0 and not article.sentences[number].heading:
        number -= 1
    return number


def _topic(article: Article, sentence: Sentence) -> Speaker | None:
    for token in sentence.span:
        if token.dep_ in SUBJECTS and token.head.dep_ in ("ROOT", "ccomp", "conj", "advcl", "relcl"):
            if article.quotation_at(*sentence.place(token)):
                continue
            named = token.lower_ in ("he", "she") or article.names.touching(*sentence.place(token))
            found = voice(article, sentence, token) if named else None
            if (
                found
                and found.speaker.kind is SpeakerKind.NAMED
                and found.speaker.entity
                and _is_person(article, found.speaker.text)
            ):
                return found.speaker
    return None


def _is_person(article: Article, full: str) -> bool:
    return any(m.full == full and m.type is NameType.PERSON for m in article.names.mentions)
