"""Journeys: the way of one person, from the acts that all documents tell of everybody judged to be that person."""

from chamsae.casebook.linking import Link
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Claim, Name, NameType
from chamsae.model.journey import Journey
from chamsae.model.link import Entity
from chamsae.ports import Store
from chamsae.text.normal import fold


class Journeys:
    """The journeys of the people of one casebook; nothing of them is stored, all follows from claims and judgements."""

    def __init__(self, store: Store, link: Link) -> None:
        self._store, self._link = store, link

    def of(self, person: str, *, unbroken: bool = False) -> Journey:
        """The journey of the person a record belongs to, with the bounds that its steps leave each other.

        `unbroken` assumes that whoever is held stays held until something else is told. Claims that were rejected tell
        nothing. Raises NotFound for a record that is not there, InputError where it is no person, MissingPart without
        SciPy.
        """
        from chamsae.reconcile.course import course  # noqa: PLC0415 - place names are read when first needed
        from chamsae.reconcile.figures import present  # noqa: PLC0415
        from chamsae.reconcile.itinerary import missing, steps  # noqa: PLC0415

        entity = self._link.entity(person)
        if entity.kind is not NameType.PERSON:
            raise InputError(f"a {entity.kind} has no journey", thing=person, do="Choose a person.")
        known: dict[str, set[str]] = {}
        claims: list[Claim] = []
        for id in entity.records:
            record = self._link.records()[id]
            if record.document not in known:
                of_document = list(self._store.claims(document=record.document))
                claims += present(of_document, self._store.statuses(claim.id for claim in of_document))
            names = (claim.value for claim in claims if claim.id in record.claims)
            known.setdefault(record.document, set()).update(
                value.entity for value in names if isinstance(value, Name) and value.entity
            )
        found = steps(claims, known)
        return course(entity.id, found, missing(found), unbroken=unbroken)

    def find(self, words: str) -> Entity:
        """The one person whose name is so spelled, or the person with this id.

        Raises NotFound where nobody is, InputError naming them where several are.
        """
        people = [one for one in self._link.entities() if one.kind is NameType.PERSON]
        records = self._link.records()
        if words in records:
            return self._link.entity(words)
        named = [
            one for one in people if any(fold(words) == fold(name) for id in one.records for name in records[id].names)
        ]
        if not named:
            raise NotFound(f"nobody is called {words}", do="`chamsae link --people` lists everybody, with their ids.")
        if len(named) > 1:
            several = ", ".join(f"{one.id} ({len(one.records)} records)" for one in named)
            raise InputError(f"several people are called {words}: {several}", do="Give the id of one of them.")
        return named[0]
