"""Subtitles (WebVTT, SubRip) as a transcript, through webvtt-py."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from importlib.metadata import version
from io import StringIO

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from chamsae.errors import Unreadable
from chamsae.read.decode import decode
from chamsae.read.heard import Cue, transcript
from chamsae.read.parsed import Parsed

VERSION = f"subtitles 1, webvtt-py {version('webvtt-py')}"

_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?[ \t]+([^>\n]{1,100})>")
_TAG = re.compile(r"</?[a-z\d][^<>]{0,200}>", re.IGNORECASE)
_STYLE = re.compile(r"\{\\[^{}]{0,200}\}")


def parse(data: bytes, name: str) -> Parsed:
    """Read subtitles; raises Unreadable when there are no cues in them."""
    decoded = decode(data, name)
    text = decoded.text.removeprefix("\ufeff")
    kind = "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        captions = webvtt.WebVTT.from_buffer(StringIO(text), format=kind)
    except (MalformedFileError, MalformedCaptionError) as error:
        raise Unreadable(f"damaged subtitles ({error})", thing=name, do="The bytes are kept.") from error
    cues = (cue for caption in captions.captions for cue in _cues(caption))
    return replace(transcript(cues, name, VERSION, decoded.notes), parameters=decoded.parameters)


def sample() -> bytes:
    """Subtitles of our own, to warm the library with."""
    return b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Witness>They waited at the bridge.\n"


def _cues(caption: webvtt.Caption) -> Iterator[Cue]:
    """A caption as one cue for each voice in it."""
    begins, ends = (time.hours * 3600 + time.minutes * 60 + time.seconds + time.milliseconds / 1000
                    for time in (caption.start_time, caption.end_time))  # fmt: skip
    pieces = _VOICE.split(caption.raw_text)
    for speaker, words in zip([None, *pieces[1::2]], pieces[::2], strict=True):
        yield Cue(begins=begins, ends=ends, words=_plain(words), speaker=speaker and unescape(speaker))


def _plain(words: str) -> str:
    return unescape(_STYLE.sub("", _TAG.sub("", words)))
