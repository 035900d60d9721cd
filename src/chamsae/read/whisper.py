"""What Whisper writes as JSON (openai-whisper, faster-whisper's users, whisperX, whisper.cpp), as a transcript."""

from math import exp

import msgspec

from chamsae.read import plain
from chamsae.read.heard import Cue, transcript
from chamsae.read.parsed import Parsed

VERSION = "whisper 1"


class Heard(msgspec.Struct):
    """A word with its probability."""

    probability: float | None = None
    score: float | None = None


class Segment(msgspec.Struct):
    """A stretch of speech in seconds."""

    start: float
    end: float
    text: str
    avg_logprob: float | None = None
    speaker: str | None = None
    words: tuple[Heard, ...] = ()


class Offsets(msgspec.Struct):
    """Milliseconds."""

    start: float = msgspec.field(name="from")
    end: float = msgspec.field(name="to")


class Piece(msgspec.Struct):
    """A stretch of speech as whisper.cpp writes it."""

    offsets: Offsets
    text: str


class Whole(msgspec.Struct):
    """The file: one of the two lists is filled."""

    segments: tuple[Segment, ...] = ()
    transcription: tuple[Piece, ...] = ()
    language: str | None = None


def parse(data: bytes, name: str) -> Parsed:
    """Read a transcript; JSON of another kind is read as the plain text it is."""
    try:
        whole = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=Whole)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return plain.parse(data, name)
    cues = [_cue(one) for one in whole.segments] or [_piece(one) for one in whole.transcription]
    return transcript(cues, name, VERSION, language=whole.language) if cues else plain.parse(data, name)


def sample() -> bytes:
    """A transcript of our own, to warm the decoder with."""
    return b'{"segments": [{"start": 0, "end": 1.5, "text": "They waited at the bridge."}]}'


def _cue(one: Segment) -> Cue:
    return Cue(begins=one.start, ends=one.end, words=one.text, speaker=one.speaker, confidence=_sure(one))


def _piece(one: Piece) -> Cue:
    return Cue(begins=one.offsets.start / 1000, ends=one.offsets.end / 1000, words=one.text)


def _sure(one: Segment) -> float:
    """The mean of its words' probabilities, else what the mean logarithm says, else nothing is known: 1."""
    told = [sure for word in one.words if (sure := word.probability if word.score is None else word.score) is not None]
    if told:
        return sum(told) / len(told)
    return 1.0 if one.avg_logprob is None else exp(min(0.0, one.avg_logprob))
