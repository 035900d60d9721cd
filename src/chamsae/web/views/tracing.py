"""Family tracing: requests, what is said of those sought, matches to look at, what was done. Shown only in here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chamsae.errors import InputError
from chamsae.model.consent import Answer, Circumstances
from chamsae.model.interview import Basis
from chamsae.model.watch import Fate, Step
from chamsae.web import current, intake_labels
from chamsae.web.context import person
from chamsae.web.intake_forms import NewsForm, SeekForm, StepForm
from chamsae.web.phrases import told
from chamsae.web.views.answers import WHY

#: The colours of what is said, of those the screens have for states.
STYLE = {Fate.UNKNOWN: "withheld", Fate.ALIVE: "accepted", Fate.DEAD: "rejected", Fate.FOUND: "accepted"}


@require_http_methods(["GET", "POST"])
def tracings(request: HttpRequest) -> HttpResponse:
    """All requests, open ones first, and the form for a new one."""
    form = SeekForm(request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        made = current.casebook().tracing.seek(
            given["sought"], seeker=given["seeker"], relation=given["relation"], last_known=given["last_known"],
            share=Answer(given["share"]), circumstances=Circumstances(risks=given["risks"]), by=person(request),
        )  # fmt: skip
        return redirect("tracing-request", made.subject)
    lines = [(one, _fates(one.fates)) for one in current.casebook().tracing.all()]
    context = {"lines": lines, "form": form}
    return render(request, "chamsae/tracings.html", context, status=422 if form.is_bound else 200)


@require_GET
def tracing(request: HttpRequest, request_id: str) -> HttpResponse:
    """One request; each look is logged."""
    return _page(request, request_id)


@require_POST
def news(request: HttpRequest, request_id: str) -> HttpResponse:
    """Write down what somebody says became of the person, or take that back."""
    tracing = current.casebook().tracing
    if number := _number(request):
        tracing.unreport(request_id, number, by=person(request))
        return redirect("tracing-request", request_id)
    form = NewsForm(request.POST)
    if not form.is_valid():
        return _page(request, request_id, news_form=form, status=422)
    given = form.cleaned_data
    tracing.report(
        request_id, Fate(given["fate"]), given["words"], who=given["who"], basis=Basis(given["basis"]),
        by=person(request),
    )  # fmt: skip
    return redirect("tracing-request", request_id)


@require_POST
def step(request: HttpRequest, request_id: str) -> HttpResponse:
    """Write down what was done, or take that back."""
    tracing, given = current.casebook().tracing, request.POST
    if number := _number(request):
        tracing.unstep(request_id, number, by=person(request))
        return redirect("tracing-request", request_id)
    if given.get("step") not in set(Step):
        raise InputError(_("This is not an answer."), thing=given.get("step", "")[:40])
    try:
        tracing.step(
            request_id, Step(given["step"]), why=given.get("why", "")[:WHY], to=given.get("to", "")[:WHY],
            record=given.get("record", "")[:64], by=person(request),
        )  # fmt: skip
    except InputError as error:
        messages.error(request, told(error))
    return redirect("tracing-request", request_id)


@require_POST
def compare(request: HttpRequest, request_id: str) -> HttpResponse:
    """Look through the casebook for whom it may be."""
    current.casebook().link.run(by=person(request))
    return redirect("tracing-request", request_id)


def _page(
    request: HttpRequest, request_id: str, *, news_form: NewsForm | None = None, status: int = 200
) -> HttpResponse:
    tracing = current.casebook().tracing
    case = tracing.look(request_id, by=person(request))
    context = {
        "case": case,
        "fates": _fates(case.fates),
        "reports": [(one, intake_labels.FATE[one.news.fate], STYLE[one.news.fate]) for one in case.reports],
        "steps": [(one, intake_labels.STEP[one.step]) for one in case.steps],
        "matches": tracing.matches(request_id),
        "answer": _answer(case.consent.permissions[-1].answer) if case.consent else "",
        "news_form": news_form or NewsForm(),
        "step_form": StepForm(),
    }
    return render(request, "chamsae/tracing.html", context, status=status)


def _fates(fates: frozenset[Fate]) -> list[tuple[object, str]]:
    """What is said, each with its colour; several stand side by side."""
    shown = [one for one in Fate if one in fates] or [Fate.UNKNOWN]
    return [(intake_labels.FATE[one], STYLE[one]) for one in shown]


def _answer(answer: Answer) -> object:
    return intake_labels.ANSWER[answer]


def _number(request: HttpRequest) -> int:
    given = request.POST.get("undo", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
