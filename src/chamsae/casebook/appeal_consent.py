"""Whether an appeal may be sent, or made public by us: the consent ledger is asked for each person and recipient."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from chamsae.errors import Withheld, phrase
from chamsae.model.appeal import Appeal, Lacking
from chamsae.model.consent import Purpose
from chamsae.protect.may import PUBLIC, Actor, Clearance, Field, FieldKind, Right

#: For which purposes a letter may go out, and what of a person it then uses: who they are, or only what happened.
USES: Mapping[Purpose, FieldKind] = {
    Purpose.UN_CONFIDENTIAL: FieldKind.IDENTITY,
    Purpose.UN_PUBLIC: FieldKind.IDENTITY,
    Purpose.COURT_CLOSED: FieldKind.IDENTITY,
    Purpose.COURT_OPEN: FieldKind.IDENTITY,
    Purpose.TRACING: FieldKind.IDENTITY,
    Purpose.NAME: FieldKind.IDENTITY,
    Purpose.ANONYMISED: FieldKind.CASE,
}
#: For which purpose we may make public what was sent for another.
PUBLISHED: Mapping[Purpose, Purpose] = {
    Purpose.UN_CONFIDENTIAL: Purpose.UN_PUBLIC,
    Purpose.COURT_CLOSED: Purpose.COURT_OPEN,
    Purpose.TRACING: Purpose.NAME,
}
#: For whom it is asked where nobody acts: what consent allows does not hang on who looks at the register.
CLEARED = Actor(name="", cleared=Clearance.IDENTITY)


class Allows(Protocol):
    """Whether something may be used of a person: the casebook's consent ledger."""

    def actor(self, name: str) -> Actor:
        """Somebody at work with what they are cleared for."""
        ...

    def may(self, actor: Actor, purpose: Purpose, recipient: str, field: Field, *, person: str) -> Right:
        """The right now."""
        ...


def sending(allows: Allows, appeal: Appeal, by: str = "") -> tuple[tuple[int, ...], tuple[Lacking, ...]]:
    """The entries of the consent ledger that allow sending an appeal now, and the consents that are missing."""
    return _asked(allows, appeal, appeal.purpose, appeal.recipients, by)


def publishing(allows: Allows, appeal: Appeal, by: str = "") -> tuple[tuple[int, ...], tuple[Lacking, ...]]:
    """The same for making it public ourselves."""
    return _asked(allows, appeal, PUBLISHED.get(appeal.purpose, appeal.purpose), (PUBLIC,), by)


def refuse(appeal: Appeal, lacking: Iterable[Lacking]) -> None:
    """Raise Withheld where consents are missing, naming whose (by id), for what, towards whom and why."""
    if told := [f"{one.person}: {one.purpose.value} to “{one.recipient}”: {one.because}" for one in lacking]:
        raise Withheld(
            phrase("consent is missing for %(names)s", names="; ".join(told)),
            thing=phrase("appeal %(code)s", code=appeal.subject),
            do=phrase("Ask them and write it down (`chamsae consent`); nothing was entered."),
        )


def _asked(
    allows: Allows, appeal: Appeal, purpose: Purpose, recipients: Iterable[str], by: str
) -> tuple[tuple[int, ...], tuple[Lacking, ...]]:
    actor = allows.actor(by) if by else CLEARED
    asked = [(person, to) for person in appeal.persons for to in recipients]
    rights = [allows.may(actor, purpose, to, Field(kind=USES[purpose], item=who), person=who) for who, to in asked]
    lacking = tuple(
        Lacking(person=person, purpose=right.purpose or purpose, recipient=to, because=right.ground.value)
        for (person, to), right in zip(asked, rights, strict=True)
        if not right
    )
    entries = sorted({right.entry for right in rights if right and right.entry is not None})
    return tuple(entries), lacking
