"""In custody now: head counts by place over time, written down as they come in."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chamsae.errors import InputError
from chamsae.model.amount import Comparator
from chamsae.model.interview import Basis
from chamsae.model.watch import Count, Held, Movement
from chamsae.web import current, intake_labels
from chamsae.web.context import person
from chamsae.web.intake_forms import CountForm
from chamsae.web.phrases import told
from chamsae.web.tables import csv_response, wants_csv
from chamsae.web.words import amount_words


@dataclass(frozen=True, slots=True)
class Row:
    """A count in words, and how many more or fewer were held than the time before."""

    count: Count
    number: str
    movement: object
    basis: object
    change: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its counts, the last first."""

    held: Held
    last: tuple[Row, ...]
    rows: tuple[Row, ...]


@require_http_methods(["GET", "POST"])
def custody(request: HttpRequest) -> HttpResponse:
    """The places with the latest news first, and the form for a count; `?format=csv` every count."""
    book = current.casebook()
    form = CountForm(request.POST or None, initial={"place": request.GET.get("place", "")[:200]})
    if form.is_bound and form.is_valid() and _counted(form, person(request)):
        messages.success(request, _("Written down; it can be taken back."))
        return redirect("custody")
    places = book.custody.now()
    if wants_csv(request):
        return _csv(places)
    context = {"places": [_place(one) for one in places], "form": form}
    return render(request, "chamsae/custody.html", context, status=422 if form.is_bound else 200)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a head count back."""
    current.casebook().custody.undo(number, by=person(request))
    messages.info(request, _("Taken back."))
    return redirect("custody")


def _counted(form: CountForm, by: str) -> bool:
    given = form.cleaned_data
    try:
        current.casebook().custody.count(
            given["place"], given["day"], given["number"], by=by, who=given["who"],
            movement=Movement(given["movement"]), comparator=Comparator(given["comparator"]),
            basis=Basis(given["basis"]), remark=given["remark"],
            language=(get_language() or "en").partition("-")[0],
        )  # fmt: skip
    except InputError as error:
        form.add_error(None, told(error))
        return False
    return True


def _place(held: Held) -> Place:
    shifts = {one.until: _shifted(one.low, one.high) for one in held.shifts}
    rows = [
        _row(one, shifts.get(one.day, "") if one.movement is Movement.HELD else "") for one in reversed(held.counts)
    ]
    return Place(held, tuple(_row(one, "") for one in held.last), tuple(rows))


def _row(count: Count, change: str) -> Row:
    basis = intake_labels.BASIS[count.basis]
    return Row(count, amount_words(count.amount), intake_labels.MOVEMENT[count.movement], basis, change)


def _shifted(low: int | float | None, high: int | float | None) -> str:
    """The change since the count before: "−7", "−17 to −7", open where a count is."""
    signed = ["…" if one is None else f"{one:+,}".replace("-", "−") for one in (low, high)]
    return signed[0] if signed[0] == signed[1] else " – ".join(signed)


def _csv(places: list[Held]) -> HttpResponse:
    head = ("place", "day", "movement", "low", "high", "comparator", "who", "basis", "claim", "document")
    return csv_response("custody", head, (
        (held.place, one.day, one.movement, one.amount.low, one.amount.high, one.amount.comparator, one.who, one.basis,
         one.claim, one.document)
        for held in places
        for one in held.counts
    ))  # fmt: skip
