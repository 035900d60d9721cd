"""Who speaks in a Chinese document: voices outside quotation marks first, then whose each quotation is, then turns.

A quotation belongs to the speaker named before it in its sentence, else to the one named right behind it,
else to whoever said the last one in its paragraph, else, standing alone, to the last speaker before it.
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
from chamsae.read.han.quoting import masked, quotations

#: A speaker named further back than so many paragraphs says no quotation that stands alone.
BACK = 3
_INTERVIEWED = re.compile(r"(?:专访|專訪|采访|採訪|访谈|訪談|访问|訪問|对话|對話)[^。\n]{0,24}?$")
_HE_SAYS = re.compile(r"(?<=[，,])[他她](?=估计|估計|说|說|称|稱|表示|认为|認為|回忆|回憶|补充|補充|承认|承認)")
_RELATIVE = re.compile(
    r"[我他她](?:的)?(?:女婿|儿媳|兒媳|丈夫|妻子|父亲|父親|母亲|母親|哥哥|姐姐|弟弟|妹妹|儿子|兒子|女儿|女兒|叔叔|舅舅|姑姑|表[姐妹哥弟]|邻居|鄰居|同事|朋友)"
)
_TURNS = re.compile(r"^(?:答|A)\s?[：:]", re.MULTILINE)
_ORGANISED = re.compile(r"(?:该|該|这个|這個)(?:团体|團體|组织|組織|机构|機構|联盟|聯盟|协会|協會|民团|民團)")
#: An organisation named further back than so many sentences is not 该组织.
_NEAR = 40
#: A person is what a sentence is about who is named within so many characters of its beginning.
_SUBJECT = 14


def hear(telling: Telling, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]]) -> list[Heard]:
    """The voices of each sentence of a document, quotations among them."""
    spoken = quotations(sentences)
    pieces: dict[int, list[Piece]] = {}
    for piece in (piece for one in spoken for piece in one.pieces):
        pieces.setdefault(piece.number, []).append(piece)
    _settle(telling, sentences, named)
    heard: list[Heard] = []
    for at, sentence in enumerate(sentences):
        _lean(telling, sentences, named, at)
        words = masked(sentence.text, pieces.get(at, ()))
        heard.append(replace(telling.hear(words, sentence.paragraph, named[at]), text=sentence.text))
    return _quoted(sentences, heard, spoken, named)


def _settle(telling: Telling, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]]) -> None:
    """The teller under the entity the document's names have; the one interviewed, where turns are marked 答."""
    everybody = {one.text: one.entity for here in named for one in here if one.type is NameType.PERSON}
    if telling.narrator.text in everybody:
        telling.narrator = replace(telling.narrator, entity=everybody[telling.narrator.text])
    if not any(_TURNS.match(sentence.text) for sentence in sentences):
        return
    for sentence, here in zip(sentences, named, strict=True):
        for one in here:
            if one.type is NameType.PERSON and _INTERVIEWED.search(sentence.text[: one.start]):
                telling.answerer = _speaker(one)
                return


def _lean(telling: Telling, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]], at: int) -> None:
    """该组织 means the organisation named last; 他 and 她 whom the sentence before is about, if about one."""
    if _ORGANISED.search(sentences[at].text):
        told = [one for here in named[max(0, at - _NEAR) : at] for one in here if one.type is NameType.ORGANISATION]
        called = [one for one in told if "quotation marks" in one.why or "short for" in one.why] or told
        telling.last = _speaker(called[-1]) if called else telling.last
        return
    own = _before_pronoun(sentences[at].text, named[at])
    if own:
        telling.last = own
        return
    if at == 0 or sentences[at - 1].paragraph < sentences[at].paragraph - 1:
        return
    persons = (one for one in named[at - 1] if one.type is NameType.PERSON and "reporter" not in one.roles)
    before = next(persons, None)
    if before and before.start < _SUBJECT and not re.search(r"[，；：]", sentences[at - 1].text[: before.start]):
        telling.last = _speaker(before)


def _before_pronoun(text: str, named: Sequence[Named]) -> Speaker | None:
    """Whom 他 or 她 means behind a comma: the person, or the relative, of whom the sentence tells before it."""
    pronoun = _HE_SAYS.search(text)
    if pronoun is None:
        return None
    persons = [one for one in named if one.type is NameType.PERSON and one.end <= pronoun.start()]
    if persons:
        return _speaker(persons[-1])
    relative = _RELATIVE.search(text, 0, pronoun.start())
    return Speaker(text=relative[0], kind=SpeakerKind.UNNAMED) if relative else None


def _quoted(
    sentences: Sequence[Sentence], heard: list[Heard], spoken: Sequence[Quotation], named: Sequence[Sequence[Named]]
) -> list[Heard]:
    """The same with a voice for each quotation whose speaker is known."""
    last: tuple[int, Voice] | None = None
    for one in spoken:
        voice = _before(heard, one) or _behind(sentences, heard, one)
        paragraph = sentences[one.first.number].paragraph
        if voice is None and _alone(sentences, one):
            voice = going_on(sentences, heard, one, last, back=BACK) or _named_before(sentences, named, one)
        if voice is None:
            voice = _speaking(heard[one.first.number])
        if voice is None:
            continue
        last = (paragraph, voice)
        for piece in one.pieces:
            heard[piece.number] = _with(heard[piece.number], piece, voice)
    return heard


def _before(heard: Sequence[Heard], one: Quotation) -> Voice | None:
    voices = [
        voice for voice in heard[one.first.number].voices if voice.end <= one.first.start and voice.start < voice.end
    ]
    return voices[-1] if voices else None


def _behind(sentences: Sequence[Sentence], heard: Sequence[Heard], one: Quotation) -> Voice | None:
    """The speaker named right behind the closing mark, there or at the beginning of the next sentence."""
    number, at = one.last.number, one.last.end + 1
    if not sentences[number].text[at:].strip("，, "):
        number, at = number + 1, 0
    if number >= len(sentences) or sentences[number].paragraph != sentences[one.last.number].paragraph:
        return None
    leading = len(re.match(r"[”」』\"，,\s]*", sentences[number].text[at:])[0])  # type: ignore[index] # * always matches
    return next((voice for voice in heard[number].voices if voice.start == at + leading < voice.end), None)


def _alone(sentences: Sequence[Sentence], one: Quotation) -> bool:
    """True for a quotation that begins its sentence: no other words say whose it is."""
    return not sentences[one.first.number].text[: one.first.start - 1].strip("，, ")


def _speaking(heard: Heard) -> Voice | None:
    """Whoever goes on speaking in a sentence that begins with 他, 她 or 该: the words in marks are theirs too."""
    speaker = heard.otherwise.speaker
    told = any("goes on speaking" in why for why in heard.otherwise.why)
    return Voice(speaker, 0, 0, 0, 0, heard.otherwise.why[0]) if told and speaker else None


def _named_before(sentences: Sequence[Sentence], named: Sequence[Sequence[Named]], one: Quotation) -> Voice | None:
    """Whom the sentence before a quotation that stands alone ends with: 电话那头是她的女儿李英淑。 “妈，……”"""
    number = one.first.number - 1
    persons = [name for name in named[number] if name.type is NameType.PERSON] if number >= 0 else []
    if not persons or sentences[number].paragraph < sentences[one.first.number].paragraph - 1:
        return None
    speaker = _speaker(persons[-1])
    return Voice(speaker, 0, 0, 0, 0, f"{speaker.text} is named right before it")


def _with(heard: Heard, piece: Piece, voice: Voice) -> Heard:
    why = f"quotation of {voice.speaker.text}"
    added = Voice(voice.speaker, piece.start, piece.start, piece.start, piece.end, why, voice.via)
    return replace(heard, voices=sorted((*heard.voices, added), key=lambda one: (one.first, one.start)))


def _speaker(one: Named) -> Speaker:
    return Speaker(text=one.text, kind=SpeakerKind.NAMED, entity=one.entity)
