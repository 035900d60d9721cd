"""Figures: why do the numbers differ, and what do we settle on?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.db.models import ClaimRow, GroupRow, SettlementRow
from chamsae.errors import InputError
from chamsae.model.amount import Amount
from chamsae.model.claim import Figure, SpeakerKind
from chamsae.model.judgement import Status
from chamsae.model.settlement import FigureGroup, Member
from chamsae.web import current
from chamsae.publish.axis import Axis, Bar, axis, band, bar
from chamsae.web.context import person
from chamsae.web.forms import SettleForm
from chamsae.web.reasons import documents_in, reason_words
from chamsae.web.rows import ClaimLine, claim_lines, group_lines, scope_words, titles_by_key
from chamsae.web.tables import csv_response, page_of, wants_csv
from chamsae.web.words import range_words, sentence

SHOWS = ("disputed", "agreeing", "settled", "single", "all")


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim of a group: who says so, its bar on the axis, whether it only repeats another, and why it is here."""

    line: ClaimLine
    member: Member
    bar: Bar | None
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The claims of one independent origin: its own first, what repeats it below."""

    name: str
    entries: tuple[Entry, ...]


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The figures, those whose sources differ first; `?show=` and `?q=` leave others out."""
    alias = current.alias()
    current.casebook().reconcile.refresh(by=person(request))
    counts = _counts(alias)
    show = request.GET.get("show", "")
    show = show if show in SHOWS else next((one for one in SHOWS if counts[one]), "all")
    rows = _shown(alias, show).order_by("-contradictory", "position")
    query = request.GET.get("q", "")[:200]
    if query:
        rows = rows.filter(Q(counted__icontains=query) | Q(place__icontains=query) | Q(act__icontains=query))
    if wants_csv(request):
        return _csv(alias, rows)
    page = page_of(request, rows)
    lines = group_lines(alias, page.object_list)  # type: ignore[arg-type]
    context = {"page": page, "lines": lines, "counts": counts, "show": show, "shows": SHOWS, "q": query}
    return render(request, "chamsae/figures.html", context)


@require_GET
def figure(request: HttpRequest, group_id: str) -> HttpResponse:
    """One figure: intervals on an axis, who says so, the range and the form to settle it."""
    book = current.casebook()
    book.reconcile.refresh(by=person(request))
    group = book.store.group(group_id)
    if wants_csv(request):
        return _csv_of(group)
    return render(request, "chamsae/figure.html", _context(group))


@require_POST
def settle(request: HttpRequest, group_id: str) -> HttpResponse:
    """Adopt a range, with the claims it rests on and the reason; the last settlement stands, all are kept."""
    book = current.casebook()
    group = book.store.group(group_id)
    form = _form(group, request)
    if form.is_valid():
        given = form.cleaned_data
        claims = tuple(given["claims"])
        aside = tuple(member.claim for member in group.members if member.claim not in claims)
        try:
            book.reconcile.settle(
                group_id,
                _whole(given["low"]),
                _whole(given["high"]),
                claims,
                aside,
                given["reason"],
                by=person(request),
            )
            messages.success(request, _("Settled in your name. Settle again to change it; the history is kept."))
            return redirect("figure", group_id=group_id)
        except InputError as error:
            form.add_error(None, str(error))
    return render(request, "chamsae/figure.html", {**_context(group), "form": form}, status=422)


def _context(group: FigureGroup) -> dict[str, object]:
    alias = current.alias()
    history = list(current.casebook().store.settlements(group=group.id))
    lines = _lines(alias, group)
    settled = history[-1] if history else None
    low, high = (settled.low, settled.high) if settled else (group.low, group.high)
    amounts = [amount for line in lines.values() if (amount := amount_of(line))]
    scale = axis(amounts, (low, high))
    return {
        "group": group,
        "scope": scope_words(group.scope),
        "range": range_words(low, high, group.scope.unit),
        "proposed": range_words(group.low, group.high, group.scope.unit),
        "settled": settled,
        "history": [(one, range_words(one.low, one.high, group.scope.unit)) for one in reversed(history)],
        "origins": _origins(group, lines, scale),
        "axis": scale,
        "band": band(low, high, scale),
        "form": _form(group),
        "ends": sorted({one.comparator for one in amounts}),
    }


def _origins(group: FigureGroup, lines: dict[str, ClaimLine], scale: Axis) -> list[Origin]:
    """Members by origin, from the lowest number to the highest; within one, copies after what they copy."""
    found: dict[str, list[Entry]] = {}
    named = _named(group)
    for member in sorted(group.members, key=lambda one: one.copy_of is not None):
        line = lines.get(member.claim)
        if line is not None:
            amount = amount_of(line)
            drawn = bar(amount, scale) if amount else None
            found.setdefault(member.origin, []).append(
                Entry(line, member, drawn, _origin_words(line), reason_words(member.why, named))
            )
    origins = [Origin(_origin_words(entries[0].line), tuple(entries)) for entries in found.values()]
    return sorted(origins, key=lambda one: _lowest(one.entries[0].line))


def _named(group: FigureGroup) -> dict[str, str]:
    """Titles of the documents that the members' reasons name."""
    ids = {id for member in group.members for id in documents_in(member.why)}
    return {id: title.title for id, title in titles_by_key(current.alias(), ids).items()} if ids else {}


def _lowest(line: ClaimLine) -> float:
    """The number a claim starts from, for sorting; claims without one come last."""
    amount = amount_of(line)
    given = (amount.low if amount.low is not None else amount.high) if amount else None
    return float("inf") if given is None else float(given)


def _origin_words(line: ClaimLine) -> str:
    """An origin as people call it: the speaker, else the publisher, else the document."""
    speaker = line.claim.speaker
    named = speaker.text if speaker and speaker.kind is not SpeakerKind.NARRATOR else ""
    return named or line.document.publisher or line.document.title


def amount_of(line: ClaimLine) -> Amount | None:
    """The amount of a figure claim."""
    return line.claim.value.amount if isinstance(line.claim.value, Figure) else None


def _lines(alias: str, group: FigureGroup) -> dict[str, ClaimLine]:
    rows = ClaimRow.objects.using(alias).filter(id__in=[member.claim for member in group.members])
    return {line.claim.id: line for line in claim_lines(alias, rows)}


def _form(group: FigureGroup, request: HttpRequest | None = None) -> SettleForm:
    """The form; at first it rests on every claim that is no copy and not rejected."""
    statuses = current.casebook().store.statuses([member.claim for member in group.members])
    own = [
        member.claim
        for member in group.members
        if member.copy_of is None and statuses.get(member.claim) not in (Status.REJECTED, Status.WITHHELD)
    ]
    start = {"low": group.low, "high": group.high, "reason": reason_words(group.reason), "claims": own}
    form = SettleForm(request.POST if request else None, initial=start)
    form.fields["claims"].choices = [(member.claim, member.claim) for member in group.members]  # type: ignore[attr-defined]
    return form


def _shown(alias: str, show: str) -> "QuerySet[GroupRow]":
    rows = GroupRow.objects.using(alias).annotate(
        is_settled=Exists(SettlementRow.objects.using(alias).filter(group=OuterRef("id")))
    )
    return rows.filter(_condition(show))


def _condition(show: str) -> Q:
    return {
        "disputed": Q(is_settled=False, contradictory=True),
        "agreeing": Q(is_settled=False, contradictory=False, size__gt=1),
        "settled": Q(is_settled=True),
        "single": Q(is_settled=False, contradictory=False, size=1),
    }.get(show, Q())


def _counts(alias: str) -> dict[str, int]:
    shown = {show: Count("id", filter=_condition(show)) for show in SHOWS if show != "all"}
    return _shown(alias, "all").aggregate(**shown, all=Count("id"))


def _whole(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() else value


def _csv(alias: str, rows: "Iterable[GroupRow]") -> HttpResponse:
    head = ("id", "scope", "range", "settled_by", "contradictory", "origins", "claims", "reason")
    lines = group_lines(alias, rows)
    return csv_response("figures", head, (
        (one.id, one.scope, one.range, one.settled_by, "yes" if one.contradictory else "no", one.origins, one.size,
         one.reason)
        for one in lines
    ))  # fmt: skip


def _csv_of(group: FigureGroup) -> HttpResponse:
    lines = _lines(current.alias(), group)
    head = ("claim", "status", "words", "quote", "document", "title", "origin", "copy_of", "why")
    return csv_response(f"figure-{group.id}", head, (
        (member.claim, line.status, sentence(line.claim), line.claim.quote.exact, line.document.id, line.document.title,
         member.origin, member.copy_of, member.why)
        for member in group.members
        if (line := lines.get(member.claim))
    ))  # fmt: skip
