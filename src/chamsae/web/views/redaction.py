"""Redaction: what would be hidden and why, what people choose beside it, the copy, and every copy that was made."""

from collections import OrderedDict
from threading import Lock

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.redacting import RedactedCopy
from chamsae.db.models import DocumentRow
from chamsae.errors import ChamsaeError, NotFound
from chamsae.model.document import Document
from chamsae.model.locus import Box
from chamsae.model.redaction import Choosing, CopyForm, Redaction, RedactionChoice
from chamsae.protect.redact_text import Passage
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.phrases import told
from chamsae.web.redaction_lines import FORM, chosen_lines, redaction_lines, summed
from chamsae.web.rows import titles_by_key
from chamsae.web.spans import parts
from chamsae.web.tables import number_in
from chamsae.web.views.claims import places

#: Documents and names listed at once, and copies held until they are saved.
LISTED, NAMES, HELD = 30, 500, 8
TYPES = {CopyForm.TEXT: "text/plain; charset=utf-8", CopyForm.PDF: "application/pdf", CopyForm.PICTURE: "image/png"}
ENDINGS = {CopyForm.TEXT: "txt", CopyForm.PDF: "pdf", CopyForm.PICTURE: "png"}


class Copies:
    """Copies that were made and can be saved until the server stops; nothing of them is written to disk."""

    def __init__(self) -> None:
        self._copies: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = Lock()

    def put(self, copy: RedactedCopy) -> None:
        """Hold one more; the oldest goes."""
        with self._lock:
            self._copies[(copy.entry.made, copy.entry.number)] = copy.data
            while len(self._copies) > HELD:
                self._copies.popitem(last=False)

    def get(self, entry: Redaction) -> bytes | None:
        """The bytes of a copy, None where they are held no more."""
        return self._copies.get((entry.made, entry.number))


@require_GET
def redactions(request: HttpRequest) -> HttpResponse:
    """`?q=` documents whose title or name has these words; every copy that was made, the last first."""
    book, alias = current.casebook(), current.alias()
    asked = request.GET.get("q", "").strip()[:200]
    rows = DocumentRow.objects.using(alias).order_by("-number")
    found = rows.filter(Q(title__icontains=asked) | Q(name__icontains=asked)) if asked else rows
    documents = [row.key for row in found.only("key")[:LISTED]]
    copies, held = book.redact.copies(), current.kept(Copies)
    titles = titles_by_key(alias, [*documents, *(one.subject for one in copies)])
    names = book.redact.names()
    context = {
        "asked": asked,
        "documents": [(key, titles[key]) for key in documents if key in titles],
        "copies": [(one, FORM[one.form], titles.get(one.subject), held.get(one) is not None) for one in copies],
        "names": names[:NAMES],
        "names_in_all": len(names),
    }
    return render(request, "chamsae/redactions.html", context)


@require_GET
def redaction(request: HttpRequest, document_id: str) -> HttpResponse:
    """One part of a document with what would be hidden; `?passage=` one of them, to be left in."""
    book = current.casebook()
    document = book.store.document(document_id)
    hidden = book.redact.hidden(document_id)
    pieces = parts(document.text)
    at = number_in(request, "passage", 0, max(0, len(document.text) - 1)) if "passage" in request.GET else None
    by_at = next((one.number for one in pieces if at is not None and at < one.end), 1)
    part = pieces[(by_at if at is not None else number_in(request, "part", 1, len(pieces))) - 1]
    context = {
        "part_shown": part,
        "lines": redaction_lines(document, part, hidden),
        "hidden": summed(hidden, document.text),
        "count": len(hidden),
        "passage": _passage(hidden, at, document),
        **_around(request, document),
    }
    return render(request, "chamsae/redaction.html", context)


@require_GET
def page(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """A page with the boxes that would be painted over, and a form for one more."""
    book = current.casebook()
    document = book.store.document(document_id)
    found = book.redact.boxes(document_id, number)
    around = _around(request, document)
    choices = book.redact.choices(document_id).standing()
    context = {
        "number": number,
        "numbers": sorted(one.number for one in document.pages),
        "found": [_rect(box) for box in found],
        "drawn": [_rect(one.box) for one in choices if one.box is not None and one.page == number],
        "looked": next((one for one in choices if one.choosing is Choosing.LOOKED and one.page == number), None),
        **around,
    }
    return render(request, "chamsae/redaction_page.html", context)


@require_POST
def choose(request: HttpRequest, document_id: str) -> HttpResponse:
    """Write a choice down: words hidden too, a passage left in, a box, a page that was looked at."""
    book, by = current.casebook(), person(request)
    try:
        done = book.redact.choices(document_id).add(_choice(request, book.store.document(document_id), by))
        messages.success(request, _("Chosen. It holds for every copy from now on, and can be taken back."))
    except ChamsaeError as error:
        messages.error(request, told(error))
        return redirect(_back(request, document_id))
    return redirect(_back(request, document_id, done))


@require_POST
def take_back(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """Take a choice back."""
    current.casebook().redact.choices(document_id).take_back(number, by=person(request))
    messages.info(request, _("Taken back; the ledger keeps it."))
    return redirect(_back(request, document_id))


@require_POST
def make(request: HttpRequest, document_id: str) -> HttpResponse:
    """Make the copy: of the text at once, of pages behind the screen; nothing is given out where a name still shows."""
    book, by, work, held = current.casebook(), person(request), current.work(), current.kept(Copies)
    book.store.document(document_id)
    here = redirect("redaction", document_id=document_id)
    if request.POST.get("form") == "pages":
        if not work.job(book, lambda: held.put(book.redact.pages(document_id, by=by, progress=work)), by=by):
            messages.info(request, _("Other work is going on. Try again when it is done."))
        return here
    try:
        held.put(book.redact.text(document_id, by=by))
    except ChamsaeError as error:
        messages.error(request, told(error))
    return here


@require_GET
def copy(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """A copy as a file, while it is held."""
    entry = next((one for one in current.casebook().redact.copies(document_id) if one.number == number), None)
    data = current.kept(Copies).get(entry) if entry else None
    if entry is None or data is None:
        raise NotFound(_("This copy is held no more."), thing=str(number), do=_("Make it again."))
    return _saved(data, TYPES[entry.form], f"{document_id}-redacted.{ENDINGS[entry.form]}")


@require_POST
def clean(request: HttpRequest, document_id: str) -> HttpResponse:
    """The file as it came, without metadata; names in it stay."""
    book = current.casebook()
    document = book.store.document(document_id)
    capture = next(book.store.captures(sha256=document.sha256))
    try:
        data, kind = book.redact.cleaned(capture.id, by=person(request))
    except ChamsaeError as error:
        messages.error(request, told(error))
        return redirect("redaction", document_id=document_id)
    ending = "png" if kind == "image/png" else capture.name.rpartition(".")[2].lower()[:8]
    return _saved(data, kind, f"{capture.id}-clean.{ending if ending.isalnum() else 'bin'}")


def _saved(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _around(request: HttpRequest, document: Document) -> dict[str, object]:
    """What both screens of a document show: its choices, its copies, the work that goes on."""
    book = current.casebook()
    copies, held = book.redact.copies(document.id), current.kept(Copies)
    return {
        "document": document,
        "has_pages": book.originals.has_pages(document),
        "chosen": chosen_lines(book.redact.choices(document.id).standing(), document.text),
        "copies": [(one, FORM[one.form], None, held.get(one) is not None) for one in copies],
        "work": current.work().state(),
        "back": request.get_full_path(),
    }


def _passage(hidden: list[Passage], at: int | None, document: Document) -> dict[str, object] | None:
    """The hidden passage at an offset, with its words and what is before and behind."""
    found = next((one for one in hidden if at is not None and one.start <= at < one.end), None)
    if found is None:
        return None
    (line,) = summed([found], document.text)
    return {"start": found.start, "end": found.end, "words": document.text[found.start : found.end], "line": line}


def _choice(request: HttpRequest, document: Document, by: str) -> RedactionChoice:
    """What the form says."""
    given = request.POST
    choices = current.casebook().redact.choices(document.id)
    what = given.get("choosing", "")
    if what in (Choosing.HIDE, Choosing.KEEP):
        found = places(document.text, given.get("words", ""), given.get("start", ""), given.get("end", ""))
        if not found:
            raise NotFound(_("These words do not stand in the document."), do=_("Select them in the text."))
        return choices.choice(Choosing(what), by=by, at=(found[0].start, found[0].end))
    page = int(given.get("page", "")) if given.get("page", "").isascii() and given.get("page", "").isdigit() else 0
    if what == Choosing.LOOKED:
        return choices.choice(Choosing.LOOKED, by=by, page=page)
    if what != Choosing.BOX:
        raise BadRequest(_("Choose what is to be done."))
    left, top, right, bottom = (_side(given.get(name, "")) for name in ("left", "top", "right", "bottom"))
    return choices.choice(Choosing.BOX, by=by, page=page, box=Box(left=left, top=top, right=right, bottom=bottom))


def _rect(box: Box) -> dict[str, str]:
    """A box in parts of the page, as SVG writes it."""
    sides = {"x": box.left, "y": box.top, "width": box.right - box.left, "height": box.bottom - box.top}
    return {name: f"{value:.4f}" for name, value in sides.items()}


def _side(given: str) -> float:
    """A side of a box in hundredths of the page; what is no number lies outside of it."""
    try:
        return round(float(given[:12]) / 100, 4)
    except ValueError:
        return -1.0


def _back(request: HttpRequest, document_id: str, done: RedactionChoice | None = None) -> str:
    """The screen one came from: the page of a box, else the text."""
    number = request.POST.get("page", "")
    if number.isascii() and number.isdigit() and len(number) < 6:
        return reverse("redaction-page", args=[document_id, int(number)])
    start = reverse("redaction", args=[document_id])
    return f"{start}?passage={done.start}" if done else start
