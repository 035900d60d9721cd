"""What a casebook tells of the lives of persons that acts are counted by: from records, claims and adoptions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chamsae.casebook.concerning import documents, judged
from chamsae.model.claim import NOT_HAPPENED, Claim, ClaimKind, Detail, NameType
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.link import Record, record_id
from chamsae.model.log import LogEntry
from chamsae.model.person import Adoption, adoptions
from chamsae.ports import Store
from chamsae.reconcile.axes import Life
from chamsae.reconcile.lives import FIELDS, Said, life
from chamsae.text.normal import fold

#: The action by which a value is adopted for a person, or taken back.
ADOPT = "adopt"


class Lives:
    """The lives in one store. A person is an identity (id), or a record nobody has linked yet."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def everybody(self) -> Mapping[str, Life]:
        """All persons anything is told of."""
        listed = self._store.listed(kind=NameType.PERSON)
        of = {record: one.entity.id for one in listed for record in one.entity.records}
        records = [one for one in self._store.records() if one.kind is NameType.PERSON]
        return self._made(of, records, self._details(self._store.claims(kind=ClaimKind.DETAIL)), None)

    def of(self, records: Iterable[str], named_in: Iterable[str] = ()) -> Mapping[str, Life]:
        """The persons these records (ids) belong to; `named_in` are the documents of records not yet gathered."""
        wanted = set(records)
        listed = {one.entity.id: one.entity for one in self._store.entities_of(wanted).values()}
        of = {record: id for id, entity in listed.items() for record in entity.records}
        held = list(self._store.records(ids={*wanted, *of}))
        sources = {*named_in, *(record.document for record in held)}
        persons = {of.get(id, id) for id in wanted}
        whose, told = _Whose(held), list[Claim]()
        for id in sorted(sources):
            details = self._details(self._store.claims(document=id, kind=ClaimKind.DETAIL))
            told += [one for one in details if of.get(record := whose.record(one), record) in persons]
        return self._made(of, held, [*told, *self._newer(told)], persons)

    def concerned(self, entries: Iterable[LogEntry]) -> set[str]:
        """The persons of whose lives something was read, judged or adopted."""
        held = list(entries)
        targets = {target for entry in held for target in judged(self._store, entry)}
        newer = {one.by_claim for id in targets for one in self._store.judgements(target=id) if one.by_claim}
        claims = list(self._store.claims(ids=targets | newer)) if targets else []
        for document in {id for entry in held for id in documents(self._store, entry)}:
            claims += self._store.claims(document=document, kind=ClaimKind.DETAIL)
        details = list(self._first(self._details(claims)).values())
        whose = _Whose(one for id in {one.document for one in details} for one in self._store.records(document=id))
        records = {whose.record(one) for one in details} | {one.subject for one in held if one.action == ADOPT}
        listed = self._store.entities_of(records)
        return {listed[id].entity.id if id in listed else id for id in records}

    def _details(self, claims: Iterable[Claim]) -> list[Claim]:
        """Those that tell of a field acts are counted by."""
        return [one for one in claims if isinstance(one.value, Detail) and one.value.field in FIELDS]

    def _first(self, details: Iterable[Claim]) -> Mapping[str, Claim]:
        """Of each claim (id) the first one it stands in place of: a later version of a list is of the same person."""
        held = {one.id: one for one in details}
        asked = set(held)
        while missing := {one.supersedes for one in held.values() if one.supersedes} - asked:
            asked |= missing
            held |= {one.id: one for one in self._store.claims(ids=missing)}
        return {id: _oldest(one, held) for id, one in held.items()}

    def _newer(self, details: Iterable[Claim]) -> Iterator[Claim]:
        """The claims that stand in place of these, as the judgements say that put these aside."""
        ids = [one.id for one in details]
        seen = set(ids)
        while ids:
            gone = [id for id, status in self._store.statuses(ids).items() if status in ABSENT]
            newer = {one.by_claim for id in gone for one in self._store.judgements(target=id) if one.by_claim} - seen
            found = self._details(self._store.claims(ids=newer)) if newer else []
            seen |= newer
            ids = [one.id for one in found]
            yield from found

    def _made(
        self, of: Mapping[str, str], records: Sequence[Record], details: Sequence[Claim], only: set[str] | None
    ) -> dict[str, Life]:
        """The lives by person; `only` these, None for all."""
        whose, held, told = _Whose(records), defaultdict[str, list[Record]](list), defaultdict[str, list[Claim]](list)
        for record in records:
            held[of.get(record.id, record.id)].append(record)
        first = self._first(details)
        for claim in {one.id: one for one in details}.values():
            id = whose.record(first[claim.id])
            told[of.get(id, id)].append(claim)
        persons = held.keys() | told.keys() if only is None else only
        kept = [one.id for id in persons for one in told.get(id, ())]
        statuses = self._store.statuses() if only is None else self._store.statuses(kept)
        adopted = self._adopted(of, None if only is None else [one.id for id in persons for one in held.get(id, ())])
        return {
            id: life(held.get(id, ()), [_said(one, statuses, adopted.get(id, set())) for one in told.get(id, ())])
            for id in persons
        }

    def _adopted(self, of: Mapping[str, str], records: Sequence[str] | None) -> Mapping[str, set[str]]:
        """The claims whose values are adopted, by person."""
        given = defaultdict[str, list[Adoption]](list)
        entries = (
            self._store.entries(Adoption)
            if records is None
            else (one for id in records for one in self._store.entries(Adoption, subject=id))
        )
        for entry in entries:
            given[of.get(entry.subject, entry.subject)].append(entry)
        return {
            id: {claim for one in adoptions(sorted(held, key=lambda one: one.number)).values() for claim in one.claims}
            for id, held in given.items()
        }


class _Whose:
    """Finds the record that a claim is about: the same one for its reader, or spelled so in its document."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._ids: set[str] = set()
        self._in: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            if record.kind is NameType.PERSON:
                self._ids.add(record.id)
                self._in[record.document].append(record)

    def record(self, claim: Claim) -> str:
        """Its id; that which the record would have, where none is gathered yet."""
        value = claim.value
        assert isinstance(value, Detail)
        id = record_id(NameType.PERSON, claim.document, value.about_entity or value.about)
        if id in self._ids or value.about_entity:
            return id
        spelled = fold(value.about)
        held = self._in[claim.document]
        return next((one.id for one in held if any(fold(name) == spelled for name in one.names)), id)


def _oldest(claim: Claim, held: Mapping[str, Claim]) -> Claim:
    while claim.supersedes in held and claim.supersedes is not None:
        claim = held[claim.supersedes]
    return claim


def _said(claim: Claim, statuses: Mapping[str, Status], adopted: set[str]) -> Said:
    value = claim.value
    assert isinstance(value, Detail)
    status = statuses.get(claim.id, Status.PROPOSED)
    return Said(
        document=claim.document,
        field=value.field,
        text=value.text,
        code=value.code,
        when=claim.when,
        stands=status not in ABSENT and status is not Status.WITHHELD and claim.modality not in NOT_HAPPENED,
        adopted=claim.id in adopted,
    )
