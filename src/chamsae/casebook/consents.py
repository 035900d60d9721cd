"""The consent ledger of a casebook: what each person allowed, asked anew each time; the present right is computed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chamsae.casebook.clearances import Clearances
from chamsae.casebook.entering import enter
from chamsae.casebook.linking import Link
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.claim import NameType
from chamsae.model.clearance import WitnessIs
from chamsae.model.consent import (
    PUBLIC_PURPOSES,
    Answer,
    Circumstances,
    Consent,
    Decision,
    Extent,
    Permission,
    Purpose,
    in_force,
    permitted,
)
from chamsae.model.consent import today as last_day
from chamsae.model.interview import Account, Interview
from chamsae.model.ledger import standing
from chamsae.model.watch import Tracing
from chamsae.ports import Clock, Store
from chamsae.protect.may import CARRIES, INSIDE, PUBLIC, Actor, Field, FieldKind, Right, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A person with the consent in force, and the answer for every purpose today; `ends` is its last day."""

    person: str
    consent: Consent
    answers: Mapping[Purpose, Answer]

    @property
    def ends(self) -> date | None:
        """The last day it holds, where one was named."""
        return self.consent.circumstances.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What may be done for one purpose towards one recipient, kind of thing by kind of thing."""

    purpose: Purpose
    recipient: str
    rights: Mapping[FieldKind, Right]


class Consents:
    """What people allowed, in one casebook. A person is a witness's code, a record, or a tracing request."""

    def __init__(self, store: Store, clock: Clock, link: Link) -> None:
        self._store, self._clock, self._link = store, clock, link
        self.clearances = Clearances(store, clock)

    def record(
        self,
        person: str,
        permissions: Iterable[Permission],
        circumstances: Circumstances,
        *,
        by: str,
        covers: Sequence[str] = (),
        extent: Extent = Extent.WHOLE,
        refused: bool = False,
        why: str = "",
    ) -> Consent:
        """Write down what a person answered, purpose by purpose; `refused` for somebody who will not.

        `covers` names items (none: everything of theirs). A whole replaces all that was said of them; a part only the
        answers it names. Raises NotFound for nobody, InputError without the risks that were explained (but for a
        refusal), for a relative who is not named, for a purpose answered twice, and for a part that answers nothing.
        """
        self.ids(person)
        entry = Consent(
            subject=person, decision=Decision.REFUSED if refused else Decision.GIVEN, permissions=tuple(permissions),
            covers=tuple(covers), circumstances=circumstances, extent=extent, by=by, at=self._clock(), why=why.strip(),
        )  # fmt: skip
        check_asked(entry)
        return enter(self._store, entry)

    def undo(self, number: int, *, by: str, why: str = "") -> Consent:
        """Take an entry back that was a slip: it never was. Raises NotFound for none that stands."""
        found = next((one for one in standing(self._store.entries(Consent)) if one.number == number), None)
        if found is None:
            raise NotFound(
                phrase("there is no consent %(number)s that stands", number=number),
                do=phrase("`chamsae consent list` lists them."),
            )
        back = replace(found, number=0, undoes=number, by=by, at=self._clock(), why=why.strip())
        return enter(self._store, back)

    def of(self, person: str) -> list[Consent]:
        """Every entry about a person in order, under all records and codes they are known by."""
        found = [one for id in self.ids(person) for one in self._store.entries(Consent, subject=id)]
        return sorted(found, key=lambda one: one.number)

    def may(self, actor: Actor, purpose: Purpose, recipient: str, field: Field, *, person: str) -> Right:
        """Whether somebody may use a field of this person now (chamsae.protect.may)."""
        return may(actor, purpose, recipient, field, self.of(person), self._clock())

    def actor(self, name: str) -> Actor:
        """Somebody at work with what they are cleared for (casebook.clearances)."""
        return Actor(name=name, cleared=self.clearances.of(name))

    def rights(self, person: str, actor: Actor) -> list[Line]:
        """What may be done now with what is known of a person, use by use: for which purpose, towards whom."""
        given, now = self.of(person), self._clock()
        named = dict.fromkeys(to for one in standing(given) for to in one.circumstances.recipients)
        found = []
        for purpose in Purpose:
            for to in _recipients(purpose, tuple(named)):
                may_be = {kind: may(actor, purpose, to, Field(kind=kind), given, now) for kind in CARRIES[purpose]}
                found.append(Line(purpose=purpose, recipient=to, rights=may_be))
        return found

    def tie(self, witness: str, record: str, *, by: str, why: str = "") -> WitnessIs:
        """Say that a witness is the person of a record: from now on their consents and accounts are one person's.

        Raises NotFound for no such witness or record, InputError for a record that is no person and for a witness who
        is tied already.
        """
        if witness not in self._codes():
            raise NotFound(
                phrase("no witness has this code"), thing=witness, do=phrase("`chamsae interview list` lists them.")
            )
        self._records(record)
        if self._tied(witness):
            raise InputError(
                phrase("this witness is tied to a record already"), thing=witness, do=phrase("Untie them first.")
            )
        return enter(self._store, WitnessIs(subject=witness, record=record, by=by, at=self._clock(), why=why.strip()))

    def untie(self, witness: str, *, by: str, why: str = "") -> WitnessIs:
        """Take it back. Raises NotFound where the witness is tied to no record."""
        found = self._tied(witness)
        if found is None:
            raise NotFound(phrase("this witness is tied to no record"), thing=witness)
        back = replace(found, number=0, undoes=found.number, by=by, at=self._clock(), why=why.strip())
        return enter(self._store, back)

    def answers(self, person: str) -> Mapping[Purpose, Answer]:
        """The answer for every purpose today, whatever the item."""
        return permitted(self.of(person), last_day(self._clock()))

    def all(self) -> list[Told]:
        """Everybody who was asked, the last asked first."""
        held: dict[str, list[Consent]] = {}
        for one in self._store.entries(Consent):
            held.setdefault(one.subject, []).append(one)
        found = [(subject, last, given) for subject, given in held.items() if (last := in_force(given))]
        day = last_day(self._clock())
        return [
            Told(person=subject, consent=last, answers=permitted(given, day))
            for subject, last, given in sorted(found, key=lambda one: -one[1].number)
        ]

    def ending(self, days: int) -> list[Told]:
        """Those whose consent ends within so many days, the first to end first: ask them again in time."""
        day = last_day(self._clock())
        found = [one for one in self.all() if one.ends and day <= one.ends <= day + timedelta(days=days)]
        return sorted(found, key=lambda one: (one.ends or day, one.person))

    def due(self, days: int) -> list[Told]:
        """Whom to ask again: consent has run out or will within so many days, or they wish to be asked first."""
        last = last_day(self._clock()) + timedelta(days=days)
        held = [one for one in self.all() if one.consent.decision is Decision.GIVEN]
        found = [one for one in held if one.consent.circumstances.ask_again.strip() or (one.ends and one.ends <= last)]
        return sorted(found, key=lambda one: (one.ends or last, one.person))

    def teller(self, document: str) -> tuple[str, str] | None:
        """Whose testimony a document is: the witness's code and the interview; None for what nobody told us."""
        return self.tellers().get(document)

    def tellers(self) -> Mapping[str, tuple[str, str]]:
        """The witness's code and the interview behind every document that is somebody's testimony."""
        witnesses = {one.subject: one.witness for one in self._store.entries(Interview)}
        return {
            part.document: (witnesses[account.subject], account.subject)
            for account in self._store.entries(Account)
            for part in account.parts
            if part.document is not None
        }

    def ids(self, person: str) -> tuple[str, ...]:
        """All a person is known by in this ledger: records judged to be the same, and codes tied to one of them.

        Raises NotFound for nobody, InputError for a record that is no person.
        """
        if next(self._store.entries(Tracing, subject=person), None):
            return (person,)
        ties = standing(self._store.entries(WitnessIs))
        if not self._known(person) and person in self._codes():  # all interviews are read only for what may be a code
            tied = next((one for one in ties if one.subject == person), None)
            if tied is None or not self._known(tied.record):
                return (person,)
            return self._with_codes(self._records(tied.record), ties)
        return self._with_codes(self._records(person), ties)

    def _with_codes(self, records: tuple[str, ...], ties: Sequence[WitnessIs]) -> tuple[str, ...]:
        return (*records, *dict.fromkeys(one.subject for one in ties if one.record in records))

    def _records(self, person: str) -> tuple[str, ...]:
        try:
            entity = self._link.entity(person)
        except NotFound as error:
            do = phrase("Name a record (`chamsae link who`), a witness's code or a tracing request.")
            raise NotFound(phrase("there is nobody of this id"), thing=person, do=do) from error
        if entity.kind is not NameType.PERSON:
            raise InputError(phrase("this is no person"), thing=person)
        return entity.records

    def _known(self, record: str) -> bool:
        """False for a record that linking made anew since, under another id: the witness then stands alone."""
        try:
            return bool(self._link.entity(record))
        except NotFound:
            return False

    def _tied(self, witness: str) -> WitnessIs | None:
        return next((one for one in standing(self._store.entries(WitnessIs, subject=witness))), None)

    def _codes(self) -> Iterator[str]:
        return (one.witness for one in self._store.entries(Interview))


def _recipients(purpose: Purpose, named: Sequence[str]) -> Sequence[str]:
    """Towards whom a purpose is looked at: inside, the world, those named; a name for one who is not."""
    if purpose is Purpose.INTERNAL:
        return (INSIDE,)
    return (PUBLIC,) if purpose in PUBLIC_PURPOSES else named or ("?",)


def note_reason(store: Store, entry: Consent, why: str) -> None:
    """Have the log tell that consent was taken back, and why: sealed under the person's key, and nowhere else."""
    hidden = {"reason": why.strip()} if why.strip() else {}
    detail = {"entry": str(entry.number)}
    store.append_log(
        at=entry.at, actor=entry.by, action="take_back", subject=entry.subject, detail=detail, hidden=hidden
    )


def check_asked(entry: Consent) -> None:
    """Raise InputError where an entry cannot be what somebody said: see `Consents.record`."""
    told, given = entry.permissions, entry.decision is Decision.GIVEN
    if len({one.purpose for one in told}) < len(told):
        raise InputError(phrase("a purpose was answered twice"), do=phrase("Give one answer for each."))
    if given and not entry.circumstances.risks.strip():
        raise InputError(
            phrase("it is not said which risks were explained"), do=phrase("Explain them, and write down which.")
        )
    if given and entry.circumstances.giver.value != "self" and not entry.circumstances.guardian.strip():
        raise InputError(
            phrase("it is not said who gave consent for the person"), do=phrase("Say how they are related.")
        )
    if given and entry.extent is Extent.PART and not told:
        raise InputError(
            phrase("a part of a consent answers at least one purpose"), do=phrase("Name the purposes it answers.")
        )
