"""The way of one person: what happened, step by step, and the days that everything told leaves for each step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chamsae.web import current
from chamsae.web.journey_lines import JourneyLines, journey_lines
from chamsae.web.rows import titles_by_key
from chamsae.web.tables import csv_response, wants_csv


@require_GET
def journey(request: HttpRequest, record_id: str) -> HttpResponse:
    """`?unbroken=1` assumes that whoever is held stays held until something else is told; `?format=csv` its table."""
    book = current.casebook()
    unbroken = request.GET.get("unbroken") == "1"
    entity = book.link.entity(record_id)
    found = book.journeys.of(record_id, unbroken=unbroken)
    wanted = [*(id for step in found.steps for id in step.claims), *(id for one in found.conflicts for id in one)]
    claims = {claim.id: claim for claim in book.store.claims(ids=wanted)}
    shown = journey_lines(found, claims)
    if wants_csv(request):
        return _csv(record_id, shown)
    titles = titles_by_key(current.alias(), [claim.document for claim in claims.values()])
    return render(request, "chamsae/journey.html", {
        "entity": entity,
        "name": book.link.records()[entity.records[0]].names[0],
        "journey": found,
        "shown": shown,
        "unbroken": unbroken,
        "titles": titles,
        "conflicts": [[claims[id] for id in one if id in claims] for one in found.conflicts],
    })  # fmt: skip


def _csv(record_id: str, shown: JourneyLines) -> HttpResponse:
    head = ("step", "kind", "acts", "place", "facility", "state", "days", "lasted", "claims", "free_after")
    return csv_response(f"journey-{record_id}", head, (
        (line.number, line.kind, "; ".join(line.acts), line.place, line.facility, line.state, line.days,
         "; ".join(one.words for one in line.lengths), " ".join(line.step.claims), line.gap)
        for line in shown.lines
    ))  # fmt: skip
