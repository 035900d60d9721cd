"""Errors as plain pages: what happened, to which thing, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def page(request: HttpRequest, status: int, message: str, do: str = "") -> HttpResponse:
    """A page, or for htmx a part, with the message and the status."""
    context = {"title": title(status), "message": message, "do": do, "status": status}
    return render(request, "chamsae/error.html", context, status=status)


def closed(request: HttpRequest) -> HttpResponse:
    """For browsers that did not come through the one-time link: how to get one."""
    return render(request, "chamsae/closed.html", {"title": title(403)}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be used."""
    said = str(exception) if type(exception).__name__ == "BadRequest" else ""
    return page(request, 400, said or _("What was sent is too long or cannot be read."), _("Nothing was changed."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed."""
    return page(request, 403, _("This is not allowed."), _("Go back and reload the page."))


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or from one grown old."""
    return page(request, 403, _("This form did not come from a page of this casebook, or the page is old."),
                _("Go back, reload the page and try again. Nothing was changed."))  # fmt: skip


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is at this address."""
    return page(request, 404, _("There is nothing at this address."), _("Use the links above, or search."))


def failure(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return page(request, 500, _("Chamsae made a mistake. What is stored is safe."),
                _("The window where `chamsae serve` runs shows what went wrong."))  # fmt: skip


def title(status: int) -> str:
    """The heading for a status."""
    return {
        400: _("This cannot be used"),
        403: _("Closed"),
        404: _("Nothing here"),
        409: _("This cannot be done"),
        503: _("Not now"),
    }.get(status, _("Something went wrong"))
