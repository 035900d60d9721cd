"""What a claim counts: said by a person where it was taken otherwise, and taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chamsae.errors import InputError
from chamsae.model.scoping import ScopeCorrection
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.figure_entries import claims_by_id, source_words
from chamsae.web.figure_forms import ScopeForm
from chamsae.web.figure_lines import scope_words
from chamsae.web.phrases import told

#: Kept as the reason of a correction that is taken back.
TAKEN_BACK = "Taken back."


@require_http_methods(["GET", "HEAD", "POST"])
def scope(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Say what a claim counts; it may then stand in another figure, or in none."""
    book = current.casebook()
    book.store.claim(claim_id)  # raises NotFound, which is a plain 404
    form = ScopeForm(request.POST) if request.method == "POST" else ScopeForm()
    if form.is_valid():
        try:
            given = form.cleaned_data
            book.reconcile.correct(
                claim_id,
                by=person(request),
                reason=given["reason"],
                act=given["act"] or None,
                place=given["place"] or None,
                when=form.when(),
                counted=given["counted"] or None,
                out=given["out"],
            )
            messages.success(request, _("Corrected in your name; it can be taken back."))
            return _where_it_stands(request, claim_id)
        except InputError as error:
            form.add_error(None, told(error))
    return render(request, "chamsae/scope.html", _context(claim_id, form), status=422 if form.errors else 200)


@require_POST
def unscope(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Take back what a person said a claim counts."""
    book = current.casebook()
    stands: ScopeCorrection | None = book.reconcile.corrections(claim_id).get(claim_id)
    if stands:
        book.reconcile.correct(claim_id, by=person(request), reason=TAKEN_BACK, undoes=stands.number)
        messages.success(request, _("Taken back. The history is kept."))
    else:
        messages.info(request, _("There is nothing left to take back."))
    return _where_it_stands(request, claim_id)


def _context(claim_id: str, form: ScopeForm) -> dict[str, object]:
    book = current.casebook()
    line = claims_by_id(current.alias(), [claim_id])[claim_id]
    group = book.store.groups_of([claim_id]).get(claim_id)
    return {
        "line": line,
        "who": source_words(line),
        "form": form,
        "group": group,
        "scope": scope_words(book.store.group(group).scope) if group else "",
        "correction": book.reconcile.corrections(claim_id).get(claim_id),
    }


def _where_it_stands(request: HttpRequest, claim_id: str) -> HttpResponse:
    book = current.casebook()
    book.reconcile.refresh(by=person(request))
    group = book.store.groups_of([claim_id]).get(claim_id)
    return redirect("figure", group_id=group) if group else redirect("scope", claim_id=claim_id)
