"""Which appeals stand in a casebook's ledger, and which petitions wait to become one."""

from datetime import datetime

from chamsae.errors import NotFound, phrase
from chamsae.model.appeal import Addressee, AddresseeKind, Appeal
from chamsae.model.consent import Purpose
from chamsae.model.ledger import standing
from chamsae.model.petition import Body, PetitionWritten, Procedure
from chamsae.ports import Store
from chamsae.text.appeals import period_of_body
from chamsae.text.forms import form, state_name


def plain(code: str) -> str:
    """A code as it is kept, however it was typed."""
    return code.strip().upper()


def appeals(store: Store) -> list[Appeal]:
    """All that stand, in the order in which they were begun."""
    return standing(store.entries(Appeal))


def appeal(store: Store, code: str) -> Appeal:
    """The one of this code. Raises NotFound for none."""
    found = standing(store.entries(Appeal, subject=plain(code)))
    if not found:
        raise NotFound(phrase("there is no appeal %(code)s", code=code), do=phrase("`chamsae appeal list` lists them."))
    return found[-1]


def written(store: Store) -> list[PetitionWritten]:
    """The petitions about persons that were written as files."""
    return [one for one in standing(store.entries(PetitionWritten)) if one.body is not Body.UPR]


def carrying(petition: PetitionWritten, *, requester: str, sender: str, by: str, at: datetime) -> Appeal:
    """The appeal that carries a petition: to whom, for what and by when follow from its form."""
    asked = form(petition.body)
    return Appeal(
        subject="", persons=(petition.subject,), requester=requester.strip(), sender=sender.strip(),
        addressee=Addressee(kind=AddresseeKind.MECHANISM, name=asked.short, address=asked.address),
        purpose=Purpose.UN_CONFIDENTIAL, recipients=(asked.short, *_governments(petition)), petition=petition.petition,
        period=period_of_body(petition.body),
        send_by=petition.deadline if petition.procedure is Procedure.URGENT else None,
        by=by, at=at,
    )  # fmt: skip


def _governments(petition: PetitionWritten) -> tuple[str, ...]:
    """The Special Procedures write to the Governments themselves; the others name a person to them on other terms."""
    if petition.body is not Body.SPECIAL_PROCEDURES:
        return ()
    return tuple(f"Government of {state_name(state)}" for state in petition.states)
