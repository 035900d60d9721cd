"""Rows of the database as lines for list screens: a few queries for a whole list, never one per line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from chamsae import codec
from chamsae.db import rows as nouns
from chamsae.db.models import CaptureRow, ClaimRow, DocumentRow, ReadingRow, RelationRow
from chamsae.model.claim import Claim
from chamsae.model.document import DEPENDENT, Document, ReadState, RelationKind
from chamsae.model.judgement import Status
from chamsae.model.queue import Stage
from chamsae.model.when import When
from chamsae.web import labels

#: Relations shown with a document, and passages shown with a relation.
RELATIONS = 12
PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A document as lists name it."""

    id: str
    title: str
    language: str
    publisher: str
    published: When | None = None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim with its state, the document it stands in, why it is asked, and how sure we are.

    `learned` is True where that follows from people's answers, not from the reader.
    """

    claim: Claim
    status: Status
    document: Title
    stage: Stage
    sure: float
    learned: bool


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two documents and how the one may depend on the other."""

    id: str
    left: Title
    right: Title
    words: str
    score: float
    why: str
    status: Status


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation as seen from one of its documents; `shared` are the passages in that one's words."""

    id: str
    words: str
    other: Title
    score: float
    why: str
    status: Status
    shared: tuple[str, ...]
    dependent: bool


def failures(alias: str, limit: int) -> list[tuple[str, str, str]]:
    """The last objects that could not be read: accession, name, reason."""
    rows = ReadingRow.objects.using(alias).filter(latest=True, state=ReadState.FAILED).order_by("-number")[:limit]
    reasons = {row.object_id: row.reason or "" for row in rows}
    captures = CaptureRow.objects.using(alias).filter(object__in=list(reasons)).order_by("-number")
    first = {row.object_id: row for row in captures}
    return [(first[sha256].id, first[sha256].name, reason) for sha256, reason in reasons.items() if sha256 in first]


def titles(alias: str, numbers: Iterable[int]) -> Mapping[int, Title]:
    """Documents by row number, without their text."""
    return dict(_titles(alias, number__in=set(numbers)))


def titles_by_key(alias: str, keys: Iterable[str]) -> Mapping[str, Title]:
    """Documents by id, without their text."""
    return {title.id: title for _, title in _titles(alias, key__in=set(keys))}


def claim_lines(alias: str, rows: Iterable[ClaimRow]) -> list[ClaimLine]:
    """The claims of a list in its order: two queries."""
    found = list(rows)
    named = titles(alias, [row.document_id for row in found])
    return [claim_line(row, named[row.document_id]) for row in found]


def claim_line(row: ClaimRow, title: Title) -> ClaimLine:
    """A row as a line."""
    claim, learned = nouns.claim(row, title.id), row.sure is not None
    sure = claim.confidence if row.sure is None else row.sure
    return ClaimLine(claim, Status(row.status), title, Stage(row.stage), sure, learned)


def pair_lines(alias: str, rows: "QuerySet[RelationRow]", limit: int) -> list[PairLine]:
    """The likeliest relations of a list: two queries."""
    found = list(rows.order_by("-score", "number")[:limit])
    named = titles(alias, [number for row in found for number in (row.document_id, row.other_id)])
    return [
        PairLine(row.key, named[row.document_id], named[row.other_id], str(labels.RELATION[RelationKind(row.kind)]),
                 row.score, row.why, Status(row.status))
        for row in found
    ]  # fmt: skip


def relations_of(alias: str, document: Document) -> list[RelationLine]:
    """How a document depends on others and others on it, likeliest first: two queries."""
    rows = RelationRow.objects.using(alias).select_related(None)
    number = DocumentRow.objects.using(alias).values_list("number", flat=True).get(key=document.id)
    found = list(rows.filter(Q(document=number) | Q(other=number)).order_by("-score", "number")[:RELATIONS])
    named = titles(alias, [one for row in found for one in (row.document_id, row.other_id)])
    return [_relation_line(row, document, number, named) for row in found]


def _titles(alias: str, **condition: set[int] | set[str]) -> Iterator[tuple[int, Title]]:
    rows = DocumentRow.objects.using(alias).filter(**condition)
    for number, key, title, name, language, publisher, published in rows.values_list(
        "number", "key", "title", "name", "language", "publisher", "published"
    ):
        when = codec.from_plain(When, published) if published else None
        yield number, Title(key, title or name, language, publisher or "", when)


def _relation_line(row: RelationRow, document: Document, number: int, named: Mapping[int, Title]) -> RelationLine:
    turned = row.document_id != number
    kind = RelationKind(row.kind)
    words = (labels.RELATION_TURNED if turned and row.directed else labels.RELATION)[kind]
    offsets = [(one[2], one[3]) if turned else (one[0], one[1]) for one in row.shared[:PASSAGES]]
    return RelationLine(
        id=row.key,
        words=str(words),
        other=named[row.document_id if turned else row.other_id],
        score=row.score,
        why=row.why,
        status=Status(row.status),
        shared=tuple(document.text[start:end] for start, end in offsets),
        dependent=not turned and kind in DEPENDENT,
    )
