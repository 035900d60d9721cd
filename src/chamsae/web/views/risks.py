"""Persons at risk: who is due to be looked at again, the longest overdue first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chamsae.errors import InputError, NotFound
from chamsae.model.watch import Danger
from chamsae.web import current, intake_labels
from chamsae.web.context import person
from chamsae.web.intake_forms import RiskForm
from chamsae.web.phrases import told

#: The colours of the levels, of those the screens have for states.
STYLE = {Danger.HIGH: "rejected", Danger.MEDIUM: "proposed", Danger.LOW: "accepted", Danger.OVER: "withheld"}


@require_http_methods(["GET", "POST"])
def risks(request: HttpRequest) -> HttpResponse:
    """The list and the form; `?person=` fills in whom, `?over=1` shows those too whose danger has passed."""
    book = current.casebook()
    form = RiskForm(request.POST or None, initial={"subject": request.GET.get("person", "")[:64]})
    if form.is_bound and form.is_valid() and _reviewed(form, person(request)):
        messages.success(request, _("Written down; it can be taken back."))
        return redirect("risks")
    over = request.GET.get("over") == "1"
    lines = [
        (one, intake_labels.DANGER[one.review.level], STYLE[one.review.level], abs(one.overdue or 0))
        for one in book.risks.all(over=over)
    ]
    context = {"lines": lines, "form": form, "over": over}
    return render(request, "chamsae/risks.html", context, status=422 if form.is_bound else 200)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a review back; the one before it stands again."""
    current.casebook().risks.undo(number, by=person(request))
    messages.info(request, _("Taken back."))
    return redirect("risks")


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The days to look again as an iCalendar file that names nobody."""
    response = HttpResponse(current.casebook().risks.calendar(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="chamsae.ics"'
    return response


def _reviewed(form: RiskForm, by: str) -> bool:
    given = form.cleaned_data
    try:
        current.casebook().risks.review(
            given["subject"], Danger(given["level"]), by=by, why=given["why"], next_review=given["next_review"],
            responsible=given["responsible"],
        )  # fmt: skip
    except (InputError, NotFound) as error:
        form.add_error(None, told(error))
        return False
    return True
