"""The way of one person: what happened, step by step, and the days that everything told leaves for each step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.journeys import JourneyForm
from chamsae.errors import InputError
from chamsae.publish.map_way import Look, journey_map, stops
from chamsae.publish.palette import TOKENS
from chamsae.web import current, labels
from chamsae.web.context import person
from chamsae.web.journey_lines import journey_lines
from chamsae.web.rows import titles_by_key

TYPES = {
    JourneyForm.HTML: "text/html; charset=utf-8",
    JourneyForm.SVG: "image/svg+xml",
    JourneyForm.PNG: "image/png",
    JourneyForm.CSV: "text/csv; charset=utf-8",
}


@require_GET
def journey(request: HttpRequest, record_id: str) -> HttpResponse:
    """`?unbroken=1` assumes that whoever is held stays held until something else is told."""
    book = current.casebook()
    unbroken = _unbroken(request.GET.get("unbroken", ""))
    told = book.journeys.told(record_id, unbroken=unbroken)
    found, claims = told.journey, told.claims
    look = Look(language=labels.tongue(), colours=TOKENS, inside=True)
    way = stops(found, look.language)
    drawn = journey_map(way, name=told.name, look=look) if any(stop.key for stop in way) else ""
    return render(request, "chamsae/journey.html", {
        "entity": book.link.entity(record_id),
        "name": told.name,
        "journey": found,
        "shown": journey_lines(found, claims),
        "map": mark_safe(drawn),  # noqa: S308 - every word of it was made safe where it was drawn
        "unbroken": unbroken,
        "titles": titles_by_key(current.alias(), [claim.document for claim in claims.values()]),
        "conflicts": [[claims[id] for id in one if id in claims] for one in found.conflicts],
        "doubts": [(one.why, [claims[id] for id in one.claims if id in claims]) for one in found.doubts],
        "forms": [form.value for form in JourneyForm],
    })  # fmt: skip


@require_POST
def written(request: HttpRequest, record_id: str) -> HttpResponse:
    """A working copy as a file; logged, and stamped as none to be released."""
    book = current.casebook()
    try:
        form = JourneyForm(request.POST.get("form", ""))
    except ValueError:
        raise InputError(_("This is no file we can write."), thing=record_id) from None
    unbroken = _unbroken(request.POST.get("unbroken", ""))
    made = book.journeys.written(record_id, form, by=person(request), language=labels.tongue(), unbroken=unbroken)
    mark = b"\xef\xbb\xbf" if form is JourneyForm.CSV else b""  # so that spreadsheets read Hangul
    response = HttpResponse(mark + made, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="journey-{record_id}.{form.value}"'
    return response


def _unbroken(given: str) -> bool:
    return given == "1"
