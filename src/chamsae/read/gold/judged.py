"""What people decided about claims, as gold: accepted ones are wanted, rejected ones must not be read."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence

from chamsae.model.claim import Act, Claim, ClaimKind, Figure, Name, NameType, SpeakerKind, Statement, Time
from chamsae.model.document import Document
from chamsae.model.quote import Quote, Trigger
from chamsae.model.when import Precision, When
from chamsae.read.gold.shape import (
    Gold,
    GoldAct,
    GoldDate,
    GoldDocument,
    GoldFigure,
    GoldName,
    GoldQuotation,
    GoldTime,
    Kind,
    OtherActor,
    Rejected,
    Span,
    Told,
)


def gold_of(documents: Iterable[Document], claims: Sequence[Claim], accepted: Collection[str]) -> Gold:
    """Gold from decided claims: those in `accepted` (by id) become entries, the others rejected words.

    No kind counts as annotated in full: nobody looked at what no reader proposed. `file` and `sha256` are those of
    the text as UTF-8.
    """
    kept = [claim for claim in claims if claim.id in accepted]
    names = _ids(kept)
    return Gold(
        documents=tuple(_document(document) for document in documents),
        figures=tuple(_figure(c, c.value) for c in kept if isinstance(c.value, Figure) and _number(c.value)),
        people=_names(kept, names, "people"),
        organisations=_names(kept, names, "organisations"),
        places=_names(kept, names, "places"),
        dates=tuple(_date(c, c.value.when) for c in kept if isinstance(c.value, Time)),
        other_actors=_others(kept, frozenset(names.values())),
        acts=tuple(_act(c, c.value) for c in kept if isinstance(c.value, Act)),
        quotations=tuple(_quotation(c, c.value) for c in kept if isinstance(c.value, Statement)),
        rejected=tuple(_rejected(claim) for claim in claims if claim.id not in accepted and _has_gold(claim)),
    )


def _document(document: Document) -> GoldDocument:
    when = document.published
    day = when.start if when and when.precision is Precision.DAY else None
    return GoldDocument(
        id=document.id,
        file=f"{document.id}.txt",
        sha256=hashlib.sha256(document.text.encode()).hexdigest(),
        language=document.language,
        complete=(),
        told=Told(published=day, publisher=document.publisher, language=document.language),
        title=document.title,
    )


def _figure(claim: Claim, figure: Figure) -> GoldFigure:
    low, high = figure.amount.low, figure.amount.high
    value = high if low is None else low
    assert value is not None
    return GoldFigure(
        id=claim.id, doc=claim.document, number=_span(claim.document, claim.trigger), value=value,
        value_max=high if high != value else None, comparator=figure.amount.comparator, unit=figure.amount.unit,
        importance="core", quote=_span(claim.document, claim.quote), counts=figure.counted, category=figure.act,
        place=claim.place, date=_time(claim.when), said_by=_speaker(claim), said_by_id=_speaker_id(claim),
        reported_via=claim.via, modality=claim.modality.value,
    )  # fmt: skip


def _number(figure: Figure) -> bool:
    return (figure.amount.low, figure.amount.high) != (None, None)


def _ids(claims: Sequence[Claim]) -> Mapping[tuple[str, Kind], str]:
    """The ids of named entities; where one is named as two kinds (Beijing that speaks), the second says its kind."""
    ids: dict[tuple[str, Kind], str] = {}
    for claim in claims:
        if isinstance(claim.value, Name):
            entity, kind = claim.value.entity or claim.id, NAMES[claim.value.type]
            known = entity in ids.values() and (entity, kind) not in ids
            ids.setdefault((entity, kind), f"{entity} {kind}" if known else entity)
    return ids


def _names(claims: Sequence[Claim], ids: Mapping[tuple[str, Kind], str], kind: Kind) -> tuple[GoldName, ...]:
    """One entry for each entity of a kind, with all its mentions; a name without entity is one of its own."""
    entities: dict[str, list[tuple[Claim, Name]]] = {}
    for claim in claims:
        if isinstance(claim.value, Name) and NAMES[claim.value.type] == kind:
            entities.setdefault(ids[claim.value.entity or claim.id, kind], []).append((claim, claim.value))
    return tuple(
        GoldName(
            id=id,
            name=max((name.text for _, name in of), key=len),
            importance="core",
            mentions=tuple(_span(claim.document, claim.trigger) for claim, _ in of),
            roles=tuple(sorted({role for _, name in of for role in name.roles})),
        )
        for id, of in entities.items()
    )


def _others(claims: Sequence[Claim], named: Collection[str]) -> tuple[OtherActor, ...]:
    """Those who speak, act or suffer and are not among the names accepted, with every form they are given."""
    forms: dict[str, dict[str, None]] = {}
    for claim in claims:
        said = [(_speaker_id(claim), _speaker(claim))]
        if isinstance(claim.value, Act):
            said += [
                (claim.value.actor_entity, claim.value.actor),
                (claim.value.victim_entity, claim.value.victim),
            ]
        for id, text in said:
            if id and text and id not in named:
                forms.setdefault(id, {})[text] = None
    return tuple(OtherActor(id=id, name=" / ".join(names)) for id, names in forms.items())


def _date(claim: Claim, when: When) -> GoldDate:
    at = claim.trigger
    return GoldDate(
        doc=claim.document, start=at.start, end=at.end, text=at.exact, since=when.start, until=when.end,
        precision=when.precision.value,
    )  # fmt: skip


def _act(claim: Claim, act: Act) -> GoldAct:
    return GoldAct(
        id=claim.id, doc=claim.document, type=act.act, trigger=_span(claim.document, claim.trigger),
        importance="core", quote=_span(claim.document, claim.quote), actor=act.actor, actor_id=act.actor_entity,
        target=act.victim, target_ids=tuple(filter(None, (act.victim_entity,))), date=_time(claim.when),
        place=", ".join(claim.place) or None, source=_speaker(claim), source_id=_speaker_id(claim),
        reported_via=claim.via, modality=claim.modality.value,
    )  # fmt: skip


def _quotation(claim: Claim, statement: Statement) -> GoldQuotation:
    return GoldQuotation(
        id=claim.id, doc=claim.document, kind="direct" if statement.direct else "indirect",
        segments=(_span(claim.document, claim.trigger),), speaker=_speaker(claim), speaker_id=_speaker_id(claim),
        reported_via=claim.via,
    )  # fmt: skip


def _rejected(claim: Claim) -> Rejected:
    at = claim.trigger
    return Rejected(
        id=claim.id, doc=claim.document, start=at.start, end=at.end, text=at.exact, kind=_kind(claim)
    )  # fmt: skip


def _has_gold(claim: Claim) -> bool:
    """True for the kinds that gold is kept of: not for facts of lives, parts in acts and what was done about it."""
    return isinstance(claim.value, Name) or claim.kind in KIND


def _kind(claim: Claim) -> Kind:
    if isinstance(claim.value, Name):
        return NAMES[claim.value.type]
    return KIND[claim.kind]


NAMES: Mapping[NameType, Kind] = {
    NameType.PERSON: "people",
    NameType.ORGANISATION: "organisations",
    NameType.PLACE: "places",
    NameType.FACILITY: "places",
}
KIND: Mapping[ClaimKind, Kind] = {
    ClaimKind.FIGURE: "figures",
    ClaimKind.ACT: "acts",
    ClaimKind.STATEMENT: "quotations",
    ClaimKind.TIME: "dates",
}


def _speaker(claim: Claim) -> str | None:
    return claim.speaker.text if claim.speaker and claim.speaker.kind is not SpeakerKind.NARRATOR else None


def _speaker_id(claim: Claim) -> str | None:
    return claim.speaker.entity if claim.speaker and claim.speaker.kind is not SpeakerKind.NARRATOR else None


def _time(when: When | None) -> GoldTime | None:
    if when is None:
        return None
    return GoldTime(since=when.start, until=when.end, text=when.text, precision=when.precision.value)


def _span(document: str, at: Quote | Trigger) -> Span:
    return Span(doc=document, start=at.start, end=at.end, text=at.exact)
