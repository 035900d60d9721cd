"""Drafting: what a case tells for a form, what is missing, which consents stand in the way, which bodies have it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from chamsae.casebook.cases import Cases
from chamsae.casebook.petition_articles import choices, unfit
from chamsae.casebook.petition_case import HIDDEN, Case, months_after
from chamsae.casebook.petition_conflicts import answers, conflicts, unanswered
from chamsae.casebook.petition_conflicts import lacks as unsaid
from chamsae.casebook.petition_material import material
from chamsae.casebook.petition_provisions import HOME, returning
from chamsae.casebook.petition_provisions import provisions as offered
from chamsae.errors import InputError, phrase
from chamsae.model.case import CodedAct
from chamsae.model.claim import Claim, ClaimKind, Name
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
    PetitionAnswer,
    Procedure,
    Source,
    Submitter,
    Told,
)
from chamsae.ports import Store
from chamsae.protect.may import PUBLIC, Actor, Field, FieldKind, Ground, Right
from chamsae.text.amounts import when_iso
from chamsae.text.forms import said, state_name

#: Returns, for which the State that returned and the one returned to answer; and who returned where nobody tells.
_RETURNS, _RETURNING = ("handover", "refoulement"), "cn"


class Allows(Protocol):
    """Whether something may be used of a person: the casebook's consent ledger."""

    def actor(self, name: str) -> Actor:
        """Somebody at work with what they are cleared for."""
        ...

    def may(self, actor: Actor, purpose: Purpose, recipient: str, field: Field, *, person: str) -> Right:
        """The right now."""
        ...


@dataclass(slots=True)
class Desk:
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
        return self._draft(self.cases.person(person), asked, states, procedure)

    def drafts(self, person: str, asked: Form, states: tuple[str, ...]) -> Iterator[Draft]:
        """One draft for each State where the form takes one, else one for all."""
        file = self.cases.person(person)
        chosen = states or _answering(self.acts(file))
        for some in [(one,) for one in chosen] if asked.by_state else [chosen]:
            yield self._draft(file, asked, some, None)

    def _draft(self, file: PersonFile, asked: Form, states: tuple[str, ...], procedure: Procedure | None) -> Draft:
        chosen = states or _answering(self.acts(file))
        if asked.by_state and len(chosen) != 1:
            raise InputError(
                phrase("%(short)s takes one form for each State", short=asked.short),
                thing=file.id,
                do=phrase("Name one of: %(names)s.", names=", ".join(chosen)),
            )
        case = self.case(file, asked, chosen)
        provisions = offered(case, asked)
        told = {**material(case, asked, self.submitter, provisions), **self.typed(file)}
        granted, lacks = self.consents(file, asked, chosen)
        told |= granted
        deadline = _deadline(case, asked)
        return Draft(
            form=asked, person=file.id, states=chosen, title=f"{asked.label['en']}: {_shown(case)}", material=told,
            procedure=procedure or (Procedure.URGENT if deadline and self.today <= deadline else Procedure.STANDARD),
            sources=self.sources(told), own=_own(case, self.submitter), missing=_missing(asked, told, file.id),
            lacks=(*lacks, *self.unchecked(told), *unfit(case, asked), *unsaid(self.unanswered(file, asked.body))),
            conflicts=self.conflicts(file, asked.body), provisions=provisions, deadline=deadline,
        )  # fmt: skip

    def case(self, file: PersonFile, asked: Form, states: tuple[str, ...]) -> Case:
        """The case of a person against some States, with what people made of the articles for this form."""
        return Case(
            file=file, acts=self.acts(file), interventions=self.interventions(file), names=self.names(file),
            states=states or _answering(self.acts(file)), today=self.today,
            choices=tuple(choices(self.store, file, asked.body)),
        )  # fmt: skip

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
                found = _consented("government_consent", right, lacks, f"consent to be named to the “{government}”")
                told = {key: (*told.get(key, ()), *found.get(key, ())) for key in (*told, *found)}
        public = self.may(file, Purpose.UN_PUBLIC, PUBLIC)
        answered = public or public.ground is Ground.DENIED
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

    def conflicts(self, file: PersonFile, body: Body) -> tuple[Conflict, ...]:
        """Other bodies the case is before."""
        return tuple(conflicts(self.store, file, self.interventions(file), body))

    def unanswered(self, file: PersonFile, body: Body) -> tuple[Conflict, ...]:
        """Those of them nobody has given a reason for."""
        return unanswered(self.conflicts(file, body), answers(self.store, file, body))

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


def _consented(key: str, right: Right, lacks: list[Lack], what: str) -> dict[str, tuple[Told, ...]]:
    if not right:
        lacks.append(Lack(what=what, because=right.ground.value))
        return {}
    text = said("consent_yes", what=what[:1].upper() + what[1:], entry=right.entry)
    return {key: (Told(text=text, typed="consent ledger"),)}


def _answering(acts: Iterable[CodedAct]) -> tuple[str, ...]:
    """The States that answer for acts; for a return both, the one that returned and the one returned to."""
    found: dict[str, None] = {}
    for act in acts:
        if act.violation in _RETURNS:
            found |= dict.fromkeys((*(returning(act) or {_RETURNING}), HOME))
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
