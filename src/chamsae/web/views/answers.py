"""Answers: every judgement is a form, answered by going back to where it was given."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chamsae.casebook.review import ANSWERS
from chamsae.errors import InputError, NotFound
from chamsae.model.judgement import Verdict
from chamsae.web import current
from chamsae.web.context import person

#: Characters a reason may have.
WHY = 2000


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Judge a claim or a relation."""
    given = request.POST.get("verdict", "")
    if given not in ANSWERS:
        raise InputError(_("This is not an answer."), thing=given[:40])
    why = request.POST.get("why", "")[:WHY]
    target, blind = request.POST.get("target", "")[:64], request.POST.get("blind") == "yes"
    current.casebook().review.judge(target, Verdict(given), by=person(request), why=why, blind=blind)
    return back(request)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the judgement with this number, all of this batch, or this person's last."""
    given = request.POST.get("number", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else None
    try:
        batch = request.POST.get("batch", "")[:64] or None
        current.casebook().review.undo(by=person(request), number=number, batch=batch)
        messages.info(request, _("Taken back."))
    except NotFound:
        messages.info(request, _("There is nothing left to take back."))
    return back(request)


def back(request: HttpRequest, otherwise: str = "/review/") -> HttpResponse:
    """To the address of ours the form came with; htmx follows by itself."""
    address = request.POST.get("back", "")
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    response = HttpResponseRedirect(address if ours else otherwise)
    response.status_code = 303
    return response
