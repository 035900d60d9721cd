"""Nouns to rows and back; what no store can keep is refused before anything is written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chamsae import codec
from chamsae.db.models import (
    CaptureRow,
    ClaimRow,
    DocumentRow,
    GroupRow,
    LogRow,
    MemberRow,
    ObjectRow,
    ReadingRow,
    RelationRow,
)
from chamsae.model.amount import Number
from chamsae.model.claim import Act, Claim, ClaimKind, Detail, Figure, Modality, Name, Speaker, SpeakerKind, Value
from chamsae.model.document import Document, Furniture, Page, Reading, ReadState, Relation, RelationKind
from chamsae.model.log import LogEntry, Sealed
from chamsae.model.queue import asking
from chamsae.model.quote import Quote, Trigger
from chamsae.model.scoping import Flow
from chamsae.model.settlement import Aside, FigureGroup, Member, Scope, State
from chamsae.model.source import Capture, Hop, How, StoredObject
from chamsae.model.storable import storable, storable_claim
from chamsae.model.when import Precision, When


def capture_row(capture: Capture, number: int) -> CaptureRow:
    """The row of an accession."""
    storable(capture, capture.name)
    return CaptureRow(
        number=number,
        object_id=capture.sha256,
        size=capture.size,
        name=capture.name,
        how=capture.how,
        media_type=capture.media_type,
        captured_at=capture.captured_at,
        added_by=capture.added_by,
        address=capture.address,
        asked=capture.asked,
        container=capture.container,
        redirects=codec.plain(capture.redirects),
        headers=codec.plain(capture.headers),
        claimed_at=capture.claimed_at,
        notes=codec.plain(capture.notes),
    )


def capture(row: CaptureRow) -> Capture:
    """The accession in a row."""
    return Capture(
        id=row.id,
        sha256=row.object_id,
        size=row.size,
        name=row.name,
        how=How(row.how),
        media_type=row.media_type,
        captured_at=row.captured_at,
        added_by=row.added_by,
        address=row.address,
        asked=row.asked,
        container=row.container,
        redirects=codec.from_plain(tuple[Hop, ...], row.redirects),
        headers=codec.from_plain(tuple[tuple[str, str], ...], row.headers),
        claimed_at=row.claimed_at,
        notes=tuple(row.notes),
    )


def stored_object(row: ObjectRow) -> StoredObject:
    """The object in a row."""
    return StoredObject(sha256=row.sha256, sha512=row.sha512, size=row.size)


def reading(row: ReadingRow, document: str | None) -> Reading:
    """The attempt in a row; `document` is the id of what came of it."""
    return Reading(
        sha256=row.object_id,
        reader=row.reader,
        state=ReadState(row.state),
        at=row.at,
        document=document,
        reason=row.reason,
    )


def document_row(document: Document, number: int) -> DocumentRow:
    """The row of a document."""
    storable(document, document.name)
    return DocumentRow(
        number=number,
        key=document.id,
        object_id=document.sha256,
        name=document.name,
        media_type=document.media_type,
        language=document.language,
        reader=document.reader,
        title=document.title,
        authors=codec.plain(document.authors),
        publisher=document.publisher,
        address=document.address,
        published=codec.plain(document.published),
        published_from=document.published.start if document.published else None,
        furniture=codec.plain(document.furniture),
        pages=codec.plain(document.pages),
        notes=codec.plain(document.notes),
        length=len(document.text),
        text=document.text,
    )


def document(row: DocumentRow) -> Document:
    """The document in a row."""
    return Document(
        id=row.key,
        sha256=row.object_id,
        name=row.name,
        media_type=row.media_type,
        text=row.text,
        language=row.language,
        reader=row.reader,
        title=row.title,
        authors=tuple(row.authors),
        publisher=row.publisher,
        address=row.address,
        published=None if row.published is None else codec.from_plain(When, row.published),
        furniture=codec.from_plain(tuple[Furniture, ...], row.furniture),
        pages=codec.from_plain(tuple[Page, ...], row.pages),
        notes=tuple(row.notes),
    )


def claim_row(claim: Claim, document: int) -> ClaimRow:
    """The row of a claim in the document with this number; raises InputError for numbers that are none."""
    storable_claim(claim)
    return ClaimRow(
        id=claim.id,
        document_id=document,
        kind=claim.kind,
        stage=asking(claim).stage,
        quote_start=claim.quote.start,
        quote_end=claim.quote.end,
        quote=claim.quote.exact,
        prefix=claim.quote.prefix,
        suffix=claim.quote.suffix,
        trigger=claim.trigger.exact,
        trigger_start=claim.trigger.start,
        trigger_end=claim.trigger.end,
        value=codec.plain(claim.value),
        **_filters(claim.value),
        speaker=claim.speaker.text if claim.speaker else None,
        speaker_kind=claim.speaker.kind if claim.speaker else None,
        speaker_entity=claim.speaker.entity if claim.speaker else None,
        via=list(claim.via),
        place=list(claim.place),
        **_when_columns(claim.when),
        modality=claim.modality,
        confidence=claim.confidence,
        reader=claim.reader,
        why=list(claim.why),
        supersedes=claim.supersedes,
    )


def claim(row: ClaimRow, document: str) -> Claim:
    """The claim in a row; `document` is the id of its document."""
    return Claim(
        id=row.id,
        document=document,
        quote=Quote(exact=row.quote, prefix=row.prefix, suffix=row.suffix, start=row.quote_start, end=row.quote_end),
        trigger=Trigger(exact=row.trigger, start=row.trigger_start, end=row.trigger_end),
        value=codec.value_from_plain(ClaimKind(row.kind), row.value),
        speaker=_speaker(row),
        via=tuple(row.via),
        place=tuple(row.place),
        when=_when(row),
        modality=Modality(row.modality),
        confidence=row.confidence,
        reader=row.reader,
        why=tuple(row.why),
        supersedes=row.supersedes,
    )


def relation_row(relation: Relation, number: int, documents: Mapping[str, int]) -> RelationRow:
    """The row of a relation between documents of these numbers."""
    storable(relation, f"relation {relation.id}")
    return RelationRow(
        number=number,
        key=relation.id,
        document_id=documents[relation.document],
        other_id=documents[relation.other],
        kind=relation.kind,
        score=relation.score,
        directed=relation.directed,
        why=relation.why,
        shared=codec.plain(relation.shared),
        reader=relation.reader,
    )


def relation(row: RelationRow, documents: Mapping[int, str]) -> Relation:
    """The relation in a row; `documents` maps numbers to ids."""
    return Relation(
        id=row.key,
        document=documents[row.document_id],
        other=documents[row.other_id],
        kind=RelationKind(row.kind),
        score=row.score,
        directed=row.directed,
        why=row.why,
        shared=codec.from_plain(tuple[tuple[int, int, int, int], ...], row.shared),
        reader=row.reader,
    )


def group_row(group: FigureGroup) -> GroupRow:
    """The row of a figure group."""
    storable(group, f"figure {group.id}")
    return GroupRow(
        id=group.id,
        position=group.place_in_list,
        act=group.scope.act,
        counted=group.scope.counted,
        unit=group.scope.unit,
        place=group.scope.place,
        **_when_columns(group.scope.when),
        to=group.scope.to,
        flow=group.scope.flow,
        low=float_column(group.low),
        high=float_column(group.high),
        reason=group.reason,
        origins=group.origins,
        origins_most=group.origins_most,
        contradictory=group.contradictory,
        rule=group.rule,
        aside=codec.plain(group.aside),
        state=group.state,
        settlement=group.settlement,
        size=len(group.members),
    )


def member_row(member: Member, group: str, position: int) -> MemberRow:
    """The row of a claim's place in a group."""
    return MemberRow(
        group_id=group,
        position=position,
        claim_id=member.claim,
        why=member.why,
        origin=member.origin,
        copy_of=member.copy_of,
    )


def group(row: GroupRow, members: tuple[MemberRow, ...]) -> FigureGroup:
    """The figure group in a row and its member rows, in order."""
    return FigureGroup(
        id=row.id,
        scope=_scope(row),
        members=tuple(Member(claim=m.claim_id, why=m.why, origin=m.origin, copy_of=m.copy_of) for m in members),
        low=from_column(row.low),
        high=from_column(row.high),
        reason=row.reason,
        origins=row.origins,
        origins_most=row.origins_most,
        contradictory=row.contradictory,
        rule=row.rule,
        aside=tuple(codec.from_plain(Aside, one) for one in row.aside),
        state=State(row.state),
        settlement=row.settlement,
    )


def _scope(row: GroupRow) -> Scope:
    return Scope(
        act=row.act,
        counted=row.counted,
        unit=row.unit,
        place=row.place,
        when=_when(row),
        to=row.to,
        flow=Flow(row.flow) if row.flow else None,
    )


def log_row(entry: LogEntry, leaf: bytes) -> LogRow:
    """The row of a log entry with its leaf."""
    return LogRow(
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
        detail=dict(entry.detail),
        hidden=dict(entry.hidden),
        sealed=codec.plain(entry.sealed),
        format=entry.format,
        leaf=leaf.hex(),
        previous=entry.previous,
        hash=entry.hash,
    )


def log_entry(row: LogRow) -> LogEntry:
    """The log entry in a row."""
    return LogEntry(
        number=row.number,
        at=row.at,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        detail=row.detail,
        hidden=row.hidden,
        sealed={field: Sealed(**box) for field, box in row.sealed.items()},
        format=row.format,
        previous=row.previous,
        hash=row.hash,
    )


def _filters(value: Value) -> dict[str, Any]:
    """The parts of a value that screens filter by, as columns."""
    if isinstance(value, Figure):
        amount = value.amount
        ends = {"low": float_column(amount.low), "high": float_column(amount.high)}
        how = {"comparator": amount.comparator, "unit": amount.unit}
        return {**ends, **how, "counted": value.counted, "act": value.act}
    if isinstance(value, Name):
        return {"name": value.text, "name_type": value.type, "entity": value.entity}
    if isinstance(value, Detail):
        return {"name": value.about, "entity": value.about_entity}
    return {"act": value.act} if isinstance(value, Act) else {}


def float_column(number: Number | None) -> float | None:
    """Exact, because `storable` keeps numbers within 2^53."""
    return None if number is None else float(number)


def from_column(column: float | None) -> Number | None:
    """The number in a column, whole where it is."""
    return int(column) if column is not None and column.is_integer() else column


def _when_columns(when: When | None) -> dict[str, date | str | None]:
    return {
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
        "when_precision": when.precision if when else None,
        "when_text": when.text if when else None,
    }


def _when(row: ClaimRow | GroupRow) -> When | None:
    if row.when_precision is None:
        return None
    return When(start=row.when_start, end=row.when_end, precision=Precision(row.when_precision), text=row.when_text)


def _speaker(row: ClaimRow) -> Speaker | None:
    if row.speaker is None or row.speaker_kind is None:
        return None
    return Speaker(text=row.speaker, kind=SpeakerKind(row.speaker_kind), entity=row.speaker_entity)
