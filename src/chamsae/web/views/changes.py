"""What reading again changed, document by document; starting it, and taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.db.judging_rows import rereading
from chamsae.db.models import ClaimRow, DocumentRow, RereadingRow
from chamsae.errors import InputError, NotFound
from chamsae.model.rereading import Rereading
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.rows import ClaimLine, Title, claim_lines, titles, titles_by_key

#: Documents on one page, and claims of each kind of change shown of one document.
PAGE, SHOWN = 50, 100


@dataclass(frozen=True, slots=True)
class Told:
    """What changed in one document, with the document as lists name it; `into` where its text is new."""

    reading: Rereading
    document: Title
    into: Title | None


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """The documents read again, the last first."""
    rows = RereadingRow.objects.using(current.alias()).order_by("-number")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"told": _told(list(page.object_list)), "page": page, "work": current.work().state()}
    return render(request, "chamsae/changes.html", context)


@require_GET
def change(request: HttpRequest, number: int) -> HttpResponse:
    """One document read again: claim by claim what is new, retired, changed, asked and no longer read."""
    alias = current.alias()
    told = next(iter(_told(RereadingRow.objects.using(alias).filter(number=number))), None)
    if told is None:
        raise NotFound(_("Nothing was read again under this number."), thing=str(number))
    reading = told.reading
    pairs = (*reading.changed[:SHOWN], *reading.asked[:SHOWN])
    single = (*reading.new[:SHOWN], *reading.retired[:SHOWN], *reading.missed[:SHOWN])
    rows = ClaimRow.objects.using(alias).filter(id__in={*single, *(one for pair in pairs for one in pair)})
    lines = {line.claim.id: line for line in claim_lines(alias, rows)}
    inside = {id for pair in reading.changed for id in pair}

    def of(ids: tuple[str, ...]) -> list[ClaimLine]:
        return [lines[id] for id in ids[:SHOWN] if id in lines and id not in inside]

    def both(given: tuple[tuple[str, str], ...]) -> list[tuple[ClaimLine, ClaimLine]]:
        return [(lines[old], lines[new]) for old, new in given[:SHOWN] if old in lines and new in lines]

    context = {
        "told": told,
        "asked": both(reading.asked),
        "changed": both(reading.changed),
        "new": of(reading.new),
        "retired": of(reading.retired),
        "missed": of(reading.missed),
    }
    return render(request, "chamsae/change.html", context)


def _told(rows: Iterable[RereadingRow]) -> list[Told]:
    """Rows with their documents: three queries."""
    alias, found = current.alias(), list(rows)
    named = titles(alias, [row.document_id for row in found])
    newer = titles_by_key(alias, [row.into for row in found if row.into])
    return [
        Told(rereading(row, named[row.document_id].id), named[row.document_id], newer.get(row.into or ""))
        for row in found
    ]


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Read one document again, or all of them, behind the screens."""
    document = request.POST.get("document", "")[:64]
    if document and not DocumentRow.objects.using(current.alias()).filter(key=document).exists():
        raise InputError(_("There is no such document."), thing=document)
    if not current.work().again(current.casebook(), [document] if document else None, by=person(request)):
        messages.info(request, _("Something is being read already; start again when it is done."))
    return HttpResponseRedirect(reverse("changes"), status=303)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what reading a document again changed."""
    try:
        current.casebook().reread.undo(number, by=person(request))
        messages.info(request, _("Taken back."))
    except InputError:
        messages.info(request, _("There is nothing left to take back."))
    return HttpResponseRedirect(reverse("change", args=[number]), status=303)
