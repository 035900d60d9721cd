"""Submissions to UN bodies, worked out from the case: a draft with what stands in its way, then the petition itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from chamsae.casebook.cases import Cases
from chamsae.casebook.entering import enter
from chamsae.casebook.petition_articles import Articles
from chamsae.casebook.petition_case import Case
from chamsae.casebook.petition_conflicts import answers
from chamsae.casebook.petition_desk import Allows, Desk
from chamsae.casebook.petition_files import FileForm, as_files
from chamsae.casebook.progress import Silent
from chamsae.casebook.redacting import Redact
from chamsae.casebook.stakeholder import Submissions, stakeholder
from chamsae.casebook.writing_out import check_empty, write_out
from chamsae.errors import InputError, NotFound, Withheld, phrase
from chamsae.model.case import Wanted
from chamsae.model.filing import ArticleChoice, ConflictAnswer, Submission, SubmitterKept
from chamsae.model.ledger import standing
from chamsae.model.petition import (
    Body,
    Draft,
    Form,
    Petition,
    PetitionAnswer,
    PetitionWritten,
    Procedure,
    Submitter,
)
from chamsae.model.release import Release
from chamsae.ports import Clock, Progress, Store
from chamsae.protect.known_names import KnownNames
from chamsae.protect.petitions import petition
from chamsae.text.forms import form


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What came of a batch: petitions that may leave, for whom none was made and why; who was not come to."""

    petitions: tuple[Petition, ...]
    refused: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """Petitions that were written: their entries in the ledger, and the bytes of all files by name."""

    entries: tuple[PetitionWritten, ...]
    files: Mapping[str, bytes]


class Petitions:
    """Drafts and petitions of one casebook."""

    def __init__(self, store: Store, clock: Clock, cases: Cases, consent: Allows, redact: Redact) -> None:
        self._store, self._clock, self._cases, self._consent, self._redact = store, clock, cases, consent, redact
        self.upr = Submissions(store, clock)
        self.articles = Articles(store, clock, self._case)

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

    def drafts(
        self, person: str, body: Body, *, submitter: Submitter, by: str, states: Sequence[str] = ()
    ) -> list[Draft]:
        """A draft for each State where the form takes one, else one for all of them."""
        return list(self._desk(by, submitter).drafts(person, form(body), tuple(states)))

    def stakeholder(self, release: Release, told: Submission, *, submitter: Submitter) -> Draft:
        """A submission to the Universal Periodic Review from a release: chamsae.casebook.stakeholder."""
        return stakeholder(release, told, submitter=submitter)

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
        despite: str = "",
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Batch:
        """A petition for everybody named in an event, or for these persons; whom none may be made for is told.

        `despite` is written down as the reason for each whose case another body has already. Once `stop` says so, the
        rest are left.
        """
        desk, watch, asked = self._desk(by, submitter), progress or Silent(), form(body)
        people = list(persons) or self.people(event)
        made: list[Petition] = []
        refused: list[tuple[str, str]] = []
        watch.start(len(people), f"{asked.short} forms")
        for at, person in enumerate(people):
            if stop and stop():
                return Batch(petitions=tuple(made), refused=tuple(refused), left=tuple(people[at:]))
            try:
                if despite and desk.unanswered(self._cases.person(person), body):
                    self.despite(person, body, why=despite, by=by)
                made += [self.write(one, submitter=submitter) for one in desk.drafts(person, asked, tuple(states))]
            except (Withheld, InputError, NotFound) as error:
                refused.append((person, error.what))
            watch.step(person)
        watch.finish()
        return Batch(petitions=tuple(made), refused=tuple(refused))

    def files(
        self,
        petitions: Sequence[Petition],
        folder: Path,
        *,
        by: str,
        forms: Sequence[FileForm] = (),
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> list[PetitionWritten]:
        """Write petitions into a folder that is new or empty, as `hand_out` makes them; names of files are ids.

        Raises what `hand_out` raises, InputError for a folder that holds something, and StorageError.
        """
        check_empty(folder)
        done = self.hand_out(petitions, by=by, forms=forms, progress=progress, stop=stop)
        write_out(done.files, folder)
        return list(done.entries)

    def hand_out(
        self,
        petitions: Sequence[Petition],
        *,
        by: str,
        forms: Sequence[FileForm] = (),
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> HandedOut:
        """Petitions as files (both kinds where none is named), with letter and register; entered in the ledger.

        Once `stop` says so, the rest are left: letter and register are about those that were written. Consent is asked
        again when all are made, in one transaction with the entries: nothing is handed out of somebody who has taken
        it back since. Raises Withheld then, and InputError for no petitions.
        """
        done = as_files(petitions, forms or tuple(FileForm), progress or Silent(), stop)
        with self._store.transaction():
            self.check_consent([one for one in petitions if one.id in done.hashes], by=by)
            entries = [self._written(one, done.hashes[one.id], by) for one in petitions if one.id in done.hashes]
        return HandedOut(entries=tuple(entries), files=done.named)

    def check_consent(self, petitions: Iterable[Petition], *, by: str) -> None:
        """Raise Withheld, naming what is missing, where a petition that was made may not leave any more."""
        desk = self._desk(by, Submitter())
        for one in petitions:
            if one.person:
                file = self._cases.person(one.person)
                lacks = desk.consents(file, form(one.body), one.states)[1]
                if lacks:
                    told = "; ".join(f"{lack.what}: {lack.because}" for lack in lacks)
                    raise Withheld(told, thing=one.id, do=phrase("Nothing was handed out."))

    def _written(self, made: Petition, files: Sequence[str], by: str) -> PetitionWritten:
        entry = PetitionWritten(
            subject=made.person or made.id, petition=made.id, body=made.body, states=made.states,
            procedure=made.procedure, files=tuple(files), deadline=made.deadline,
            choices=tuple(one.entry for one in made.chosen), by=by, at=self._clock(),
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
            names = ", ".join(sorted(known))
            raise InputError(
                phrase("no form asks for %(key)s", key=repr(key)), do=phrase("Choose one of: %(names)s.", names=names)
            )
        if not text.strip():
            raise InputError(phrase("nothing is typed"), thing=key)
        if any(char.isdigit() for char in text) and not claims:
            raise InputError(
                phrase("a number is typed without the claims it rests on"), thing=key, do=phrase("Name the claims.")
            )
        found = {claim.id for claim in self._store.claims(ids=claims)} if claims else set()
        if unknown := {*claims} - found:
            raise NotFound(phrase("there is no claim %(id)s", id=min(unknown)))
        entry = PetitionAnswer(
            subject=file.id, material=key, text=text.strip(), claims=tuple(claims), by=by, at=self._clock()
        )
        return enter(self._store, entry, action="petition_answer", detail={"material": key})

    def take_back(self, number: int, *, by: str, why: str = "") -> PetitionAnswer | ConflictAnswer | ArticleChoice:
        """Take back a typed answer, a reason for a conflict, or what was done to an article; raises NotFound for none.

        A struck article stands again, an added one is gone.
        """
        kinds: tuple[type[PetitionAnswer | ConflictAnswer], ...] = (PetitionAnswer, ConflictAnswer)
        for held in (one for kind in kinds for one in standing(self._store.entries(kind)) if one.number == number):
            about = {"material": held.material} if isinstance(held, PetitionAnswer) else {"body": held.body.value}
            undone = replace(held, number=0, undoes=number, by=by, at=self._clock(), why=why)
            return enter(self._store, undone, action="petition_answer", detail=about)
        return self.articles.take_back(number, by=by, why=why)

    def not_sent(self, number: int, *, by: str, why: str = "") -> PetitionWritten:
        """Take a petition off the register that was written and never sent; raises NotFound where none such stands."""
        held = next((one for one in self.register() if one.number == number), None)
        if held is None:
            raise NotFound(phrase("there is no petition %(number)s on the register", number=number))
        undone = replace(held, number=0, undoes=number, by=by, at=self._clock(), why=why)
        return enter(self._store, undone, action="petition", detail={"petition": held.petition})

    def despite(self, person: str, body: Body, *, why: str, by: str) -> ConflictAnswer:
        """Say why a case may go to a body although others have it; holds for those that have it now.

        Raises InputError for no reason, and where no other body has it or all is said.
        """
        file = self._cases.person(person)
        if not why.strip():
            raise InputError(
                phrase("no reason is given"), thing=file.id, do=phrase("Say why the case goes to both bodies.")
            )
        found = self._desk(by, Submitter()).unanswered(file, body)
        if not found:
            raise InputError(phrase("no other body has the case, or it is said already why"), thing=file.id)
        entry = ConflictAnswer(
            subject=file.id, body=body, conflicts=tuple(dict.fromkeys(one.because for one in found)), by=by,
            at=self._clock(), why=why.strip(),
        )  # fmt: skip
        return enter(self._store, entry, action="petition_answer", detail={"body": body.value})

    def reasons(self, person: str, body: Body | None = None) -> list[ConflictAnswer]:
        """The reasons that stand why a case goes to a body although others have it."""
        return answers(self._store, self._cases.person(person), body)

    def typed(self, person: str) -> list[PetitionAnswer]:
        """What people typed for a person, the first first."""
        file = self._cases.person(person)
        ids = dict.fromkeys((file.id, *file.records))
        return [one for id in ids for one in standing(self._store.entries(PetitionAnswer, subject=id))]

    def submitter(self) -> Submitter:
        """Who submits, as it was kept last; an empty one where nobody has said."""
        held = standing(self._store.entries(SubmitterKept))
        return held[-1].submitter if held else Submitter()

    def keep_submitter(self, submitter: Submitter, *, by: str) -> SubmitterKept:
        """Keep who submits, for every form to come."""
        entry = SubmitterKept(subject="submitter", submitter=submitter, by=by, at=self._clock())
        return enter(self._store, entry)

    def people(self, event: str | None) -> list[str]:
        """Everybody who suffered an act of an event; raises NotFound, and InputError for none named."""
        if event is None:
            raise InputError(phrase("neither an event nor persons are named"), do=phrase("Name one of the two."))
        acts = self._cases.acts(Wanted(event=self._cases.event(event).id))
        return list(dict.fromkeys(person for act in acts for person in act.persons))

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames(self._redact.names())

    def _case(self, person: str, asked: Form, states: tuple[str, ...], *, by: str) -> Case:
        return self._desk(by, Submitter()).case(self._cases.person(person), asked, states)

    def _desk(self, by: str, submitter: Submitter) -> Desk:
        self.__dict__.pop("_known", None)  # names may have come since
        return Desk(self._store, self._cases, self._consent, self._consent.actor(by), submitter, self._clock().date())
