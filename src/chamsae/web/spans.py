"""Highlights without nesting: a text with overlapping claims is cut where any claim begins or ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.model.judgement import Status
from chamsae.model.locus import Moment, Spot, within

#: Which state shows where claims in several states overlap: what waits for a person goes first.
STRONGEST = (
    Status.SUGGESTED, Status.PROPOSED, Status.DISPUTED, Status.ACCEPTED, Status.WITHHELD, Status.REJECTED,
    Status.RETIRED,
)  # fmt: skip
#: Characters of a document shown on one screen; longer documents come in parts, cut between lines.
PART = 60_000
#: Words read or heard with less confidence than this are marked.
DOUBTFUL = 0.7
#: What is shorter than this is a word that may be left out at a cut; longer ones are a script without spaces.
WORD = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's words in a document, and what people think of it."""

    claim: str
    start: int
    end: int
    status: Status


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with the same claims from end to end; none means plain text.

    `doubt` says in per cent how sure the program was that read or heard these words, if it was not sure.
    """

    text: str
    start: int
    claims: tuple[str, ...] = ()
    status: Status | None = None
    current: bool = False
    first: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text with its offset; `furniture` says why it is not the author's text, if it is not.

    `begins` is the second of the recording at which it is heard; `page` the page that begins with it, else 0.
    """

    start: int
    segments: tuple[Segment, ...]
    furniture: str = ""
    begins: float | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a document on one screen: part `number` of `count`."""

    number: int
    count: int
    start: int
    end: int


def marks(claims: Iterable[Claim], statuses: "dict[str, Status]") -> list[Mark]:
    """The trigger of each claim as a mark."""
    return [Mark(one.id, one.trigger.start, one.trigger.end, statuses.get(one.id, Status.PROPOSED)) for one in claims]


def parts(text: str, size: int = PART) -> list[Part]:
    """Cut a text into stretches of about `size` characters, between lines where there are lines."""
    cuts = [0]
    while len(text) - cuts[-1] > size:
        at = text.rfind("\n", cuts[-1] + size // 2, cuts[-1] + size)
        cuts.append(at + 1 if at >= 0 else cuts[-1] + size)
    ends = [*cuts[1:], len(text)]
    return [Part(at + 1, len(cuts), start, end) for at, (start, end) in enumerate(zip(cuts, ends, strict=True))]


def paragraphs(document: Document, part: Part, claims: Sequence[Mark], current: str = "") -> Iterator[Paragraph]:
    """The lines of one part, cut into segments; empty lines are left out, offsets stay true."""
    at = part.start
    waiting = sorted(claims, key=lambda mark: mark.start)
    first = {mark.claim: mark.start for mark in reversed(waiting)}
    for line in document.text[part.start : part.end].split("\n"):
        end = at + len(line)
        if line.strip():
            inside = [mark for mark in waiting if mark.start < end and mark.end > at]
            segments = tuple(
                cut(document.text, at, end, inside, current=current, first=first, doubts=_doubts(document, at, end))
            )
            page = next((one.number for one in document.pages if at <= one.start < end), 0)
            yield Paragraph(at, segments, _furniture(document, at, end), _begins(document, at, end), page)
        at = end + 1
        waiting = [mark for mark in waiting if mark.end > at]


def cut(
    text: str,
    start: int,
    end: int,
    claims: Sequence[Mark],
    *,
    current: str = "",
    first: "dict[str, int] | None" = None,
    doubts: Sequence[Spot | Moment] = (),
) -> Iterator[Segment]:
    """text[start:end] as segments that put together give it back unchanged; every claim covers whole segments."""
    inner = {at for span in (*claims, *doubts) for at in (span.start, span.end) if start < at < end}
    edges = [start, *sorted(inner), end]
    for low, high in pairwise(edges):
        here = [mark for mark in claims if mark.start <= low and mark.end >= high]
        ids = tuple(dict.fromkeys(mark.claim for mark in here))
        states = {mark.status for mark in here}
        status = next((one for one in STRONGEST if one in states), None)
        begins = any(first and first.get(mark.claim) == low for mark in here)
        doubt = next((f"{one.confidence:.0%}" for one in doubts if one.start <= low and one.end >= high), "")
        yield Segment(text[low:high], low, ids, status, bool(current) and current in ids, begins, doubt)


def last_words(text: str, size: int) -> str:
    """The end of a text in about `size` characters, from its last paragraph on, or from a whole word."""
    _, ended, said = text[-size:].rpartition("\n\n")
    if ended or len(text) <= size:
        return said.lstrip()
    word, space, rest = said.partition(" ")
    return f"… {rest if space and len(word) < WORD else said}"


def first_words(text: str, size: int) -> str:
    """The beginning of a text in about `size` characters, to the end of its paragraph, or of a whole word."""
    said, ended, _ = text[:size].partition("\n\n")
    if ended or len(text) <= size:
        return said
    rest, space, word = said.rpartition(" ")
    return f"{rest if space and len(word) < WORD else said} …"


def is_uncertain(document: Document) -> bool:
    """Whether a program was not sure of some word it read or heard."""
    return any(_doubts(document, 0, len(document.text)))


def _doubts(document: Document, start: int, end: int) -> list[Spot | Moment]:
    """The words of a line of which the program was not sure that read or heard them."""
    loci: tuple[Spot | Moment, ...] = (*within(document.spots, start, end), *within(document.moments, start, end))
    return [one for one in loci if one.confidence < DOUBTFUL]


def _begins(document: Document, start: int, end: int) -> float | None:
    """The second of the recording at which a line is first heard."""
    moments = within(document.moments, start, end)
    return moments[0].begins if moments and moments[0].start >= start else None


def _furniture(document: Document, start: int, end: int) -> str:
    """Why the line is furniture: more than half of it must be marked as such."""
    for one in document.furniture:
        if min(end, one.end) - max(start, one.start) > (end - start) / 2:
            return one.why
    return ""
