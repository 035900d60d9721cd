"""Replies to appeals as statements of the casebook: whose words they are, and which claims and figures they deny."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from chamsae.casebook.cases import Cases
from chamsae.casebook.noting import Notes
from chamsae.casebook.reconciling import Reconcile
from chamsae.casebook.review import Review, Saying
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.appeal import AppealAct, AppealStep, Course
from chamsae.model.claim import Claim, ClaimKind, Modality, Speaker, SpeakerKind, Statement
from chamsae.model.judgement import ABSENT, Verdict
from chamsae.model.stance import Position
from chamsae.model.when import When
from chamsae.ports import Clock, Store

#: How the note begins that a reply was written down in.
NOTE = "reply to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A reply and what it denies: claims somebody tied it to, and figures (ids) its words are read to deny."""

    step: AppealStep
    statement: Claim
    claims: tuple[Claim, ...]
    figures: tuple[str, ...]


class Replies:
    """Statements made of replies."""

    def __init__(
        self, store: Store, clock: Clock, notes: Notes, *, review: Review, reconcile: Reconcile, cases: Cases
    ) -> None:
        self._store, self._clock, self._notes = store, clock, notes
        self._review, self._reconcile, self._cases = review, reconcile, cases

    def write(self, course: Course, words: str, *, who: str, on: date, by: str, denial: bool) -> str:
        """The statement (a claim's id) of a reply in its words, in a note that is hashed. Raises InputError."""
        if not words.strip() or not who.strip():
            raise InputError(
                phrase("a reply needs its words and who says so"), thing=course.appeal.subject, do=phrase("Give both.")
            )
        said = words.strip()
        stamp = self._clock().isoformat()
        text = f"{said}\n{who.strip()}, {on.isoformat()}\n{by}, {stamp}\n"
        document = self._notes.write(text, f"{NOTE} {course.appeal.subject} {stamp}.txt", by=by)
        saying = Saying(
            speaker=Speaker(text=who.strip(), kind=SpeakerKind.NAMED), when=When.day(on, on.isoformat()),
            modality=Modality.DENIAL if denial else Modality.ASSERTED,
        )  # fmt: skip
        value = Statement(text=said, direct=True)
        return self._review.make(document.id, 0, len(said), value, by=by, saying=saying, quote=(0, len(said))).id

    def check(self, claims: Sequence[str], statement: str | None = None) -> None:
        """Raise NotFound for claims that are not there, InputError where the statement is none."""
        for one in claims:
            self._store.claim(one)
        if statement is not None and self._store.claim(statement).kind is not ClaimKind.STATEMENT:
            raise InputError(
                phrase("a reply is a statement"),
                thing=phrase("claim %(id)s", id=statement),
                do=phrase("Name a statement."),
            )

    def deniable(self, persons: Iterable[str]) -> list[Claim]:
        """The claims a reply about these persons is likely to deny: those that tell what was done to them."""
        told: dict[str, None] = {}
        for person in persons:
            with suppress(NotFound):  # a witness or a request: no record tells of acts
                told |= dict.fromkeys(claim for act in self._cases.person(person).acts for claim in act.claims)
        return list(self._store.claims(ids=list(told))) if told else []

    def take_back(self, step: AppealStep, *, by: str) -> None:
        """Reject the statement that was written down for a reply; one that stood in the casebook before stays."""
        if step.act is AppealAct.REPLIED:
            document = self._store.document(self._store.claim(step.statement).document)
            if document.name.startswith(f"{NOTE} {step.subject} "):
                self._review.judge(step.statement, Verdict.REJECTED, by=by, why="the reply was taken back")

    def denials(self, steps: Iterable[AppealStep]) -> list[Denial]:
        """What replies deny; those whose statement somebody rejected say nothing any more."""
        held = [one for one in steps if one.act is AppealAct.REPLIED]
        statuses = self._store.statuses([one.statement for one in held]) if held else {}
        stances = [one for one in self._reconcile.stances() if one.position is Position.DENIES] if held else []
        return [
            Denial(
                step=one, statement=self._store.claim(one.statement),
                claims=tuple(self._store.claims(ids=one.denies)) if one.denies else (),
                figures=tuple(dict.fromkeys(stance.group for stance in stances if stance.claim == one.statement)),
            )
            for one in held
            if statuses.get(one.statement) not in ABSENT
        ]  # fmt: skip
