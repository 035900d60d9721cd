"""Coding acts: the next one for me, or as a blind second coder; agreement, and what is to be settled."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.book import Casebook
from chamsae.casebook.coding import choices
from chamsae.errors import ChamsaeError, InputError
from chamsae.model.claim import Act, Claim
from chamsae.reconcile.coded import kind_by_words
from chamsae.text.violations import violation
from chamsae.text.vocabulary import terms
from chamsae.web import current, labels
from chamsae.web.context import person
from chamsae.web.phrases import told
from chamsae.web.rows import titles_by_key
from chamsae.web.views.answers import WHY

#: Kinds of violation that get a key, the likeliest first.
KEYS = 9


@require_GET
def coding(request: HttpRequest) -> HttpResponse:
    """The next act to code; `?as=second` one that others coded, blind; `?claim=` that one, openly."""
    book, by = current.casebook(), person(request)
    second = request.GET.get("as") == "second"
    asked = request.GET.get("claim", "")
    claim = book.store.claim(asked) if asked else book.coding.next(by=by, second=second)
    context: dict[str, object] = {"second": second, "claim": claim, "disputed": len(book.coding.disputed())}
    if claim is not None:
        context |= _shown(book, claim, blind=second and not asked)
    return render(request, "chamsae/coding.html", context)


@require_POST
def code(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Code an act, or take back one's last coding of it (`undo`)."""
    book, given, by = current.casebook(), request.POST, person(request)
    second = given.get("as") == "second"
    try:
        if given.get("undo"):
            book.coding.undo(claim_id, by=by)
            messages.success(request, _("Taken back."))
            return redirect(f"{reverse('coding')}?claim={claim_id}")
        note = given.get("note", "")[:WHY]
        codes = [] if given.get("none") else given.getlist("code")[:20]
        if not codes and not given.get("none"):
            raise InputError(_("Choose at least one kind, or say that it is none."))
        book.coding.code(claim_id, codes, by=by, degree=given.get("degree") or None, blind=second, note=note)
    except InputError as error:
        messages.error(request, told(error))
        return redirect(f"{reverse('coding')}?claim={claim_id}")
    messages.success(request, _("Coded. You can take it back."))
    return redirect(f"{reverse('coding')}?as=second" if second else reverse("coding"))


@require_GET
def agreement(request: HttpRequest) -> HttpResponse:
    """How far coders agree, code by code, and the acts to settle."""
    book = current.casebook()
    try:
        found = book.coding.agreement()
    except ChamsaeError as error:
        messages.error(request, told(error))
        return redirect("coding")
    held = list(book.store.claims(ids=found.differing))
    titles = titles_by_key(current.alias(), {claim.document for claim in held})
    rows = [(one, violation(one.code)) for one in found.codes]
    differing = [(claim, titles[claim.document], book.coding.of(claim.id)) for claim in held]
    return render(request, "chamsae/coding_agreement.html", {"found": found, "rows": rows, "differing": differing})


def _shown(book: Casebook, claim: Claim, *, blind: bool) -> dict[str, object]:
    """The act in its sentence, the kinds to choose from, and, with open eyes, what others coded."""
    assert isinstance(claim.value, Act)
    held = [] if blind else book.coding.of(claim.id)
    offered = [one for code in choices(claim) if (one := violation(code))]
    tongue = labels.tongue()
    return {
        "title": titles_by_key(current.alias(), [claim.document])[claim.document],
        "act": labels.act(claim.value.act),
        "first": [(number, one) for number, one in enumerate(offered[:KEYS], 1)],
        "others": offered[KEYS:],
        "proposed": kind_by_words(claim),
        "degrees": [(one.code, one.label[tongue]) for one in terms("degree")],
        "held": [(one, [name for code in one.violations if (name := violation(code))]) for one in held],
    }
