"""Who speaks in a Korean document: voices outside quotation marks first, then whose each quotation is.

A quotation belongs to the speaker named right behind it (“…”라고 홍길동 대표는 말했다), else to the one its sentence
names before it, else to whoever said the one before it in its paragraph, else, standing alone, to the last speaker.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from chamsae.model.claim import NameType, Speaker, SpeakerKind
from chamsae.read.eastern.following import going_on
from chamsae.read.eastern.names import Named
from chamsae.read.eastern.quoting import Piece, Quotation
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.voices import Heard, Telling, Voice
from chamsae.read.hangul.quoting import masked, quotations
from chamsae.read.words import either, listed

#: A speaker named further back than so many paragraphs says no quotation that stands alone.
BACK = 2
_TURNS = re.compile(r"^(?:답|답변|A|구술자|증언자)\s?[:：]", re.MULTILINE)
_INTERVIEWED = re.compile(r"^\s?(?:씨|대표|활동가|목사)?[^.\n]{0,16}?(?:인터뷰|면담|구술|대담|과의\s대화)")
_IN_HAND = re.compile(r"[”\"](?:이?라)?(?:며|면서|고)\s")
_WORDS_OF = re.compile(
    r"\s?(?P<who>[가-힣A-Za-z· ]{1,24}?)의\s(?:말|증언|설명|이야기|얘기|회고|주장|호소|고백)(?:이다|이었다|입니다|다)"
)
_ASIDE = r"(?:\s?\([^()\n]{1,12}\))?"
_SUBJECT = re.compile(
    rf"{_ASIDE}\s?(?:(?:[가-힣]{{2,7}}\s)?(?:{either(listed('eastern', 'titles', 'ko'))}))?{_ASIDE}\s?(?:은|는|이|가)\s"
)


def hear(telling: Telling, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]]) -> list[Heard]:
    """The voices of each sentence of a document, quotations among them."""
    spoken = quotations(sentences)
    pieces = [[piece for one in spoken for piece in one.pieces if piece.number == at] for at in range(len(sentences))]
    _settle(telling, sentences, named)
    heard: list[Heard] = []
    for at, sentence in enumerate(sentences):
        _lean(telling, sentences, named, at)
        words = masked(sentence.text, pieces[at])
        found = telling.hear(words, sentence.paragraph, named[at])
        heard.append(replace(_with_subject(found, words, named[at], telling), text=sentence.text))
    return _quoted(sentences, heard, spoken, named)


def _with_subject(heard: Heard, words: str, named: Sequence[Named], telling: Telling) -> Heard:
    """Where no pattern finds a speaker, the first person or organisation that is subject of a word of saying, or of
    anything done with a quotation in hand (“…”며 울먹였다)."""
    if heard.voices or telling.labelled is not None:
        return heard
    for one in named:
        subject = _SUBJECT.match(words, one.end)
        if one.type in (NameType.PERSON, NameType.ORGANISATION) and subject:
            said = heard.tongue.speaking.said.search(words, subject.end()) or _IN_HAND.search(words, subject.end())
            if said:
                speaker = Speaker(text=one.text, kind=SpeakerKind.NAMED, entity=one.entity)
                why = f"{one.text}: subject of what is said"
                telling.here = telling.last = speaker
                return replace(heard, voices=[Voice(speaker, one.start, one.end, one.start, len(words), why)])
    return heard


def _settle(telling: Telling, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]]) -> None:
    """The teller under the entity the document's names have; the one interviewed, where turns are marked 답."""
    everybody = {one.text: one for here in named for one in here if one.type is NameType.PERSON}
    if telling.narrator.text in everybody:
        telling.narrator = replace(telling.narrator, entity=everybody[telling.narrator.text].entity)
    if not any(_TURNS.match(sentence.text) for sentence in sentences):
        return
    for sentence, here in zip(sentences, named, strict=True):
        for one in here:
            asked = _INTERVIEWED.match(sentence.text[one.end :]) or re.match(
                r"(?:구술자|증언자|면담 대상자)\s?[:：]\s?", sentence.text
            )
            if one.type is NameType.PERSON and asked and not {"reporter", "translator"} & set(one.roles):
                telling.answerer = Speaker(text=one.text, kind=SpeakerKind.NAMED, entity=one.entity)
                return


def _lean(telling: Telling, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]], at: int) -> None:
    """그 and 그녀 mean the person the sentence before is about, if it begins with one."""
    if at == 0 or sentences[at - 1].paragraph < sentences[at].paragraph - 1:
        return
    persons = [one for one in named[at - 1] if one.type is NameType.PERSON]
    subject = next((one for one in persons if _SUBJECT.match(sentences[at - 1].text, one.end)), None)
    if subject is not None and "," not in sentences[at - 1].text[: subject.start]:
        telling.last = Speaker(text=subject.text, kind=SpeakerKind.NAMED, entity=subject.entity)


def _quoted(
    sentences: Sequence[Sentence], heard: list[Heard], spoken: Sequence[Quotation], named: Sequence[Sequence[Named]]
) -> list[Heard]:
    """The same with a voice for each quotation whose speaker is known."""
    last: tuple[int, Voice] | None = None
    for one in spoken:
        paragraph = sentences[one.first.number].paragraph
        voice = _behind(heard, one) or _told(sentences, named, one) or _before(heard, one)
        if voice is None and last and last[0] == paragraph:
            voice = last[1]
        if voice is None and _alone(sentences, one):
            voice = going_on(sentences, heard, one, last, back=BACK)
        if voice is None:
            continue
        last = (paragraph, voice)
        for piece in one.pieces:
            heard[piece.number] = _with(heard[piece.number], piece, voice)
    return heard


def _behind(heard: Sequence[Heard], one: Quotation) -> Voice | None:
    """The speaker named between the closing mark and the word of saying, no other quotation between."""
    here = heard[one.last.number]
    behind = [voice for voice in here.voices if voice.start > one.last.end and voice.first <= one.last.start]
    near = [voice for voice in behind if not re.search(r"[“”\"]", here.text[one.last.end + 1 : voice.start])]
    return near[0] if near else None


def _told(sentences: Sequence[Sentence], named: Sequence[Sequence[Named]], one: Quotation) -> Voice | None:
    """“…” 문 씨의 말이다: whose words they were, behind the closing mark there or in the next sentence."""
    number, at = one.last.number, one.last.end + 1
    if not sentences[number].text[at:].strip():
        number, at = number + 1, 0
    if number >= len(sentences) or sentences[number].paragraph != sentences[one.last.number].paragraph:
        return None
    match = _WORDS_OF.match(sentences[number].text, at)
    if match is None:
        return None
    inside = [name for name in named[number] if match.start("who") <= name.start and name.end <= match.end("who")]
    people = [name for name in inside if name.type in (NameType.PERSON, NameType.ORGANISATION)]
    kind = SpeakerKind.NAMED if people else SpeakerKind.UNNAMED
    speaker = Speaker(text=match["who"], kind=kind, entity=people[-1].entity if people else None)
    return Voice(speaker, 0, 0, 0, 0, f"{match['who']}: whose words they were")


def _before(heard: Sequence[Heard], one: Quotation) -> Voice | None:
    here = heard[one.first.number]
    before = [voice for voice in here.voices if voice.end <= one.first.start < voice.last and voice.start < voice.end]
    return before[-1] if before else None


def _alone(sentences: Sequence[Sentence], one: Quotation) -> bool:
    """True for a quotation that begins its sentence: no other words say whose it is."""
    return not sentences[one.first.number].text[: one.first.start].strip('“”"「『- ')


def _with(heard: Heard, piece: Piece, voice: Voice) -> Heard:
    why = f"quotation of {voice.speaker.text}"
    added = Voice(voice.speaker, piece.start, piece.start, piece.start, piece.end, why, voice.via)
    return replace(heard, voices=sorted((*heard.voices, added), key=lambda one: (one.first, one.start)))
