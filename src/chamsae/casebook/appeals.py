"""The register of appeals: letters and submissions for people, from the draft to what came of them.

    made = book.appeals.new(["n1a2…"], ministry, requester="her sister", sender="River Law Desk", by="Alice")
    book.appeals.check(made.subject, by="Alice")
    book.appeals.sent(made.subject, Paper(name="receipt.pdf", stream=file), by="Alice")

Nothing is sent from here: what was sent elsewhere is entered with the paper that shows it, once consent allows it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import BinaryIO

from chamsae.casebook.accession import Archive
from chamsae.casebook.appeal_consent import USES, publishing, refuse, sending
from chamsae.casebook.appeal_ledger import appeal, appeals, carrying, plain, written
from chamsae.casebook.appeal_letters import Letters
from chamsae.casebook.appeal_rates import reply_rates
from chamsae.casebook.appeal_replies import Denial, Replies
from chamsae.casebook.consents import Consents
from chamsae.casebook.entering import enter
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.appeal import (
    Addressee,
    Appeal,
    AppealAct,
    AppealState,
    AppealStep,
    Course,
    Publisher,
    ReplyPeriod,
    ReplyRate,
)
from chamsae.model.claim import Claim
from chamsae.model.consent import Purpose
from chamsae.model.document import Reading, ReadState
from chamsae.model.ledger import standing
from chamsae.model.petition import PetitionWritten
from chamsae.ports import Clock, Store
from chamsae.protect.deadlines import days, new_code
from chamsae.text.appeals import period_of
from chamsae.text.icalendar import icalendar

#: What the log calls everything about appeals.
ACTION = "appeal"
#: Why papers of appeals are not read: they repeat what the casebook says, which is no evidence for it.
UNREAD = "a paper of an appeal: kept, not read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that shows a step: a receipt, the letter as sent, what came back."""

    name: str
    stream: BinaryIO


class Appeals:
    """The register of appeals of one casebook."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        archive: Archive,
        consent: Consents,
        replies: Replies,
        letters: Letters,
    ) -> None:
        self._store, self._clock, self._archive = store, clock, archive
        self._consent, self._replies, self.letters = consent, replies, letters

    def new(
        self,
        persons: Sequence[str],
        addressee: Addressee,
        *,
        requester: str,
        sender: str,
        by: str,
        asks: str = "",
        purpose: Purpose | None = None,
        reply_days: int | None = None,
        send_by: date | None = None,
    ) -> Appeal:
        """Begin an appeal for persons (records, witnesses' codes, tracing requests); it gets a code.

        `requester` asked for it (a code, or what they are to the person), `sender` will sign it. Consent is asked for
        `purpose` (none named: to be named to the addressee). `reply_days` replaces the period that is known for such
        addressees. Raises NotFound for nobody, InputError for what is not told and for a purpose no letter has.
        """
        for person in persons:
            self._consent.ids(person)
        own = ReplyPeriod(days=reply_days, source=by) if reply_days is not None else None
        return self._begin(
            Appeal(
                subject="", persons=tuple(dict.fromkeys(persons)), requester=requester.strip(), sender=sender.strip(),
                addressee=replace(addressee, name=addressee.name.strip()), asks=asks.strip(), send_by=send_by,
                purpose=purpose or Purpose.NAME, recipients=(addressee.name.strip(),),
                period=own or period_of(addressee.kind), by=by, at=self._clock(),
            )
        )  # fmt: skip

    def register(self, petition: str, *, requester: str, sender: str, by: str) -> Appeal:
        """Begin an appeal of a petition that was written, in one step: to whom, for what and by when follow from it.

        Raises NotFound for no such petition, InputError where it is registered already.
        """
        found = next((one for one in written(self._store) if one.petition == petition), None)
        if found is None:
            raise NotFound(
                phrase("there is no petition %(petition)s", petition=petition),
                do=phrase("`chamsae petition --register` lists them."),
            )
        if any(one.petition == petition for one in appeals(self._store)):
            raise InputError(phrase("this petition is registered already"), thing=petition)
        return self._begin(carrying(found, requester=requester, sender=sender, by=by, at=self._clock()))

    def unregistered(self) -> list[PetitionWritten]:
        """The petitions that were written and are in no appeal, the last first."""
        known = {one.petition for one in appeals(self._store)}
        return [one for one in reversed(written(self._store)) if one.petition not in known]

    def check(self, code: str, *, by: str) -> AppealStep:
        """Ask the consent ledger whether it may be sent. Raises Withheld, naming whose consent for what is missing."""
        entries = self._allowed(code, by)
        return self._enter(self._step(code, AppealAct.CHECKED, by, consents=entries))

    def sent(
        self, code: str, proof: Paper, *, by: str, on: date | None = None, reply_by: date | None = None
    ) -> AppealStep:
        """Enter that it was sent, with the paper that shows it; the last day for a reply follows from the period.

        The consent ledger is asked again: raises Withheld, with nothing entered or kept, where consent is missing or
        was taken back meanwhile; InputError where it was sent before, and for a day that is not yet.
        """
        self._allowed(code, by)
        day, period = self._day(on), appeal(self._store, code).period
        due = reply_by or (day + timedelta(days=period.days) if period else None)
        if due and due < day:
            raise InputError(phrase("a reply cannot be due before it was sent"), thing=due.isoformat())
        kept = self._keep(proof, by)
        with self._store.transaction():
            entries = self._allowed(code, by)  # somebody may have taken consent back, or sent it, meanwhile
            return self._enter(self._step(code, AppealAct.SENT, by, on=day, proof=kept, due=due, consents=entries))

    def acknowledged(
        self, code: str, *, by: str, on: date | None = None, reference: str = "", paper: Paper | None = None
    ) -> AppealStep:
        """Enter that the addressee says it has come, with the number they gave it. Raises InputError once answered."""
        course = self._after_sending(code, on)
        if course.replied:
            raise InputError(phrase("it has been answered already"), thing=code)
        step = self._step(code, AppealAct.ACKNOWLEDGED, by, on=on, proof=self._keep(paper, by), reference=reference)
        return self._enter(step)

    def replied(
        self,
        code: str,
        words: str,
        *,
        who: str,
        by: str,
        on: date | None = None,
        denies: Sequence[str] = (),
        paper: Paper | None = None,
    ) -> AppealStep:
        """Write a reply down: a hashed note with a statement by `who` in these words, tied to the claims it denies.

        Raises InputError without words or who says so, NotFound for a claim that is not there.
        """
        course = self._after_sending(code, on)
        self._replies.check(denies)
        claim = self._replies.write(course, words, who=who, on=self._day(on), by=by, denial=bool(denies))
        return self.tied(code, claim, by=by, on=on, denies=denies, paper=paper)

    def tied(
        self,
        code: str,
        statement: str,
        *,
        by: str,
        on: date | None = None,
        denies: Sequence[str] = (),
        paper: Paper | None = None,
    ) -> AppealStep:
        """Say that a statement of the casebook is the reply, and which claims it denies.

        Raises NotFound for a claim that is not there, InputError for what is no statement.
        """
        self._after_sending(code, on)
        self._replies.check(denies, statement)
        step = self._step(code, AppealAct.REPLIED, by, on=on, proof=self._keep(paper, by))
        return self._enter(replace(step, statement=statement, denies=tuple(dict.fromkeys(denies))))

    def public(self, code: str, where: str, publisher: Publisher, *, by: str, on: date | None = None) -> AppealStep:
        """Enter where it can be read by anybody. By us only with consent for that: raises Withheld where it is missing.

        What the addressee published is entered whoever agreed to it. Raises InputError without where.
        """
        course = self._after_sending(code, on)
        if not where.strip():
            raise InputError(
                phrase("it is not said where it is public"), thing=code, do=phrase("Give the address or the document.")
            )
        entries: tuple[int, ...] = ()
        if publisher is Publisher.SENDER:
            entries, lacking = publishing(self._consent, course.appeal, by)
            refuse(course.appeal, lacking)
        step = self._step(code, AppealAct.PUBLIC, by, on=on, reference=where, consents=entries)
        return self._enter(replace(step, publisher=publisher))

    def follow(
        self,
        code: str,
        *,
        by: str,
        why: str,
        on: date | None = None,
        reply_by: date | None = None,
        paper: Paper | None = None,
    ) -> AppealStep:
        """Enter that somebody reminded, or answered a reply; `reply_by` is the new last day, else one ahead stays.

        Raises InputError without what was done.
        """
        course = self._after_sending(code, on)
        if not why.strip():
            raise InputError(phrase("it is not said what was done"), thing=code, do=phrase("Say it in a sentence."))
        ahead = course.next.day if course.next and course.next.day >= course.today else None
        step = self._step(code, AppealAct.FOLLOWED_UP, by, on=on, proof=self._keep(paper, by), due=reply_by or ahead)
        return self._enter(replace(step, why=why.strip()))

    def close(self, code: str, *, by: str, why: str) -> AppealStep:
        """Close it, sent or not. Raises InputError without a reason."""
        self._open(code)
        if not why.strip():
            raise InputError(phrase("it is not said why it is closed"), thing=code, do=phrase("Give the reason."))
        return self._enter(replace(self._step(code, AppealAct.CLOSED, by), why=why.strip()))

    def undo(self, code: str, *, by: str, number: int | None = None, why: str = "") -> AppealStep | Appeal:
        """Take a step back (the last where none is named), or, of an appeal without steps, the appeal itself.

        Raises NotFound for none that stands, InputError for sending while later steps rest on it.
        """
        course = self.look(code)
        if not course.steps and number in {None, course.appeal.number}:
            gone = replace(course.appeal, number=0, undoes=course.appeal.number, by=by, at=self._clock(), why=why)
            return enter(self._store, gone, action=ACTION, detail={"act": "drafted"})
        found = next((one for one in reversed(course.steps) if number in {None, one.number}), None)
        if found is None:
            raise NotFound(
                phrase("appeal %(code)s has no step %(number)s", code=code, number=number),
                do=phrase("`chamsae appeal show %(code)s` lists them.", code=code),
            )
        if found.act is AppealAct.SENT and course.steps[-1] is not found:
            raise InputError(
                phrase("later steps rest on its having been sent"), thing=code, do=phrase("Take those back first.")
            )
        with self._store.transaction():
            self._replies.take_back(found, by=by)
            return self._enter(replace(found, number=0, undoes=found.number, by=by, at=self._clock(), why=why.strip()))

    def all(self, *, today: date | None = None) -> list[Course]:
        """All appeals: those with a day to keep first, the earliest first, closed ones last.

        Consents are looked up only for those that were checked and not sent, which fall back to drafts without them.
        """
        steps: dict[str, list[AppealStep]] = {}
        for one in self._store.entries(AppealStep):
            steps.setdefault(one.subject, []).append(one)
        found = [self._course(one, steps.get(one.subject, []), today) for one in appeals(self._store)]
        asked = [self._asked(one) if one.state is AppealState.CHECKED else one for one in found]
        return sorted(asked, key=_order)

    def look(self, code: str, *, today: date | None = None) -> Course:
        """One appeal with its steps, and the consents it lacks. Raises NotFound for none."""
        steps = self._store.entries(AppealStep, subject=plain(code))
        course = self._course(appeal(self._store, code), steps, today)
        return course if course.last(AppealAct.CLOSED) else self._asked(course)

    def called(self, person: str) -> str:
        """How a person concerned is called inside the casebook: by name where there is one, else by their code."""
        try:
            return self._store.record(person).names[0]
        except NotFound:  # a witness, a request, or what it was read from has gone
            return person

    def denials(self, code: str) -> list[Denial]:
        """What its replies deny: the claims they were tied to, and the figures their words are read to deny."""
        return self._replies.denials(standing(self._store.entries(AppealStep, subject=plain(code))))

    def deniable(self, code: str) -> list[Claim]:
        """The claims its replies are likely to deny: those that tell what was done to the persons concerned."""
        return self._replies.deniable(appeal(self._store, code).persons)

    def calendar(self, *, language: str = "en") -> str:
        """The days to keep as an iCalendar file: codes only, never a name. Raises MissingPart without icalendar."""
        found = (one.next for one in self.all())
        return icalendar(days(filter(None, found), language=language), now=self._clock())

    def rates(self, *, today: date | None = None) -> list[ReplyRate]:
        """How each addressee replies: counts, and the share of those whose last day has passed."""
        return reply_rates(self.all(today=today))

    def _begin(self, made: Appeal) -> Appeal:
        told = {"who asked for it": made.requester, "who sends it": made.sender,
                "for whom it is": "".join(made.persons), "to whom it goes": made.addressee.name}  # fmt: skip
        if empty := [what for what, said in told.items() if not said]:
            raise InputError(
                phrase("it is not said %(names)s", names=", ".join(empty)),
                do=phrase("Requester, sender and person concerned are three."),
            )
        if made.purpose not in USES:
            raise InputError(
                phrase("no letter goes out for %(value)s", value=made.purpose.value),
                do=phrase("Use one of: %(names)s.", names=", ".join(USES)),
            )
        if any(map(str.isdigit, made.asks)):
            raise InputError(
                phrase("a number is typed into what is asked"),
                do=phrase("The facts carry their numbers with their quotes."),
            )
        if made.period and made.period.days < 1:
            raise InputError(phrase("a reply takes at least a day"), thing=str(made.period.days))
        with self._store.transaction():
            code = new_code({one.subject for one in self._store.entries(Appeal)})
            detail = {"act": "drafted", "to": made.addressee.kind.value}
            return enter(self._store, replace(made, subject=code), action=ACTION, detail=detail)

    def _step(
        self, code: str, act: AppealAct, by: str, *, on: date | None = None, proof: str = "", reference: str = "",
        due: date | None = None, consents: tuple[int, ...] = (),
    ) -> AppealStep:  # fmt: skip
        return AppealStep(
            subject=plain(code), act=act, on=self._day(on), proof=proof, reference=reference.strip(), due=due,
            consents=consents, by=by, at=self._clock(),
        )  # fmt: skip

    def _enter(self, step: AppealStep) -> AppealStep:
        return enter(self._store, step, action=ACTION, detail={"act": step.act.value})

    def _keep(self, paper: Paper | None, by: str) -> str:
        """The accession of a paper, marked so that no reader takes it for evidence; "" for none."""
        if paper is None:
            return ""
        kept = self._archive.add_bytes(paper.stream, paper.name, by=by)
        held = Reading(sha256=kept.sha256, reader="paper", state=ReadState.READ, at=self._clock(), reason=UNREAD)
        with self._store.transaction():
            if self._store.reading(kept.sha256) is None:
                self._store.add_reading(held)
        return kept.id

    def _day(self, on: date | None) -> date:
        today = self._clock().date()
        if on and on > today:
            raise InputError(
                phrase("this day has not come yet"), thing=on.isoformat(), do=phrase("Give the day it happened.")
            )
        return on or today

    def _allowed(self, code: str, by: str) -> tuple[int, ...]:
        """The consents by which an appeal that was not sent may be. Raises Withheld, InputError."""
        course = self._open(code)
        if course.sent:
            raise InputError(phrase("it has been sent already"), thing=code, do=phrase("Follow it up instead."))
        entries, lacking = sending(self._consent, course.appeal, by)
        refuse(course.appeal, lacking)
        return entries

    def _after_sending(self, code: str, on: date | None) -> Course:
        course = self._open(code)
        if course.sent is None:
            raise InputError(
                phrase("it has not been sent yet"), thing=code, do=phrase("Enter that first, with its proof.")
            )
        if self._day(on) < course.sent.on:
            raise InputError(
                phrase("this is before it was sent"), thing=self._day(on).isoformat(), do=phrase("Correct the day.")
            )
        return course

    def _open(self, code: str) -> Course:
        course = self.look(code)
        if course.last(AppealAct.CLOSED):
            raise InputError(phrase("it is closed"), thing=code, do=phrase("Take the closing back first."))
        return course

    def _course(self, made: Appeal, steps: Iterable[AppealStep], today: date | None) -> Course:
        return Course(appeal=made, steps=tuple(standing(steps)), today=today or self._clock().date())

    def _asked(self, course: Course) -> Course:
        return replace(course, lacking=sending(self._consent, course.appeal)[1])


def _order(course: Course) -> tuple[bool, bool, date, str]:
    closed = course.last(AppealAct.CLOSED) is not None
    return closed, course.next is None, course.next.day if course.next else date.max, course.appeal.subject
