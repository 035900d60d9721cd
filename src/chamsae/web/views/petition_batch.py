"""Petitions for everybody in one event: looked at first, written behind the screen, stopped at any time, saved once."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.petition_files import FileForm
from chamsae.casebook.petitions import Batch
from chamsae.errors import NotFound, Withheld
from chamsae.model.petition import Body
from chamsae.publish.printing import zipped
from chamsae.web import current, labels
from chamsae.web.case_lines import event_line
from chamsae.web.context import person
from chamsae.web.petition_words import BODY, refusal
from chamsae.web.phrases import told
from chamsae.web.views.answers import WHY
from chamsae.web.views.petitions import BODIES, OFFERED, STATES, TYPES, body_in, states_in


@dataclass(slots=True)
class Held:
    """The last batch: for what, what came of it, and its files until the server stops."""

    event: str = ""
    body: Body = Body.WGEID
    batch: Batch | None = None
    written: int = 0
    data: bytes = b""
    stopped: bool = False


@require_GET
def batch(request: HttpRequest) -> HttpResponse:
    """`?event=` and `?to=`: the form; how far the work is; what came of the last batch, who was refused and why."""
    book, held = current.casebook(), current.kept(Held)
    asked = request.GET.get("event", "")[:200]
    chosen = asked or held.event
    body = body_in(request.GET) if "to" in request.GET else held.body
    events = [event_line(one) for one in book.store.coded_events(limit=OFFERED)]
    if chosen and chosen not in {one.event.id for one in events}:
        try:
            events.insert(0, event_line(book.cases.event(chosen)))
        except NotFound:  # the last batch's may be gone
            if asked:
                raise
    done = held.batch
    context = {
        "events": [(one, one.event.id == chosen) for one in events],
        "bodies": [(one.value, BODY[one], one is body) for one in BODIES],
        "states": [(one, labels.place(one) or one.upper()) for one in STATES],
        "work": current.work().state(),
        "batch": done,
        "to": BODY[held.body],
        "of": next((one for one in events if one.event.id == held.event), None),
        "refused": [(id, book.link.named(id).names[0], refusal(why)) for id, why in done.refused] if done else [],
        "written": held.written,
        "can_save": bool(held.data),
        "size": len(held.data),
        "stopped": held.stopped,
        "submitter": book.petitions.submitter(),
    }
    return render(request, "chamsae/petition_batch.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Look who could be written for (`do=look`), or write the forms, letter and register (`do=write`)."""
    book, work, held, by = current.casebook(), current.work(), current.kept(Held), person(request)
    event = book.cases.event(request.POST.get("event", "")[:200]).id
    body, states, despite = body_in(request.POST), states_in(request.POST), request.POST.get("despite", "")[:WHY]
    forms = [one for one in FileForm if request.POST.get(one.value)] or list(FileForm)
    write = request.POST.get("do") == "write"

    def job() -> None:
        held.event, held.body, held.batch, held.written, held.data = event, body, None, 0, b""
        held.stopped = False
        made = book.petitions.batch(
            body, submitter=book.petitions.submitter(), by=by, event=event, states=states,
            despite=despite if write else "", progress=work, stop=work.stopping,
        )  # fmt: skip
        if write and made.petitions:
            out = book.petitions.hand_out(made.petitions, by=by, forms=forms, progress=work, stop=work.stopping)
            held.written, held.data = len(out.entries), zipped(out.files)
        held.batch, held.stopped = made, work.stopping()

    if not work.job(book, job, by=by, asks=True, resumable=False):
        messages.info(request, _("Other work is going on. Try again when it is done."))
    return redirect("petition-batch")


@require_GET
def file(request: HttpRequest) -> HttpResponse:
    """The files of the last batch in one ZIP."""
    held = current.kept(Held)
    if not held.data:
        raise NotFound(_("There is no batch to save."), do=_("Write one first."))
    try:
        current.casebook().petitions.check_consent(held.batch.petitions if held.batch else (), by=person(request))
    except Withheld as error:
        held.data = b""
        messages.error(request, told(error))
        return redirect("petition-batch")
    response = HttpResponse(held.data, content_type=TYPES["zip"])
    response["Content-Disposition"] = f'attachment; filename="{held.body.value}-batch.zip"'
    return response
