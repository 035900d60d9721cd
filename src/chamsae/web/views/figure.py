"""One figure: how many, who says so, and why this range?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.book import Casebook
from chamsae.db.models import GroupRow
from chamsae.errors import InputError, NotFound
from chamsae.model.check import Check
from chamsae.model.judgement import Status
from chamsae.model.scoping import ScopeTie
from chamsae.model.settlement import FigureGroup, Settlement
from chamsae.model.standing import Standing
from chamsae.publish.axis import band
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.figure_entries import entries
from chamsae.web.figure_evidence import sums, words_on
from chamsae.web.figure_forms import SettleForm
from chamsae.web.figure_lines import figure_lines, scope_words
from chamsae.web.phrases import told
from chamsae.web.reasons import reason_words
from chamsae.web.tables import csv_response, wants_csv
from chamsae.web.views.answers import WHY
from chamsae.web.views.origins import shown_graph
from chamsae.web.words import range_words, sentence, when_words


@dataclass(frozen=True, slots=True)
class Related:
    """A figure of wider or narrower scope; `wider` says which it is, seen from the one on the screen."""

    tie: ScopeTie
    wider: bool
    id: str
    scope: str
    range: str


@dataclass(frozen=True, slots=True)
class Past:
    """An entry of a figure's history: its range in words, whether it stands, was taken back, or takes one back."""

    settlement: Settlement
    words: str
    stands: bool
    withdrawn: bool
    last: bool


@require_GET
def figure(request: HttpRequest, group_id: str) -> HttpResponse:
    """One figure: the reason, claims on one axis, who has it from whom, arithmetic, history, the form to settle it."""
    book = current.casebook()
    book.reconcile.refresh(by=person(request))
    group = book.store.group(group_id)
    if wants_csv(request):
        return _csv(group)
    return render(request, "chamsae/figure.html", _context(book, group))


@require_POST
def settle(request: HttpRequest, group_id: str) -> HttpResponse:
    """Adopt a range, with the claims it rests on and the reason; the last settlement stands, all are kept."""
    book = current.casebook()
    group = book.store.group(group_id)
    form = SettleForm(request.POST)
    form.over(group)
    if form.is_valid():
        low, high = form.ends()
        given = form.cleaned_data
        try:
            book.reconcile.settle(
                group_id, low, high, given["claims"], form.asides(group), given["reason"], by=person(request)
            )
            messages.success(request, _("Settled in your name. Settle again to change it; the history is kept."))
            return redirect("figure", group_id=group_id)
        except InputError as error:
            form.add_error(None, told(error))
    return render(request, "chamsae/figure.html", _context(book, group, form), status=422)


@require_POST
def withdraw(request: HttpRequest, group_id: str) -> HttpResponse:
    """Take a settlement back, or such a withdrawal, with a reason; the settlement before it stands again, or none."""
    given = request.POST.get("number", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    try:
        reason = request.POST.get("reason", "")[:WHY]
        current.casebook().reconcile.withdraw(number, reason=reason, by=person(request))
        messages.success(request, _("Taken back. The history is kept."))
    except (InputError, NotFound) as error:
        messages.error(request, told(error))
    return redirect("figure", group_id=group_id)


def _context(book: Casebook, group: FigureGroup, form: SettleForm | None = None) -> dict[str, object]:
    alias, unit = current.alias(), group.scope.unit
    standing = book.reconcile.standing(group.id)
    ends = (standing.low, standing.high)
    asides = standing.settlement.aside if standing.settlement else group.aside
    shown = entries(alias, group, ends, asides, book.reconcile.corrections())
    checks = book.reconcile.checks(group.id)
    found = sums(alias, checks, shown.notes, _stand(book, checks))
    shown_form = form or _form(book, group)
    return {
        "group": group,
        "scope": scope_words(group.scope),
        "standing": standing,
        "range": range_words(*ends, unit),
        "proposed": range_words(group.low, group.high, unit),
        "reason": standing.settlement.reason if standing.settlement else reason_words(group.reason),
        "settled": standing.settlement,
        "shown": shown,
        "band": band(*ends, shown.axis),
        "ends": sorted({one.comparator for one in shown.amounts}),
        "words": words_on(alias, book.reconcile.stances(group.id)),
        "questions": [one for one in found if not one.check.holds],
        "fitting": [one for one in found if one.check.holds],
        "graph": shown_graph(book.reconcile.graph(group.id)),
        "related": _related(book, group.id),
        "history": list(_history(standing, unit)),
        "leaning": book.reconcile.leaning(group.id),
        "form": shown_form,
        "whys": shown_form.whys(group),
    }


def _form(book: Casebook, group: FigureGroup) -> SettleForm:
    """The form as proposed: it rests on what the rule takes, less what is rejected or withheld."""
    statuses = book.store.statuses(group.rests)
    rests = [id for id in group.rests if statuses.get(id) not in (Status.REJECTED, Status.WITHHELD)]
    start = {"low": group.low, "high": group.high, "reason": reason_words(group.reason), "claims": rests}
    form = SettleForm(initial=start)
    form.over(group)
    return form


def _stand(book: Casebook, checks: Iterable[Check]) -> Mapping[str, str]:
    """In which figures the claims of checks stand."""
    claims = {claim for check in checks for claim in check.claims}
    return book.store.groups_of(claims) if claims else {}


def _related(book: Casebook, group_id: str) -> list[Related]:
    """The next wider and narrower figures, wider first."""
    ties = [(tie, tie.narrow == group_id) for tie in book.reconcile.ties(group_id)]
    ids = {tie.wide if wider else tie.narrow for tie, wider in ties}
    alias = current.alias()
    lines = {one.id: one for one in figure_lines(alias, GroupRow.objects.using(alias).filter(id__in=ids))}
    found = ((tie, wider, lines.get(tie.wide if wider else tie.narrow)) for tie, wider in ties)
    related = [Related(tie, wider, line.id, line.scope, line.range) for tie, wider, line in found if line]
    return sorted(related, key=lambda one: (not one.wider, one.scope, one.id))


def _history(standing: Standing, unit: str) -> Iterator[Past]:
    """Everything decided, the last first."""
    number = standing.settlement.number if standing.settlement else None
    for one in reversed(standing.history):
        words = "" if one.undoes else range_words(one.low, one.high, unit)
        last = one is standing.history[-1]
        yield Past(one, words, one.number == number, one.number in standing.withdrawn, last)


def _csv(group: FigureGroup) -> HttpResponse:
    head = ("claim", "status", "words", "quote", "document", "title", "publisher", "published", "origin", "copy_of",
            "why", "set_aside")  # fmt: skip
    shown = entries(current.alias(), group, (group.low, group.high), group.aside, {})
    return csv_response(f"figure-{group.id}", head, (
        (one.line.claim.id, one.line.status, sentence(one.line.claim), one.line.claim.quote.exact,
         one.line.document.id, one.line.document.title, one.line.document.publisher,
         when_words(one.line.document.published), one.member.origin, one.member.copy_of, one.member.why, one.aside)
        for origin in shown.origins
        for one in origin.entries
    ))  # fmt: skip
