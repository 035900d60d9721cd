"""What an account claims, beside its words, with how the witness knows; and what changed from version to version."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.accounts import Known
from chamsae.casebook.interviews import Standing
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.model.interview import Account, Basis
from chamsae.model.judgement import WAITING, Status
from chamsae.web import current, intake_labels
from chamsae.web.context import person
from chamsae.web.spans import Part, marks, paragraphs
from chamsae.web.tables import number_in
from chamsae.web.views.answers import WHY, back


@dataclass(frozen=True, slots=True)
class Card:
    """A claim of an account with its state and how the witness knows."""

    claim: Claim
    status: Status
    address: str
    known: Known
    basis: object
    current: bool

    @property
    def edit(self) -> str:
        """Where it can be corrected, and then seen again."""
        return f"{reverse('edit-claim', args=[self.claim.id])}?{urlencode({'back': self.address})}"


@require_GET
def acts(request: HttpRequest, interview_id: str) -> HttpResponse:
    """The words of a version on one side, what they claim on the other; `?claim=` rings one, `?version=` another."""
    book = current.casebook()
    held = book.interviews.one(interview_id)
    account = _version(request, held)
    claims = book.interviews.accounts.claims(account)
    states = book.store.statuses([one.id for one in claims])
    ringed = _ringed(claims, {id: Status(one) for id, one in states.items()}, request.GET.get("claim", ""))
    at = next((at for at, one in enumerate(claims) if one.id == ringed), 0)
    addresses = [_address(interview_id, account, one.id) for one in claims]
    waiting = [
        address
        for one, address in (*list(zip(claims, addresses, strict=True))[at + 1 :], *zip(claims, addresses, strict=True))
        if states.get(one.id, Status.PROPOSED) in WAITING and one.id != ringed
    ]
    context = {
        "held": held,
        "account": account,
        "documents": [
            (book.store.document(part.document), intake_labels.VOICE[part.voice], _words(part.document, claims, ringed))
            for part in account.parts
            if part.document
        ],
        "cards": [
            Card(one, states.get(one.id, Status.PROPOSED), address, known, intake_labels.BASIS[known.basis],
                 one.id == ringed)
            for one, address in zip(claims, addresses, strict=True)
            for known in [book.interviews.accounts.knowing(account, one)]
        ],
        "onward": waiting[0] if waiting else request.get_full_path(),
        "before": addresses[at - 1] if at > 0 else "",
        "after": addresses[at + 1] if at + 1 < len(addresses) else "",
        "judged": sum(states.get(one.id, Status.PROPOSED) not in WAITING for one in claims),
        "bases": [(str(one), label, str(key)) for key, (one, label) in enumerate(intake_labels.BASIS.items(), 1)],
        "forget": interview_id,
    }  # fmt: skip
    return render(request, "chamsae/account.html", context)


@require_GET
def versions(request: HttpRequest, interview_id: str) -> HttpResponse:
    """What changed from a version (`?from=`) to another (`?to=`), by default between the last two."""
    book = current.casebook()
    held = book.interviews.one(interview_id)
    count = len(held.versions)
    if not count:
        raise NotFound(_("Nothing was finished in this interview yet."), thing=interview_id)
    newer = number_in(request, "to", 1, count) if "to" in request.GET else count
    older = number_in(request, "from", 1, count) if "from" in request.GET else max(1, newer - 1)
    first, second = held.versions[older - 1], held.versions[newer - 1]
    changes = book.interviews.accounts.difference(first, second) if older != newer else []
    words = {str(one): label for one, label in intake_labels.CHANGE.items()}
    context = {"held": held, "older": first, "newer": second, "changes": changes, "words": words}
    return render(request, "chamsae/account_versions.html", context)


@require_POST
def know(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Say how the witness knows, or take that back."""
    accounts, given = current.casebook().interviews.accounts, request.POST
    number = given.get("undo", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        accounts.unknow(int(number), by=person(request))
        return back(request)
    if given.get("basis") not in set(Basis):
        raise InputError(_("This is not an answer."), thing=given.get("basis", "")[:40])
    basis = Basis(given["basis"])
    source = given.get("source", "")[:WHY] if basis is Basis.HEARD else ""
    accounts.know(claim_id, basis, source=source, by=person(request))
    return back(request)


def _version(request: HttpRequest, held: Standing) -> Account:
    if not held.versions:
        raise NotFound(_("Nothing was finished in this interview yet."), thing=held.interview.subject)
    asked = number_in(request, "version", 1, len(held.versions)) if "version" in request.GET else len(held.versions)
    return held.versions[asked - 1]


def _ringed(claims: list[Claim], states: dict[str, Status], asked: str) -> str:
    ids = [one.id for one in claims]
    waiting = (id for id in ids if states.get(id, Status.PROPOSED) in WAITING)
    return asked if asked in ids else next(waiting, ids[0] if ids else "")


def _address(interview: str, account: Account, claim: str) -> str:
    query = urlencode({"version": account.version, "claim": claim})
    return f"{reverse('interview-acts', args=[interview])}?{query}"


def _words(document: str, claims: list[Claim], ringed: str) -> list[object]:
    book = current.casebook()
    held: Document = book.store.document(document)
    own = [one for one in claims if one.document == document]
    shown = marks(own, dict(book.store.statuses([one.id for one in own])))
    return list(paragraphs(held, Part(1, 1, 0, len(held.text)), shown, ringed))
