"""Petitions to UN bodies: one person's draft with its evidence, what stands in the way, the files, and the register."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chamsae.casebook.petition_files import FileForm
from chamsae.errors import ChamsaeError, InputError
from chamsae.model.claim import NameType
from chamsae.model.petition import Body, Petition, PetitionWritten, Submitter
from chamsae.publish.printing import zipped
from chamsae.text.forms import form
from chamsae.web import current, labels
from chamsae.web.context import person
from chamsae.web.petition_lines import draft_line, worded
from chamsae.web.petition_words import BODY
from chamsae.web.phrases import told
from chamsae.web.views.answers import WHY, back

#: Who a petition of one person can go to, the States one can choose, people and events offered at once.
BODIES = (Body.WGEID, Body.WGAD, Body.SPECIAL_PROCEDURES)
STATES = ("cn", "kp", "ru", "vn", "la", "th", "kh", "mm", "mn")
OFFERED = 20
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
#: Keys of States are shorter than this.
LONGEST_KEY = 4
#: What is told of who submits in words.
WORDS = ("name", "organisation", "relation", "email", "telephone", "address", "description")
#: Characters an answer or a field about the submitter may have.
LONGEST, SHORT = 10_000, 500


@dataclass(frozen=True, slots=True)
class Registered:
    """A petition that was written, in words."""

    entry: PetitionWritten
    name: str
    body: labels.Label
    states: tuple[str, ...]


@require_GET
def petitions(request: HttpRequest) -> HttpResponse:
    """`?q=` finds a person; submissions to the UPR; the register of what was written."""
    book = current.casebook()
    asked = request.GET.get("q", "").strip()[:200]
    context = {
        "asked": asked,
        "people": list(book.link.listed(asked, kind=NameType.PERSON, limit=OFFERED)),
        "register": register_lines(),
        "submitter": book.petitions.submitter(),
        "submissions": book.petitions.upr.kept(),
    }
    return render(request, "chamsae/petitions.html", context)


@require_GET
def petition(request: HttpRequest, record_id: str) -> HttpResponse:
    """`?to=` a body and `?state=` States: the draft of each form, as it would be written."""
    book, by = current.casebook(), person(request)
    named = book.link.named(record_id)
    body, states = body_in(request.GET), states_in(request.GET)
    drafts = book.petitions.drafts(record_id, body, submitter=book.petitions.submitter(), by=by, states=states)
    typed, reasons = book.petitions.typed(record_id), book.petitions.reasons(record_id, body)
    chosen = states or tuple(dict.fromkeys(state for one in drafts for state in one.states))
    ids = {named.entity.id, *named.entity.records}
    context = {
        "line": named,
        "body": body,
        "form": form(body),
        "bodies": [(one.value, BODY[one], one is body) for one in BODIES],
        "states": [(one, labels.place(one) or one.upper(), one in chosen) for one in dict.fromkeys((*STATES, *chosen))],
        "drafts": [
            draft_line(book, one, typed=typed, reasons=reasons, by=by, today=book.clock().date()) for one in drafts
        ],
        "submitter": book.petitions.submitter(),
        "register": [one for one in register_lines() if one.entry.subject in ids],
        "consent_address": reverse("consent", args=[named.entity.id]),
        "limits": [(worded(one.label), one.value, one.verified, one.source) for one in form(body).limits],
    }  # fmt: skip
    return render(request, "chamsae/petition.html", context)


@require_POST
def answer(request: HttpRequest, record_id: str) -> HttpResponse:
    """Type what no claim tells, with the claims it rests on."""
    given = request.POST
    _told(request, lambda: current.casebook().petitions.answer(
        record_id, given.get("material", "")[:60], given.get("text", "")[:LONGEST], by=person(request),
        claims=given.get("claims", "")[:SHORT].replace(",", " ").split(),
    ), _("Written down; it is printed as stated by the submitter."))  # fmt: skip
    return back(request, reverse("petition", args=[record_id]))


@require_POST
def despite(request: HttpRequest, record_id: str) -> HttpResponse:
    """Say why the case goes to this body although another has it."""
    why, body = request.POST.get("why", "")[:WHY], body_in(request.POST)
    _told(request, lambda: current.casebook().petitions.despite(record_id, body, why=why, by=person(request)),
          _("Written down; the reason can be taken back."))  # fmt: skip
    return back(request, reverse("petition", args=[record_id]))


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a typed answer or a reason."""
    current.casebook().petitions.take_back(number, by=person(request))
    messages.info(request, _("Taken back; the ledger keeps it."))
    return back(request, reverse("petitions"))


@require_POST
def not_sent(request: HttpRequest, number: int) -> HttpResponse:
    """Take off the register what was never sent."""
    why = request.POST.get("why", "")[:WHY]
    current.casebook().petitions.not_sent(number, by=person(request), why=why)
    messages.info(request, _("Taken off the register; the ledger keeps it."))
    return back(request, reverse("petitions"))


@require_POST
def write(request: HttpRequest, record_id: str) -> HttpResponse:
    """The form as a file, entered in the register; sent back with what is missing where it may not leave."""
    book, by = current.casebook(), person(request)
    body, states, kind = body_in(request.POST), states_in(request.POST), request.POST.get("form", "")
    if kind not in TYPES:
        raise InputError(_("This is no file we can write."), thing=kind[:20])
    submitter = book.petitions.submitter()
    try:
        drafts = book.petitions.drafts(record_id, body, submitter=submitter, by=by, states=states)
        made = [book.petitions.write(one, submitter=submitter) for one in drafts]
        return saved(made, kind, by=by, name=f"{body.value}-{record_id}")
    except ChamsaeError as error:
        messages.error(request, told(error))
        states_asked = "".join(f"&state={one}" for one in states)
        return redirect(f"{reverse('petition', args=[record_id])}?to={body.value}{states_asked}")


@require_http_methods(["GET", "POST"])
def submitter(request: HttpRequest) -> HttpResponse:
    """Who submits, kept once for every form."""
    book = current.casebook()
    if request.method == "POST":
        told = {name: request.POST.get(name, "").strip()[:SHORT] for name in WORDS}
        made = Submitter(
            **told, confidential=not request.POST.get("open"), follows_up=bool(request.POST.get("follows_up"))
        )
        book.petitions.keep_submitter(made, by=person(request))
        messages.success(request, _("Kept. It is put into every form from now on."))
        return back(request, reverse("petition-submitter"))
    context = {"submitter": book.petitions.submitter(), "back": request.GET.get("back", "")}
    return render(request, "chamsae/petition_submitter.html", context)


def saved(made: Sequence[Petition], kind: str, *, by: str, name: str) -> HttpResponse:
    """Petitions as one file, or as a ZIP with letter and register; entered in the ledger."""
    forms = [FileForm(kind)] if kind != "zip" else []
    files = current.casebook().petitions.hand_out(made, by=by, forms=forms).files
    one = kind != "zip" and len(made) == 1
    data = files[f"{made[0].id}.{kind}"] if one else zipped(files)
    ending = kind if one else "zip"
    response = HttpResponse(data, content_type=TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def register_lines() -> list[Registered]:
    """What was written, the last first, with the name of the person and the body in words."""
    book = current.casebook()
    held = book.petitions.register()
    people = book.store.records(ids={entry.subject for entry in held}) if held else ()
    named = {one.id: book.link.named(one.id).names[0] for one in people}
    return [
        Registered(
            one, named.get(one.subject, ""), BODY[one.body],
            tuple(labels.place(state) or state.upper() for state in one.states),
        )
        for one in held
    ]  # fmt: skip


def body_in(given: QueryDict) -> Body:
    """To whom the form goes; the first of all where nothing sensible is said."""
    asked = given.get("to", "")
    return Body(asked) if asked in set(BODIES) else BODIES[0]


def states_in(given: QueryDict) -> tuple[str, ...]:
    """The States it is against, by their keys; none: those that answer for the acts."""
    return tuple(
        dict.fromkeys(one for one in given.getlist("state") if one.isascii() and one.isalpha() and len(one) < 4)
    )


def _told(request: HttpRequest, do: Callable[[], object], done: str) -> None:
    """Do it and say so, or say why not."""
    try:
        do()
        messages.success(request, done)
    except ChamsaeError as error:
        messages.error(request, told(error))
