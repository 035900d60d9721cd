"""From drafts to claims: a stretch of rows becomes a document, each draft a claim with its quote in it.

A claim's id follows from list, key, place in the row and what is said, not from the file: the same cell in a later
version of the list is the same claim.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from chamsae.model.canonical import canonical
from chamsae.model.claim import Act, Claim, Detail, Involvement, Speaker, SpeakerKind
from chamsae.model.quote import Quote, Trigger, cut
from chamsae.read.sheet.drafts import FORCE, Draft, Told
from chamsae.read.sheet.mapping import Mapping, slug
from chamsae.read.sheet.table import Row, letter

#: Name and version under which documents made of rows are kept.
READER = "chamsae-import 1"
#: Rows of one document: small enough to be read on a screen and written in one go, large enough to be few.
ROWS = 1000
#: How sure we are that a cell says what its column is mapped to; a person has looked at the mapping.
SURE = 0.95
#: Characters of a row that is quoted whole; of a longer one the cells that say it.
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows as the text of a document (its id), and where each cell stands in it: by row number, start and end."""

    document: str
    heads: tuple[str, ...]
    text: str
    cells: dict[int, tuple[tuple[int, int], ...]]


def page(document: str, heads: Sequence[str], rows: Iterable[Row]) -> Page:
    """The text of some rows: the headers, then each row as a paragraph, cells parted by tabs, without line breaks."""
    parts, at = [_line(heads)], len(_line(heads))
    cells: dict[int, tuple[tuple[int, int], ...]] = {}
    for row in rows:
        at += 2
        spans = []
        told = [" ".join(cell.split()) for cell in row.cells]
        start = at
        for cell in told:
            spans.append((start, start + len(cell)))
            start += len(cell) + 1
        cells[row.number] = tuple(spans)
        line = "\t".join(told)
        parts.append(line)
        at += len(line)
    return Page(document=document, heads=tuple(heads), text="\n\n".join(parts), cells=cells)


def claim(draft: Draft, id: str, told: Told, on: Page, mapping: Mapping) -> Claim:
    """The draft as a claim of the list's keeper, quoting its row."""
    spans = on.cells[told.row.number]
    start, end = _trigger(draft, spans, on.text)
    quote = _quote(draft, spans, on.text)
    column = draft.cells[0]
    return Claim(
        id=id,
        document=on.document,
        quote=quote,
        trigger=Trigger(exact=on.text[start:end], start=start, end=end),
        value=draft.value,
        reader=mapping.reader,
        speaker=Speaker(text=mapping.keeper, kind=SpeakerKind.DOCUMENT, entity=mapping.keeper),
        place=draft.place,
        when=draft.when,
        modality=FORCE,
        confidence=SURE,
        why=(
            f"row {told.row.number}, column {letter(column)} “{on.heads[column]}” of “{mapping.list}”",
            *draft.why,
        ),
    )


def identified(mapping: Mapping, told: Told, drafts: Iterable[Draft]) -> Iterator[tuple[Draft, str]]:
    """The drafts with their ids, acts before the involvements that name them."""
    given = list(drafts)
    base = f"{slug(mapping.list)}\x00{told.key}\x00"
    acts = {draft.slot: _id(base, draft) for draft in given if isinstance(draft.value, Act)}
    for draft in given:
        if isinstance(draft.value, Involvement):
            draft = replace(draft, value=replace(draft.value, act=acts.get(draft.of)))  # noqa: PLW2901
        yield draft, acts.get(draft.slot) or _id(base, draft)


def draft_of(claim: Claim, slot: str) -> Draft:
    """What a claim of an earlier version says, as a draft of the same place."""
    return Draft(slot=slot, cells=(0,), words="", value=claim.value, when=claim.when, place=claim.place)


def _id(base: str, draft: Draft) -> str:
    said = canonical((_bare(draft), draft.when, draft.place))
    return "c" + hashlib.sha256(f"{base}{draft.slot}\x00{said}".encode()).hexdigest()[:16]


def _bare(draft: Draft) -> object:
    """The value without the name of whom it is about, which has a place of its own: a new spelling changes no birth."""
    match draft.value:
        case Detail() as value:
            return replace(value, about="", other=None)
        case Act() as value:
            return replace(value, victim=None)
        case value:
            return value


def _trigger(draft: Draft, spans: Sequence[tuple[int, int]], text: str) -> tuple[int, int]:
    start, end = spans[draft.cells[0]]
    words = " ".join(draft.words.split())
    if words and (at := text.find(words, start, end)) >= 0:
        return at, at + len(words)
    return start, end


def _quote(draft: Draft, spans: Sequence[tuple[int, int]], text: str) -> Quote:
    start, end = spans[0][0], spans[-1][1]
    if end - start > LONGEST:
        start, end = min(spans[at][0] for at in draft.cells), max(spans[at][1] for at in draft.cells)
    start, end = _stripped(text, start, end)
    return cut(text, start, end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the tabs of empty cells at both ends."""
    while end > start and text[end - 1] == "\t":
        end -= 1
    while start < end and text[start] == "\t":
        start += 1
    return start, end


def _line(cells: Sequence[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells)
