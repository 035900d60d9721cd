"""From timed words to a text that can be quoted: cues joined to sentences and turns, each with its seconds kept."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from chamsae.errors import Unreadable
from chamsae.model.locus import Moment
from chamsae.read.parsed import Parsed, storable

#: Cues of one transcript, at most.
MAX_CUES = 100_000
#: Seconds of silence that end a paragraph after a full sentence.
PAUSE = 2.0
#: A cue shorter than this, in seconds, that repeats a line only keeps it on the screen.
FLASH = 0.1
#: Characters after which a paragraph ends with its sentence.
FULL = 700

_ENDS = re.compile(r"[.!?…。！？]['\"”’」』)）\]]*$")
_SPACELESS = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LABEL = re.compile(
    r"(?:[-–—•] ?)?[\[(]?(?P<name>[A-Z][\w.'’-]*(?: [A-Z\d][\w.'’-]*){0,3}|[가-힣一-鿿][가-힣一-鿿 ]{0,9}\d{0,2})"
    r"[\])]?[:：]\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words heard from `begins` to `ends` (seconds), by whom if that is said; lines as they were shown."""

    begins: float
    ends: float
    words: str
    speaker: str | None = None
    confidence: float = 1.0


def transcript(
    cues: Iterable[Cue], name: str, parser: str, notes: tuple[str, ...] = (), language: str | None = None
) -> Parsed:
    """The text of a transcript: a line for each turn or stretch of speech; raises Unreadable when nothing is said."""
    spoken = _labelled([one for cue in _rolled(cues) if (one := _clean(cue)).words])
    if not spoken:
        raise Unreadable("the transcript holds no words", thing=name, do="The bytes are kept.")
    if len(spoken) > MAX_CUES:
        raise Unreadable(f"{len(spoken):,} cues; at most {MAX_CUES:,} are read", thing=name, do="Split it.")
    text, moments = _written(spoken)
    return Parsed(parser=parser, text=text, moments=moments, notes=notes, language=language)


def seconds(code: str) -> float:
    """A time code ("1:02:03.5", "02:03,500") in seconds; raises ValueError for what is none."""
    total = 0.0
    for part in code.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def joint(left: str, right: str) -> str:
    """What stands between two pieces of speech: a space, but none within Chinese or Japanese."""
    return "" if _SPACELESS.match(left[-1:]) and _SPACELESS.match(right[:1]) else " "


def _rolled(cues: Iterable[Cue]) -> Iterable[Cue]:
    """Cues without the lines they repeat from the one before, as captions that roll up the screen do."""
    shown: list[str] = []
    for cue in cues:
        lines = [line.strip() for line in cue.words.splitlines() if line.strip()]
        again = next((n for n in range(min(len(shown), len(lines)), 0, -1) if shown[-n:] == lines[:n]), 0)
        if len(lines) == 1 and cue.ends - cue.begins >= FLASH:
            again = 0  # said twice
        shown = lines
        yield replace(cue, words="\n".join(lines[again:]))


def _clean(cue: Cue) -> Cue:
    words = ""
    for line in storable(cue.words).split("\n"):
        piece = " ".join(line.split())
        words += joint(words, piece) + piece if words and piece else piece
    begins = max(0.0, cue.begins) if isfinite(cue.begins) else 0.0
    ends = max(begins, cue.ends) if isfinite(cue.ends) else begins
    speaker = " ".join(storable(cue.speaker or "").split())[:100] or None
    sure = round(min(1.0, max(0.0, cue.confidence)), 2)
    return Cue(begins=round(begins, 3), ends=round(ends, 3), words=words, speaker=speaker, confidence=sure)


def _labelled(cues: Sequence[Cue]) -> list[Cue]:
    """Labels written before the words ("Kim: …") become speakers, where the file uses them more than once."""
    labels = [None if cue.speaker else _LABEL.match(cue.words) for cue in cues]
    used = Counter(label["name"] for label in labels if label)
    return [
        replace(cue, speaker=label["name"], words=cue.words[label.end() :])
        if label and used[label["name"]] > 1 and cue.words[label.end() :]
        else cue
        for cue, label in zip(cues, labels, strict=True)
    ]


def _written(cues: Sequence[Cue]) -> tuple[str, tuple[Moment, ...]]:
    parts: list[str] = []
    moments: list[Moment] = []
    at = line = 0
    before: Cue | None = None
    for cue in cues:
        breaks = before is not None and _breaks(before, cue, at - line)
        turn = cue.speaker is not None and (before is None or breaks)
        glue = "" if before is None else "\n" if breaks else joint(before.words, cue.words)
        label = f"{cue.speaker}: " if turn else ""
        at += len(glue)
        line = at if breaks else line
        end = at + len(label) + len(cue.words)
        moments.append(
            Moment(start=at, end=end, begins=cue.begins, ends=cue.ends, speaker=cue.speaker, confidence=cue.confidence)
        )
        parts += [glue, label, cue.words]
        at, before = end, cue
    return "".join(parts), tuple(moments)


def _breaks(before: Cue, cue: Cue, length: int) -> bool:
    """Whether a new line begins: another speaks, or a sentence is over and silence follows or the line is long."""
    if cue.speaker != before.speaker and cue.speaker is not None:
        return True
    over = bool(_ENDS.search(before.words))
    return over and (cue.begins - before.ends >= PAUSE or length >= FULL)
