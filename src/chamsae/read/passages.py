"""Passages of a document in another language than its own, so that each is read by the reader of its language.

A passage is a line, or neighbouring lines, or a run within a line that is long enough to hold a sentence: names and
terms in another script are none. Offsets are those of the document throughout.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from chamsae.model.document import Document, Furniture
from chamsae.read.language import language
from chamsae.read.lines import Line, lines
from chamsae.text.scripts import is_cjk, is_han, is_hangul

#: Why a stretch is left out by the reader of the document's own language.
ELSEWHERE = "another language"
#: A line of another script is a passage from so many letters on.
LINE = {"ko": 10, "zh": 8, "ja": 8, "en": 40}
#: A run within a line, too.
RUN = {"ko": 12, "zh": 12, "en": 60}
_CJK = r"\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_EASTERN = re.compile(rf"[{_CJK}](?:[{_CJK}0-9\s，。、；：！？,.!?~·…%（）()]*[{_CJK}。！？.!?])?")
_HAN = re.compile(r"[\u3400-\u9fff](?:[\u3400-\u9fff0-9，。、；：！？“”‘’「」%（）]*[\u3400-\u9fff。！？])?")
_HANGUL = re.compile(
    r"[\u1100-\u11ff\uac00-\ud7a3](?:[\u1100-\u11ff\uac00-\ud7a30-9\s,.!?'\"“”‘’%()]*[\u1100-\u11ff\uac00-\ud7a3.!?])?"
)
_KANA = re.compile(r"[\u3041-\u309f]")
_LATIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9\s,.;:!?'’\"“”%()$–-]*[A-Za-z.!?])?")
_RUNS = {"en": (_EASTERN,), "ko": (_HAN, _LATIN), "zh": (_HANGUL, _LATIN)}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch in one language; `whole` when it is made of lines, not part of one."""

    start: int
    end: int
    language: str
    whole: bool


def passages(document: Document) -> list[Passage]:
    """The passages in another language than the document's, in order; none of furniture."""
    own = subtag(document.language)
    kept = [line for line in lines(document.text) if not _is_furniture(document, line.start, line.end)]
    tagged = [(line, _foreign(line.text, own)) for line in kept]
    found: list[Passage] = []
    for tag, group in groupby(tagged, key=lambda pair: pair[1]):
        run = [line for line, _ in group]
        if tag:
            found.append(Passage(run[0].start, run[-1].end, tag, whole=True))
        else:
            found.extend(passage for line in run for passage in _within(line, own))
    return found


def without(document: Document, others: list[Passage]) -> Document:
    """The document for the reader of its own language: lines in another one count as furniture."""
    marks = [Furniture(start=one.start, end=one.end, why=ELSEWHERE) for one in others if one.whole]
    apart = [one for one in document.furniture if not any(one.start < new.end and new.start < one.end for new in marks)]
    return replace(document, furniture=tuple(sorted((*apart, *marks), key=lambda one: one.start)))


def only(document: Document, kept: list[Passage]) -> Document:
    """The document for the reader of another language: all but the passages is blank, so that offsets stay."""
    text, at = "", 0
    for one in kept:
        text += "\n" * (one.start - at) + document.text[one.start : one.end]
        at = one.end
    return replace(document, text=text + "\n" * (len(document.text) - at), language=kept[0].language)


def subtag(tag: str) -> str:
    """The language of a BCP 47 tag without script and region."""
    return re.split(r"[-_]", tag, maxsplit=1)[0].lower()


def _foreign(text: str, own: str) -> str:
    """The language of a line when it is another than the document's and the line long enough to tell; else nothing."""
    if _own_letters(text, own) >= LINE.get(own, 60) and not (own == "zh" and _KANA.search(text)):
        return ""
    tag = language(text) if len(text) >= min(LINE.values()) else ""
    found = subtag(tag)
    return tag if found not in (own, "und") and _letters(text, found) >= LINE.get(found, 60) else ""


def _own_letters(text: str, own: str) -> int:
    if own == "ko":
        return sum(map(is_hangul, text))
    if own == "zh":
        return sum(map(is_han, text))
    return 0 if own == "ja" else sum(char.isalpha() and not is_cjk(char) for char in text)


def _within(line: Line, own: str) -> Iterator[Passage]:
    """Runs of another script within a line of the document's own language."""
    for pattern in _RUNS.get(own, ()):
        for match in pattern.finditer(line.text):
            tag = language(match[0]) if match.end() - match.start() >= min(RUN.values()) else ""
            found = subtag(tag)
            if found in RUN and found != own and _letters(match[0], found) >= RUN[found]:
                yield Passage(line.start + match.start(), line.start + match.end(), tag, whole=False)


def _letters(text: str, found: str) -> int:
    eastern = found in ("ko", "zh", "ja")
    return sum(char.isalpha() and is_cjk(char) == eastern for char in text)


def _is_furniture(document: Document, start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in document.furniture)
