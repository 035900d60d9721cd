"""Sources: what do we hold, in which state, and how more comes in."""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.reader import CONTAINERS
from chamsae.db.models import CaptureRow, DocumentRow, ReadingRow
from chamsae.errors import ChamsaeError
from chamsae.model.document import ReadState
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.forms import AddForm
from chamsae.web.tables import csv_response, page_of, wants_csv

ORDERS = {"new": "-number", "old": "number", "name": "name", "-name": "-name", "size": "-size", "-size": "size"}
STATES = ("read", "failed", "queued")


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """The table of accessions, filtered by links, sorted by links."""
    alias = current.alias()
    rows = _filtered(alias, request.GET.get("state", ""), request.GET.get("language", ""))
    order = ORDERS.get(request.GET.get("sort", ""), "-number")
    rows = rows.order_by(order).prefetch_related(_latest(alias))
    if wants_csv(request):
        return _csv(rows)
    context = {
        "rows": page_of(request, rows),
        "add": AddForm(),
        "facets": _facets(alias),
        "languages": _languages(alias),
        "state": request.GET.get("state", ""),
        "language": request.GET.get("language", ""),
        "sort": request.GET.get("sort", "new"),
        "work": current.work().state(),
        "containers": CONTAINERS,
    }
    return render(request, "chamsae/sources.html", context)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Take in files at once, fetch addresses behind the screens, then read; refusals are shown with the progress."""
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"add": form, "rows": None, "facets": _facets(current.alias()), "work": current.work().state()}
        return render(request, "chamsae/sources.html", context, status=422)
    book, by = current.casebook(), person(request)
    added, refused = 0, []
    for file in form.cleaned_data["uploads"]:
        try:
            report = book.archive.add_stream(file.file, file.original_name, by=by)
            refused += [(one.name, one.reason) for one in report.refused]
            added += 1
        except ChamsaeError as error:
            refused.append((file.original_name, error.about("").words()))
    current.work().begin(book, by=by, places=form.cleaned_data["addresses"])
    current.work().tell(refused)
    if added:
        messages.success(request, ngettext("%d file is safe.", "%d files are safe.", added) % added)
    return redirect("sources")


@require_POST
def start_reading(request: HttpRequest) -> HttpResponse:
    """Read what waits."""
    current.work().begin(current.casebook(), by=person(request))
    return redirect("sources")


@require_POST
def retry(request: HttpRequest, capture_id: str) -> HttpResponse:
    """Try once more to read one object."""
    book = current.casebook()
    capture = book.store.capture(capture_id)
    if not current.work().begin(book, by=person(request), retry=[capture.sha256]):
        messages.info(request, _("Reading is going on. Try again when it is done."))
    return redirect("sources")


def _filtered(alias: str, state: str, language: str) -> "QuerySet[CaptureRow]":
    rows: QuerySet[CaptureRow] = CaptureRow.objects.using(alias).all()
    readings = ReadingRow.objects.using(alias).filter(object=OuterRef("object"), latest=True)
    if state == "queued":
        rows = rows.filter(~Exists(readings)).exclude(media_type__in=CONTAINERS)
    elif state in STATES:
        rows = rows.filter(Exists(readings.filter(state=state)))
    if language:
        rows = rows.filter(Exists(readings.filter(document__language=language)))
    return rows


def _latest(alias: str) -> "Prefetch[str]":
    readings = ReadingRow.objects.using(alias).filter(latest=True).select_related("document").defer("document__text")
    return Prefetch("object__readings", queryset=readings, to_attr="standing")


def _facets(alias: str) -> list[tuple[str, int]]:
    states = dict(
        ReadingRow.objects.using(alias).filter(latest=True).values_list("state").annotate(Count("number")).order_by()
    )
    queued = _filtered(alias, "queued", "").count()
    counts = {"read": states.get(ReadState.READ, 0), "failed": states.get(ReadState.FAILED, 0), "queued": queued}
    return [(name, count) for name, count in counts.items() if count]


def _languages(alias: str) -> list[tuple[str, int]]:
    rows = DocumentRow.objects.using(alias).values_list("language").annotate(count=Count("number"))
    return list(rows.order_by("-count", "language"))


def _csv(rows: "QuerySet[CaptureRow]") -> HttpResponse:
    head = ("id", "name", "title", "publisher", "language", "state", "reason", "media_type", "address", "captured_at",
            "added_by", "size", "sha256")  # fmt: skip
    return csv_response("sources", head, map(_cells, rows))


def _cells(row: CaptureRow) -> tuple[object, ...]:
    reading = next(iter(row.object.standing), None)  # type: ignore[attr-defined]  # prefetched by _latest
    document = reading.document if reading else None
    described = (document.title, document.publisher, document.language) if document else ("", "", "")
    state = (reading.state, reading.reason) if reading else ("queued", "")
    return (row.id, row.name, *described, *state, row.media_type, row.address, row.captured_at.isoformat(),
            row.added_by, row.size, row.object_id)  # fmt: skip
