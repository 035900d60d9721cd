"""From a figure, a table or an estimation to a release: what is for people outside is drafted, never saved at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from chamsae.model.releasing import Chosen
from chamsae.protect.release import Audience
from chamsae.web import current
from chamsae.web.context import person


def drafted(request: HttpRequest, title: str, chosen: Chosen, audience: Audience, language: str) -> HttpResponse:
    """Begin a release with it and go there; raises what `release.draft` raises."""
    recipient = request.POST.get("recipient", "").strip()[:120] or _("to be named")
    made = current.casebook().release.draft(
        title, chosen, audience=audience, by=person(request), language=language,
        recipient=recipient if audience is Audience.CONFIDENTIAL else "",
    )  # fmt: skip
    messages.info(request, _("What is for people outside leaves through a release. This draft has been begun with it."))
    return redirect("release", id=made.subject)
