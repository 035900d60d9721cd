"""Who at work is cleared for what: numbers, what happened, who people are. Each level holds those before it."""

from dataclasses import replace

from chamsae.casebook.entering import enter
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.clearance import GROUP, Cleared
from chamsae.model.ledger import standing
from chamsae.model.vault import Admission
from chamsae.ports import Clock, Store
from chamsae.protect.may import Clearance


class Clearances:
    """The clearances of one casebook.

    While nobody was ever cleared or admitted to the vault, whoever works here is cleared for all: there is no second
    person to keep it from. Once somebody is admitted, others are cleared for what happened, not for who people are;
    once somebody is cleared, who is neither on that list nor admitted may use numbers only.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def clear(self, name: str, level: Clearance, *, by: str, why: str = "") -> Cleared:
        """Clear somebody, as they sign, for a level; the last word about a name stands. InputError for no name."""
        if not name.strip():
            raise InputError(phrase("it is not said who is cleared"), do=phrase("Give the name they sign with."))
        told = Cleared(
            subject=GROUP, name=name.strip(), level=level.name.lower(), by=by, at=self._clock(), why=why.strip()
        )
        return enter(self._store, told)

    def undo(self, number: int, *, by: str, why: str = "") -> Cleared:
        """Take an entry back; the one before it about this name stands again. Raises NotFound for none."""
        found = next((one for one in standing(self._store.entries(Cleared)) if one.number == number), None)
        if found is None:
            raise NotFound(
                phrase("there is no clearance %(number)s that stands", number=number),
                do=phrase("`chamsae consent cleared` lists them."),
            )
        return enter(self._store, replace(found, number=0, undoes=number, by=by, at=self._clock(), why=why.strip()))

    def all(self) -> list[Cleared]:
        """The last word about each name, by name."""
        held = {one.name: one for one in standing(self._store.entries(Cleared))}
        return [held[name] for name in sorted(held)]

    def of(self, name: str) -> Clearance:
        """What somebody is cleared for now: by the list, else for all with a key of the vault, else as said above."""
        told = {one.name: Clearance[one.level.upper()] for one in self.all()}
        admitted = {one.name for one in standing(self._store.entries(Admission))}
        if name in told:
            return told[name]
        if name in admitted:
            return Clearance.IDENTITY
        if any(self._store.entries(Cleared)):
            return Clearance.TEAM
        return Clearance.IDENTITY if self.open_to_all() else Clearance.CASE

    def open_to_all(self) -> bool:
        """Whether nobody was ever cleared or admitted, so that everybody may use everything."""
        return not any(self._store.entries(Cleared)) and not any(self._store.entries(Admission))
