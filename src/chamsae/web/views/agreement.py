"""How far two readers agree, and what they differ on."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chamsae.casebook.agreement import Agreement, Twice, compared
from chamsae.db.models import ClaimRow
from chamsae.web import current
from chamsae.web.rows import ClaimLine, claim_lines
from chamsae.web.sides import names_of

#: Differences listed on the screen, unsettled ones first.
LISTED = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim two people judged differently."""

    line: ClaimLine
    twice: Twice


@require_GET
def agreement(request: HttpRequest) -> HttpResponse:
    """Raw agreement and Cohen's kappa in all and by kind; the claims to settle."""
    alias = current.alias()
    book = current.casebook()
    found, pairs = compared(book.store), book.link.agreement()
    differing = found.differing[:LISTED]
    rows: QuerySet[ClaimRow] = ClaimRow.objects.using(alias).filter(id__in=[one.claim.id for one in differing])
    lines = {line.claim.id: line for line in claim_lines(alias, rows)}
    kinds: list[tuple[str, Agreement]] = [(kind.value, one) for kind, one in found.kinds.items()]
    context = {
        "all": found.all,
        "kinds": kinds,
        "people": found.people,
        "differences": [Difference(lines[one.claim.id], one) for one in differing if one.claim.id in lines],
        "number": len(found.differing),
        "pairs": pairs,
        "pair_differences": [(names_of(book, one.pair), one) for one in pairs.differing[:LISTED]],
    }
    return render(request, "chamsae/agreement.html", context)
