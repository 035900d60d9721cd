"""The register of statements: by government, day and topic, with translations people write down."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.statements import COLUMNS, Entry, cells
from chamsae.errors import InputError
from chamsae.model.document import Document
from chamsae.model.stance import Stance
from chamsae.reconcile.spokesmen import bodies, topics
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.figure_labels import POSITION, POSITION_STYLE
from chamsae.web.labels import Label
from chamsae.web.phrases import told
from chamsae.web.tables import csv_response, page_of, wants_csv

#: All statements of people who speak for no government.
NOBODY = "none"


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with how many statements it leaves."""

    key: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """A statement on the screen: the words for its body and topics, its document, its stances once a figure."""

    entry: Entry
    body: str
    topics: tuple[tuple[str, str], ...]
    document: Document
    stances: tuple[tuple[Stance, Label, str], ...]


@require_GET
def statements(request: HttpRequest) -> HttpResponse:
    """The register, latest first; `?government=`, `?topic=`, `?since=`, `?format=csv`."""
    book = current.casebook()
    book.reconcile.refresh(by=person(request))
    every = book.statements.register()
    government, topic, since = (request.GET.get(name, "") for name in ("government", "topic", "since"))
    kept = [one for one in every if _asked(one, government, topic, _day(since))]
    if wants_csv(request):
        return csv_response("statements", COLUMNS, map(cells, kept))
    page = page_of(request, kept)
    context = {
        "rows": _rows(page.object_list),  # type: ignore[arg-type]  # a page of entries
        "page": page,
        "governments": _facets(every, "government"),
        "subjects": _facets(every, "topic"),
        "government": government,
        "topic": topic,
        "since": since if _day(since) else "",
        "held": len(every),
        "asked": bool(government or topic or _day(since)),
        "languages": ("en", "ko", "zh"),
    }
    return render(request, "chamsae/statements.html", context)


@require_POST
def translate(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Write down the translation of a statement."""
    given = request.POST
    try:
        current.casebook().statements.translate(
            claim_id, given.get("language", ""), given.get("text", ""), by=person(request)
        )
        messages.success(request, _("Written down in your name; it can be taken back."))
    except InputError as error:
        messages.error(request, told(error))
    return _back(request)


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take a translation back; the one before it stands again."""
    current.casebook().statements.take_back(number, by=person(request))
    messages.success(request, _("Taken back. The history is kept."))
    return _back(request)


def _asked(entry: Entry, government: str, topic: str, since: date | None) -> bool:
    own = entry.government or NOBODY
    kept = not government or government == own or (government == "any" and own != NOBODY)
    return kept and (not topic or topic in entry.topics) and (since is None or bool(entry.day and entry.day >= since))


def _rows(entries: Iterable[Entry]) -> list[Row]:
    book = current.casebook()
    names = {body.key: _word(body.labels) for body in bodies()}
    subjects = {topic.key: _word(topic.labels) for topic in topics()}
    found = list(entries)
    documents = {id: book.store.document(id) for id in {one.document for one in found}}
    return [
        Row(
            entry=one,
            body=names.get(one.body or "", ""),
            topics=tuple((key, subjects[key]) for key in one.topics),
            document=documents[one.document],
            stances=tuple(
                (stance, POSITION[stance.position], POSITION_STYLE[stance.position]) for stance in one.stances
            ),
        )
        for one in found
    ]


def _facets(entries: Iterable[Entry], of: str) -> list[Facet]:
    """The filters of one kind that leave something, in the order of their list."""
    if of == "topic":
        counts = Counter(key for one in entries for key in one.topics)
        return [Facet(one.key, _word(one.labels), counts[one.key]) for one in topics() if counts[one.key]]
    counts = Counter(one.government or NOBODY for one in entries)
    states = [Facet(one.key, _word(one.labels), counts[one.key]) for one in bodies() if one.key == one.state]
    nobody = Facet(NOBODY, _("no government"), counts[NOBODY])
    return [one for one in (*states, nobody) if one.number]


def _word(labels: Mapping[str, str]) -> str:
    return labels[(get_language() or "en").partition("-")[0]]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _back(request: HttpRequest) -> HttpResponse:
    """To the register as it was asked for; the question travels in the form."""
    asked = request.POST.get("asked", "")
    return redirect(f"{reverse('statements')}?{asked}" if asked else reverse("statements"))
