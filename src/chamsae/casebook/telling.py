"""Claims of acts with all that a casebook knows of them: victim, coding, numbers, who had a part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chamsae.model.case import Involved
from chamsae.model.claim import NOT_HAPPENED, Act, Claim, ClaimKind, Involvement, Name, NameType
from chamsae.model.coding import Coding, adopted, codings
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.link import record_id
from chamsae.ports import Store
from chamsae.reconcile.answering import involved
from chamsae.reconcile.coded import Told, kind_by_words, shelf, suffers
from chamsae.text.violations import proposed

#: The violations under which people coded claims, by claim.
Coded = Mapping[str, tuple[str | None, ...]]
#: Above so many claims, all codings are read at once.
MANY = 200


class Telling:
    """Puts what a store holds beside claims of acts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def coded(self) -> Coded:
        """The violations under which people have coded claims, by claim; to be read once where many are told."""
        return _adopted(self._store.entries(Coding))

    def shelves(self, claims: Sequence[Claim], coded: Coded) -> list[tuple[str, str]]:
        """The shelf of each of these claims that may be of an act, with its id; what the claim rests on is not read."""
        statuses = self._store.statuses([claim.id for claim in claims])
        own = [claim for claim in claims if _tells(claim, statuses) and _violates(claim, coded)]
        records = self._records(own)
        found = (_named(claim, records) for claim in own)
        return [(shelf(one), one.claim.id) for one in found if suffers(one) or one.value.figure]

    def told(self, claims: Sequence[Claim], coded: Coded | None = None) -> list[Told]:
        """Those of these claims that tell of an act that happened to somebody, in the order given.

        Claims that were rejected, and acts that are no kind of violation, are left out.
        """
        statuses = self._store.statuses([claim.id for claim in claims])
        own = [claim for claim in claims if _tells(claim, statuses)]
        by_people = self._codings(own) if coded is None else coded
        records = self._records(own)
        figures = self._figures(own)
        parts = self._parts({claim.document for claim in own})
        found = (
            replace(
                _named(claim, records),
                status=statuses.get(claim.id, Status.PROPOSED),
                codes=by_people[claim.id] if claim.id in by_people else _by_words(claim),
                figures=tuple(one for one in [figures.get(_act(claim).figure or "")] if one),
                involved=_identified(claim, parts.get(claim.id, []), records),
            )
            for claim in own
        )
        return [one for one in found if one.codes and suffers(one)]

    def _codings(self, claims: Sequence[Claim]) -> Coded:
        """How people coded these claims."""
        if len(claims) > MANY:
            return self.coded()
        return _adopted(one for claim in claims for one in self._store.entries(Coding, subject=claim.id))

    def _records(self, claims: Iterable[Claim]) -> Mapping[tuple[str, str | None], tuple[str, str]]:
        """The record of everybody in these acts, by document and entity there, with whom it was judged to be."""
        asked = {
            (claim.document, entity)
            for claim in claims
            for entity in (_victim(claim), _act(claim).actor_entity)
            if entity
        }
        direct = {one: record_id(NameType.PERSON, *one) for one in asked}
        listed = dict(self._store.entities_of(direct.values()))
        ids = {one: id for one, id in direct.items() if id in listed}
        ids |= self._not_gathered(asked - ids.keys())
        listed |= self._store.entities_of(set(ids.values()) - listed.keys())
        return {
            (document, entity): (id, listed[id].entity.id if id in listed else id)
            for (document, entity), id in ids.items()
        }

    def _not_gathered(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The records of those whom their documents name as persons, by words or not yet gathered by linking."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for document, entity in asked:
            wanted[document].add(entity)
        found: dict[tuple[str, str], str] = {}
        for claim in self._store.claims(documents=wanted, kind=ClaimKind.NAME) if wanted else ():
            value = claim.value
            if isinstance(value, Name) and value.type is NameType.PERSON:
                record = record_id(NameType.PERSON, claim.document, value.entity or value.text)
                known = {value.entity, value.text} & wanted[claim.document]
                found |= {(claim.document, one): record for one in known if one}
        return found

    def _figures(self, claims: Iterable[Claim]) -> Mapping[str, Claim]:
        ids = {id for claim in claims if (id := _act(claim).figure)}
        held = list(self._store.claims(ids=ids)) if ids else []
        absent = {id for id, status in self._store.statuses([one.id for one in held]).items() if status in ABSENT}
        return {one.id: one for one in held if one.id not in absent}

    def _parts(self, documents: Iterable[str]) -> Mapping[str, list[Claim]]:
        """The claims that give somebody a part in an act, by the claim of the act."""
        held = list(self._store.claims(documents=documents, kind=ClaimKind.INVOLVEMENT))
        statuses = self._store.statuses([claim.id for claim in held]) if held else {}
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in held:
            if isinstance(claim.value, Involvement) and claim.value.act and statuses.get(claim.id) not in ABSENT:
                found[claim.value.act].append(claim)
        return found


def _act(claim: Claim) -> Act:
    assert isinstance(claim.value, Act)
    return claim.value


def _victim(claim: Claim) -> str | None:
    """Who suffered the act, as the reader of its document knows them; what a person made by hand gives words alone."""
    act = _act(claim)
    return act.victim_entity or (act.victim if claim.reader.startswith("person ") else None)


def _tells(claim: Claim, statuses: Mapping[str, Status]) -> bool:
    return isinstance(claim.value, Act) and claim.modality not in NOT_HAPPENED and statuses.get(claim.id) not in ABSENT


def _violates(claim: Claim, coded: Coded) -> bool:
    """True where an act may be a violation, by people or by its kind."""
    return bool(coded[claim.id] if claim.id in coded else _by_words(claim))


def _adopted(entries: Iterable[Coding]) -> Coded:
    return {id: one.violations for id, given in codings(entries).items() if (one := adopted(given))}


def _named(claim: Claim, records: Mapping[tuple[str, str | None], tuple[str, str]]) -> Told:
    """A claim with whom it names as the victim."""
    record, person = records.get((claim.document, _victim(claim)), (None, None))
    return Told(claim=claim, record=record, person=person)


def _by_words(claim: Claim) -> tuple[str | None, ...]:
    act = _act(claim)
    return (kind_by_words(claim),) if act.violation or proposed(act.act) else ()


def _identified(
    claim: Claim, said: Sequence[Claim], records: Mapping[tuple[str, str | None], tuple[str, str]]
) -> tuple[Involved, ...]:
    """Who had a part, with whom each was judged to be."""
    entities = {claim.id: _act(claim).actor_entity}
    entities |= {one.id: one.value.actor_entity for one in said if isinstance(one.value, Involvement)}
    return tuple(
        replace(one, identity=records.get((claim.document, entities.get(one.claims[0])), (None, None))[1])
        for one in involved(claim, said)
    )
