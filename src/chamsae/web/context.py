"""What every screen shows around its own matter: the casebook's name, what waits, who judges, theme and keys."""

from dataclasses import dataclass
from getpass import getuser
from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from chamsae.errors import CasebookError
from chamsae.web import current, sections
from chamsae.web.behind import acts_behind
from chamsae.web.romanising import romanise

THEMES = ("system", "light", "dark")
_PERSON = "chamsae_person"


@dataclass(frozen=True, slots=True)
class Choices:
    """What this browser has chosen."""

    person: str
    theme: str
    keys: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """Context of base.html."""
    try:
        name = current.casebook().settings.name
    except CasebookError:
        name = ""
    return {
        "casebook_name": name,
        "choices": choices(request),
        "tongues": settings.LANGUAGES,
        "here": request.path,
        "sections": sections.heads(request.path),
        "foot": sections.foot(request.path),
        "part": bool(getattr(request, "htmx", False)),
        "whole_address": request.get_full_path(),
        "romanise": romanise(request),
        "acts_behind": acts_behind if sections.show_acts(request.path) else None,
    }


def choices(request: HttpRequest) -> Choices:
    """This browser's choices, from its cookies; anything odd counts as not chosen."""
    theme = request.COOKIES.get("chamsae_theme", "system")
    return Choices(
        person=person(request),
        theme=theme if theme in THEMES else "system",
        keys=request.COOKIES.get("chamsae_keys") != "off",
    )


def person(request: HttpRequest) -> str:
    """Who signs what is judged in this browser: the name chosen, that of the settings, or of the computer's user."""
    chosen = unquote(request.COOKIES.get(_PERSON, ""), errors="replace").replace("\x00", "")
    try:
        given = current.person()
    except CasebookError:
        given = ""
    return chosen or given or _user()


def choose(response: HttpResponse, *, person: str, theme: str, keys: bool) -> None:
    """Keep the choices in cookies for a year."""
    year = 365 * 24 * 3600
    for name, value in ((_PERSON, quote(person)), ("chamsae_theme", theme), ("chamsae_keys", "on" if keys else "off")):
        response.set_cookie(name, value, max_age=year, httponly=True, samesite="Strict")


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):
        return "somebody"
