"""Originals to look at and listen to: pages drawn on demand, recordings in parts, transcripts attached."""

import re
from collections.abc import Iterator
from typing import BinaryIO, TypeVar, cast

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.model.transcript import Maker
from chamsae.read.choose import is_recording
from chamsae.web import current, pictures
from chamsae.web.context import person
from chamsae.web.forms import LONG
from chamsae.web.phrases import told
from chamsae.web.places import boxes

#: Types of recordings that are played; others are only saved.
PLAYED = {
    "audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/aac", "audio/ogg", "audio/flac", "audio/wav", "audio/wave",
    "audio/x-wav", "audio/webm", "video/mp4", "video/webm", "video/ogg", "video/quicktime",
}  # fmt: skip
#: Bytes of a recording sent at a time.
CHUNK = 1 << 16
#: What may happen in such an answer: nothing.
INERT = "sandbox; default-src 'none'"
Answer = TypeVar("Answer", bound=HttpResponseBase)
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@require_GET
def page(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """A page as it was received; with `?claim=` its words are marked."""
    book = current.casebook()
    document = book.store.document(document_id)
    found = None
    if asked := request.GET.get("claim", "")[:64]:
        claim = book.store.claim(asked)
        found = boxes(document, claim) if claim.document == document_id else None
    drawn = book.originals.page(document, number)
    marked = found if found and found.page == number else None
    made = book.originals.page_made(document, number)
    return _picture(pictures.png(drawn, made, *((marked.quote, marked.trigger) if marked else ())))


@require_GET
def strip(request: HttpRequest, claim_id: str) -> HttpResponse:
    """The strip of the page in which a claim's quote stands, its words marked."""
    book = current.casebook()
    claim = book.store.claim(claim_id)
    document = book.store.document(claim.document)
    found = boxes(document, claim)
    if found is None:
        raise Http404
    drawn, made = book.originals.page(document, found.page), book.originals.page_made(document, found.page)
    return _picture(pictures.close_up(drawn, made, found.quote, found.trigger))


@require_GET
def recording(request: HttpRequest, capture_id: str) -> HttpResponseBase:
    """A recording to listen to, whole or the part the browser asks for."""
    book = current.casebook()
    capture = book.store.capture(capture_id)
    media_type = capture.media_type.partition(";")[0]
    if media_type not in PLAYED:
        raise Http404
    stream = book.objects.open(capture.sha256)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    start, end = _part(asked, capture.size) if asked else (0, capture.size)
    if start >= end:
        stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{capture.size}"})
    answer = StreamingHttpResponse(_read(stream, start, end), status=206 if asked else 200, content_type=media_type)
    if asked:
        answer["Content-Range"] = f"bytes {start}-{end - 1}/{capture.size}"
    answer["Content-Length"] = str(end - start)
    answer["Accept-Ranges"] = "bytes"
    return _inert(answer)


@require_POST
def attach(request: HttpRequest, capture_id: str) -> HttpResponse:
    """Attach a transcript to a recording, with who made it and how."""
    book, by = current.casebook(), person(request)
    capture = book.store.capture(capture_id)
    file = request.FILES.get("file")
    if file is None or file.file is None or not is_recording(capture.media_type):
        raise BadRequest(_("Choose the file of the transcript."))
    maker = Maker.PROGRAM if request.POST.get("maker") == Maker.PROGRAM else Maker.PERSON
    made_by, how = (request.POST.get(name, "")[:LONG] for name in ("made_by", "how"))
    name = getattr(file, "original_name", "") or file.name or "transcript"
    attached = book.transcripts.add(
        capture, cast(BinaryIO, file.file), name, maker=maker, made_by=made_by or by, how=how, by=by
    )
    if attached.document is None:
        messages.error(request, _("The transcript is kept, but could not be read: %s") % told(attached.reason or ""))
        return redirect("capture", capture_id=capture_id)
    return redirect("read", document_id=attached.document)


def _picture(data: bytes) -> HttpResponse:
    return _inert(HttpResponse(data, content_type="image/png"))


def _inert(answer: Answer) -> Answer:
    answer["Content-Security-Policy"] = INERT
    answer["Content-Disposition"] = "inline"
    return answer


def _part(asked: re.Match[str], size: int) -> tuple[int, int]:
    """The bytes asked for, as start and end; an empty part where there are none such."""
    first, last = asked[1], asked[2]
    if not first:
        return (max(0, size - int(last)), size) if last else (0, 0)
    return int(first), min(size, int(last) + 1 if last else size)


def _read(stream: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with stream:
        stream.seek(start)
        while start < end and (piece := stream.read(min(CHUNK, end - start))):
            start += len(piece)
            yield piece
