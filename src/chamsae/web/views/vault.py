"""The vault: who people are, apart from their cases. What is opened is shown once, for a while, and kept nowhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from chamsae.archive.backup.sealing import identities
from chamsae.casebook.vault import Opened
from chamsae.errors import ChamsaeError, InputError
from chamsae.protect.may import Clearance
from chamsae.web import current
from chamsae.web.consent_forms import AdmitForm, ClearForm, KeepForm, OpenForm
from chamsae.web.consent_labels import CLEARANCE, PARTICULAR
from chamsae.web.context import person
from chamsae.web.phrases import told
from chamsae.web.views.answers import WHY

#: Seconds what was opened stays on the screen.
SHOWN = 300


@require_GET
def vault(request: HttpRequest) -> HttpResponse:
    """Of whom details are held, whose keys open them, and who is cleared for what; `?person=` opens somebody."""
    if asked := request.GET.get("person", "").strip()[:64]:
        return redirect("vault-person", asked)
    return _list(request)


@require_POST
def admit(request: HttpRequest) -> HttpResponse:
    """Admit the holder of a public key."""
    form = AdmitForm(request.POST)
    if form.is_valid():
        try:
            current.casebook().vault.admit(form.cleaned_data["key"], form.cleaned_data["name"], by=person(request))
            messages.success(request, _("Admitted. For what is there already, run `chamsae vault renew`."))
            return redirect("vault")
        except InputError as error:
            form.add_error(None, told(error))
    return _list(request, admit=form, status=422)


@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """Take an admission back."""
    why = request.POST.get("why", "")[:WHY]
    current.casebook().vault.dismiss(request.POST.get("key", ""), by=person(request), why=why)
    messages.info(request, _("Dismissed. Run `chamsae vault renew` now: until then the key still opens what is there."))
    return redirect("vault")


@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    """Say who may use what."""
    form = ClearForm(request.POST)
    if not form.is_valid():
        return _list(request, clear=form, status=422)
    given = form.cleaned_data
    level = Clearance[given["level"].upper()]
    current.casebook().consent.clearances.clear(given["name"], level, by=person(request), why=given["why"])
    messages.success(request, _("Written down; it can be taken back."))
    return redirect("vault")


@require_POST
def unclear(request: HttpRequest, number: int) -> HttpResponse:
    """Take a clearance back; the one before it stands again."""
    current.casebook().consent.clearances.undo(number, by=person(request))
    messages.info(request, _("Taken back."))
    return redirect("vault")


@require_GET
def one(request: HttpRequest, person_id: str) -> HttpResponse:
    """What is held of a person, without showing it; the forms to add, to open, to destroy."""
    return _person(request, person_id)


@require_POST
@sensitive_post_parameters()
def keep(request: HttpRequest, person_id: str) -> HttpResponse:
    """Seal details; nothing that was typed is shown again."""
    form = KeepForm(request.POST)
    if form.is_valid():
        try:
            given = form.particulars()
            current.casebook().vault.keep(person_id, given, by=person(request))
            messages.success(request, _("Sealed: %d.") % len(given))
        except InputError as error:
            messages.error(request, told(error))
    return redirect("vault-person", person_id)


@require_POST
@sensitive_post_parameters()
def open_(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show what is held, once: the answer to a form, at no address of its own, and gone after a while."""
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _person(request, person_id, form=OpenForm(initial={"why": request.POST.get("why", "")}), status=422)
    try:
        keys = identities(form.cleaned_data["secret"], _("your secret key"))
        found = current.casebook().vault.open(person_id, keys, by=person(request), why=form.cleaned_data["why"])
    except ChamsaeError as error:
        messages.error(request, told(error))
        return redirect("vault-person", person_id)
    response = _person(request, person_id, found=found)
    response["Cache-Control"] = "no-store"
    response["Refresh"] = f"{SHOWN}; url={reverse('vault-person', args=[person_id])}"
    return response


@require_POST
def destroy(request: HttpRequest, person_id: str) -> HttpResponse:
    """Destroy the keys of all that is held of a person, once their id was typed."""
    try:
        if request.POST.get("typed", "").strip() != person_id:
            raise InputError(_("The code that was typed is not this person’s; nothing was done."))
        current.casebook().vault.destroy(person_id, by=person(request), why=request.POST.get("why", "")[:WHY])
        messages.success(request, _("Destroyed. Backups made before still hold the keys."))
    except ChamsaeError as error:
        messages.error(request, told(error))
    return redirect("vault-person", person_id)


def _list(
    request: HttpRequest, *, admit: AdmitForm | None = None, clear: ClearForm | None = None, status: int = 200
) -> HttpResponse:
    book = current.casebook()
    context = {
        "held": book.vault.all(),
        "admitted": book.vault.admitted(),
        "cleared": [(one, CLEARANCE[Clearance[one.level.upper()]]) for one in book.consent.clearances.all()],
        "open_to_all": book.consent.clearances.open_to_all(),
        "own_name": person(request),
        "mine": CLEARANCE[book.consent.clearances.of(person(request))],
        "admit": admit or AdmitForm(),
        "clear": clear or ClearForm(),
    }
    return render(request, "chamsae/vault.html", context, status=status)


def _person(
    request: HttpRequest, id: str, *, form: OpenForm | None = None, found: Opened | None = None, status: int = 200
) -> HttpResponse:
    book = current.casebook()
    ids = book.consent.ids(id)
    names = {one.subject: one.name for one in book.vault.admitted()}
    kept = next((one for one in book.vault.all() if one.person in ids), None)
    context = {
        "id": id,
        "kept": kept,
        "openers": [names.get(key, key[:20]) for key in kept.openers] if kept else [],
        "form": form or OpenForm(),
        "keep": KeepForm(),
        "found": [(PARTICULAR[one.kind], one.text) for one in found.particulars] if found else None,
        "minutes": SHOWN // 60,
        "can_keep": bool(names),
    }
    return render(request, "chamsae/vault_person.html", context, status=status)
