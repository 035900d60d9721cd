"""The last look before something is handed out: nothing goes of somebody who has taken consent back since.

What left once stays in the ledger and cannot be called back; no copy of it is made any more.
"""

from collections.abc import Iterable

from chamsae.casebook.consents import Consents
from chamsae.errors import InputError, NotFound, Withheld, phrase
from chamsae.model.consent import Decision, in_force
from chamsae.model.release import Release
from chamsae.model.releasing import Publication


def check_left_stands(consents: Consents, left: Publication) -> None:
    """Raise Withheld where somebody a release tells of, or who told what it quotes, has taken consent back."""
    check_persons(consents, left.concerned, thing=left.subject)
    if left.package.figures is not None:
        check_release(consents, left.package.figures, thing=left.subject)


def check_release(consents: Consents, release: Release, *, thing: str) -> None:
    """The same of figures: of those whose testimony they quote."""
    documents = {claim.citation.document for one in release.figures for claim in one.claims}
    check_documents(consents, documents, thing=thing)


def check_persons(consents: Consents, persons: Iterable[str], *, thing: str) -> None:
    """Raise Withheld where one of these persons has taken back what covered everything about them."""
    for person in persons:
        if _took_back(consents, person, ""):
            raise _withheld(thing)


def check_documents(consents: Consents, documents: Iterable[str], *, thing: str) -> None:
    """Raise Withheld where one of these documents is testimony whose witness has taken consent back."""
    tellers = consents.tellers()
    for document in sorted({*documents} & tellers.keys()):
        witness, interview = tellers[document]
        if _took_back(consents, witness, interview):
            raise _withheld(thing)


def _took_back(consents: Consents, person: str, item: str) -> bool:
    """Whether the consent in force is one that was taken back, as to this item; of nobody we find, it is not known."""
    try:
        last = in_force(consents.of(person))
    except (NotFound, InputError):  # linking has made the record anew: what was said of it is under another id
        return True
    return last is not None and last.decision is Decision.WITHDRAWN and last.reaches(item)


def _withheld(thing: str) -> Withheld:
    return Withheld(
        phrase("somebody it tells of has taken consent back since, or is not found any more"), thing=thing,
        do=phrase("Nothing was handed out. What left before is listed by `chamsae consent left`."),
    )  # fmt: skip
