"""Around every answer: the security headers, the door, a check of what was typed, and errors as plain pages."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from chamsae.errors import CasebookError, ChamsaeError, InputError, NotFound, StorageError, Withheld
from chamsae.web.access import is_known, is_public, welcome
from chamsae.web.phrases import told
from chamsae.web.views.errors import closed, page

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
STATUS: dict[type[ChamsaeError], int] = {
    NotFound: 404,
    InputError: 400,
    Withheld: 403,
    StorageError: 503,
    CasebookError: 503,
    ChamsaeError: 409,
}


def headers(answer: Answer) -> Answer:
    """Allow nothing but ourselves, keep nothing in shared caches, never in a frame."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("X-Frame-Options", "DENY")
        if not request.path.startswith(str(settings.STATIC_URL)):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def access(answer: Answer) -> Answer:
    """Answer only browsers that came through a one-time link; renew their cookie at each visit."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_public(request.path):
            return answer(request)
        if not is_known(request):
            return closed(request)
        response = answer(request)
        welcome(request, response)
        return response

    return middleware


def input_check(answer: Answer) -> Answer:
    """Refuse NUL and broken characters anywhere in the address or a form, before they meet a database."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = [request.path, *_values(request.GET.lists())]
        if any(is_broken(value) for value in given):
            raise BadRequest(_("The address holds characters that no text can have."))
        return answer(request)

    return middleware


class Faults:
    """Turns our errors into pages that say what happened, to which thing, and what to do."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with our errors made pages on the way."""
        return self._answer(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """Look through the form once it may be read (after the CSRF check)."""
        if request.method == "POST" and any(is_broken(value) for value in _values(request.POST.lists())):
            raise BadRequest(_("The form holds characters that no text can have. Type the words again."))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for a ChamsaeError; other exceptions go on to Django."""
        if not isinstance(error, ChamsaeError):
            return None
        status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
        return page(request, status, told(error))


def is_broken(value: str) -> bool:
    """True for text with NUL or lone surrogates."""
    return "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value)


def _values(lists: object) -> list[str]:
    return [text for key, values in lists for text in (key, *values)]  # type: ignore[attr-defined]
