"""Read: the document on one side, what it claims on the other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chamsae.db.models import CaptureRow, ClaimRow, DocumentRow
from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.model.judgement import WAITING, Status
from chamsae.web import current
from chamsae.web.places import cells, place
from chamsae.web.rows import relations_of
from chamsae.web.spans import Mark, Part, is_uncertain, marks, paragraphs, parts
from chamsae.web.tables import csv_response, number_in, wants_csv
from chamsae.web.views.asking import offer
from chamsae.web.views.originals import PLAYED
from chamsae.web.words import sentence


@dataclass(frozen=True, slots=True)
class Card:
    """A claim beside its document; `address` shows it, `onward` is where an answer leads."""

    claim: Claim
    status: Status
    address: str
    onward: str
    current: bool

    @property
    def edit(self) -> str:
        """Where it can be corrected, and then seen again."""
        return f"{reverse('edit-claim', args=[self.claim.id])}?{urlencode({'back': self.address})}"


@require_GET
def read(request: HttpRequest, document_id: str) -> HttpResponse:
    """One part of a document with its claims; `?claim=` rings one, `?kind=` leaves the others out."""
    store, alias = current.casebook().store, current.alias()
    document = store.document(document_id)
    claims = list(store.claims(document=document_id))
    statuses = dict(ClaimRow.objects.using(alias).filter(document__key=document_id).values_list("id", "status"))
    states = {id: Status(status) for id, status in statuses.items()}
    if wants_csv(request):
        return _csv(document, claims, states)
    kind = request.GET.get("kind", "")
    asked = request.GET.get("claim", "")
    shown = [one for one in claims if states[one.id] is not Status.RETIRED or one.id == asked]
    chosen = [one for one in shown if not kind or one.kind == kind]
    part = _part(request, document, claims, asked)
    here = [one for one in chosen if part.start <= one.trigger.start < part.end]
    ringed = _ringed(here, states, asked)
    context = {
        "document": document,
        "capture": CaptureRow.objects.using(alias).filter(object__sha256=document.sha256).order_by("number").first(),
        "part_shown": part,
        "paragraphs": paragraphs(document, part, _shown(here, states, ringed), ringed),
        "kind": kind,
        "kinds": [(one, count) for one, count in Counter(c.kind for c in shown).items()],
        "judged": sum(states[one.id] not in WAITING for one in shown),
        "total": len(shown),
        **_cards(document_id, here, states, ringed, kind),
        **_original(document, next((one for one in here if one.id == ringed), None), part),
    }
    if request.htmx and request.htmx.target == "reading":  # type: ignore[attr-defined]
        return render(request, "chamsae/_reading.html", context)
    context |= {"relations": relations_of(alias, document), **_neighbours(alias, document_id)}
    context |= {"offer": offer(current.casebook(), document_id), "work": current.work().state()}
    return render(request, "chamsae/read.html", context)


def _original(document: Document, ringed: Claim | None, part: Part) -> dict[str, object]:
    """What the reader can look at or listen to beside the text: the page that is read, or the recording."""
    originals = current.casebook().originals
    found = originals.recording(document) if document.moments else None
    recording = found[0] if found else None
    shown = place(document, ringed, recording) if ringed else None
    page = shown.page if shown else 0
    if not page and document.spots:
        page = next((one.number for one in document.pages if one.end > part.start), 0)
    whole = reverse("document-page", args=[document.id, page]) if page else ""
    return {
        "place": shown,
        "page_shown": page,
        "page_address": shown.whole if shown and shown.whole else whole,
        "has_pages": originals.has_pages(document),
        "recording": recording,
        "transcript": found[1] if found else None,
        "played": bool(recording and recording.media_type in PLAYED),
        "uncertain": is_uncertain(document),
    }


def _part(request: HttpRequest, document: Document, claims: Sequence[Claim], asked: str) -> Part:
    pieces = parts(document.text)
    at = next((one.trigger.start for one in claims if one.id == asked), None)
    if at is None and "at" in request.GET:
        at = number_in(request, "at", 0, max(0, len(document.text) - 1))
    if at is not None:
        return next((piece for piece in pieces if at < piece.end), pieces[-1])
    return pieces[number_in(request, "part", 1, len(pieces)) - 1]


def _ringed(claims: Sequence[Claim], states: Mapping[str, Status], asked: str) -> str:
    """The claim asked for, else the first that waits, else the first."""
    ids = [one.id for one in claims]
    if asked in ids:
        return asked
    waiting = (id for id in ids if states[id] in WAITING)
    return next(waiting, ids[0] if ids else "")


def _shown(claims: Sequence[Claim], states: Mapping[str, Status], ringed: str) -> list[Mark]:
    """Rejected claims leave the text unmarked unless one is being looked at."""
    visible = [one for one in claims if states[one.id] is not Status.REJECTED or one.id == ringed]
    return marks(visible, dict(states))


def _cards(
    document: str, claims: Sequence[Claim], states: Mapping[str, Status], ringed: str, kind: str
) -> dict[str, object]:
    ids = [one.id for one in claims]
    at = ids.index(ringed) if ringed else 0
    waiting = [id for id in (*ids[at + 1 :], *ids[:at]) if states[id] in WAITING]
    onward = waiting[0] if waiting else (ids[at + 1] if at + 1 < len(ids) else ringed)
    return {
        "cards": [
            Card(one, states[one.id], _address(document, one.id, kind), _address(document, onward, kind),
                 one.id == ringed)
            for one in claims
        ],
        "before": _address(document, ids[at - 1], kind) if at > 0 else "",
        "after": _address(document, ids[at + 1], kind) if at + 1 < len(ids) else "",
    }  # fmt: skip


def _address(document: str, claim: str, kind: str) -> str:
    given = {"kind": kind, "claim": claim} if kind else {"claim": claim}
    return f"{reverse('read', args=[document])}?{urlencode(given)}"


def _neighbours(alias: str, document: str) -> dict[str, object]:
    rows = DocumentRow.objects.using(alias)
    number = rows.values_list("number", flat=True).get(key=document)
    return {
        "previous_document": rows.filter(number__lt=number).order_by("-number").values_list("key", flat=True).first(),
        "next_document": rows.filter(number__gt=number).order_by("number").values_list("key", flat=True).first(),
    }


def _csv(document: Document, claims: Sequence[Claim], states: Mapping[str, Status]) -> HttpResponse:
    head = ("id", "kind", "status", "words", "quote", "start", "end", "reader", "confidence",
            "page", "left", "top", "right", "bottom", "begins", "ends")  # fmt: skip
    rows = (
        (one.id, one.kind, states[one.id], sentence(one), one.quote.exact, one.quote.start, one.quote.end, one.reader,
         one.confidence, *cells(document, one))
        for one in claims
    )  # fmt: skip
    return csv_response(f"claims-{document.id}", head, rows)
