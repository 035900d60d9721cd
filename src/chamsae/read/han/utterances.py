"""What somebody says in a Chinese sentence, in quotation marks or without (…表示，…; 据…报道，…; a turn of its own)."""

import re
from collections.abc import Iterator

from chamsae.read.eastern.craft import Utterance
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.uttered import denials, trimmed
from chamsae.read.eastern.voices import Heard, Voice

#: Words said without quotation marks are no shorter than this.
SHORTEST = 4
#: A word of saying stands within so many characters of its speaker.
REACH = 30
_AFTER = re.compile(r"(?:道|说|說|过|過|了|着|著|到|[，,：:\s])*")
_SAYING = re.compile(r"(?:称|稱|指出?|说|說)")
_QUOTE = re.compile(r"[“「『\"]")
_LABEL = re.compile(r"^[^，。：:\n]{1,15}[：:]\s?")
_EDGES = "，,；;：:。 \n、"
_EDGES_OF_SPEECH = '，, \n“”「」『』"'
_CLOSERS, _OPENERS = "”」』", "“「『"


def utterances(sentence: Sentence, heard: Heard) -> list[Utterance]:
    """The utterances of a sentence whose speaker is known."""
    direct = list(_direct(heard))
    indirect = [one for voice in heard.voices if voice.start < voice.end for one in _indirect(heard, voice, direct)]
    turn = [] if direct or indirect else list(_turn(heard))
    told = [*direct, *indirect, *turn]
    return sorted((*told, *denials(heard, told)), key=lambda one: (one.start, one.end))


def _direct(heard: Heard) -> Iterator[Utterance]:
    for voice in heard.voices:
        if voice.start == voice.end:
            start, end = trimmed(heard.text, voice.first, voice.last, _EDGES_OF_SPEECH)
            if end > start:
                yield Utterance(start=start, end=end, direct=True, confidence=0.75, why="words in quotation marks")


def _indirect(heard: Heard, voice: Voice, direct: list[Utterance]) -> Iterator[Utterance]:
    """What follows the word of saying up to the next voice, quotations that stand for themselves cut out."""
    begin = _content(heard, voice)
    if begin is None:
        return
    inside = sorted(one.start for one in direct if begin <= one.start < voice.last)
    whole = [one for one in direct if one.start in inside and _by_itself(heard.text, one, begin)]
    for span in _between(begin, voice.last, [(one.start - 1, one.end + 1) for one in whole]):
        start, end = trimmed(heard.text, *_balanced(heard.text, *span), _EDGES)
        if end - start >= SHORTEST and not _QUOTE.match(heard.text, start):
            yield Utterance(start=start, end=end, direct=False, confidence=0.6, why="what is said without marks")


def _content(heard: Heard, voice: Voice) -> int | None:
    """Where that which a voice says begins; None when it says what stands before it, or no word of saying is near."""
    if voice.first > voice.end or voice.last <= voice.end:
        return None
    text, said = heard.text, heard.tongue.speaking.said
    if ": according to" in voice.why:
        mark = re.compile(r"[，,：:]").search(text, voice.end, voice.end + REACH)
        again = _SAYING.match(text, mark.end()) if mark else None
        return again.end() if again else mark.end() if mark else None
    match = said.search(text, voice.end, min(voice.last, voice.end + REACH))
    if match is None or re.search(r"[。；“「]", text[voice.end : match.start()]):
        return None
    if match[0] in ("告诉", "告訴"):  # 告诉记者，…: whom it was told comes first
        mark = re.compile(r"[，,：:]").search(text, match.end(), match.end() + REACH)
        return mark.end() if mark else None
    after = _AFTER.match(text, match.end())
    return after.end() if after else match.end()


def _by_itself(text: str, one: Utterance, begin: int) -> bool:
    """True for a quotation that is a sentence of its own, not a few words within one."""
    return one.start - 1 <= begin or text[one.start - 2 : one.start - 1] in ("：", ":", "，", ",")


def _between(begin: int, end: int, cuts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in sorted(cuts):
        yield begin, first
        begin = max(begin, last)
    yield begin, end


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without a closing mark before it or an opening one behind it, which belong to a quotation."""
    start, end = trimmed(text, start, end, _EDGES)
    while start < end and text[start] in _CLOSERS:
        start += 1
    while start < end and text[end - 1] in _OPENERS:
        end -= 1
    return start, end


def _turn(heard: Heard) -> Iterator[Utterance]:
    """A sentence of somebody's turn in a transcript, its label left out."""
    if not any("speaks in this line" in why for why in heard.otherwise.why):
        return
    label = _LABEL.match(heard.text)
    start, end = trimmed(heard.text, label.end() if label else 0, len(heard.text), _EDGES)
    if end - start >= SHORTEST and not heard.text.rstrip("”」").endswith(("？", "?")):
        yield Utterance(start=start, end=end, direct=False, confidence=0.6, why="a turn in a transcript")
