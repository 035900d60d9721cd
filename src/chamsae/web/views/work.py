"""The work behind the screens: how far it is, stopping it, going on with it, putting away what it reported."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.web import current
from chamsae.web.views.answers import back


@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """The line of progress alone; `?back=` is the screen it stands on."""
    state = current.work().state()
    context = {"work": state, "whole_address": request.GET.get("back", "/sources/")}
    response = render(request, "chamsae/_progress.html", context)
    if not state.running:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Stop the work at its next safe step; what is stored stays."""
    current.work().stop()
    return back(request, "/sources/")


@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Go on with the work that was stopped."""
    if not current.work().go_on():
        messages.info(request, _("There is nothing to go on with, or other work is going on."))
    return back(request, "/sources/")


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Put away what the last work reported."""
    current.work().forget()
    return back(request, "/sources/")
