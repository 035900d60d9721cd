"""Appeals on behalf of people: who asked, who sends, who is concerned, to whom; what came of it, by dates.

    course = book.appeals.look("BTX-KQD-MGR")
    print(course.state, course.outcome, course.next)

An appeal is known by a code drawn at random, which says nothing of anybody. What people enter are steps; whether a
reply is due, late or has not come is worked out from days and never entered.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from chamsae.model.consent import Purpose
from chamsae.model.ledger import Entry

#: A reply is due once its last day is no further away than this.
SOON = timedelta(days=14)


class AddresseeKind(StrEnum):
    """What an addressee is: a mechanism with a form of its own (WGEID …), a committee, a ministry, a member."""

    MECHANISM = "mechanism"
    COMMITTEE = "committee"
    MINISTRY = "ministry"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom it goes. `name` is what consents name as a recipient; `state` the key of the place it belongs to (kr)."""

    kind: AddresseeKind
    name: str
    address: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPeriod:
    """Within how many days after sending a reply is to come; `verified`: read in a text of the addressee's own."""

    days: int
    verified: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(Entry):
    """An appeal (`subject`: its code) for persons (ids), whom nobody names here.

    `requester` asked for it, `sender` signs it: neither need be the person concerned. Consent is asked for `purpose`
    towards every one of `recipients`. `asks` says what is asked of the addressee; `petition` is the submission it
    carries; `send_by` the last day to send it where something closes.
    """

    kind: ClassVar[str] = "appeal"

    persons: tuple[str, ...]
    requester: str
    sender: str
    addressee: Addressee
    purpose: Purpose
    recipients: tuple[str, ...]
    asks: str = ""
    petition: str = ""
    send_by: date | None = None
    period: ReplyPeriod | None = None


class AppealAct(StrEnum):
    """What was done about an appeal, as entered."""

    CHECKED = "checked"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    REPLIED = "replied"
    PUBLIC = "public"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"


class Publisher(StrEnum):
    """Who made an appeal public: us, with consent for that; or the addressee, whoever agreed to it."""

    SENDER = "sender"
    ADDRESSEE = "addressee"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealStep(Entry):
    """A step of an appeal (`subject`) and the day it happened.

    `proof` is the accession of the paper that shows it; `reference` the addressee's number, or where it is public;
    `due` the last day for a reply (sent, followed up); `consents` the entries of the consent ledger it rests on. A
    reply is a `statement` (a claim) that `denies` claims.
    """

    kind: ClassVar[str] = "appeal_step"

    act: AppealAct
    on: date
    proof: str = ""
    reference: str = ""
    due: date | None = None
    consents: tuple[int, ...] = ()
    statement: str = ""
    denies: tuple[str, ...] = ()
    publisher: Publisher | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWritten(Entry):
    """A letter of an appeal (`subject`) was written as files that may leave: about whom, with their SHA-256."""

    kind: ClassVar[str] = "letter"

    person: str
    letter: str
    files: tuple[str, ...] = ()


class AppealState(StrEnum):
    """Where an appeal stands: entered as far as `AppealAct` goes, worked out from days for the rest."""

    DRAFTED = "drafted"
    CHECKED = "checked"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    REPLY_DUE = "reply_due"
    REPLIED = "replied"
    LATE = "late"
    NONE = "none"
    PUBLIC = "public"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"


class ReplyOutcome(StrEnum):
    """What came of asking, whatever was done since: waited for, in time, after its last day, or nothing by then.

    `open` is what was sent where no last day is known and nothing has come.
    """

    OPEN = "open"
    WAITING = "waiting"
    REPLIED = "replied"
    LATE = "late"
    NONE = "none"


class DeadlineKind(StrEnum):
    """What a day is the last one for: sending it, a reply to it, a reply after it was followed up."""

    SEND = "send"
    REPLY = "reply"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day to keep; `code` is the appeal's and tells nothing of anybody."""

    code: str
    kind: DeadlineKind
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A consent that is missing: whose (an id), for what, towards whom, and on what ground."""

    person: str
    purpose: Purpose
    recipient: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """An appeal with its steps in order, as of a day; `lacking` are consents it needs and has not, if asked."""

    appeal: Appeal
    steps: tuple[AppealStep, ...]
    today: date
    lacking: tuple[Lacking, ...] = ()

    def last(self, *acts: AppealAct) -> AppealStep | None:
        """The last step of these kinds."""
        return next((one for one in reversed(self.steps) if one.act in acts), None)

    @property
    def sent(self) -> AppealStep | None:
        """When and how it was sent."""
        return self.last(AppealAct.SENT)

    @property
    def replied(self) -> AppealStep | None:
        """The reply that came first."""
        found = [one for one in self.steps if one.act is AppealAct.REPLIED]
        return min(found, key=lambda one: (one.on, one.number), default=None)

    @property
    def outcome(self) -> ReplyOutcome | None:
        """What came of asking, by the last day that was set when it was sent; None before it was sent."""
        if self.sent is None:
            return None
        due, reply = self.sent.due, self.replied
        if reply is not None:
            return ReplyOutcome.LATE if due and reply.on > due else ReplyOutcome.REPLIED
        if due is None:
            return ReplyOutcome.OPEN
        return ReplyOutcome.NONE if self.today > due else ReplyOutcome.WAITING

    @property
    def state(self) -> AppealState:
        """Where it stands: by the last step, and by the day where that waits for a reply."""
        last = self.steps[-1] if self.steps else None
        if last is None or (last.act is AppealAct.CHECKED and self.lacking):
            return AppealState.DRAFTED
        if last.act is AppealAct.REPLIED:
            return AppealState.LATE if self.outcome is ReplyOutcome.LATE else AppealState.REPLIED
        waits = last.act in {AppealAct.SENT, AppealAct.ACKNOWLEDGED, AppealAct.FOLLOWED_UP} and self.next
        if waits and self.today > waits.day:
            return AppealState.NONE
        if waits and waits.day - self.today <= SOON:
            return AppealState.REPLY_DUE
        return AppealState(last.act.value)

    @property
    def next(self) -> Deadline | None:
        """The day it waits for, past or to come; None where nothing is waited for.

        A follow-up without a day of its own waits for none.
        """
        asked = self.last(AppealAct.SENT, AppealAct.FOLLOWED_UP)
        if self.last(AppealAct.CLOSED):
            return None
        if asked is None:
            return self._deadline(DeadlineKind.SEND, self.appeal.send_by)
        if any(one.act is AppealAct.REPLIED and one.number > asked.number for one in self.steps):
            return None
        kind = DeadlineKind.REPLY if asked.act is AppealAct.SENT else DeadlineKind.FOLLOW_UP
        return self._deadline(kind, asked.due)

    def _deadline(self, kind: DeadlineKind, day: date | None) -> Deadline | None:
        return Deadline(code=self.appeal.subject, kind=kind, day=day) if day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRate:
    """How one addressee replies, in numbers of appeals.

    Of `sent`, the last day of `due` has passed: of these came `replied` in time, `late` ones after it, and `none`.
    `early` were answered before their day has passed, `waiting` are not, `undated` have no day: they count for no rate.
    """

    addressee: str
    kind: AddresseeKind
    sent: int
    replied: int
    late: int
    none: int
    early: int
    waiting: int
    undated: int

    @property
    def due(self) -> int:
        """The denominator: those whose last day has passed."""
        return self.replied + self.late + self.none

    @property
    def answered(self) -> int:
        """How many of those were answered, in time or late."""
        return self.replied + self.late

    @property
    def open(self) -> int:
        """Those that count for no rate yet."""
        return self.early + self.waiting + self.undated

    @property
    def rate(self) -> float | None:
        """The share of `due` that was answered, in time or late; None where none is due."""
        return self.answered / self.due if self.due else None
