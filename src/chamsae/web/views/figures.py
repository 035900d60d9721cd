"""Figures in dispute: what is open, and who says so?"""

from collections.abc import Iterable

from django.db.models import Case, Count, ExpressionWrapper, F, FloatField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import NullIf
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chamsae.db.models import GroupRow
from chamsae.model.settlement import UNDECIDED, State
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.figure_lines import figure_lines
from chamsae.web.tables import csv_response, page_of, wants_csv

#: What the list can be narrowed to; `waiting` is what a person should look at: reopened, or sources differ.
CONDITIONS = {
    "waiting": Q(state__in=UNDECIDED),
    "reopened": Q(state=State.REOPENED),
    "agreeing": Q(state=State.PROPOSED, size__gt=1),
    "single": Q(state=State.PROPOSED, size=1),
    "settled": Q(state=State.SETTLED),
    "all": Q(),
}


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The figures: reopened ones first, then by how far their sources differ; `?show=` and `?q=` leave others out."""
    alias = current.alias()
    current.casebook().reconcile.refresh(by=person(request))
    counts = GroupRow.objects.using(alias).aggregate(**{name: Count("id", filter=one) for name, one in _counted()})
    show = request.GET.get("show", "")
    show = show if show in CONDITIONS else next((name for name in CONDITIONS if counts[name]), "all")
    query = request.GET.get("q", "")[:200]
    rows = _in_order(_found(GroupRow.objects.using(alias).filter(CONDITIONS[show]), query))
    if wants_csv(request):
        return _csv(alias, rows)
    page = page_of(request, rows)
    lines = figure_lines(alias, page.object_list)  # type: ignore[arg-type]
    context = {"page": page, "lines": lines, "counts": counts, "show": show, "q": query}
    return render(request, "chamsae/figures.html", context)


def most_disputed(alias: str) -> "QuerySet[GroupRow]":
    """What waits for a person: reopened figures, then those whose sources differ most."""
    return _in_order(GroupRow.objects.using(alias).filter(CONDITIONS["waiting"]))


def _counted() -> Iterable[tuple[str, Q]]:
    return ((name, condition or Q(size__gte=0)) for name, condition in CONDITIONS.items())


def _found(rows: "QuerySet[GroupRow]", query: str) -> "QuerySet[GroupRow]":
    """Those of which the words, or who says so, hold the query."""
    if not query:
        return rows
    words = Q(counted__icontains=query) | Q(place__icontains=query) | Q(act__icontains=query)
    said = Q(members__claim__speaker__icontains=query) | Q(members__claim__document__publisher__icontains=query)
    return rows.filter(words | said).distinct()


def _in_order(rows: "QuerySet[GroupRow]") -> "QuerySet[GroupRow]":
    """Reopened, open, proposed, settled; then those that differ most, of most origins; then by what they are of.

    How far sources differ is the width of the range beside its upper end: 100 to 200 differ more than 500 to 600.
    """
    rank = Case(
        *(When(state=state, then=Value(at)) for at, state in enumerate(ORDER)),
        default=Value(9),
        output_field=IntegerField(),
    )
    width = ExpressionWrapper((F("high") - F("low")) / NullIf(F("high"), Value(0.0)), output_field=FloatField())
    by_width = F("width").desc(nulls_last=True)
    return rows.annotate(rank=rank, width=width).order_by("rank", "-contradictory", by_width, "-origins", "position")


ORDER = (State.REOPENED, State.OPEN, State.PROPOSED, State.SETTLED)


def _csv(alias: str, rows: "Iterable[GroupRow]") -> HttpResponse:
    head = ("id", "scope", "range", "state", "settled_by", "origins_least", "origins_most", "claims", "who", "reason")
    lines = figure_lines(alias, rows)
    return csv_response("figures", head, (
        (one.id, one.scope, one.range, one.state.value, one.settled_by, one.origins, one.most, one.size,
         "; ".join(who.name for who in one.who), one.reason)
        for one in lines
    ))  # fmt: skip
