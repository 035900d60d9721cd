"""The register of appeals: by state with what is due, one appeal with its history, and the forms that move it on."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chamsae.casebook.appeals import Appeals
from chamsae.errors import InputError, MissingPart, NotFound, Withheld
from chamsae.model.appeal import AddresseeKind, AppealAct, AppealState, AppealStep, Course
from chamsae.protect.may import Ground
from chamsae.publish.printing import zipped
from chamsae.text.forms import form as un_form
from chamsae.web import current
from chamsae.web.appeal_forms import FORMS, AppealForm, ReplyForm, StepForm, WhoForm
from chamsae.web.appeal_labels import ACT, DUE, KIND, OUTCOME, PURPOSE, STATE, STYLE
from chamsae.web.context import person
from chamsae.web.labels import Label
from chamsae.web.petition_words import GROUND
from chamsae.web.phrases import told
from chamsae.web.tables import csv_response, wants_csv

#: What each step is called where it can be entered, and on its button.
_LABELS: Mapping[AppealAct, Label] = {
    AppealAct.CHECKED: lazy("Check the consent"),
    AppealAct.SENT: lazy("It was sent"),
    AppealAct.ACKNOWLEDGED: lazy("They say it has come"),
    AppealAct.REPLIED: lazy("They replied"),
    AppealAct.PUBLIC: lazy("It is public"),
    AppealAct.FOLLOWED_UP: lazy("It was followed up"),
    AppealAct.CLOSED: lazy("Close it"),
}
#: What the screen refuses where it was typed; everything else is an error page.
_TYPED = (InputError, NotFound, Withheld)


@dataclass(frozen=True, slots=True)
class Line:
    """An appeal in the list: its state in words and colour, and what is due in how many days (less than none: over)."""

    course: Course
    state: Label
    style: str
    people: tuple[tuple[str, str], ...]
    due: Label = ""
    days: int = 0

    @property
    def away(self) -> int:
        """The days to or since, without their sign."""
        return abs(self.days)


@dataclass(frozen=True, slots=True)
class Move:
    """A step that can be entered now, with its form."""

    act: AppealAct
    label: Label
    form: StepForm


@require_http_methods(["GET", "POST"])
def appeals(request: HttpRequest) -> HttpResponse:
    """The list and the form for a new one; `?state=` shows one state, `?person=` fills in for whom."""
    register = current.casebook().appeals
    form = AppealForm(request.POST or None, initial={"persons": request.GET.get("person", "")[:64]})
    if form.is_bound and form.is_valid():
        made = _tried(form, lambda: register.new(**form.told(), by=person(request)))
        if made is not None:
            return redirect("appeal", made.subject)
    courses = register.all()
    chosen = request.GET.get("state", "")
    counts = Counter(one.state for one in courses)
    context = {
        "lines": [_line(register, one) for one in courses if chosen in {"", one.state.value}],
        "chosen": chosen,
        "facets": [(one.value, STATE[one], counts[one]) for one in AppealState if counts[one]],
        "every": len(courses),
        "petitions": [(one, un_form(one.body).short) for one in register.unregistered()],
        "rates": [(one, KIND[one.kind]) for one in register.rates()],
        "form": form,
        "who_form": WhoForm(),
    }
    return render(request, "chamsae/appeals.html", context, status=422 if form.is_bound else 200)


@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """Begin an appeal of each petition that was chosen."""
    form = WhoForm(request.POST)
    chosen = request.POST.getlist("petition")
    if not form.is_valid() or not chosen:
        messages.error(request, _("Choose a petition, and say who asked for it and who sends it."))
        return redirect("appeals")
    book = current.casebook()
    with book.store.transaction():
        made = [book.appeals.register(one, **form.cleaned_data, by=person(request)) for one in chosen]
    messages.success(request, _("Entered; it can be taken back."))
    return redirect("appeal", made[0].subject) if len(made) == 1 else redirect("appeals")


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The days to keep as an iCalendar file of codes that names nobody."""
    file = current.casebook().appeals.calendar(language=get_language() or "en")
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="chamsae-appeals.ics"'
    return response


@require_GET
def rates(request: HttpRequest) -> HttpResponse:
    """How each addressee replies; `?format=csv`."""
    found = current.casebook().appeals.rates()
    if wants_csv(request):
        columns = ("addressee", "kind", "sent", "due", "replied", "late", "none", "early", "waiting", "undated")
        cells = ([str(getattr(one, column)) for column in columns[2:]] for one in found)
        rows = ((one.addressee, one.kind.value, *rest) for one, rest in zip(found, cells, strict=True))
        return csv_response("reply-rates", columns, rows)
    context = {"rates": [(one, KIND[one.kind]) for one in found]}
    return render(request, "chamsae/appeal_rates.html", context)


@require_GET
def appeal(request: HttpRequest, code: str) -> HttpResponse:
    """One appeal with its history."""
    return _page(request, code)


@require_POST
def step(request: HttpRequest, code: str) -> HttpResponse:
    """Move an appeal on, or take a step back."""
    register, by = current.casebook().appeals, person(request)
    if (number := request.POST.get("undo", "")).isascii() and number.isdigit() and len(number) < 10:
        return _undone(request, register, code, int(number))
    if request.POST.get("act") not in set(AppealAct):
        raise InputError(_("This is not a step."), thing=request.POST.get("act", "")[:40])
    act = AppealAct(request.POST["act"])
    form = _form(register, code, act, request)
    if form.is_valid() and _tried(form, lambda: _entered(register, code, act, form, by)):
        messages.success(request, _("Entered; it can be taken back."))
        return redirect("appeal", code)
    return _page(request, code, typed=(act, form), status=422)


@require_POST
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """The letter of each person concerned, drafted from the case, with the covering letter: all in one ZIP."""
    book, by = current.casebook(), person(request)
    try:
        _entries, files = book.appeals.letters.hand_out(code, submitter=book.petitions.submitter(), by=by)
    except (*_TYPED, MissingPart) as error:
        messages.error(request, told(error))
        return redirect("appeal", code)
    response = HttpResponse(zipped(files), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="letter.zip"'
    return response


def _undone(request: HttpRequest, register: Appeals, code: str, number: int) -> HttpResponse:
    try:
        register.undo(code, number=number, by=person(request))
    except _TYPED as error:
        messages.error(request, told(error))
        return redirect("appeal", code)
    messages.info(request, _("Taken back."))
    try:
        register.look(code)
    except NotFound:
        return redirect("appeals")
    return redirect("appeal", code)


def _page(
    request: HttpRequest, code: str, *, typed: tuple[AppealAct, StepForm] | None = None, status: int = 200
) -> HttpResponse:
    register = current.casebook().appeals
    course = register.look(code)
    context = {
        "course": course,
        "lacking": [(one, GROUND[Ground(one.because)]) for one in course.lacking],
        "line": _line(register, course),
        "kind": KIND[course.appeal.addressee.kind],
        "purpose": PURPOSE.get(course.appeal.purpose, course.appeal.purpose.value),
        "outcome": OUTCOME[course.outcome] if course.outcome else "",
        "steps": [(one, ACT[one.act]) for one in course.steps],
        "denials": register.denials(code),
        "letters": register.letters.written(code),
        "drafted": course.appeal.addressee.kind is not AddresseeKind.MECHANISM,
        "moves": _moves(register, course, typed),
        "typed": typed[0] if typed else None,
    }
    return render(request, "chamsae/appeal.html", context, status=status)


def _moves(register: Appeals, course: Course, typed: tuple[AppealAct, StepForm] | None) -> list[Move]:
    """The steps that can be entered now, in the order in which they come."""
    code, made = course.appeal.subject, []
    for act in _open(course):
        form = typed[1] if typed and typed[0] is act else _form(register, code, act)
        made.append(Move(act, _LABELS[act], form))
    return made


def _open(course: Course) -> list[AppealAct]:
    if course.last(AppealAct.CLOSED):
        return []
    if course.sent is None:
        return [AppealAct.CHECKED, AppealAct.SENT, AppealAct.CLOSED]
    after = [AppealAct.REPLIED, AppealAct.PUBLIC, AppealAct.FOLLOWED_UP, AppealAct.CLOSED]
    return after if course.replied else [AppealAct.ACKNOWLEDGED, *after]


def _form(register: Appeals, code: str, act: AppealAct, request: HttpRequest | None = None) -> StepForm:
    given = (request.POST, request.FILES) if request else ()
    if act is AppealAct.REPLIED:
        return ReplyForm(*given, claims=register.deniable(code))
    return FORMS[act](*given)


def _entered(register: Appeals, code: str, act: AppealAct, form: StepForm, by: str) -> AppealStep:
    """Enter a step with what was typed for it; a reply is a statement that is named, or words."""
    said = form.told()
    if act is AppealAct.REPLIED:
        named = said.pop("statement")
        words = {key: said.pop(key) for key in ("words", "who")}
        return register.tied(code, named, by=by, **said) if named else register.replied(code, **words, by=by, **said)
    verbs: Mapping[AppealAct, Callable[..., AppealStep]] = {
        AppealAct.CHECKED: register.check,
        AppealAct.SENT: register.sent,
        AppealAct.ACKNOWLEDGED: register.acknowledged,
        AppealAct.PUBLIC: register.public,
        AppealAct.FOLLOWED_UP: register.follow,
        AppealAct.CLOSED: register.close,
    }
    return verbs[act](code, by=by, **said)


def _tried(form: Any, act: Callable[[], Any]) -> Any:
    """What an act gives; None where it refused what was typed, which the form then says."""
    try:
        return act()
    except _TYPED as error:
        form.add_error(None, told(error))
        return None


def _line(register: Appeals, course: Course) -> Line:
    state = course.state
    people = tuple((one, register.called(one)) for one in course.appeal.persons)
    due = (DUE[course.next.kind], (course.next.day - course.today).days) if course.next else ("", 0)
    return Line(course, STATE[state], STYLE.get(state, "accepted"), people, *due)
