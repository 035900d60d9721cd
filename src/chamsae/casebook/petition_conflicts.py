"""Before which other bodies a case is already, and why it may go to one more: nothing goes until somebody said so."""

from collections.abc import Iterator, Sequence

from chamsae.model.appeal import AddresseeKind, Appeal, AppealAct, AppealStep
from chamsae.model.claim import Claim, Intervention
from chamsae.model.filing import ConflictAnswer
from chamsae.model.ledger import standing
from chamsae.model.person import PersonFile
from chamsae.model.petition import Body, Conflict, Lack, PetitionWritten
from chamsae.ports import Store
from chamsae.text.forms import form


def conflicts(store: Store, file: PersonFile, interventions: Sequence[Claim], body: Body) -> Iterator[Conflict]:
    """Other bodies the case is before: by the register, and by what claims tell."""
    for id in dict.fromkeys((file.id, *file.records)):
        for one in standing(store.entries(PetitionWritten, subject=id)):
            if one.body is not body:
                yield Conflict(body=form(one.body).short, on=one.at.date(), because=f"petition {one.petition}")
    yield from _appeals(store, {file.id, *file.records}, form(body).short)
    for claim in interventions:
        value = claim.value
        if isinstance(value, Intervention) and value.type == "un_communication":
            to = ", ".join(value.asked) or value.party
            yield Conflict(body=to, on=claim.when.start if claim.when else None, because=f"claim {claim.id}")


def answers(store: Store, file: PersonFile, body: Body | None = None) -> list[ConflictAnswer]:
    """The reasons that stand for a person, for one body or for all."""
    found = (one for id in dict.fromkeys((file.id, *file.records)) for one in _standing(store, id))
    return [one for one in found if body is None or one.body is body]


def unanswered(found: Sequence[Conflict], given: Sequence[ConflictAnswer]) -> tuple[Conflict, ...]:
    """Conflicts nobody has given a reason for."""
    known = {because for one in given for because in one.conflicts}
    return tuple(one for one in found if one.because not in known)


def lacks(unsaid: Sequence[Conflict]) -> Iterator[Lack]:
    """What stands in the way until somebody says why."""
    for one in unsaid:
        because = "nobody has said why it may go to both"
        yield Lack(what=f"already before “{one.body}” ({one.because})", because=because)


def _appeals(store: Store, persons: set[str], short: str) -> Iterator[Conflict]:
    """Appeals to other mechanisms of the UN that were sent for one of these records."""
    sent = {one.subject: one.on for one in standing(store.entries(AppealStep)) if one.act is AppealAct.SENT}
    for one in standing(store.entries(Appeal)):
        to = one.addressee
        if to.kind is AddresseeKind.MECHANISM and to.name != short and one.subject in sent and persons & {*one.persons}:
            yield Conflict(body=to.name, on=sent[one.subject], because=f"appeal {one.subject}")


def _standing(store: Store, subject: str) -> list[ConflictAnswer]:
    return standing(store.entries(ConflictAnswer, subject=subject))
