"""What somebody says in a Korean sentence, in quotation marks or without (…다고 밝혔다; …에 따르면 …; a turn)."""

import re
from collections.abc import Iterator

from chamsae.read.eastern.craft import Utterance
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.uttered import denials, trimmed
from chamsae.read.eastern.voices import Heard, Voice

#: Words said without quotation marks are no shorter than this.
SHORTEST = 6
_LABEL = re.compile(r"^\[?[^,.:：\n]{1,20}[:：\]]\s?")
#: What ends words that are reported: the ending before 고, 며, 면서 or 는, or what somebody is said to think.
_REPORTED = re.compile(
    r"(?P<end>(?<=[다라자냐까])|(?<=음)|(?<=것)|(?<=이))(?:고도?|며|면서|라고|라며|라면서|는\s(?:주장|증언|입장|설명|소식|보도|말|내용|취지))"
    r"(?=[\s,]|$|[을를이의])|(?P<plain>(?:한|된|인|할|될|던|는|린|진|친|간|온)\s)것으로(?=\s(?:본|보고|추정|파악|판단|추산|집계|알))"
)
#: Between a speaker and the words reported: the case ending, a day, an occasion.
_LEAD = re.compile(
    r"\s?(?:씨|측|대표|씨측)?(?:은|는|이|가|도|에서는|에서|에\s?(?:따르면|의하면)|(?:을|를)\s인용(?:해|하여|한)?(?:서)?)?,?\s?"
    r"(?:(?:지난\s)?\d{1,2}일\s(?:오전\s|오후\s)?)?(?:이날\s|최근\s)?"
    r"(?:[^,.“”\"\n]{0,30}?(?:회견|간담회|토론회|인터뷰|통화|성명|브리핑|보고서|청문회|집회|입장문|논평|질문|서면|방송|본지|기자)"
    r"(?:에서|을\s통해|를\s통해|에|에게|과의\s통화에서|와의\s통화에서|을\s내고|를\s열고|을\s열고),?\s)?"
)
_ACCORDING = re.compile(r"에\s?(?:따르면|의하면)")
_EDGES = ",;:： \n·"


def utterances(sentence: Sentence, heard: Heard) -> list[Utterance]:
    """The utterances of a sentence whose speaker is known."""
    direct = list(_direct(heard))
    indirect = [one for voice in heard.voices if voice.start < voice.end for one in _indirect(heard, voice, direct)]
    going_on = [] if direct or indirect else [*_turn(heard), *_going_on(heard)]
    told = _distinct([*direct, *indirect, *going_on])
    return sorted((*told, *denials(heard, told)), key=lambda one: (one.start, one.end))


def _direct(heard: Heard) -> Iterator[Utterance]:
    for voice in heard.voices:
        if voice.start == voice.end:
            start, end = trimmed(heard.text, voice.first, voice.last, '\n “”「」『』"')
            if end > start:
                yield Utterance(start=start, end=end, direct=True, confidence=0.75, why="words in quotation marks")


def _indirect(heard: Heard, voice: Voice, direct: list[Utterance]) -> Iterator[Utterance]:
    """The clause a voice reports, up to its ending, without what stands in quotation marks."""
    span = _content(heard, voice)
    if span is None:
        return
    start, end = trimmed(heard.text, *span, _EDGES)
    start = _behind_marks(heard.text, start, end, direct)
    marked = any(one.start < end and start < one.end for one in direct)
    if end - start >= SHORTEST and not marked and not re.match(r"[“\"「『]", heard.text[start:]):
        yield Utterance(start=start, end=end, direct=False, confidence=0.6, why="what is reported without marks")


def _behind_marks(text: str, start: int, end: int, direct: list[Utterance]) -> int:
    """“…”이라며 …고 말했다: where the words reported without marks begin behind those in marks."""
    last = max((one.end for one in direct if start < one.end < end), default=start)
    joint = _JOINT.match(text, last)
    return joint.end() if joint and last > start else start


_JOINT = re.compile(r"[”\"」』](?:이?라며|며|이?라면서|면서),?\s(?!“|\")")


def _content(heard: Heard, voice: Voice) -> tuple[int, int] | None:
    text = heard.text
    if closing := list(_REPORTED.finditer(text, voice.first, voice.start)):
        return voice.first, _end(closing[-1])
    lead = _LEAD.match(text, voice.end)
    begin = lead.end() if lead else voice.end
    endings = list(_REPORTED.finditer(text, begin, voice.last))
    if endings:
        return begin, _end(endings[-1])
    return (begin, voice.last) if _ACCORDING.match(text, voice.end) else None


def _end(match: re.Match[str]) -> int:
    return match.end("plain") + len("것") if match["plain"] else match.start()


def _turn(heard: Heard) -> Iterator[Utterance]:
    """A sentence of somebody's turn in a transcript, its label left out; no question."""
    if not any("speaks in this line" in why for why in heard.otherwise.why):
        return
    label = _LABEL.match(heard.text)
    start, end = trimmed(heard.text, label.end() if label else 0, len(heard.text), _EDGES)
    if end - start >= SHORTEST and not heard.text.rstrip('”" ').endswith(("?", "？")):
        yield Utterance(start=start, end=end, direct=False, confidence=0.6, why="a turn in a transcript")


def _going_on(heard: Heard) -> Iterator[Utterance]:
    """A sentence that reports with no speaker of its own: …다고도 했다, …고 덧붙였다."""
    endings = list(_REPORTED.finditer(heard.text)) if any("goes on" in why for why in heard.otherwise.why) else []
    if endings and _end(endings[-1]) >= SHORTEST:
        lead = re.match(r"(?:이어|또한?|그러면서|아울러|다만)\s", heard.text)
        start, end = trimmed(heard.text, lead.end() if lead else 0, _end(endings[-1]), _EDGES)
        yield Utterance(start=start, end=end, direct=False, confidence=0.5, why="goes on from the sentence before")


def _distinct(found: list[Utterance]) -> list[Utterance]:
    """Direct words first; of reported ones that overlap the first found."""
    kept: list[Utterance] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return kept
