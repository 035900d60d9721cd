"""Small documents and claims in invented words."""

from datetime import date

import numpy as np

from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator
from chamsae.model.claim import Claim, Figure, Modality, Speaker, SpeakerKind, settle_id
from chamsae.model.document import Document, Relation, RelationKind
from chamsae.model.quote import cut, point
from chamsae.model.when import Precision, When
from chamsae.reconcile.evidence import relation_id
from chamsae.reconcile.scope import DocumentFacts

LETTERS = "abdeghiklmnoprstuvz"


def words(seed: int, count: int, *, hangul: bool = False) -> list[str]:
    """So many invented words."""
    chance = np.random.default_rng(seed)
    if hangul:
        return ["".join(chr(0xAC00 + int(c)) for c in chance.integers(0, 11172, 3)) for _ in range(count)]
    return ["".join(LETTERS[int(c)] for c in chance.integers(0, len(LETTERS), 6)) for _ in range(count)]


def document(
    name: str,
    text: str,
    *,
    publisher: str | None = None,
    published: When | None = None,
    address: str | None = None,
    language: str = "en",
) -> Document:
    """A document of that text."""
    return Document(
        id=name,
        sha256=name,
        name=name,
        media_type="text/plain",
        text=text,
        language=language,
        reader="made",
        publisher=publisher,
        published=published,
        address=address,
    )


def facts(name: str, day: date | None = None, publisher: str | None = None) -> DocumentFacts:
    """What is known of a document."""
    return DocumentFacts(id=name, publisher=publisher, published=When.day(day) if day else None)


def figure(
    document: str,
    number: int,
    comparator: Comparator = Comparator.EXACT,
    *,
    act: str = "repatriated",
    counted: str = "North Korean escapees",
    unit: str = "person",
    place: tuple[str, ...] = ("China",),
    when: When | None = None,
    speaker: str | None = None,
    words: str = "",
    modality: Modality = Modality.ASSERTED,
    at: int = 0,
) -> Claim:
    """A figure claim; `words` is its sentence, in which the number must stand."""
    text = words or f"In all {number} {counted} were {act}."
    start = text.index(str(number))
    text = " " * at + text
    amount = Amount(
        low=None if comparator in OPEN_BELOW else number,
        high=None if comparator in OPEN_ABOVE else number,
        comparator=comparator,
        unit=unit,
    )
    return settle_id(
        Claim(
            id="",
            document=document,
            quote=cut(text, at, len(text)),
            trigger=point(text, at + start, at + start + len(str(number))),
            value=Figure(amount=amount, counted=counted, act=act),
            reader="made",
            speaker=Speaker(text=speaker or "", kind=SpeakerKind.NAMED if speaker else SpeakerKind.NARRATOR),
            place=place,
            when=when,
            modality=modality,
        )
    )


def derives(document: str, other: str, kind: RelationKind = RelationKind.REWRITE, *, directed: bool = True) -> Relation:
    """A relation between two documents."""
    return Relation(
        id=relation_id(document, other), document=document, other=other, kind=kind, score=0.5, directed=directed, why=""
    )


def day(month: int, number: int) -> When:
    """A day of 2023."""
    return When.day(date(2023, month, number))


def month(number: int, text: str = "last month") -> When:
    """A month of 2023."""
    last = {10: 31, 9: 30, 8: 31}[number]
    return When(start=date(2023, number, 1), end=date(2023, number, last), precision=Precision.MONTH, text=text)


RECENTLY = When(precision=Precision.VAGUE, text="recently")
