"""From the lines of a paged file to paragraphs that can be quoted.

Words hyphenated at the margin are made whole, Chinese and Japanese lines meet without a space, and
Korean words cut at the margin are told from words that end there by what the rest of the text writes.
Page numbers and running heads stay where they are, marked as furniture.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chamsae.model.document import Page
from chamsae.read.parsed import Writer

#: What PDF libraries put where a hyphen stood at a line's end.
SOFT_HYPHENS = "\ufffe\x02\u00ad"

_SOFT = re.compile(rf"(\w{{0,40}})[{SOFT_HYPHENS}][ \r\n]*(\w{{0,40}})")
_HARD = re.compile(r"(\w{1,40})[-\u2010]$")
#: First halves that keep their hyphen when a line ends after it.
_COMPOUND = re.compile(
    "so|self|well|non|ex|long|short|high|low|half|cross|anti|vice|mid|pro|co|two|three|four|one", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?:;。！？：；…]['\"”’」』)）\]\d]*$")
_SPACELESS = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
#: Korean particles and endings that no line begins with unless its word was cut.
_PARTICLES = re.compile("은|는|을|를|가|에|의|와|과|로|며|으로|에서|에게|까지|부터")
_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|第|쪽)?\s*\d{1,4}\s*(?:(?:/|of)\s*\d{1,4})?\s*(?:页|頁|쪽)?[-–—|\s]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Habits:
    """What a text shows of itself: its words, and whether its Korean lines break inside words."""

    words: frozenset[str]
    cuts_words: bool


def whole_words(text: str) -> str:
    """A page's text with the hyphens its library marked taken out, or written where they belong to the word."""
    return _SOFT.sub(lambda found: _meet(found[1], found[2], text), text)


def write(pages: Sequence[Sequence[str]]) -> tuple[Writer, tuple[Page, ...]]:
    """The text of all pages and where each lies in it; an empty line parts pages, unless a sentence runs on."""
    writer, spans = Writer(), []
    repeated, habits = _repeated(pages), _habits(pages)
    why = [[_why(lines, place, repeated) for place in range(len(lines))] for lines in pages]
    for place, lines in enumerate(pages):
        start = len(writer)
        last = place + 1 == len(pages)
        runs_on = not last and _runs_on(lines, why[place], pages[place + 1], why[place + 1])
        _write_page(writer, lines, why[place], habits, pages[place + 1][0] if runs_on else "")
        spans.append(Page(number=place + 1, start=start, end=len(writer)))
        if not last and not runs_on:
            writer.add("\n\n")
    return writer, tuple(spans)


def _runs_on(
    lines: Sequence[str], why: Sequence[str | None], following: Sequence[str], why_next: Sequence[str | None]
) -> bool:
    """Whether a page ends amid a sentence: its last line is full and open, and no furniture stands at the fold."""
    if len(lines) < 3 or not following or why[-1] or why_next[0]:
        return False
    return len(lines[-1]) >= 0.8 * _width(lines) and not _ENDS.search(lines[-1])


def _write_page(
    writer: Writer, lines: Sequence[str], why: Sequence[str | None], habits: Habits, following: str
) -> None:
    """Write the lines of a page; `following` is the line the last one runs on into, if any."""
    width = _width([line for line, reason in zip(lines, why, strict=True) if not reason])
    for place, line in enumerate(lines):
        last = place + 1 == len(lines)
        if last and following:
            writer.add(_joined(line, following, 0, habits))
        elif last or why[place] or why[place + 1]:
            writer.add(line, furniture=why[place])
            writer.add("" if last else "\n")
        else:
            writer.add(_joined(line, lines[place + 1], width, habits))


def _joined(line: str, following: str, width: int, habits: Habits) -> str:
    """A line with what comes between it and the next: nothing, a space, or the end of the paragraph."""
    if (hyphened := _HARD.search(line)) and following[:1].islower():
        right = following.split(maxsplit=1)[0]
        return line[: hyphened.start()] + _meet(hyphened[1], right, "")[: -len(right)]
    if len(line) < width * (0.8 if _ENDS.search(line) else 0.5):
        return line + "\n"
    if _SPACELESS.match(line[-1]) and _SPACELESS.match(following[0]):
        return line
    if _HANGUL.match(line[-1]) and _HANGUL.match(following[0]):
        return line + ("" if _is_cut(_last(line), _first(following), habits) else " ")
    return line + " "


def _meet(left: str, right: str, text: str) -> str:
    """Two halves of a word that a hyphen parted: with it where compound words have it, else without."""
    hyphened = f"{left}-{right}"
    plain = left[-1:].islower() and right[:1].islower() and left.isascii()
    return hyphened if not plain or _COMPOUND.fullmatch(left) or hyphened in text else left + right


def _is_cut(left: str, right: str, habits: Habits) -> bool:
    known = _evidence(left, right, habits.words)
    return habits.cuts_words if known is None else known


def _evidence(left: str, right: str, words: frozenset[str]) -> bool | None:
    """Whether two Hangul halves are one word, by what the text writes elsewhere; None when it does not tell."""
    if _PARTICLES.fullmatch(right) or left + right in words:
        return True
    return False if left in words and right in words else None


def _habits(pages: Sequence[Sequence[str]]) -> Habits:
    lines = [line for page in pages for line in page]
    inner = (word for line in lines for word in line.split()[1:-1])
    words = frozenset(stripped for word in inner if (stripped := word.strip(".,!?()[]“”‘’\"'·…:;")))
    verdicts = Counter(_evidence(left, right, words) for left, right in _margins(lines))
    return Habits(words, cuts_words=verdicts[True] > verdicts[False])


def _margins(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line, following in pairwise(lines):
        if _HANGUL.match(line[-1]) and _HANGUL.match(following[0]):
            yield _last(line), _first(following)


def _last(line: str) -> str:
    return line.rsplit(maxsplit=1)[-1].lstrip("(“‘\"'")


def _first(line: str) -> str:
    return line.split(maxsplit=1)[0].rstrip(".,!?)”’\"'…")


def _width(lines: Sequence[str]) -> int:
    """How long a full line is here: the ninth decile."""
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _why(lines: Sequence[str], place: int, repeated: frozenset[str]) -> str | None:
    if place in (0, len(lines) - 1) and _NUMBER.fullmatch(lines[place]):
        return "page number"
    edge = place < 2 or place >= len(lines) - 2
    return "page header or footer" if edge and _mask(lines[place]) in repeated else None


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines, digits aside and no sentences, at the edge of at least three pages and a third of all."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_mask(line) for line in (*lines[:2], *lines[-2:]) if not _ENDS.search(line)})
    least = max(3, len(pages) // 3)
    return frozenset(line for line, count in edges.items() if count >= least)


def _mask(line: str) -> str:
    return re.sub(r"\d+", "#", line)
