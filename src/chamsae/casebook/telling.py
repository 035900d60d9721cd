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
from chamsae.reconcile.coded import Told, kind_by_words, suffers
from chamsae.text.violations import proposed

#: Above so many claims, all codings are read at once.
MANY = 200


class Telling:
    """Puts what a store holds beside claims of acts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def told(self, claims: Sequence[Claim]) -> list[Told]:
        """Those of these claims that tell of an act that happened to somebody, in the order given.

        Claims that were rejected, and acts that are no kind of violation, are left out.
        """
        statuses = self._store.statuses([claim.id for claim in claims])
        own = [claim for claim in claims if _tells(claim, statuses)]
        codes = self._codes(own)
        records = self._records(own)
        figures = self._figures(own)
        parts = self._parts({claim.document for claim in own})
        found = (
            Told(
                claim=claim,
                status=statuses.get(claim.id, Status.PROPOSED),
                record=records.get((claim.document, _victim(claim)), (None, None))[0],
                person=records.get((claim.document, _victim(claim)), (None, None))[1],
                codes=codes[claim.id],
                figures=tuple(one for one in [figures.get(_act(claim).figure or "")] if one),
                involved=_identified(claim, parts.get(claim.id, []), records),
            )
            for claim in own
        )
        return [one for one in found if one.codes and suffers(one)]

    def _codes(self, claims: Sequence[Claim]) -> Mapping[str, tuple[str | None, ...]]:
        """The violations of each claim: as people coded it, else by its words; none where it can be none."""
        if len(claims) > MANY:
            entries = list(self._store.entries(Coding))
        else:
            entries = [one for claim in claims for one in self._store.entries(Coding, subject=claim.id)]
        by_people = {id: one for id, given in codings(entries).items() if (one := adopted(given))}
        return {
            claim.id: by_people[claim.id].violations if claim.id in by_people else _by_words(claim) for claim in claims
        }

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
        ids |= self._named(asked - ids.keys())
        listed |= self._store.entities_of(set(ids.values()) - listed.keys())
        return {
            (document, entity): (id, listed[id].entity.id if id in listed else id)
            for (document, entity), id in ids.items()
        }

    def _named(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The records of those whom their documents name as persons, by words or not yet gathered by linking."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for document, entity in asked:
            wanted[document].add(entity)
        found: dict[tuple[str, str], str] = {}
        for document, entities in wanted.items():
            for claim in self._store.claims(document=document, kind=ClaimKind.NAME):
                value = claim.value
                if isinstance(value, Name) and value.type is NameType.PERSON:
                    record = record_id(NameType.PERSON, document, value.entity or value.text)
                    found |= {(document, known): record for known in {value.entity, value.text} & entities if known}
        return found

    def _figures(self, claims: Iterable[Claim]) -> Mapping[str, Claim]:
        ids = {id for claim in claims if (id := _act(claim).figure)}
        held = list(self._store.claims(ids=ids)) if ids else []
        absent = {id for id, status in self._store.statuses([one.id for one in held]).items() if status in ABSENT}
        return {one.id: one for one in held if one.id not in absent}

    def _parts(self, documents: Iterable[str]) -> Mapping[str, list[Claim]]:
        """The claims that give somebody a part in an act, by the claim of the act."""
        held = [claim for id in documents for claim in self._store.claims(document=id, kind=ClaimKind.INVOLVEMENT)]
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


def _by_words(claim: Claim) -> tuple[str | None, ...]:
    act = _act(claim).act
    return (kind_by_words(claim),) if proposed(act) else ()


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
