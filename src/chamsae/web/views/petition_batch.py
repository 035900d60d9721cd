"""Petitions for everybody in one event: looked at first, written behind the screen, stopped at any time, saved once."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.book import Casebook
from chamsae.casebook.petition_files import FileForm
from chamsae.casebook.petitions import Batch
from chamsae.errors import NotFound, Withheld
from chamsae.model.petition import Body
from chamsae.publish.printing import zipped
from chamsae.web import current, labels
from chamsae.web.batch_lines import written_for
from chamsae.web.case_lines import event_line
from chamsae.web.context import person
from chamsae.web.jobs import Work
from chamsae.web.petition_words import BODY, refusal
from chamsae.web.phrases import told
from chamsae.web.views.answers import WHY
from chamsae.web.views.petitions import BODIES, OFFERED, STATES, TYPES, body_in, states_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a batch is to be: for which event, to whom, against which States, why all the same, as what files.

    `persons` are those it is for alone, where it goes on; else everybody in the event.
    """

    event: str
    body: Body
    states: tuple[str, ...] = ()
    despite: str = ""
    forms: tuple[FileForm, ...] = tuple(FileForm)
    write: bool = False
    persons: tuple[str, ...] = ()


@dataclass(slots=True)
class Held:
    """The last batch: what was asked, what came of it, its files until the server stops, and who is left of it."""

    asked: Asked | None = None
    batch: Batch | None = None
    written: int = 0
    data: bytes = b""
    stopped: bool = False
    rest: tuple[str, ...] = ()


@require_GET
def batch(request: HttpRequest) -> HttpResponse:
    """`?event=` and `?to=`: the form; how far the work is; what came of the last batch, who was refused and why."""
    book, held = current.casebook(), current.kept(Held)
    asked = request.GET.get("event", "")[:200]
    last = held.asked
    chosen = asked or (last.event if last else "")
    body = body_in(request.GET) if "to" in request.GET else last.body if last else Body.WGEID
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
        "people": written_for(book.store, done) if done else [],
        "to": BODY[last.body] if last else "",
        "body": last.body.value if last else "",
        "of": next((one for one in events if last and one.event.id == last.event), None),
        "refused": [(id, book.link.named(id).names[0], refusal(why)) for id, why in done.refused] if done else [],
        "written": held.written,
        "can_save": bool(held.data),
        "size": len(held.data),
        "stopped": held.stopped,
        "rest": len(held.rest),
        "writes": last.write if last else False,
        "submitter": book.petitions.submitter(),
    }
    return render(request, "chamsae/petition_batch.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Look who could be written for (`do=look`), or write the forms, letter and register (`do=write`).

    With `rest` for those a stopped batch did not come to, as it was asked for.
    """
    book, work, held, by = current.casebook(), current.work(), current.kept(Held), person(request)
    if held.asked and held.rest and "rest" in request.POST:
        asked = replace(held.asked, persons=held.rest)
    else:
        asked = _asked(book, request.POST)
    if not work.job(book, lambda: _job(book, work, held, asked, by), by=by, asks=True, resumable=False):
        messages.info(request, _("Other work is going on. Try again when it is done."))
    return redirect("petition-batch")


def _asked(book: Casebook, given: QueryDict) -> Asked:
    write = given.get("do") == "write"
    return Asked(
        event=book.cases.event(given.get("event", "")[:200]).id,
        body=body_in(given),
        states=tuple(states_in(given)),
        despite=given.get("despite", "")[:WHY] if write else "",
        forms=tuple(one for one in FileForm if given.get(one.value)) or tuple(FileForm),
        write=write,
    )


def _job(book: Casebook, work: Work, held: Held, asked: Asked, by: str) -> None:
    held.asked, held.batch, held.written, held.data, held.stopped, held.rest = asked, None, 0, b"", False, ()
    made = book.petitions.batch(
        asked.body, submitter=book.petitions.submitter(), by=by, event=asked.event, persons=asked.persons,
        states=asked.states, despite=asked.despite, progress=work, stop=work.stopping,
    )  # fmt: skip
    unwritten: list[str] = []
    if asked.write and made.petitions:
        out = book.petitions.hand_out(made.petitions, by=by, forms=asked.forms, progress=work, stop=work.stopping)
        held.written, held.data, done = len(out.entries), zipped(out.files), {one.petition for one in out.entries}
        unwritten = [one.person for one in made.petitions if one.id not in done]
    held.batch, held.stopped, held.rest = made, work.stopping(), (*dict.fromkeys(unwritten), *made.left)


@require_GET
def file(request: HttpRequest) -> HttpResponse:
    """The files of the last batch in one ZIP."""
    held = current.kept(Held)
    if not held.data or held.asked is None:
        raise NotFound(_("There is no batch to save."), do=_("Write one first."))
    try:
        current.casebook().petitions.check_consent(held.batch.petitions if held.batch else (), by=person(request))
    except Withheld as error:
        held.data = b""
        messages.error(request, told(error))
        return redirect("petition-batch")
    response = HttpResponse(held.data, content_type=TYPES["zip"])
    response["Content-Disposition"] = f'attachment; filename="{held.asked.body.value}-batch.zip"'
    return response
