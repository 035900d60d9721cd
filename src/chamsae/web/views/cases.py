"""The case file: events and acts, each with who says so; values adopted for a person; events tied to one another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.cases import PAGE
from chamsae.errors import InputError, NotFound
from chamsae.model.case import Wanted
from chamsae.model.link import Listed
from chamsae.text.violations import violation
from chamsae.text.vocabulary import label, terms
from chamsae.web import current, labels
from chamsae.web.case_lines import act_line, event_line, said_by
from chamsae.web.context import person
from chamsae.web.lengths import Counted
from chamsae.web.phrases import told
from chamsae.web.rows import titles_by_key
from chamsae.web.tables import csv_response, page_of, wants_csv
from chamsae.web.views.answers import WHY, back

#: Events offered to be tied to one.
NEAR = 40


@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """Events, the latest first; `?format=csv` the list."""
    book = current.casebook()
    book.cases.refresh()
    if wants_csv(request):
        rows = ((one.id, one.act, one.day.isoformat(), one.place, one.acts, one.claims, one.persons) for one in
                book.store.coded_events())  # fmt: skip
        return csv_response("events", ("id", "act", "day", "place", "acts", "claims", "persons"), rows)
    page = page_of(request, Counted(book.store.count_events()))
    first = max(0, page.start_index() - 1)
    lines = [event_line(one) for one in book.store.coded_events(start=first, limit=page.end_index() - first)]
    context = {"page": page, "lines": lines, "acts": book.store.count_coded()}
    return render(request, "chamsae/events.html", context)


@require_GET
def event(request: HttpRequest, event_id: str) -> HttpResponse:
    """One event: its acts, people, figures, documents, and the events beside it."""
    book = current.casebook()
    found = book.cases.event(event_id)
    page = page_of(request, Counted(found.acts), PAGE)
    file = book.cases.event_file(found.id, start=max(0, page.start_index() - 1))
    near = [event_line(one) for one in book.store.coded_events(limit=NEAR) if one.id != found.id]
    tongue = labels.tongue()
    return render(request, "chamsae/event.html", {
        "line": event_line(found),
        "page": page,
        "acts": [act_line(act) for act in file.acts],
        "people": _listed(file.persons),
        "documents": titles_by_key(current.alias(), file.documents).items(),
        "figures": [book.store.group(id) for id in file.figures],
        "chain": [(label("chain", one.type, tongue), event_line(book.cases.event(one.event)), one.entry)
                  for one in file.chain],
        "near": near,
        "types": [(one.code, one.label[tongue]) for one in terms("chain")],
    })  # fmt: skip


@require_POST
def tie(request: HttpRequest, event_id: str) -> HttpResponse:
    """Say how this event stands to another, or take that back (`number`)."""
    book, why = current.casebook(), request.POST.get("why", "")[:WHY]
    try:
        if (number := request.POST.get("number", "")).isdigit():
            book.cases.untie(int(number), by=person(request), why=why)
        else:
            given = request.POST.get("type", ""), request.POST.get("other", "")
            book.cases.tie(event_id, *given, by=person(request), why=why)
    except (InputError, NotFound) as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Kept. You can take it back."))
    return back(request, f"/events/{event_id}/")


@require_GET
def act(request: HttpRequest, act_id: str) -> HttpResponse:
    """One act: who suffered it, who answers for it, where, when, and every claim that says so."""
    book = current.casebook()
    found = book.cases.act(act_id)
    said = said_by(book, found.claims)
    known = violation(found.violation) if found.violation else None
    others = book.store.coded_acts(Wanted(claims=found.claims))
    return render(request, "chamsae/act.html", {
        "line": act_line(found),
        "violation": known,
        "people": _listed(found.persons),
        "said": [said[id] for id in found.claims if id in said],
        "said_of": {part.claims: [one for id, one in said_by(book, part.claims).items()] for part in found.involved},
        "event": event_line(book.cases.event(found.event)) if found.event else None,
        "codings": [(one, [name.label for code in one.violations if (name := violation(code))])
                    for id in found.claims for one in book.coding.of(id)],
        "others": [act_line(other) for other in others if other.id != found.id],
    })  # fmt: skip


@require_POST
def adopt(request: HttpRequest, record_id: str) -> HttpResponse:
    """Adopt a value of a field for a person, or take back what was adopted (`undo`)."""
    book, given = current.casebook(), request.POST
    field, why = given.get("field", "")[:60], given.get("why", "")[:WHY]
    try:
        if given.get("undo"):
            book.cases.unadopt(record_id, field, by=person(request), why=why)
        else:
            book.cases.adopt(record_id, field, given.getlist("claim")[:500], by=person(request), why=why)
    except InputError as error:
        messages.error(request, told(error))
    except NotFound as error:
        raise Http404(told(error)) from error
    else:
        messages.success(request, _("Kept. You can take it back."))
    return back(request, f"/people/{record_id}/")


def _listed(persons: tuple[str, ...]) -> list[Listed]:
    """The persons with their names, in the order given."""
    book = current.casebook()
    found = book.store.entities_of(persons)
    return [found[id] for id in persons if id in found]
