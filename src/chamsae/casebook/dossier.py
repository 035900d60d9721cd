"""What leaves for other systems: claims that stand, with whom they are about as far as people judged."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from chamsae.model.claim import Act, Claim, Detail, Intervention, Involvement, Name, NameType
from chamsae.model.exchange import Dossier, Going, Someone
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.link import record_id
from chamsae.ports import Store

#: Records asked for in one go.
BATCH = 500


def dossier(store: Store, *, withheld: bool) -> Dossier:
    """All claims that stand (those withheld only when asked for) with documents and people; reads, changes nothing.

    A claim that was rejected, retired or only suggested stays, and so does one that a later one supersedes.
    """
    left_out = ABSENT if withheld else ABSENT | {Status.WITHHELD}
    people = _People(store)
    gone = {id for id, status in store.statuses().items() if status in left_out}
    superseded = {claim.supersedes for claim in store.claims() if claim.supersedes and claim.id not in gone}
    standing = [claim for claim in store.claims() if claim.id not in gone | superseded]
    people.meet(claim for claim in standing if isinstance(claim.value, Name))
    going = tuple(Going(claim=claim, whom=people.whom(claim), by=people.by(claim)) for claim in standing)
    cited = {claim.document for claim in standing}
    documents = {one.id: one for one in store.documents(text=False) if one.id in cited}
    return Dossier(documents=documents, people=people.known, claims=going)


@dataclass(slots=True)
class _People:
    """Who is named in which document, found by the entity a reader gave it; nobody is made one with anybody here."""

    _store: Store
    known: dict[str, Someone] = field(default_factory=dict)
    _of: dict[tuple[str, str], str] = field(default_factory=dict)

    def meet(self, names: Iterable[Claim]) -> None:
        """Learn whom names name: the entity people judged them to be, else the record of the document."""
        coming = iter(names)
        while some := list(islice(coming, BATCH)):
            listed = self._store.entities_of({_record(claim) for claim in some})
            for claim in some:
                one = listed.get(_record(claim))
                names_of = one.names if one else (_name(claim).text,)
                roles = one.roles if one else _name(claim).roles
                self._add(one.entity.id if one else _record(claim), _name(claim).type, names_of, roles)
                key = _name(claim).entity or _name(claim).text
                self._of[claim.document, key] = one.entity.id if one else _record(claim)

    def whom(self, claim: Claim) -> str | None:
        """Whom a claim is about, or to whom it was done."""
        match claim.value:
            case Name() as value:
                return self._of[claim.document, value.entity or value.text]
            case Act() as value:
                return self._found(claim, value.victim_entity, value.victim)
            case Detail() | Intervention() as value:
                return self._found(claim, value.about_entity, value.about)
            case _:
                return None

    def by(self, claim: Claim) -> str | None:
        """Who did it."""
        match claim.value:
            case Act() | Involvement() as value:
                return self._found(claim, value.actor_entity, value.actor)
            case Intervention() as value:
                return self._found(claim, value.party_entity, value.party)
            case _:
                return None

    def _found(self, claim: Claim, entity: str | None, words: str | None) -> str | None:
        if entity is None:
            return None
        known = self._of.get((claim.document, entity))
        if known is None and words:
            known = record_id(NameType.ORGANISATION, claim.document, entity)
            self._of[claim.document, entity] = known
            self._add(known, NameType.ORGANISATION, (words,), ())
        return known

    def _add(self, id: str, type: NameType, names: Iterable[str], roles: Iterable[str]) -> None:
        held = self.known.get(id)
        all_names = dict.fromkeys((*(held.names if held else ()), *names))
        all_roles = dict.fromkeys((*(held.roles if held else ()), *roles))
        self.known[id] = Someone(
            id=id, type=held.type if held else type, names=tuple(all_names), roles=tuple(all_roles)
        )


def _name(claim: Claim) -> Name:
    assert isinstance(claim.value, Name)
    return claim.value


def _record(claim: Claim) -> str:
    return record_id(_name(claim).type, claim.document, _name(claim).entity or _name(claim).text)
