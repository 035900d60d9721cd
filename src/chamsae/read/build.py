"""From what a parser gave to the document that is kept: id, language, publisher, furniture."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from chamsae.model.derivative import making_notes
from chamsae.model.document import Document, Furniture
from chamsae.read.language import UNKNOWN, language
from chamsae.read.parsed import Parsed, storable
from chamsae.text.shipped import shipped

#: Name and version under which documents are kept; it changes when the text read from the same bytes may change.
READER = "chamsae-read 1"

#: What marks furniture in a text of a language.
Mark = Callable[[str, str], Iterable[Furniture]]

#: A title or name is kept up to this many characters.
LONGEST = 1000


def document(
    parsed: Parsed,
    *,
    name: str,
    sha256: str,
    media_type: str,
    address: str | None = None,
    reader: str = READER,
    mark: Mark = lambda text, language: (),
) -> Document:
    """The document of an object: same bytes and reader, same id. `mark` says what else is furniture."""
    text = storable(parsed.text)
    tag = language(_outside_furniture(text, parsed.furniture))
    if tag == UNKNOWN and parsed.language:
        tag = parsed.language
    return Document(
        id=document_id(sha256, reader),
        sha256=sha256,
        name=storable(name),
        media_type=media_type,
        text=text,
        language=tag,
        reader=reader,
        title=_line(parsed.title),
        authors=tuple(filter(None, map(_line, parsed.authors))),
        publisher=_line(parsed.publisher) or publisher(address) or publisher(parsed.address),
        address=_line(address or parsed.address),
        published=parsed.published and replace(parsed.published, text=_line(parsed.published.text)),
        furniture=merge(parsed.furniture, mark(text, tag)),
        pages=parsed.pages,
        notes=(*map(storable, parsed.notes), *making_notes(parsed.parser, parsed.parameters)),
        spots=parsed.spots,
        moments=tuple(replace(one, speaker=_line(one.speaker)) for one in parsed.moments),
    )


def document_id(sha256: str, reader: str) -> str:
    """The id that follows from the object and its reader: reading again gives the same."""
    return "d" + hashlib.sha256(f"{sha256} {reader}".encode()).hexdigest()[:16]


def merge(first: Iterable[Furniture], second: Iterable[Furniture]) -> tuple[Furniture, ...]:
    """Both lots in order and without overlap: where two meet, the first lot keeps its stretch."""
    kept = sorted(_apart(first), key=lambda span: span.start)
    added = [piece for span in second for piece in _outside(span, kept)]
    return tuple(sorted((*kept, *_apart(added)), key=lambda span: span.start))


def publisher(address: str | None) -> str | None:
    """Who publishes at an address, from resources/publishers.yml; a subdomain belongs to its parent."""
    try:
        host = (urlsplit(address or "").hostname or "").lower()
    except ValueError:
        return None
    labels = host.split(".")
    hosts = (".".join(labels[start:]) for start in range(len(labels)))
    return next((name for host in hosts if (name := _publishers().get(host))), None)


@cache
def _publishers() -> Mapping[str, str]:
    entries = shipped("publishers")
    return {host: entry["name"] for entry in entries for host in entry["hosts"]}


def _outside_furniture(text: str, furniture: Iterable[Furniture]) -> str:
    """What is left without the furniture, unless nothing is."""
    spans = _apart(furniture)
    starts, ends = [0, *(span.end for span in spans)], [*(span.start for span in spans), len(text)]
    rest = "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    return rest if rest.strip() else text


def _line(words: str | None) -> str | None:
    """One line of metadata: storable, blank space folded, not endless; None when nothing is left."""
    return " ".join(storable(words or "").split())[:LONGEST] or None


def _apart(spans: Iterable[Furniture]) -> list[Furniture]:
    apart: list[Furniture] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start = max(span.start, apart[-1].end if apart else 0)
        if start < span.end:
            apart.append(replace(span, start=start))
    return apart


def _outside(span: Furniture, kept: list[Furniture]) -> list[Furniture]:
    """The pieces of a span that no kept one covers."""
    pieces, start = [], span.start
    for other in kept:
        if other.end <= start or other.start >= span.end:
            continue
        if other.start > start:
            pieces.append(replace(span, start=start, end=other.start))
        start = max(start, other.end)
    if start < span.end:
        pieces.append(replace(span, start=start))
    return pieces
