"""An interview: consent first, then the account as it was told, version by version, and how its witness knows.

Entries of the ledger (chamsae.model.ledger); a witness is a code, never a name. What may be done with an account
follows from its consents: what was not asked, and what was not answered, is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from chamsae.model.ledger import Entry, standing


class Purpose(StrEnum):
    """What somebody may allow to be done with what they tell; each is asked by itself."""

    INTERNAL = "internal"
    TRACING = "tracing"
    UN_CONFIDENTIAL = "un_confidential"
    COURT_CLOSED = "court_closed"
    COURT_OPEN = "court_open"
    AGGREGATE = "aggregate"
    ANONYMISED = "anonymised"
    LIKENESS = "likeness"
    NAME = "name"


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

    `recipients` are the only ones it may go to (none named: nobody outside). `ask_again` says before what the person
    wants to be asked again, `expires` the last day it holds. `risks` are those that were explained, `interpreter` who
    put it into the person's `language`; a `guardian` is named where the giver is one.
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
    """What a witness (`subject`, a code) said when asked; `covers` are the interviews or requests it is about."""

    kind: ClassVar[str] = "consent"

    decision: Decision
    permissions: tuple[Permission, ...] = ()
    covers: tuple[str, ...] = ()
    circumstances: Circumstances = Circumstances()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview(Entry):
    """An interview was begun (`subject` is its id) with a witness, in a language, perhaps through an interpreter."""

    kind: ClassVar[str] = "interview"

    witness: str
    language: str
    interpreter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded(Entry):
    """An interview was thrown away before it was finished; nothing of what was typed is kept."""

    kind: ClassVar[str] = "interview_discarded"


class Voice(StrEnum):
    """Whose words a passage holds: the witness's, a question, the interpreter's, or a note of the interviewer's own."""

    WITNESS = "witness"
    QUESTION = "question"
    INTERPRETER = "interpreter"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one voice said, in which language, and `at` how many seconds after the beginning, if that was marked."""

    voice: Voice
    text: str
    language: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPart:
    """What is read of an account: all words of one voice in one language, as an object (`sha256`) and `document`.

    `document` is None where the bytes could not be read.
    """

    voice: Voice
    language: str
    sha256: str
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Entry):
    """An account as it was told, finished: version 1, or one more after the witness changed it; none is overwritten.

    `subject` is the interview. All passages stand here; the parts are what documents were made of.
    """

    kind: ClassVar[str] = "account"

    version: int
    passages: tuple[Passage, ...]
    parts: tuple[AccountPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An account while it is written down: replaced at every change, wiped once finished or thrown away.

    `version` counts the changes; a change made to an older version clashes.
    """

    interview: str
    version: int
    passages: tuple[Passage, ...]
    by: str
    saved: datetime


class Stage(StrEnum):
    """How far an interview is."""

    CONSENT = "consent"
    TELLING = "telling"
    FINISHED = "finished"
    REVISING = "revising"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class Basis(StrEnum):
    """How the witness knows: lived through it, saw it, heard it from somebody; unknown where nothing tells."""

    EXPERIENCED = "experienced"
    SAW = "saw"
    HEARD = "heard"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing(Entry):
    """A person's word on how the witness knows what a claim (`subject`) says, and from whom it was heard."""

    kind: ClassVar[str] = "knowing"

    basis: Basis
    source: str = ""


def in_force(consents: Sequence[Consent]) -> Consent | None:
    """The last consent that was not taken back as a slip; None where nobody has asked."""
    held = standing(consents)
    return held[-1] if held else None


def permitted(consents: Sequence[Consent], day: date) -> Mapping[Purpose, Answer]:
    """The answer for every purpose on a day: no without a consent in force, unknown where it was not answered.

    Consent given at all is consent to keep it inside the group.
    """
    last = in_force(consents)
    if last is None or last.decision is not Decision.GIVEN or _is_over(last, day):
        return dict.fromkeys(Purpose, Answer.NO)
    told = {one.purpose: one.answer for one in last.permissions}
    return {one: told.get(one, Answer.UNKNOWN) for one in Purpose} | {Purpose.INTERNAL: Answer.YES}


def permits(consents: Sequence[Consent], purpose: Purpose, day: date) -> bool:
    """True only for a clear yes that holds on the day."""
    return permitted(consents, day)[purpose] is Answer.YES


def _is_over(consent: Consent, day: date) -> bool:
    return consent.circumstances.expires is not None and consent.circumstances.expires < day


def words(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages that hold words, without blank space around them."""
    return tuple(
        Passage(voice=one.voice, text=one.text.strip(), language=one.language.strip(), at=one.at)
        for one in passages
        if one.text.strip()
    )
