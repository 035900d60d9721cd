"""Today: what needs me?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chamsae.db.models import CaptureRow, LogRow, RelationRow
from chamsae.model.judgement import Status
from chamsae.web import current, queue
from chamsae.web.figure_lines import figure_lines
from chamsae.web.rows import claim_lines, failures, pair_lines
from chamsae.web.views.figures import most_disputed

#: Lines in each short list.
FEW = 5


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Four short lists of what waits, the last arrivals, and whether the bytes were verified."""
    alias = current.alias()
    groups = most_disputed(alias)
    context = {
        "counts": current.casebook().counts(),
        "work": current.work().state(),
        "claims": claim_lines(alias, queue.first(alias, queue.Wanted(), FEW)),
        "pairs": pair_lines(alias, RelationRow.objects.using(alias).filter(status=Status.PROPOSED), FEW),
        "pairs_left": RelationRow.objects.using(alias).filter(status=Status.PROPOSED).count(),
        "groups": figure_lines(alias, groups[:FEW]),
        "failed": failures(alias, FEW),
        "captures": CaptureRow.objects.using(alias).order_by("-number")[:FEW],
        "checked": LogRow.objects.using(alias).filter(action__in=("doctor", "verify")).order_by("-number").first(),
        "last": LogRow.objects.using(alias).order_by("-number").first(),
    }
    return render(request, "chamsae/today.html", context)
