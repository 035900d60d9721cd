"""Who says a sentence in Korean or Chinese: according to X, X said; else who spoke before goes on, else the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chamsae.model.claim import Modality, NameType, Speaker, SpeakerKind
from chamsae.model.document import Document
from chamsae.read.eastern.names import Named
from chamsae.read.eastern.tongue import Tongue
from chamsae.read.making import Said
from chamsae.text.dates import times

#: A speaker's words are no longer than this; what is longer is a clause, not a name.
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Voice:
    """What is known of who says a sentence; `start`/`end` bound the speaker's words in it (empty if not in it)."""

    said: Said
    start: int = 0
    end: int = 0

    @property
    def attributed(self) -> bool:
        """True when somebody is said to say so, not the article itself."""
        return self.said.speaker is not None and self.said.speaker.kind is not SpeakerKind.NARRATOR


def voice(sentence: str, named: Sequence[Named], tongue: Tongue, document: Document, before: Voice | None) -> Voice:
    """The voice of a sentence; `before` is the last one in its paragraph that is not the article's own."""
    force = _force(sentence, tongue)
    told = Modality.REPORTED if force is Modality.ASSERTED else force
    via = (document.publisher,) if document.publisher else ()
    found = _speaker(sentence, named, tongue)
    if found is not None:
        speaker, start, end, why = found
        return Voice(Said(speaker=speaker, via=via, modality=told, why=(why,)), start, end)
    if before is not None and before.said.speaker is not None and tongue.linking.search(sentence):
        speaker = before.said.speaker
        return Voice(Said(speaker=speaker, via=via, modality=told, why=(f"{speaker.text} goes on speaking",)))
    narrator = Speaker(text=document.publisher or document.title or "the article itself", kind=SpeakerKind.NARRATOR)
    return Voice(Said(speaker=narrator, via=via, modality=force, why=("no speaker named: the article says so itself",)))


def quotations(sentence: str) -> list[tuple[int, int]]:
    """Where somebody's words stand between quotation marks; a word or two in them is only a term."""
    return [match.span("words") for match in _QUOTED.finditer(sentence)]


_QUOTED = re.compile(r"[“\"「『](?P<words>[^“”\"「」『』\n]{10,})[”\"」』]")


def _speaker(sentence: str, named: Sequence[Named], tongue: Tongue) -> tuple[Speaker, int, int, str] | None:
    for patterns, why in ((tongue.accordings, "according to"), (tongue.sayings, "says so")):
        for pattern in patterns:
            for match in pattern.finditer(sentence):
                start, end = _trimmed(sentence, *match.span("who"))
                if start < end and (_is_named(named, start, end) or tongue.heads.search(sentence[start:end])):
                    return _made(sentence, start, end, named, tongue), start, end, f"{sentence[start:end]}: {why}"
    return None


def _trimmed(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The speaker's words without the byline before them and the day and occasion after them (统一部11日在会上说)."""
    located = re.match(r"[（(\[【][^）)\]】\n]{1,20}[）)\]】]\s?", sentence[start:end])
    start += located.end() if located else 0
    for dated in times(sentence[start:end])[:1]:
        start, end = (start + dated.end, end) if dated.start == 0 else (start, start + dated.start)
    while start < end and (sentence[start].isspace() or sentence[start] in "은는이가,，、\"“'‘「:：["):
        start += 1
    while start < end and (sentence[end - 1].isspace() or sentence[end - 1] in "的在于於,，"):
        end -= 1
    return (start, end) if end - start <= LONGEST else (start, start)


def _is_named(named: Sequence[Named], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end and one.type is not NameType.PLACE for one in named)


def _made(sentence: str, start: int, end: int, named: Sequence[Named], tongue: Tongue) -> Speaker:
    words = sentence[start:end]
    inside = [one for one in named if start <= one.start and one.end <= end and _speaks(one)]
    persons = [one for one in inside if one.type is NameType.PERSON]
    entity = (persons or inside)[-1].entity if inside else None
    if tongue.papers.search(words):
        return Speaker(text=words, kind=SpeakerKind.DOCUMENT, entity=entity)
    if persons or (inside and not tongue.unnamed.search(words)):
        return Speaker(text=words, kind=SpeakerKind.NAMED, entity=entity)
    unnamed = tongue.unnamed.search(words)
    return Speaker(text=words, kind=SpeakerKind.UNNAMED if unnamed else SpeakerKind.NAMED, entity=None)


def _speaks(one: Named) -> bool:
    return one.type in (NameType.PERSON, NameType.ORGANISATION)


def _force(sentence: str, tongue: Tongue) -> Modality:
    found = next((force for force, pattern in tongue.forces if pattern.search(sentence)), "asserted")
    return Modality(found)
