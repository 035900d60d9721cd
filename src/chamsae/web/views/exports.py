"""What was written for outside, by whom; what each format is, and the command that writes it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chamsae.web import current, log_labels
from chamsae.web.tables import number_in

#: Lines on one screen.
PER_PAGE = 50
#: No list we show has more pages.
LAST = 999_999
#: What each command writes, and for whom.
FORMATS = (
    ("chamsae export casebook OUT.zip",
     _("The whole casebook in one file, to be imported into an empty one without loss.")),
    ("chamsae export esf OUT",
     _("HURIDOCS Events Standard Formats (XML): persons, acts, involvement, sources, interventions.")),
    ("chamsae export uwazi OUT", _("Tables that Uwazi imports (CSV).")),
    ("chamsae export ftm OUT", _("FollowTheMoney (JSON lines), for OpenAleph and its relatives.")),
    ("chamsae export claims", _("Every claim with its quote and hash, one a line (JSON lines).")),
    ("chamsae tables white-paper OUT", _("The standard tables of a yearly report, with charts, method and limits.")),
    ("chamsae report figures --out OUT", _("The table of figures, each number with quote and hash.")),
    ("chamsae bundle --out OUT.zip", _("A report with the cited originals, so that others can verify it.")),
)  # fmt: skip


@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """The list, the last first, and the formats."""
    page = Paginator(current.casebook().exchange.past(), PER_PAGE).get_page(number_in(request, "page", 1, LAST))
    lines = [(one, log_labels.action(one.action)) for one in page]
    return render(request, "chamsae/exports.html", {"page": page, "lines": lines, "formats": FORMATS})
