"""Submissions to UN bodies, worked out from the case: a draft with what stands in its way, then the petition itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from chamsae.casebook.cases import Cases
from chamsae.casebook.entering import enter
from chamsae.casebook.petition_material import HIDDEN, Case, material
from chamsae.casebook.progress import Silent
from chamsae.casebook.redacting import Redact
from chamsae.errors import InputError, NotFound, Withheld
from chamsae.model.case import CodedAct, Wanted
from chamsae.model.claim import Claim, ClaimKind, Intervention, Name
from chamsae.model.consent import Purpose
from chamsae.model.judgement import Status
from chamsae.model.ledger import standing
from chamsae.model.link import record_id
from chamsae.model.person import PersonFile
from chamsae.model.petition import (
    Body,
    Conflict,
    Draft,
    Form,
    Lack,
    Missing,
    Petition,
    PetitionAnswer,
    PetitionWritten,
    Procedure,
    Source,
    Submitter,
    Told,
)
from chamsae.ports import Clock, Progress, Store
from chamsae.protect.known_names import KnownNames
from chamsae.protect.may import PUBLIC, Actor, Clearance, Field, FieldKind, Right
from chamsae.protect.petitions import petition
from chamsae.text.amounts import when_iso
from chamsae.text.forms import form, said, state_name

#: For a return the State that returned and the one returned to answer.
_TWO_STATES = {"handover": ("cn", "kp"), "refoulement": ("cn", "kp")}


class Allows(Protocol):
    """Whether something may be used of a person: the casebook's consent ledger."""

    def may(self, actor: Actor, purpose: Purpose, recipient: str, field: Field, *, person: str) -> Right:
        """The right now."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What came of a batch: petitions that may leave, and for whom none was made, with why."""

    petitions: tuple[Petition, ...]
    refused: tuple[tuple[str, str], ...] = ()


class Petitions:
    """Drafts and petitions of one casebook."""

    def __init__(self, store: Store, clock: Clock, cases: Cases, consent: Allows, redact: Redact) -> None:
        self._store, self._clock, self._cases, self._consent, self._redact = store, clock, cases, consent, redact

    def draft(
        self,
        person: str,
        body: Body,
        *,
        submitter: Submitter,
        by: str,
        states: Sequence[str] = (),
        procedure: Procedure | None = None,
    ) -> Draft:
        """What the case tells for a body's form, what required field is empty, and what stands in the way of sending.

        `states` are keys of places (cn, kp); none given: those that answer for the acts. A form of one State takes one.
        Raises NotFound for nobody, InputError for several States where the form takes one.
        """
        return self._desk(by, submitter).draft(person, form(body), tuple(states), procedure)

    def write(self, draft: Draft, *, submitter: Submitter) -> Petition:
        """The petition as it may leave; raises Withheld, naming what is missing, where it may not."""
        return petition(draft, self._known, submitter=submitter, made_at=self._clock())

    def batch(
        self,
        body: Body,
        *,
        submitter: Submitter,
        by: str,
        event: str | None = None,
        persons: Iterable[str] = (),
        states: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Batch:
        """A petition for everybody named in an event, or for these persons; whom none may be made for is told."""
        desk, watch, asked = self._desk(by, submitter), progress or Silent(), form(body)
        people = list(persons) or self._people(event)
        made: list[Petition] = []
        refused: list[tuple[str, str]] = []
        watch.start(len(people), f"{asked.short} forms")
        for person in people:
            try:
                drafts = [desk.draft(person, asked, some, None) for some in desk.targets(person, asked, tuple(states))]
                made += [self.write(one, submitter=submitter) for one in drafts]
            except (Withheld, InputError, NotFound) as error:
                refused.append((person, error.what))
            watch.step(person)
        watch.finish()
        return Batch(petitions=tuple(made), refused=tuple(refused))

    def written(self, made: Petition, *, person: str, by: str, files: Sequence[str] = ()) -> PetitionWritten:
        """Write down that a petition was written as files (SHA-256), for the register and the next conflict check."""
        entry = PetitionWritten(
            subject=person, petition=made.id, body=made.body, states=made.states, procedure=made.procedure,
            files=tuple(files), by=by, at=self._clock(),
        )  # fmt: skip
        return enter(self._store, entry, action="petition", detail={"petition": made.id, "body": made.body.value})

    def register(self) -> list[PetitionWritten]:
        """Every petition that was written, the last first."""
        return list(reversed(standing(self._store.entries(PetitionWritten))))

    def answer(self, person: str, key: str, text: str, *, by: str, claims: Sequence[str] = ()) -> PetitionAnswer:
        """Type what no claim tells: why no steps were taken, the warrant, the reasons given …

        Raises InputError for nothing typed, for what no form asks, and for a number without claims it rests on.
        """
        file = self._cases.person(person)
        known = {one for body in Body for part in form(body).sections for f in part.fields for one in f.material}
        if key not in known:
            raise InputError(f"no form asks for {key!r}", do=f"Choose one of: {', '.join(sorted(known))}.")
        if not text.strip():
            raise InputError("nothing is typed", thing=key)
        if any(char.isdigit() for char in text) and not claims:
            raise InputError("a number is typed without the claims it rests on", thing=key, do="Name the claims.")
        found = {claim.id for claim in self._store.claims(ids=claims)} if claims else set()
        if unknown := {*claims} - found:
            raise NotFound(f"there is no claim {min(unknown)}")
        entry = PetitionAnswer(
            subject=file.id, material=key, text=text.strip(), claims=tuple(claims), by=by, at=self._clock()
        )
        return enter(self._store, entry, action="petition_answer", detail={"material": key})

    def take_back(self, number: int, *, by: str, why: str = "") -> PetitionAnswer:
        """Take a typed answer back; raises NotFound where none of this number stands."""
        held = next((one for one in standing(self._store.entries(PetitionAnswer)) if one.number == number), None)
        if held is None:
            raise NotFound(f"there is no answer {number} that stands")
        undone = replace(held, number=0, undoes=number, by=by, at=self._clock(), why=why)
        return enter(self._store, undone, action="petition_answer", detail={"material": held.material})

    def _people(self, event: str | None) -> list[str]:
        if event is None:
            raise InputError("neither an event nor persons are named", do="Name one of the two.")
        acts = self._cases.acts(Wanted(event=self._cases.event(event).id))
        return list(dict.fromkeys(person for act in acts for person in act.persons))

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames(self._redact.names())

    def _desk(self, by: str, submitter: Submitter) -> "_Desk":
        self.__dict__.pop("_known", None)  # names may have come since
        actor = Actor(name=by, cleared=Clearance.IDENTITY)
        return _Desk(self._store, self._cases, self._consent, actor, submitter, self._clock().date())


@dataclass(slots=True)
class _Desk:
    """Drafts by one person on one day, with what several drafts share."""

    store: Store
    cases: Cases
    consent: Allows
    actor: Actor
    submitter: Submitter
    today: date
    named: dict[str, list[Claim]] = field(default_factory=dict)

    def draft(self, person: str, asked: Form, states: tuple[str, ...], procedure: Procedure | None) -> Draft:
        """One draft; see `Petitions.draft`."""
        file = self.cases.person(person)
        acts = self.acts(file)
        chosen = states or _answering(acts)
        if asked.by_state and len(chosen) != 1:
            raise InputError(
                f"{asked.short} takes one form for each State", thing=person, do=f"Name one of: {', '.join(chosen)}."
            )
        case = Case(
            file=file, acts=acts, interventions=self.interventions(file), names=self.names(file), states=chosen,
            today=self.today,
        )  # fmt: skip
        told = {**material(case, asked, self.submitter), **self.typed(file)}
        granted, lacks = self.consents(file, asked, chosen)
        told |= granted
        deadline = _deadline(case, asked)
        return Draft(
            form=asked, person=file.id, states=chosen, title=f"{asked.label['en']}: {_shown(case)}", material=told,
            procedure=procedure or (Procedure.URGENT if deadline and self.today <= deadline else Procedure.STANDARD),
            sources=self.sources(told), own=_own(case, self.submitter), missing=_missing(asked, told, file.id),
            lacks=(*lacks, *self.unchecked(told)), conflicts=tuple(self.conflicts(case, asked)), deadline=deadline,
        )  # fmt: skip

    def targets(self, person: str, asked: Form, states: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The States of each draft: one for each where the form takes one, else all in one."""
        chosen = states or _answering(self.acts(self.cases.person(person)))
        return [(one,) for one in chosen] if asked.by_state else [chosen]

    def acts(self, file: PersonFile) -> tuple[CodedAct, ...]:
        """The acts the person suffered that may be told, the first in time first, undated ones last."""
        held = [act for act in file.acts if act.status not in HIDDEN]
        return tuple(sorted(held, key=lambda act: (act.when is None or act.when.start is None, _begin(act))))

    def interventions(self, file: PersonFile) -> tuple[Claim, ...]:
        """What was done for the person."""
        return tuple(self.store.claims(ids=file.interventions)) if file.interventions else ()

    def names(self, file: PersonFile) -> tuple[Told, ...]:
        """Each spelling with the claims that name the person so."""
        found: dict[str, list[str]] = {}
        for record in self.store.records(ids=file.records):
            for claim in self.names_in(record.document):
                value = claim.value
                assert isinstance(value, Name)
                if record_id(value.type, claim.document, value.entity or value.text) == record.id:
                    found.setdefault(value.text, []).append(claim.id)
        return tuple(Told(text=text, claims=tuple(claims[:3])) for text, claims in found.items())

    def names_in(self, document: str) -> list[Claim]:
        """The names in a document; asked once."""
        if document not in self.named:
            self.named[document] = list(self.store.claims(document=document, kind=ClaimKind.NAME))
        return self.named[document]

    def typed(self, file: PersonFile) -> dict[str, tuple[Told, ...]]:
        """What people typed for the person, beside what claims tell."""
        found: dict[str, tuple[Told, ...]] = {}
        for id in dict.fromkeys((file.id, *file.records)):
            for one in standing(self.store.entries(PetitionAnswer, subject=id)):
                told = Told(text=one.text, claims=one.claims, typed=one.by)
                found[one.material] = (*found.get(one.material, ()), told)
        return found

    def consents(
        self, file: PersonFile, asked: Form, states: tuple[str, ...]
    ) -> tuple[dict[str, tuple[Told, ...]], list[Lack]]:
        """The consents the form prints, and those that are missing."""
        told: dict[str, tuple[Told, ...]] = {}
        lacks: list[Lack] = []
        right = self.may(file, Purpose.UN_CONFIDENTIAL, asked.short)
        told |= _consented("family_consent", right, lacks, f"consent to a confidential submission to “{asked.short}”")
        if asked.body is Body.SPECIAL_PROCEDURES:
            for state in states:
                government = f"Government of {state_name(state)}"
                right = self.may(file, Purpose.UN_CONFIDENTIAL, government)
                told |= _consented("government_consent", right, lacks, f"consent to be named to the “{government}”")
        public = self.may(file, Purpose.UN_PUBLIC, PUBLIC)
        answered = public or public.ground.value == "the answer was no"
        if asked.body is Body.SPECIAL_PROCEDURES and not answered:
            lacks.append(Lack(what="answer on being named in the public report", because=public.ground.value))
        text = said("public_yes", entry=public.entry) if public else said("public_no")
        return told | {"public_consent": (Told(text=text, typed="consent ledger"),)}, lacks

    def may(self, file: PersonFile, purpose: Purpose, recipient: str) -> Right:
        """Whether the person's identity may be used so."""
        kept = Field(kind=FieldKind.IDENTITY, item=file.id)
        return self.consent.may(self.actor, purpose, recipient, kept, person=file.id)

    def unchecked(self, told: dict[str, tuple[Told, ...]]) -> list[Lack]:
        """Claims it rests on that nobody has accepted."""
        claims = sorted({claim for sentences in told.values() for one in sentences for claim in one.claims})
        statuses = self.store.statuses(claims) if claims else {}
        open_ = [claim for claim in claims if statuses.get(claim, Status.PROPOSED) is not Status.ACCEPTED]
        because = "nobody has checked and accepted them"
        return [Lack(what=f"claims {', '.join(open_[:5])}" + _more(len(open_) - 5), because=because)] if open_ else []

    def conflicts(self, case: Case, asked: Form) -> Iterator[Conflict]:
        """Other bodies the case is before: by the register, and by what claims tell."""
        for one in standing(self.store.entries(PetitionWritten, subject=case.file.id)):
            if one.body is not asked.body:
                yield Conflict(body=form(one.body).short, on=one.at.date(), because=f"petition {one.petition}")
        for claim in case.interventions:
            value = claim.value
            if isinstance(value, Intervention) and value.type == "un_communication":
                to = ", ".join(value.asked) or value.party
                yield Conflict(body=to, on=claim.when.start if claim.when else None, because=f"claim {claim.id}")

    def sources(self, told: dict[str, tuple[Told, ...]]) -> dict[str, Source]:
        """Where the claims stand that sentences rest on."""
        wanted = sorted({claim for sentences in told.values() for one in sentences for claim in one.claims})
        return {claim.id: self.source(claim) for claim in self.store.claims(ids=wanted)} if wanted else {}

    def source(self, claim: Claim) -> Source:
        """One of them."""
        document = self.store.document(claim.document)
        capture = next(self.store.captures(sha256=document.sha256), None)
        return Source(
            claim=claim.id, quote=claim.quote.exact, language=document.language, title=document.title or document.name,
            publisher=document.publisher, published=when_iso(document.published), sha256=document.sha256,
            address=(capture.address if capture else None) or document.address,
            captured_at=capture.captured_at if capture else None,
        )  # fmt: skip


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _consented(key: str, right: Right, lacks: list[Lack], what: str) -> dict[str, tuple[Told, ...]]:
    if not right:
        lacks.append(Lack(what=what, because=right.ground.value))
        return {}
    return {key: (Told(text=said("consent_yes", entry=right.entry), typed="consent ledger"),)}


def _answering(acts: Iterable[CodedAct]) -> tuple[str, ...]:
    """The States that answer for acts; for a return both, the one that returned and the one returned to."""
    found: dict[str, None] = {}
    for act in acts:
        found |= dict.fromkeys(_TWO_STATES.get(act.violation or "", ()))
        found |= dict.fromkeys(one.state.lower() for one in act.involved if one.state)
    return tuple(sorted(found))


def _deadline(case: Case, asked: Form) -> date | None:
    """The last day of the urgent procedure, where the form has one and the day of the disappearance is told."""
    months = next((one.value for one in asked.limits if one.key == "urgent_months"), None)
    gone = case.disappearance
    start = gone.when.start if gone and gone.when else None
    return months_after(start, int(months)) if months and start else None


def _missing(asked: Form, told: dict[str, tuple[Told, ...]], person: str) -> tuple[Missing, ...]:
    return tuple(
        Missing(field=one.number, label=one.label, screen=one.screen.format(person=person))
        for section in asked.sections
        for one in section.fields
        if one.required and not any(key in told for key in one.material)
    )


def _own(case: Case, submitter: Submitter) -> tuple[str, ...]:
    """The names that may stand in it: the person's, those of who had a part in the acts, the submitter's."""
    parts = {one.name for act in case.acts for one in act.involved}
    return tuple(filter(None, (*case.file.names, *sorted(parts), submitter.name, submitter.organisation)))


def _shown(case: Case) -> str:
    return next((name for name in case.file.names if name.isascii()), case.file.names[0] if case.file.names else "")


def _begin(act: CodedAct) -> date:
    return act.when.start if act.when and act.when.start else date.max


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""
