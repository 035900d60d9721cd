"""Tables that can be read, sorted by link, and taken away as CSV with every cell made harmless."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse

#: What makes a spreadsheet take a cell for a formula; the full-width forms are understood too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
#: Rows of a list on one screen.
PER_PAGE = 50


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The rows as a UTF-8 CSV file (RFC 4180, with a byte-order mark so that spreadsheets read Hangul)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[safe_cell(cell) for cell in row] for row in rows])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def safe_cell(value: object) -> object:
    """Text that a spreadsheet would run gets an apostrophe in front; numbers stay numbers."""
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def wants_csv(request: HttpRequest) -> bool:
    """True for `?format=csv`."""
    return request.GET.get("format") == "csv"


def page_of(request: HttpRequest, rows: object, per_page: int = PER_PAGE) -> "Page[object]":
    """The page of a list asked for by `?page=`; the nearest one that exists for any other value."""
    paginator: Paginator[object] = Paginator(rows, per_page)  # type: ignore[arg-type]
    return paginator.page(number_in(request, "page", 1, paginator.num_pages))


def number_in(request: HttpRequest, name: str, low: int, high: int) -> int:
    """The whole number in `?name=`, brought between `low` and `high`; `low` for anything else."""
    given = request.GET.get(name, "")
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        return low
    return max(low, min(int(given), high))
