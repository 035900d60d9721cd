"""Consent: what people allow, asked anew each time; giving, changing, taking back, and what can be done then."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.book import Casebook
from chamsae.casebook.consents import Line, Told
from chamsae.errors import ChamsaeError, InputError
from chamsae.model.consent import Answer, Circumstances, Extent, Purpose
from chamsae.protect.may import Ground
from chamsae.web import current, intake_labels
from chamsae.web.consent_forms import AnswersForm
from chamsae.web.consent_labels import FIELD, GROUND, HELD
from chamsae.web.context import person
from chamsae.web.phrases import told
from chamsae.web.views.answers import WHY

#: Days before a consent ends in which its person stands on the list of those to ask again.
SOON = 60


@require_GET
def consents(request: HttpRequest) -> HttpResponse:
    """Whom to ask again, and everybody who was asked; `?person=` opens somebody."""
    if asked := request.GET.get("person", "").strip()[:64]:
        return redirect("consent", asked)
    book = current.casebook()
    context = {
        "due": [(one, _because(book, one)) for one in book.consent.due(SOON)],
        "told": [(one, _yes(one)) for one in book.consent.all()],
    }
    return render(request, "chamsae/consents.html", context)


@require_GET
def consent(request: HttpRequest, person_id: str) -> HttpResponse:
    """One person: what may be done now and why not, every entry, the form, what has left, and taking it back."""
    return _page(request, person_id)


@require_POST
def record(request: HttpRequest, person_id: str) -> HttpResponse:
    """Write down what the person answered, or that they will not answer."""
    book, by = current.casebook(), person(request)
    if request.POST.get("do") == "refused":
        book.consent.record(person_id, (), Circumstances(), by=by, refused=True)
        messages.info(request, _("The refusal is recorded; nothing may be done with it."))
        return redirect("consent", person_id)
    form = AnswersForm(request.POST)
    if form.is_valid():
        try:
            book.consent.record(
                person_id, form.permissions(), form.circumstances(), covers=form.items(), by=by,
                extent=Extent(form.cleaned_data["extent"]),
            )  # fmt: skip
            messages.success(request, _("Written down. What may be done now stands above."))
            return redirect("consent", person_id)
        except InputError as error:
            form.add_error(None, told(error))
    return _page(request, person_id, form=form, status=422)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take an entry back that was a slip."""
    done = current.casebook().consent.undo(number, by=person(request))
    messages.info(request, _("Taken back: it never was."))
    return redirect("consent", done.subject)


@require_POST
def tie(request: HttpRequest, person_id: str) -> HttpResponse:
    """Say that this witness is the person of a record, or take that back."""
    book, given = current.casebook(), request.POST.get("record", "").strip()[:64]
    try:
        if request.POST.get("do") == "untie":
            book.consent.untie(person_id, by=person(request))
        else:
            book.consent.tie(person_id, given, by=person(request), why=request.POST.get("why", "")[:WHY])
        messages.success(request, _("Written down; it can be taken back."))
    except ChamsaeError as error:
        messages.error(request, told(error))
    return redirect("consent", person_id)


@require_POST
def withdraw(request: HttpRequest, person_id: str) -> HttpResponse:
    """Take consent back, at once."""
    why = request.POST.get("why", "")[:WHY]
    done = current.casebook().withdrawal.take_back(person_id, by=person(request), why=why)
    messages.success(request, _("Taken back. Claims withheld: %d.") % done.withheld)
    for draft in done.drafts:
        messages.info(request, _("Draft %s told of this person: look at its checklist again.") % draft.subject)
    return redirect("consent", person_id)


@require_POST
def remedy(request: HttpRequest, person_id: str) -> HttpResponse:
    """Restrict, pseudonymise or destroy; the last two need the person's id typed, for nothing brings it back."""
    do, why, by = request.POST.get("do", ""), request.POST.get("why", "").strip()[:WHY], person(request)
    acts = current.casebook().withdrawal
    try:
        if do != "restrict" and request.POST.get("typed", "").strip() != person_id:
            raise InputError(_("The code that was typed is not this person’s; nothing was done."))
        if not why:
            raise InputError(_("It is not said why; nothing was done."))
        if do == "restrict":
            done = _("Claims withheld: %d.") % acts.restrict(person_id, by=by, why=why)
        elif do == "pseudonymise":
            done = _("The details are destroyed. Claims withheld: %d.") % acts.pseudonymise(person_id, by=by, why=why)
        elif do == "destroy":
            done = _("Erased. Keys destroyed: %d.") % acts.destroy(person_id, by=by, why=why)
        else:
            raise InputError(_("There is no such act."))
        messages.success(request, done)
    except InputError as error:
        messages.error(request, told(error))
    return redirect("consent", person_id)


def _page(request: HttpRequest, id: str, *, form: AnswersForm | None = None, status: int = 200) -> HttpResponse:
    book = current.casebook()
    entries, lines = book.consent.of(id), book.consent.rights(id, book.consent.actor(person(request)))
    undone = {one.undoes for one in entries}
    context = {
        "id": id,
        "ids": book.consent.ids(id),
        "record": _record(book, id),
        "witness": id.startswith("W-"),
        "lines": [_line(one) for one in lines],
        "entries": [
            (one, intake_labels.DECISION[one.decision], one.undoes is None and one.number not in undone,
             [(intake_labels.PURPOSE[told.purpose], intake_labels.ANSWER[told.answer]) for told in one.permissions])
            for one in reversed(entries)
        ],
        "form": form or AnswersForm(),
        "left": [(one, HELD[one.held]) for one in book.withdrawal.left(id)],
        "kept": next((one for one in book.vault.all() if one.person in book.consent.ids(id)), None),
        "asked": bool(entries),
    }  # fmt: skip
    return render(request, "chamsae/consent.html", context, status=status)


def _record(book: Casebook, id: str) -> str:
    """The record that the person's screen shows, where there is one."""
    return next((one for one in book.consent.ids(id) if not one.startswith(("W-", "t"))), "")


def _line(one: Line) -> dict[str, object]:
    """A purpose with what may be used, and what may not with the reason."""
    no = {kind: right for kind, right in one.rights.items() if not right and right.ground is not Ground.PURPOSE}
    grounds = dict.fromkeys(right.ground for right in no.values())
    return {
        "purpose": intake_labels.PURPOSE[one.purpose],
        "to": one.recipient,
        "public": one.recipient == "public",
        "inside": one.purpose is Purpose.INTERNAL,
        "yes": [FIELD[kind] for kind, right in one.rights.items() if right],
        "no": [
            (GROUND[ground], [FIELD[kind] for kind, right in no.items() if right.ground is ground])
            for ground in grounds
        ],
    }


def _yes(told: Told) -> list[object]:
    return [intake_labels.PURPOSE[one] for one, answer in told.answers.items() if answer is Answer.YES]


def _because(book: Casebook, told: Told) -> str:
    """Why somebody is to be asked again."""
    if told.ends is not None and told.ends < book.clock().date():
        return _("it has run out")
    return _("it ends soon") if told.ends is not None else _("they wish to be asked first")
