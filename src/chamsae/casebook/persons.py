"""Everything said of one person, from all documents that name somebody judged to be that person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chamsae.casebook.entering import enter
from chamsae.casebook.linking import Link
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.case import Wanted
from chamsae.model.claim import NOT_HAPPENED, Claim, ClaimKind, Detail, Intervention, NameType
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.link import Entity, Record, record_id
from chamsae.model.person import Adoption, Fact, PersonFile, Rival, adoptions
from chamsae.ports import Clock, Store
from chamsae.text.normal import fold
from chamsae.text.vocabulary import fields, inverse

#: The field that holds relations.
KIN = "kin"


class Persons:
    """The persons of one casebook, with every value beside its rivals."""

    def __init__(self, store: Store, clock: Clock, link: Link) -> None:
        self._store, self._clock, self._link = store, clock, link

    def of(self, person: str) -> PersonFile:
        """The person a record belongs to; raises NotFound, and InputError where it is no person."""
        entity, records = self._records(person)
        said = self._said(records)
        details = [claim for claim in said if isinstance(claim.value, Detail)]
        statuses = self._store.statuses([claim.id for claim in said])
        known = adoptions(entry for id in entity.records for entry in self._store.entries(Adoption, subject=id))
        own = [claim for claim in details if _of(claim, records)]
        rivals = {
            field: list(self._rivals(group, statuses, records))
            for field, group in _by_field(own).items()
            if field != KIN
        }
        kin = self._rivals([claim for claim in details if _field(claim) == KIN], statuses, records)
        return PersonFile(
            id=entity.id,
            names=tuple(dict.fromkeys(name for record in records.values() for name in record.names)),
            records=entity.records,
            facts=tuple(_fact(field, rivals[field], known.get(field)) for field in _in_order(rivals)),
            kin=tuple(kin),
            acts=tuple(self._store.coded_acts(Wanted(persons=(entity.id,)))),
            interventions=tuple(claim.id for claim in said if isinstance(claim.value, Intervention)),
        )

    def adopt(self, person: str, field: str, claims: Sequence[str], *, by: str, why: str = "") -> Adoption:
        """Take the value that these claims give for that of the person, until somebody adopts another or undoes it.

        Raises NotFound, and InputError for claims that say nothing of this field of this person.
        """
        entity, records = self._records(person)
        own = [claim for claim in self._said(records) if _of(claim, records) and _field(claim) == field]
        if not claims or not {*claims} <= {claim.id for claim in own}:
            raise InputError(
                phrase("these claims do not tell the %(field)s of this person", field=field), thing=entity.id
            )
        known = tuple(claim.id for claim in own)
        entry = Adoption(
            subject=entity.id, field=field, claims=tuple(claims), known=known, by=by, at=self._clock(), why=why
        )
        return enter(self._store, entry, action="adopt")

    def unadopt(self, person: str, field: str, *, by: str, why: str = "") -> Adoption:
        """Take back the value adopted for a field; raises NotFound where none is."""
        entity, _ = self._records(person)
        held = adoptions(entry for id in entity.records for entry in self._store.entries(Adoption, subject=id))
        if field not in held:
            raise NotFound(phrase("no %(field)s is adopted for %(id)s", field=field, id=entity.id))
        old = held[field]
        entry = Adoption(
            subject=old.subject, field=field, claims=(), by=by, at=self._clock(), why=why, undoes=old.number
        )
        return enter(self._store, entry, action="adopt")

    def _records(self, person: str) -> tuple[Entity, Mapping[str, Record]]:
        entity = self._link.entity(person)
        if entity.kind is not NameType.PERSON:
            raise InputError(
                phrase("a %(kind)s is no person", kind=entity.kind), thing=person, do=phrase("Choose a person.")
            )
        return entity, {record.id: record for record in self._store.records(ids=entity.records)}

    def _said(self, records: Mapping[str, Record]) -> list[Claim]:
        """The claims of facts and interventions about a person, from either side, in order of documents."""
        found = []
        for document in dict.fromkeys(record.document for record in records.values()):
            for kind in (ClaimKind.DETAIL, ClaimKind.INTERVENTION):
                held = list(self._store.claims(document=document, kind=kind))
                found += [one for one in held if _of(one, records) or _of_other(one, records)]
        absent = {id for id, status in self._store.statuses([one.id for one in found]).items() if status in ABSENT}
        return [one for one in found if one.id not in absent and one.modality not in NOT_HAPPENED]

    def _rivals(
        self, claims: Sequence[Claim], statuses: Mapping[str, Status], records: Mapping[str, Record]
    ) -> Iterator[Rival]:
        """The values claims give, each once, those of most documents first."""
        others = self._others(claims, records)
        groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
        for claim in claims:
            groups[_same_value(claim, others[claim.id], back=not _of(claim, records))].append(claim)
        ordered = sorted(groups.values(), key=lambda group: -len({claim.document for claim in group}))
        for group in ordered:
            yield _rival(group, others[group[0].id], statuses, back=not _of(group[0], records))

    def _others(
        self, claims: Sequence[Claim], records: Mapping[str, Record]
    ) -> Mapping[str, tuple[str | None, str | None]]:
        """Of each relation the second person in words, and whom it was judged to be."""
        sides = {claim.id: _other_side(claim, back=not _of(claim, records)) for claim in claims}
        ids = {
            claim.id: record_id(NameType.PERSON, claim.document, entity)
            for claim in claims
            if (entity := sides[claim.id][1])
        }
        listed = self._store.entities_of(ids.values())
        return {
            id: (words, listed[ids[id]].entity.id if id in ids and ids[id] in listed else None)
            for id, (words, _) in sides.items()
        }


def _detail(claim: Claim) -> Detail:
    assert isinstance(claim.value, Detail)
    return claim.value


def _field(claim: Claim) -> str:
    return claim.value.field if isinstance(claim.value, Detail) else ""


def _of(claim: Claim, records: Mapping[str, Record]) -> bool:
    """True where a claim is about this person: the same one for its reader, or spelled so in its document."""
    value = claim.value
    assert isinstance(value, Detail | Intervention)
    return _is(claim.document, value.about_entity, value.about, records)


def _of_other(claim: Claim, records: Mapping[str, Record]) -> bool:
    """True where this person is the second one of a relation."""
    value = claim.value
    return isinstance(value, Detail) and _is(claim.document, value.other_entity, value.other, records)


def _is(document: str, entity: str | None, words: str | None, records: Mapping[str, Record]) -> bool:
    if entity:
        return record_id(NameType.PERSON, document, entity) in records
    spelled = fold(words or "")
    return any(
        record.document == document and any(fold(name) == spelled for name in record.names)
        for record in records.values()
    )


def _other_side(claim: Claim, *, back: bool) -> tuple[str | None, str | None]:
    """The second person of a relation in words, and the reader's entity; seen from the other side the first."""
    value = _detail(claim)
    return (value.about, value.about_entity) if back else (value.other, value.other_entity)


def _by_field(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.value, Detail):
            found[claim.value.field].append(claim)
    return found


def _in_order(held: Iterable[str]) -> list[str]:
    """Fields in the order in which a person is told of; unknown ones last."""
    order = list(fields())
    return sorted(held, key=lambda field: (order.index(field) if field in order else len(order), field))


def _same_value(claim: Claim, other: tuple[str | None, str | None], *, back: bool) -> tuple[str, ...]:
    """What two claims must have in common to give one value."""
    value = _detail(claim)
    code = inverse(KIN, value.code) if back and value.code else value.code
    who = (other[1] or fold(other[0] or ""),) if value.field == KIN else ()
    when = (str(claim.when.start), str(claim.when.end)) if value.field in {"birth", "death"} and claim.when else ()
    return (code or ("" if when else fold(value.text)), *who, *when)


def _rival(
    claims: Sequence[Claim], other: tuple[str | None, str | None], statuses: Mapping[str, Status], *, back: bool
) -> Rival:
    value = _detail(claims[0])
    accepted = any(statuses.get(claim.id) is Status.ACCEPTED for claim in claims)
    return Rival(
        text=value.text,
        code=inverse(KIN, value.code) if back and value.code else value.code,
        other=other[0],
        identity=other[1],
        back=back,
        claims=tuple(claim.id for claim in claims),
        documents=tuple(dict.fromkeys(claim.document for claim in claims)),
        status=Status.ACCEPTED if accepted else statuses.get(claims[0].id, Status.PROPOSED),
    )


def _fact(field: str, values: Sequence[Rival], entry: Adoption | None) -> Fact:
    said = {claim for value in values for claim in value.claims}
    adopted = next((value for value in values if entry and {*entry.claims} & {*value.claims}), None)
    return Fact(
        field=field,
        values=tuple(values),
        adopted=adopted,
        by_entry=entry.number if entry and adopted else None,
        unseen=bool(entry and said - {*entry.known}),
    )
