"""A small casebook in memory, made by hand: one object, one document, one figure."""

import hashlib
from datetime import UTC, datetime
from io import BytesIO

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Claim, Figure, Speaker, SpeakerKind, settle_id
from chamsae.model.document import Document
from chamsae.model.quote import cut, point

TEXT = "River Watch said more than 40 people were sent back on 3 May 2021.\n\nNobody else was asked."


def book(text: str = TEXT, name: str = "note.txt") -> Casebook:
    """A casebook that holds one capture with its document, and no claims."""
    made = chamsae.in_memory()
    capture = made.archive.add_bytes(BytesIO(text.encode()), name, by="Alice")
    made.store.add_document(document(text, capture.sha256, name))
    return made


def document(text: str = TEXT, sha256: str | None = None, name: str = "note.txt") -> Document:
    """The document of the text."""
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=f"d{digest[:16]}",
        sha256=digest,
        name=name,
        media_type="text/plain",
        text=text,
        language="en",
        reader="hand 1",
    )


def figure(source: Document, words: str, low: int, *, comparator: Comparator = Comparator.MORE_THAN) -> Claim:
    """The claim that so many people were sent back, on the words given."""
    start = source.text.index(words)
    return settle_id(
        Claim(
            id="",
            document=source.id,
            quote=cut(source.text, 0, source.text.index("\n") if "\n" in source.text else len(source.text)),
            trigger=point(source.text, start, start + len(words)),
            value=Figure(
                amount=Amount(low=low, high=None, comparator=comparator, unit="person"),
                counted="people",
                act="repatriated",
            ),
            reader="hand 1",
            speaker=Speaker(text="River Watch", kind=SpeakerKind.NAMED),
        )
    )


def with_figure() -> tuple[Casebook, Claim]:
    """The casebook with its one figure."""
    made = book()
    source = next(made.store.documents())
    claim = figure(source, "more than 40", 40)
    made.store.add_claims([claim])
    return made, claim


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
