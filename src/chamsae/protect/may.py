"""Whether somebody may use what is known of a person, for a purpose, towards a recipient, at a moment.

    right = may(actor, Purpose.UN_CONFIDENTIAL, "WGEID", Field(kind=FieldKind.IDENTITY, item="i1"), consents, now)
    if not right: print(right.ground)

A pure function of the consents it is given, which are those of ONE person in the ledger's order. Unknown is no. The
rules in words: docs/explain/consent.md; an oracle written from them apart from this file is in tests/protect.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from unicodedata import normalize

from chamsae.errors import InputError, phrase
from chamsae.model.consent import (
    PUBLIC_PURPOSES,
    Answer,
    Circumstances,
    Consent,
    Decision,
    Giver,
    Purpose,
    speaking,
    today,
)
from chamsae.model.ledger import standing

#: The recipient of what anybody can read.
PUBLIC = "public"
#: Nobody outside the group.
INSIDE = ""


class Clearance(IntEnum):
    """What somebody at work may see; each holds those before it."""

    TEAM = 0
    CASE = 1
    IDENTITY = 2


class FieldKind(StrEnum):
    """What sort of thing is to be used.

    `count`: that the person is one of a number. `case`: what happened, when, where. `identity`: names, birth, village,
    kin, contacts, the route, a broker. `likeness`: face, voice, handwriting. `third_person`: who a person named.
    """

    COUNT = "count"
    CASE = "case"
    IDENTITY = "identity"
    LIKENESS = "likeness"
    THIRD_PERSON = "third_person"


class Ground(StrEnum):
    """Why the answer is what it is."""

    ALLOWED = "allowed"
    NOT_ASKED = "nobody asked"
    NOT_COVERED = "consent was given for something else"
    UNANSWERED = "it was not answered"
    DENIED = "the answer was no"
    REFUSED = "consent was refused"
    WITHDRAWN = "consent was taken back"
    EXPIRED = "consent has run out"
    ASK_AGAIN = "the person wants to be asked again first"
    CONDITIONS = "there are conditions nobody has confirmed"
    RECIPIENT = "not for this recipient"
    OWN_WORD = "the person's own word stands against it"
    THIRD_PERSON = "others who are named have not been asked"
    PURPOSE = "this purpose never carries such a thing"
    NOT_CLEARED = "who asks is not cleared for it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who wants to use it."""

    name: str
    cleared: Clearance = Clearance.TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What is to be used: its kind, and the item (interview, request, document, case) it stands in; "" for none."""

    kind: FieldKind
    item: str = ""


@dataclass(frozen=True, slots=True)
class Right:
    """The answer: true where it is allowed; on which ground, by which entry (its number), about which purpose."""

    ground: Ground
    entry: int | None = None
    purpose: Purpose | None = None

    def __bool__(self) -> bool:
        """True where it is allowed."""
        return self.ground is Ground.ALLOWED


#: What a purpose can carry at all, and which answers it needs beside its own.
_ALONE: frozenset[Purpose] = frozenset()
_LIKENESS, _NAME = frozenset({Purpose.LIKENESS}), frozenset({Purpose.NAME})
_INSIDE: Mapping[FieldKind, frozenset[Purpose]] = {
    FieldKind.COUNT: _ALONE, FieldKind.CASE: _ALONE, FieldKind.IDENTITY: _ALONE, FieldKind.LIKENESS: _ALONE,
}  # fmt: skip
_CONFIDENTIAL = {**_INSIDE, FieldKind.LIKENESS: _LIKENESS}
_OPEN = {**_CONFIDENTIAL, FieldKind.IDENTITY: _NAME}
CARRIES: Mapping[Purpose, Mapping[FieldKind, frozenset[Purpose]]] = {
    Purpose.INTERNAL: _INSIDE,
    Purpose.TRACING: _CONFIDENTIAL,
    Purpose.UN_CONFIDENTIAL: _CONFIDENTIAL,
    Purpose.COURT_CLOSED: _CONFIDENTIAL,
    Purpose.UN_PUBLIC: _OPEN,
    Purpose.COURT_OPEN: _OPEN,
    Purpose.AGGREGATE: {FieldKind.COUNT: _ALONE},
    Purpose.ANONYMISED: {FieldKind.COUNT: _ALONE, FieldKind.CASE: _ALONE},
    Purpose.LIKENESS: {FieldKind.COUNT: _ALONE, FieldKind.LIKENESS: _ALONE},
    Purpose.NAME: {FieldKind.COUNT: _ALONE, FieldKind.CASE: _ALONE, FieldKind.IDENTITY: _ALONE},
}
_NEEDS: Mapping[FieldKind, Clearance] = {
    FieldKind.COUNT: Clearance.TEAM,
    FieldKind.CASE: Clearance.CASE,
    FieldKind.IDENTITY: Clearance.IDENTITY,
    FieldKind.LIKENESS: Clearance.IDENTITY,
}
#: What a no is, by what became of asking.
_NO: Mapping[Decision, Ground] = {
    Decision.GIVEN: Ground.DENIED,
    Decision.REFUSED: Ground.REFUSED,
    Decision.WITHDRAWN: Ground.WITHDRAWN,
}
#: Own answers that leave room for a relative or guardian to speak.
_SILENT = frozenset({Ground.ALLOWED, Ground.NOT_ASKED, Ground.NOT_COVERED, Ground.UNANSWERED, Ground.EXPIRED})


def may(  # noqa: PLR0917 - the question as it is asked everywhere, in one order
    actor: Actor, purpose: Purpose, recipient: str, field: Field, consents: Sequence[Consent], now: datetime
) -> Right:
    """Whether `actor` may use a field for a purpose towards a recipient ("" inside, "public" for anybody) at `now`.

    Every answer the use needs must be a yes; the first that is not tells the ground. Raises InputError for a time
    without zone.
    """
    if now.tzinfo is None:
        raise InputError(phrase("a time without its zone"), do=phrase("Give the time with its zone."))
    if field.kind is FieldKind.THIRD_PERSON:
        return Right(Ground.THIRD_PERSON)
    if field.kind not in CARRIES[purpose]:
        return Right(Ground.PURPOSE)
    if actor.cleared < _NEEDS[field.kind]:
        return Right(Ground.NOT_CLEARED)
    last = Right(Ground.NOT_ASKED)
    for needed in (*sorted(CARRIES[purpose][field.kind]), purpose):
        last = _answered(needed, recipient, field.item, consents, now)
        if not last:
            return last
    return last


def _answered(purpose: Purpose, recipient: str, item: str, consents: Sequence[Consent], now: datetime) -> Right:
    """What the consents say of one purpose: the last that speaks rules, within what the person said themself."""
    spoken = speaking(consents, purpose, item, now)
    if not spoken:
        known = standing(one for one in consents if one.at <= now)
        return Right(Ground.NOT_COVERED if known else Ground.NOT_ASKED, purpose=purpose)
    right = _read(spoken[-1], purpose, recipient, now)
    own = [one for one in spoken if one.circumstances.giver is Giver.SELF]
    if right and own and own[-1] is not spoken[-1]:
        theirs = _read(own[-1], purpose, recipient, now)
        if theirs.ground not in _SILENT:
            return Right(Ground.OWN_WORD, theirs.entry, purpose)
    return right


def _read(consent: Consent, purpose: Purpose, recipient: str, now: datetime) -> Right:
    """What one entry says of a purpose."""
    return Right(_ground(consent, purpose, recipient, now), consent.number, purpose)


def _ground(consent: Consent, purpose: Purpose, recipient: str, now: datetime) -> Ground:
    told = consent.circumstances
    if (answer := consent.answer(purpose)) is not Answer.YES:
        return Ground.UNANSWERED if answer is Answer.UNKNOWN else _NO[consent.decision]
    if consent.is_over(today(now)):
        return Ground.EXPIRED
    if not _reaches(purpose, recipient, told.recipients):
        return Ground.RECIPIENT
    return Ground.ALLOWED if purpose is Purpose.INTERNAL else _wished(told)


def _wished(told: Circumstances) -> Ground:
    """What the person wants first, before anything is used outside."""
    if told.ask_again.strip():
        return Ground.ASK_AGAIN
    return Ground.CONDITIONS if told.conditions.strip() else Ground.ALLOWED


def _reaches(purpose: Purpose, recipient: str, named: Sequence[str]) -> bool:
    """Inside stays inside; what is published reaches anybody unless some are named; else only those named."""
    if purpose is Purpose.INTERNAL:
        return recipient == INSIDE
    if not _same(recipient):
        return False
    if purpose in PUBLIC_PURPOSES and not named:
        return True
    return _same(recipient) in {_same(one) for one in named}


def _same(name: str) -> str:
    """A recipient as it is compared: whatever the case, the blanks and the composition of Hangul."""
    return "".join(normalize("NFC", name).casefold().split())
