"""The door: a one-time link lets a browser in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from chamsae.web.access import DOOR, is_known, welcome
from chamsae.web.views.errors import closed


@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """Use up the token, give the cookie, go on to Today (or `?next=`) by a page of ours.

    A redirect would not do: after a click in a mail the browser would leave the Strict cookie out of it.
    """
    if not DOOR.redeem(request.GET.get("token", "")) and not is_known(request):
        return closed(request)
    onward = request.GET.get("next", "")
    ours = onward.startswith("/") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    response = render(request, "chamsae/open.html", {"onward": onward if ours else "/"})
    welcome(request, response)
    return response
