"""The log: what was done last, what is signed, witnessed and stamped, and the files that travel for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chamsae.archive.note import verifier_key
from chamsae.archive.stamp import LARGEST
from chamsae.casebook.logbook import Signed, Told
from chamsae.web import current, log_labels
from chamsae.web.context import person
from chamsae.web.forms import LONG
from chamsae.web.tables import number_in

#: Entries on one screen.
PER_PAGE = 50
#: No log we show is longer.
LONGEST = 999_999_999


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as the list shows it: what it tells and opens as pairs of name and value, and what is closed."""

    told: Told
    action: str
    held: tuple[tuple[str, str], ...]
    closed: tuple[str, ...]


@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """Checkpoints, and the last entries or those before `?before=`."""
    book = current.casebook()
    head = book.log.head()
    before = number_in(request, "before", 1, LONGEST) if "before" in request.GET else None
    told = book.log.told(before=before, count=PER_PAGE)
    newest = book.log.newest()
    context = {
        "head": head,
        "key": str(book.log.key) if head.size else "",
        "newest": newest,
        "unsigned": head.size - (newest.size if newest else 0),
        "checkpoints": [_checkpoint(one) for one in book.log.checkpoints()[:PER_PAGE]],
        "lines": [_line(one) for one in told],
        "older": told[-1].entry.number if told and told[-1].entry.number > 1 else None,
        "newer": before is not None,
    }
    return render(request, "chamsae/log.html", context)


@require_POST
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Sign the log as it is now."""
    made = current.casebook().log.checkpoint(by=person(request))
    messages.success(request, _("Signed: %(size)s entries.") % {"size": f"{made.size:,}"})
    return redirect("log")


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Take in a checkpoint that a witness has signed."""
    key = request.POST.get("key", "").strip()[:LONG]
    new = current.casebook().log.accept(_uploaded(request), by=person(request), key=verifier_key(key) if key else None)
    count = len(new)
    said = ngettext("%(count)s new cosignature.", "%(count)s new cosignatures.", count)
    messages.success(request, said % {"count": count})
    return redirect("log")


@require_POST
def stamp(request: HttpRequest) -> HttpResponse:
    """Take in the reply of a time-stamping authority."""
    _kept, verdict = current.casebook().log.stamp(_uploaded(request), by=person(request))
    words = log_labels.STANDING[verdict.standing]
    messages.info(request, _("Kept for ever: %(standing)s") % {"standing": words})
    return redirect("log")


@require_GET
def witness_file(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint with the proof a witness needs; `?since=0` for one that never saw this log."""
    since = number_in(request, "since", 0, LONGEST) if "since" in request.GET else None
    return _file(str(current.casebook().log.request(since=since)).encode(), "checkpoint.txt")


@require_GET
def stamp_file(request: HttpRequest) -> HttpResponse:
    """The request to a time-stamping authority about the newest checkpoint."""
    return _file(current.casebook().log.stamp_request(), "checkpoint.tsq")


@require_GET
def proof(request: HttpRequest, number: int) -> HttpResponse:
    """The proof that an entry is in the newest checkpoint."""
    return _file(str(current.casebook().log.prove(number)).encode(), f"{number}.tlog-proof")


def _checkpoint(signed: Signed) -> dict[str, object]:
    return {
        "made": signed.checkpoint,
        "cosigned": [(name, datetime.fromtimestamp(at, UTC)) for name, at in signed.cosigned],
        "stamps": [
            (verdict, log_labels.STANDING[verdict.standing], log_labels.STYLE[verdict.standing])
            for _stamp, verdict in signed.stamps
        ],
    }


def _line(told: Told) -> Line:
    opened = {one.field: one.value for one in told.opened}
    closed = tuple(sorted(told.entry.hidden.keys() - opened.keys()))
    return Line(told, log_labels.action(told.entry.action), tuple(_held(told, opened)), closed)


def _held(told: Told, opened: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from told.entry.detail.items()
    yield from ((name, value) for name, value in opened.items() if name != "content")


def _uploaded(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > LARGEST:
        raise BadRequest(_("Choose a file of at most 1 MB."))
    return bytes(file.read())


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
