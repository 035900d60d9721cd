"""A figure over time: totals told again and again, each as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chamsae.errors import NotFound
from chamsae.model.series import Point, Series
from chamsae.reconcile.placed import place_name
from chamsae.web import current, labels
from chamsae.web.context import person
from chamsae.web.figure_entries import claims_by_id
from chamsae.web.rows import ClaimLine
from chamsae.web.series_chart import series_chart
from chamsae.web.tables import csv_response, wants_csv
from chamsae.web.words import amount_words


@dataclass(frozen=True, slots=True)
class Row:
    """A point in the table: its number, its claim, the number of the point it stands against, the amount in words."""

    note: int
    point: Point
    line: ClaimLine | None
    against: int | None
    words: str


@require_GET
def every(request: HttpRequest) -> HttpResponse:
    """All totals that are told more than once, with the first and the last number."""
    found = _series(request)
    rows = [(one, series_chart(one), series_words(one)) for one in found]
    return render(request, "chamsae/series.html", {"rows": rows})


@require_GET
def one(request: HttpRequest, series_id: str) -> HttpResponse:
    """One total over time: the chart, what is odd in it, and the table with each quote."""
    found = next((one for one in _series(request) if one.id == series_id), None)
    if found is None:
        raise NotFound(_("There is no such series."), thing=series_id[:64])
    rows = list(_rows(found))
    if wants_csv(request):
        return _csv(found, rows)
    context = {
        "series": found,
        "words": series_words(found),
        "chart": series_chart(found),
        "rows": rows,
        "doubts": [row for row in rows if row.point.doubt],
        "ends": sorted({point.amount.comparator for point in found.points}),
    }
    return render(request, "chamsae/one_series.html", context)


def series_words(series: Series) -> str:
    """What a total is a total of, in one line."""
    tail = f", {series.act or 'counted'}, {place_name(series.place or '')}"
    counted = series.of.removesuffix(tail)
    if counted == series.of:  # a running total: the words of its text
        return f"{series.of} ({labels.unit(series.unit)})"
    pieces = (labels.counted(counted), labels.act(series.act), labels.place(series.place))
    return f"{' · '.join(piece for piece in pieces if piece)} ({labels.unit(series.unit)})"


def _series(request: HttpRequest) -> Iterable[Series]:
    book = current.casebook()
    book.reconcile.refresh(by=person(request))
    return book.reconcile.series()


def _rows(series: Series) -> Iterable[Row]:
    lines = claims_by_id(current.alias(), [point.claim for point in series.points])
    notes = {point.claim: note for note, point in enumerate(series.points, 1)}
    for note, point in enumerate(series.points, 1):
        yield Row(note, point, lines.get(point.claim), notes.get(point.against or ""), amount_words(point.amount))


def _csv(series: Series, rows: Iterable[Row]) -> HttpResponse:
    head = ("day", "low", "high", "comparator", "who", "why", "doubt", "question", "claim", "document", "quote")
    return csv_response(f"series-{series.id}", head, (
        (row.point.day.isoformat(), row.point.amount.low, row.point.amount.high, row.point.amount.comparator.value,
         row.point.who, row.point.why, row.point.doubt.value if row.point.doubt else "", row.point.question,
         row.point.claim, row.line.document.title if row.line else "", row.line.claim.quote.exact if row.line else "")
        for row in rows
    ))  # fmt: skip
