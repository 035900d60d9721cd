"""Asking the language model about one document, where one is set; where its text would go is said beside the button."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chamsae.casebook.book import Casebook
from chamsae.errors import ChamsaeError
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.phrases import told


@dataclass(frozen=True, slots=True)
class Offer:
    """What asking about a document would send where; `refusal` says why it cannot be done."""

    model: str
    place: str = ""
    here: bool = True
    characters: int = 0
    refusal: str = ""


def offer(book: Casebook, document_id: str) -> Offer | None:
    """What the Read screen offers; None while no model is set."""
    model = book.settings.model_name
    if not book.settings.model_address:
        return None
    try:
        plan = book.ask.plan([document_id])
    except ChamsaeError as error:
        return Offer(model=model, refusal=told(error))
    if plan.held_back:
        return Offer(model=model, refusal=_("A claim of this document is withheld: its text stays on this computer."))
    return Offer(model=model, place=str(plan.where), here=plan.where.here, characters=plan.characters)


@require_POST
def ask(request: HttpRequest, document_id: str) -> HttpResponse:
    """Send the document to the model behind the screens; text that leaves this computer must have been agreed to."""
    book = current.casebook()
    offered = offer(book, book.store.document(document_id).id)
    if offered is None or offered.refusal:
        messages.error(request, offered.refusal if offered else _("No language model is set."))
    elif not offered.here and not request.POST.get("agreed"):
        messages.error(request, _("Nothing was sent. Agree first that the text may leave this computer."))
    elif not current.work().ask(book, document_id, by=person(request)):
        messages.info(request, _("Reading is going on. Try again when it is done."))
    return redirect("read", document_id)
