"""The bundle of a release, for a stranger to check: packed behind the screen, saved as long as it may be handed out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import IO

from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.archive.veiled import veiled
from chamsae.errors import ChamsaeError, NotFound, Withheld
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.phrases import told
from chamsae.web.table_lines import language

#: Bytes sent at once.
PIECE = 1 << 16


@dataclass(slots=True)
class Held:
    """The last bundle, of which release; its file nobody can read on the disk, and it is gone with the server."""

    id: str = ""
    file: IO[bytes] | None = None
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def forget(self) -> None:
        """Close the file: nothing of it is left."""
        if self.file is not None:
            self.file.close()
        self.id, self.file, self.size = "", None, 0


@require_POST
def begin(request: HttpRequest, id: str) -> HttpResponseBase:
    """Pack it behind the screen, through the gate; logged."""
    book, work, by, tongue = current.casebook(), current.work(), person(request), language()
    held = current.kept(Held)
    try:
        figures = book.release.figures(id)
        book.publish.check(figures)
    except ChamsaeError as error:
        messages.error(request, told(error))
        return redirect("release", id=id)

    def job() -> None:
        held.forget()
        file = veiled()
        book.publish.bundle(figures, file, by=by, language=tongue, progress=work)
        held.id, held.file, held.size = id, file, file.tell()

    if not work.job(book, job, by=by, resumable=False):
        messages.info(request, _("Other work is going on. Try again when it is done."))
    return redirect("release", id=id)


@require_GET
def file(request: HttpRequest, id: str) -> HttpResponseBase:
    """The bundle as a file; not any more once somebody it quotes has taken consent back."""
    held = current.kept(Held)
    if held.file is None or held.id != id:
        raise NotFound(_("There is no bundle of this release to save."), do=_("Pack it first."))
    book = current.casebook()
    try:
        book.publish.check(book.release.figures(id))
    except Withheld as error:
        held.forget()
        messages.error(request, told(error))
        return redirect("release", id=id)
    response = StreamingHttpResponse(_pieces(held.file, held.size, held.lock), content_type="application/zip")
    response["Content-Length"] = str(held.size)
    response["Content-Disposition"] = f'attachment; filename="{id}-bundle.zip"'
    return response


def _pieces(file: IO[bytes], size: int, lock: Lock) -> Iterator[bytes]:
    """The bytes piece by piece; several may read at once."""
    for at in range(0, size, PIECE):
        with lock:
            file.seek(at)
            piece = file.read(min(PIECE, size - at))
        yield piece
