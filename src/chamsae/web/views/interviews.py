"""Interviews: consent, then the account kept at every change, then what it claims, then its versions."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.interviews import Clash, Standing, added
from chamsae.errors import InputError
from chamsae.model.consent import Circumstances
from chamsae.model.interview import Draft, Passage, Stage, Voice
from chamsae.web import current, intake_labels
from chamsae.web.context import person
from chamsae.web.intake_forms import LANGUAGES, BeginForm, ConsentForm
from chamsae.web.phrases import told
from chamsae.web.telling import passages_of, plain
from chamsae.web.views.answers import WHY

#: Time marks are set by themselves while an interview is no older than this.
SITTING = timedelta(hours=12)


@require_GET
def interviews(request: HttpRequest) -> HttpResponse:
    """All interviews, the last first."""
    lines = [(one, intake_labels.STAGE[one.stage]) for one in current.casebook().interviews.all()]
    return render(request, "chamsae/interviews.html", {"lines": lines, "form": BeginForm()})


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin one; its consent is asked first."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        return render(request, "chamsae/interviews.html", {"lines": [], "form": form}, status=422)
    given = form.cleaned_data
    begun = current.casebook().interviews.begin(
        language=given["language"], witness=given["witness"], interpreter=given["interpreter"], by=person(request)
    )
    return redirect("interview", begun.subject)


@require_GET
def interview(request: HttpRequest, interview_id: str) -> HttpResponse:
    """The one thing to do next in an interview; `?add=` opens an empty passage of a voice."""
    held = current.casebook().interviews.one(interview_id)
    return _page(request, held)


@require_POST
def consent(request: HttpRequest, interview_id: str) -> HttpResponse:
    """Record what was answered; a refusal is recorded, and nothing else is kept."""
    book, by = current.casebook(), person(request)
    if request.POST.get("do") == "refused":
        why = request.POST.get("why", "")[:WHY]
        book.interviews.consent(interview_id, (), Circumstances(), by=by, refused=True, why=why)
        messages.info(request, _("The refusal is recorded; nothing else is kept."))
        return redirect("interview", interview_id)
    form = ConsentForm(request.POST)
    if form.is_valid():
        try:
            book.interviews.consent(interview_id, form.permissions(), form.circumstances(), by=by)
            return redirect("interview", interview_id)
        except InputError as error:
            form.add_error(None, told(error))
    return _page(request, book.interviews.one(interview_id), form=form, status=422)


@require_POST
def withdraw(request: HttpRequest, interview_id: str) -> HttpResponse:
    """Record that consent was taken back."""
    why = request.POST.get("why", "")[:WHY]
    current.casebook().interviews.withdraw(interview_id, by=person(request), why=why)
    messages.info(request, _("Consent is taken back. What was told is withheld from now on."))
    return redirect("interview", interview_id)


@require_POST
def write(request: HttpRequest, interview_id: str) -> HttpResponseBase:
    """Keep the account as it is now; by script every change, by hand a button. Never over another tab's words."""
    base = request.POST.get("base", "")
    number = int(base) if base.isascii() and base.isdigit() and len(base) < 10 else 0
    passages, do = passages_of(request.POST), request.POST.get("do", "save")
    by_script = request.headers.get("Accept") == "application/json"
    saved = _saved(interview_id, passages, number, do, person(request))
    if isinstance(saved, Clash):
        if by_script:
            return JsonResponse(plain(saved.kept), status=409)
        held = current.casebook().interviews.one(interview_id)
        return _page(request, held, clash=saved.kept, mine=passages, status=409)
    return JsonResponse(plain(saved)) if by_script else _after(request, interview_id, do)


@require_POST
def discard(request: HttpRequest, interview_id: str) -> HttpResponse:
    """Throw away what was typed."""
    current.casebook().interviews.discard(interview_id, by=person(request), why=request.POST.get("why", "")[:WHY])
    messages.info(request, _("Thrown away. Nothing of what was typed is kept."))
    return redirect("interview", interview_id)


@require_POST
def revise(request: HttpRequest, interview_id: str) -> HttpResponse:
    """Take the account up again; its versions stay."""
    current.casebook().interviews.revise(interview_id, by=person(request))
    return redirect("interview", interview_id)


def _saved(id: str, passages: tuple[Passage, ...], base: int, do: str, by: str) -> Draft | Clash:
    book = current.casebook()
    if do in {"mine", "both"}:
        kept = book.interviews.draft(id)
        base = kept.version if kept else 0
        passages = added(passages, kept.passages) if kept and do == "both" else passages
    return book.interviews.save(id, passages, base=base, by=by)


def _after(request: HttpRequest, id: str, do: str) -> HttpResponse:
    """Where a button leads once the account is kept."""
    if do == "finish":
        try:
            current.casebook().interviews.finish(id, by=person(request), why=request.POST.get("why", "")[:WHY])
            return redirect("interview-acts", id)
        except InputError as error:
            messages.error(request, told(error))
    response = redirect("interview", id)
    if do in set(Voice):
        response["Location"] += f"?add={do}#last"
    return response


def _page(
    request: HttpRequest,
    held: Standing,
    *,
    form: ConsentForm | None = None,
    clash: Draft | None = None,
    mine: tuple[Passage, ...] = (),
    status: int = 200,
) -> HttpResponse:
    book, id = current.casebook(), held.interview.subject
    start = {"language": held.interview.language, "interpreter": held.interview.interpreter}
    context: dict[str, object] = {
        "held": held,
        "stage": intake_labels.STAGE[held.stage],
        "form": form or ConsentForm(initial=start),
        "told_before": book.interviews.consents(held.interview.witness),
        "permissions": _answers(held),
        "purposes": intake_labels.PURPOSE,
    }
    if held.stage in {Stage.TELLING, Stage.REVISING}:
        context |= _telling(request, held, mine) | {"clash": clash}
    else:
        context["forget"] = id
    return render(request, "chamsae/interview.html", context, status=status)


def _telling(request: HttpRequest, held: Standing, mine: tuple[Passage, ...]) -> dict[str, object]:
    book = current.casebook()
    draft = book.interviews.draft(held.interview.subject)
    passages = mine or (draft.passages if draft else ())
    more = request.GET.get("add", "")
    if more in set(Voice) or not passages:
        passages = (*passages, Passage(voice=Voice(more) if more in set(Voice) else Voice.WITNESS, text=""))
    began = held.consent.at if held.consent else held.interview.at
    sitting = book.clock() - began < SITTING
    return {
        "passages": passages,
        "base": draft.version if draft else 0,
        "began": int(began.timestamp()) if sitting else 0,
        "voices": list(intake_labels.VOICE.items()),
        "languages": LANGUAGES,
        "keys": (("witness", "W"), ("question", "Q"), ("interpreter", "I"), ("note", "N")),
    }


def _answers(held: Standing) -> list[tuple[object, object]]:
    if held.consent is None:
        return []
    told = held.consent.permissions
    return [(intake_labels.PURPOSE[one.purpose], intake_labels.ANSWER[one.answer]) for one in told]
