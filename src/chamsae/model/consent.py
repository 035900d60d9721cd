"""What people allow to be done with what is known of them: one append-only ledger of consents, read as of a moment.

An entry is about a person (`subject`): a witness's code, a record, or a tracing request, never a name. Which entry
speaks for a purpose and an item at a moment is worked out here (`speaking`); what follows from it for somebody who
wants to use a field is worked out by `chamsae.protect.may`. What was not asked, and what was not answered, is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import ClassVar

from chamsae.model.ledger import Entry, standing

#: Where a day ends first: a consent that holds "until the 5th" ends when the 5th is over anywhere.
FIRST_MIDNIGHT = timezone(timedelta(hours=14))


class Purpose(StrEnum):
    """What somebody may allow to be done with what they tell; each is asked by itself."""

    INTERNAL = "internal"
    TRACING = "tracing"
    UN_CONFIDENTIAL = "un_confidential"
    UN_PUBLIC = "un_public"
    COURT_CLOSED = "court_closed"
    COURT_OPEN = "court_open"
    AGGREGATE = "aggregate"
    ANONYMISED = "anonymised"
    LIKENESS = "likeness"
    NAME = "name"


#: Purposes of which the world learns; the others go to recipients named one by one.
PUBLIC_PURPOSES = frozenset(
    {
        Purpose.UN_PUBLIC, Purpose.COURT_OPEN, Purpose.AGGREGATE, Purpose.ANONYMISED, Purpose.LIKENESS, Purpose.NAME
    }
)  # fmt: skip


class Answer(StrEnum):
    """The answer for one purpose; unknown counts as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Decision(StrEnum):
    """What became of asking: consent was given, refused, or taken back later."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Extent(StrEnum):
    """Whether an entry says all there is to say of what it covers, or only what it names and leaves the rest."""

    WHOLE = "whole"
    PART = "part"


class Form(StrEnum):
    """How consent was given; a signed paper is itself a dangerous thing."""

    ORAL = "oral"
    WRITTEN = "written"
    RECORDED = "recorded"


class Giver(StrEnum):
    """Who gave it: the person, a guardian, or the family of somebody who cannot be asked."""

    SELF = "self"
    GUARDIAN = "guardian"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """The answer for one purpose."""

    purpose: Purpose
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How consent was asked and given, and under which conditions.

    `recipients` are the only ones it may go to (none named: nobody by name, and anybody where it is published).
    `ask_again` says before what the person wants to be asked again, `expires` the last day it holds. `risks` are those
    that were explained, `interpreter` who put it into the person's `language`; a `guardian` is named where the giver
    is one.
    """

    form: Form = Form.ORAL
    giver: Giver = Giver.SELF
    guardian: str = ""
    language: str = ""
    interpreter: str = ""
    risks: str = ""
    recipients: tuple[str, ...] = ()
    conditions: str = ""
    ask_again: str = ""
    expires: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Entry):
    """What a person (`subject`, a code) said when asked.

    `covers` are the items it is about (interviews, requests, documents, cases …); none named: everything of theirs.
    """

    kind: ClassVar[str] = "consent"

    decision: Decision
    permissions: tuple[Permission, ...] = ()
    covers: tuple[str, ...] = ()
    circumstances: Circumstances = Circumstances()
    extent: Extent = Extent.WHOLE

    def reaches(self, item: str) -> bool:
        """True where it is about an item; the person as a whole ("") is reached only by what covers everything."""
        return not self.covers or item in self.covers

    def speaks(self, purpose: Purpose) -> bool:
        """True where it settles a purpose: all do but a part of a consent, which settles what it names."""
        named = any(one.purpose is purpose for one in self.permissions)
        return named or self.extent is Extent.WHOLE or self.decision is not Decision.GIVEN

    def answer(self, purpose: Purpose) -> Answer:
        """The answer for a purpose; consent given at all is consent to keep it inside, unless that was refused."""
        if self.decision is not Decision.GIVEN:
            return Answer.NO
        told = [one.answer for one in self.permissions if one.purpose is purpose]
        if len(told) > 1:
            return Answer.YES if set(told) == {Answer.YES} else Answer.NO
        return told[0] if told else Answer.YES if purpose is Purpose.INTERNAL else Answer.UNKNOWN

    def is_over(self, day: date) -> bool:
        """True once the last day it holds has passed."""
        return self.circumstances.expires is not None and self.circumstances.expires < day


def speaking(consents: Sequence[Consent], purpose: Purpose, item: str, now: datetime) -> list[Consent]:
    """The entries that speak of a purpose for an item as of a moment, in order: the last one rules.

    What was entered later is not known yet; what was taken back as a slip by then never was.
    """
    known = standing(one for one in consents if one.at <= now)
    return [one for one in known if one.reaches(item) and one.speaks(purpose)]


def today(now: datetime) -> date:
    """The day it is where the day ends first, by which expiry is judged."""
    return now.astimezone(FIRST_MIDNIGHT).date()


def in_force(consents: Sequence[Consent]) -> Consent | None:
    """The last consent that was not taken back as a slip; None where nobody has asked."""
    held = standing(consents)
    return held[-1] if held else None


def permitted(consents: Sequence[Consent], day: date) -> Mapping[Purpose, Answer]:
    """The last answer for every purpose on a day, whatever the item: unknown where it was not answered, else no."""
    return {one: _answered(standing(consents), one, day) for one in Purpose}


def permits(consents: Sequence[Consent], purpose: Purpose, day: date) -> bool:
    """True only for a clear yes that holds on the day."""
    return permitted(consents, day)[purpose] is Answer.YES


def asked(answers: Iterable[tuple[Purpose, Answer]]) -> tuple[Permission, ...]:
    """Permissions from pairs of purpose and answer."""
    return tuple(Permission(purpose=purpose, answer=answer) for purpose, answer in answers)


def _answered(held: Sequence[Consent], purpose: Purpose, day: date) -> Answer:
    last = next((one for one in reversed(held) if one.speaks(purpose)), None)
    return Answer.NO if last is None or last.is_over(day) else last.answer(purpose)
