"""Many at once: all claims of a kind in one document, shown before they are answered, taken back as one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chamsae.casebook.review import ANSWERS_TO_MANY, fingerprint
from chamsae.db.models import ClaimRow
from chamsae.errors import InputError
from chamsae.model.claim import ClaimKind
from chamsae.model.judgement import Status, Verdict
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.phrases import told
from chamsae.web.rows import claim_lines
from chamsae.web.views.answers import WHY, back

#: Claims shown in full; the others are counted.
SHOWN = 300


@require_http_methods(["GET", "POST"])
def all_of_a_kind(request: HttpRequest, document_id: str) -> HttpResponse:
    """What would be answered, as a list; then the answer, if nothing else has come to wait since."""
    given = request.POST if request.method == "POST" else request.GET
    kind = _kind(given.get("kind", ""))
    book = current.casebook()
    document = book.store.document(document_id)
    status = 200
    if request.method == "POST":
        try:
            why = given.get("why", "")[:WHY]
            verdict = _verdict(given.get("verdict", ""))
            done = book.review.judge_all(
                document_id, kind, verdict, by=person(request), seen=given.get("seen", ""), why=why
            )
        except InputError as error:
            messages.error(request, told(error))
            status = 422
        else:
            text = ngettext("%(n)s answer given.", "%(n)s answers given at once.", len(done)) % {"n": len(done)}
            messages.success(request, text + " " + _("“Undo my last” takes all of it back."))
            return back(request)
    claims = book.review.covered(document_id, kind)
    rows = ClaimRow.objects.using(current.alias()).filter(
        document__key=document_id, kind=kind, status=Status.PROPOSED
    ).order_by("quote_start", "trigger_start", "id")  # fmt: skip
    context = {
        "document": document,
        "kind": kind,
        "number": len(claims),
        "lines": claim_lines(current.alias(), rows[:SHOWN]),
        "seen": fingerprint(claims),
        "back": given.get("back") or reverse("review"),
    }
    return render(request, "chamsae/all_of_a_kind.html", context, status=status)


def _kind(given: str) -> ClaimKind:
    if given not in set(ClaimKind):
        raise InputError(_("This is not a kind of claim."), thing=given[:40])
    return ClaimKind(given)


def _verdict(given: str) -> Verdict:
    if given not in ANSWERS_TO_MANY:
        raise InputError(_("This is not an answer."), thing=given[:40])
    return Verdict(given)
