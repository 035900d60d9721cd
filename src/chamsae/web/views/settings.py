"""Settings: what this browser chooses, and a link for another one."""

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chamsae.web.access import DOOR, LINK_LIFE
from chamsae.web.context import choices, choose
from chamsae.web.forms import SettingsForm
from chamsae.web.views.answers import back


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Name, theme and keys, kept in this browser's cookies."""
    now = choices(request)
    start = {"person": now.person, "theme": now.theme, "keys": now.keys}
    form = SettingsForm(request.POST or None, initial=start)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Kept in this browser."))
        response = redirect("settings")
        given = form.cleaned_data
        choose(response, person=given["person"], theme=given["theme"], keys=given["keys"])
        return response
    return render(request, "chamsae/settings.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show the screens in another language."""
    chosen = request.POST.get("language", "")
    response = back(request, "/")
    if chosen in dict(django_settings.LANGUAGES):
        response.set_cookie(
            str(django_settings.LANGUAGE_COOKIE_NAME), chosen, max_age=365 * 24 * 3600, httponly=True, samesite="Strict"
        )
    return response


@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """A one-time link for another browser on this computer, good for ten minutes."""
    address = request.build_absolute_uri(f"/open?token={DOOR.issue(seconds=LINK_LIFE)}")
    form = SettingsForm(initial={"person": choices(request).person, "theme": choices(request).theme})
    return render(request, "chamsae/settings.html", {"form": form, "link": address, "minutes": LINK_LIFE // 60})
