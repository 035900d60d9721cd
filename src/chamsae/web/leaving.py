"""What leaves through the browser, and whose original is opened there: an entry of the log for each."""

from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest, HttpResponse

from chamsae.errors import CasebookError
from chamsae.web import current
from chamsae.web.context import person

#: Screens that show a document or an original, with the name of the id in their address.
OPENED = {
    "read": "document_id", "document-page": "document_id", "capture-text": "capture_id", "recording": "capture_id",
    "redaction": "document_id",
}  # fmt: skip
#: Screens whose verbs log what they hand out themselves.
LOGGED = {
    "appeal-letter",
    "hand-out",
    "journey-file",
    "petition-write",
    "places-map",
    "redaction-clean",
    "release-edition",
    "release-file",
    "table-out",
    "upr-write",
}


class Leaving:
    """Logs each file that is saved, and once a day that a person has opened a document or an original."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer, self._lock = answer, Lock()
        self._seen: set[tuple[str, ...]] = set()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, once the log tells of it."""
        response = self._answer(request)
        match = request.resolver_match
        if match is None or response.status_code not in {200, 206}:
            return response
        screen = match.url_name or ""
        if response.headers.get("Content-Disposition", "").startswith("attachment") and screen not in LOGGED:
            self._saved(request, screen, next(map(str, match.kwargs.values()), screen))
        elif screen in OPENED:
            self._opened(request, screen, str(match.kwargs[OPENED[screen]]))
        return response

    def _saved(self, request: HttpRequest, screen: str, subject: str) -> None:
        asked = {"query": request.GET.urlencode()} if request.GET else {}
        _log(request, "save", subject, {"screen": screen}, asked)

    def _opened(self, request: HttpRequest, screen: str, subject: str) -> None:
        today = f"{current.casebook().clock():%Y-%m-%d}"
        once = (current.alias(), person(request), subject, today)
        with self._lock:
            if once in self._seen:
                return
            self._seen = {one for one in self._seen if one[-1] == today} | {once}
        _log(request, "open", subject, {"screen": screen}, {})


def _log(request: HttpRequest, action: str, subject: str, detail: dict[str, str], hidden: dict[str, str]) -> None:
    """What was typed to find it may name somebody: it is hidden under the key of who typed it."""
    try:
        book = current.casebook()
    except CasebookError:
        return
    by = person(request)
    with book.store.transaction():
        book.store.append_log(
            at=book.clock(), actor=by, action=action, subject=subject, detail=detail, hidden=hidden, under=by
        )
