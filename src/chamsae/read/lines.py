"""A text as lines and as blocks: no sentence runs from one block into the next; offsets stay those of the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_END = re.compile(r"[.!?…。！？:：;；][\"'”’»」』)\]）】\s]*$")
#: Lines of a text wrapped by hand or by a page lie between these lengths.
SHORTEST, LONGEST = 36, 110
#: A wrapped text has lines full to this share of the longest one: the next word would not have fitted.
FULL = 0.95
#: What begins an entry of a list, or parts the cells of a table: such a line is a block of its own.
_ENTRY = re.compile(r"[•·▪▫◦‣○●■□*–—-]\s|\(?\d{1,2}[.)]\s|[^\t]+\t")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its white space at either end; `gap` tells that a blank line stands before it."""

    text: str
    start: int
    end: int
    gap: bool = False


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold more than white space."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        if words := match.group().strip("\ufeff \t\u00a0\u3000\u200b"):
            start = match.start() + match.group().index(words)
            breaks = text[last : match.start()].replace("\r\n", "\n")
            found.append(Line(words, start, start + len(words), breaks.count("\n") + breaks.count("\r") > 1))
            last = start + len(words)
    return tuple(found)


def ends_sentence(text: str) -> bool:
    """True when the words close with the mark of a sentence, a colon or a semicolon."""
    return bool(_END.search(text))


def blocks(kept: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph: a line, or several where the text is wrapped by hand."""
    wrapped = _wrapped(kept)
    start = end = -1
    before: Line | None = None
    for line in kept:
        if before and not (_continues(before, line) if wrapped else _goes_on(before, line)):
            yield start, end
            start = -1
        start, end, before = (line.start if start < 0 else start), line.end, line
    if before:
        yield start, end


def _wrapped(kept: tuple[Line, ...]) -> bool:
    """A text is wrapped when half its lines stop in mid-sentence with more to come, and are middling or full."""
    running = [(a, b) for a, b in pairwise(kept) if not (b.gap or _ENTRY.match(b.text)) and len(a.text) >= SHORTEST]
    broken = [a for a, b in running if not ends_sentence(a.text)]
    middling = [a for a in broken if len(a.text) <= LONGEST]
    if len(middling) >= 2 and len(middling) * 2 >= len(running):
        return True
    width = FULL * max((len(line.text) for line in kept), default=0)
    full = [a for a, b in running if len(a.text) + 1 + len(b.text.split()[0]) > width]
    return len(full) >= 2 and len(full) * 10 >= len(running) * 9 and len(broken) * 2 >= len(running)


def _continues(before: Line, line: Line) -> bool:
    """Whether a line of a wrapped text belongs to the one before."""
    if line.gap or _ENTRY.match(line.text):
        return False
    return len(before.text) >= SHORTEST or line.text[:1].islower()


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the one before, whatever the text is like."""
    return line.text[:1].islower() and not ends_sentence(before.text) and _continues(before, line)


def repeated(kept: tuple[Line, ...], *, shortest: int = 20) -> dict[str, list[Line]]:
    """Lines of at least `shortest` characters that stand more than once, by their words in plain form."""
    ordered = sorted((line for line in kept if len(line.text) >= shortest), key=lambda line: plain(line.text))
    groups = ((key, list(same)) for key, same in groupby(ordered, key=lambda line: plain(line.text)))
    return {key: sorted(same, key=lambda line: line.start) for key, same in groups if len(same) > 1}


def plain(words: str) -> str:
    """Letters and digits only, case folded: what two printings of the same line have in common."""
    return re.sub(r"[\W_]+", " ", words).strip().casefold()
