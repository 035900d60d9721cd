"""Capture: can this be trusted? Where the bytes came from, what they are, and whether they still are."""

from collections import Counter

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chamsae.errors import InputError, NotFound
from chamsae.model.demand import Answer
from chamsae.model.document import Document
from chamsae.model.source import Capture
from chamsae.model.transcript import Transcript
from chamsae.read.choose import is_recording
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.phrases import told
from chamsae.web.rows import relations_of
from chamsae.web.spans import paragraphs, parts
from chamsae.web.tables import number_in
from chamsae.web.views.originals import PLAYED


@require_GET
def capture(request: HttpRequest, capture_id: str) -> HttpResponse:
    """The provenance card, and every other time the same bytes came in."""
    store = current.casebook().store
    one = store.capture(capture_id)
    context = {**_frame(one), "tab": "provenance", "object": store.object(one.sha256)}
    return render(request, "chamsae/capture.html", context)


@require_GET
def text(request: HttpRequest, capture_id: str) -> HttpResponse:
    """The text as it was read, furniture greyed, without claims."""
    one = current.casebook().store.capture(capture_id)
    frame = _frame(one)
    document = frame["document"]
    if not isinstance(document, Document):
        raise Http404
    pieces = parts(document.text)
    part = pieces[number_in(request, "part", 1, len(pieces)) - 1]
    context = {**frame, "tab": "text", "part_shown": part, "paragraphs": paragraphs(document, part, [])}
    return render(request, "chamsae/capture.html", context)


@require_GET
def original(request: HttpRequest, capture_id: str) -> HttpResponseBase:
    """The bytes as received, to be saved, never shown: captured pages are other people's programs."""
    book = current.casebook()
    one = book.store.capture(capture_id)
    response = FileResponse(
        book.originals.hand_out(one.id, by=person(request)), content_type="application/octet-stream"
    )
    response["Content-Disposition"] = content_disposition_header(True, one.name or one.sha256)
    response["Content-Length"] = str(one.size)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, capture_id: str) -> HttpResponse:
    """What the Berkeley Protocol asks of the item, each demand met, open, or with why not."""
    book = current.casebook()
    one = book.store.capture(capture_id)
    if request.method == "POST":
        why = request.POST.get("why", "")
        try:
            book.evidence.not_captured(one.id, request.POST.get("demand", ""), by=person(request), why=why)
        except InputError as error:
            messages.error(request, told(error))
        else:
            messages.success(request, _("Written down."))
        return redirect("capture-evidence", capture_id=capture_id)
    answers = book.evidence.demands(one.id)
    counts = Counter(answered.answer for answered in answers)
    context = {
        **_frame(one), "tab": "evidence", "answers": answers,
        "met": counts[Answer.MET], "open": counts[Answer.OPEN], "asked": len(answers) - counts[Answer.NOT_ASKED],
    }  # fmt: skip
    return render(request, "chamsae/capture.html", context)


@require_POST
def verify(request: HttpRequest, capture_id: str) -> HttpResponse:
    """Hash the stored bytes now; the answer is logged and shown."""
    checked = current.casebook().archive.verify(capture_id, by=person(request))
    messages.success(request, _("Verified now: the %(size)s bytes still have this SHA-256.") % {
        "size": f"{checked.size:,}"})  # fmt: skip
    return redirect("capture", capture_id=capture_id)


def _transcripts(one: Capture) -> list[tuple[Transcript, Capture, str]]:
    """The transcripts of a recording, each with its accession and the document it became ("" for none)."""
    store = current.casebook().store
    found = []
    for transcript in store.transcripts(recording=one.sha256):
        reading = store.reading(transcript.text)
        kept = next(store.captures(sha256=transcript.text))
        found.append((transcript, kept, (reading.document or "") if reading else ""))
    return found


def _frame(one: Capture) -> dict[str, object]:
    store = current.casebook().store
    reading = store.reading(one.sha256)
    document = None
    if reading and reading.document:
        try:
            document = store.document(reading.document)
        except NotFound:
            document = None
    originals = current.casebook().originals
    return {
        "capture": one,
        "is_recording": is_recording(one.media_type),
        "played": one.media_type in PLAYED,
        "transcripts": _transcripts(one),
        "has_pages": bool(document and document.spots and originals.has_pages(document)),
        "reading": reading,
        "document": document,
        "others": [other for other in store.captures(sha256=one.sha256) if other.id != one.id],
        "relations": relations_of(current.alias(), document) if document else [],
    }
