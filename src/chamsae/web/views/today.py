"""Today: what needs me?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chamsae.db.models import CaptureRow, GroupRow, LogRow, RelationRow
from chamsae.model.judgement import Status
from chamsae.web import current, queue
from chamsae.web.rows import claim_lines, failures, group_lines, pair_lines

#: Lines in each short list.
FEW = 5


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Four short lists of what waits, the last arrivals, and whether the bytes were verified."""
    alias = current.alias()
    groups = GroupRow.objects.using(alias).filter(contradictory=True)
    context = {
        "counts": current.casebook().counts(),
        "work": current.work().state(),
        "claims": claim_lines(alias, queue.first(alias, queue.Wanted(), FEW)),
        "pairs": pair_lines(alias, RelationRow.objects.using(alias).filter(status=Status.PROPOSED), FEW),
        "pairs_left": RelationRow.objects.using(alias).filter(status=Status.PROPOSED).count(),
        "groups": group_lines(alias, groups.order_by("position")[:FEW]),
        "failed": failures(alias, FEW),
        "captures": CaptureRow.objects.using(alias).order_by("-number")[:FEW],
        "checked": LogRow.objects.using(alias).filter(action__in=("doctor", "verify")).order_by("-number").first(),
        "last": LogRow.objects.using(alias).order_by("-number").first(),
    }
    return render(request, "chamsae/today.html", context)
