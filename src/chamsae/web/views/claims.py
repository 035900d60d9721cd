"""Claims by hand: make one from words of a document, or correct one that was proposed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chamsae.casebook.review import Saying
from chamsae.errors import InputError
from chamsae.model.claim import ClaimKind, Modality
from chamsae.model.document import Document
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.forms import FORM_FOR, ClaimForm, initial
from chamsae.web.phrases import told
from chamsae.web.views.answers import back

#: Places offered when words stand in a document more than once, and the context shown with each.
OFFERED, AROUND = 20, 60
#: Characters the words of a claim may have.
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand, with what is around them."""

    start: int
    end: int
    before: str
    words: str
    after: str


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, document_id: str) -> HttpResponse:
    """From selected or pasted words to a claim: find the words, choose the kind, fill in, keep."""
    document = current.casebook().store.document(document_id)
    given = request.POST if request.method == "POST" else request.GET
    kind = _kind(given.get("kind", ""))
    found = places(document.text, given.get("words", ""), given.get("start", ""), given.get("end", ""))
    context: dict[str, object] = {
        "document": document,
        "kind": kind,
        "kinds": list(ClaimKind),
        "words": given.get("words", ""),
    }
    if len(found) != 1:
        return render(request, "chamsae/claim_place.html", {**context, "places": found}, status=200 if found else 422)
    place = found[0]
    form = FORM_FOR[kind](request.POST) if request.method == "POST" else FORM_FOR[kind](initial=_guess(kind, place))
    if request.method == "POST" and form.is_valid():
        return _made(request, document, place, form)
    status = 422 if form.is_bound else 200
    return render(request, "chamsae/claim_make.html", {**context, "place": place, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Correct a claim: a new one supersedes it, both are kept."""
    book = current.casebook()
    claim = book.store.claim(claim_id)
    document = book.store.document(claim.document)
    start = initial(claim)
    form = FORM_FOR[claim.kind](request.POST or None, initial=start)
    back_to = request.POST.get("back") or request.GET.get("back") or reverse("review")
    if form.is_bound and form.is_valid():
        try:
            why = form.cleaned_data["why"]
            book.review.edit(claim_id, by=person(request), value=form.value(), saying=saying(form), why=why)
            messages.success(request, _("Corrected. The first reading is kept beside it."))
            return back(request)
        except InputError as error:
            form.add_error(None, told(error))
    context = {"claim": claim, "document": document, "form": form, "back": back_to}
    return render(request, "chamsae/claim_edit.html", context, status=422 if form.is_bound else 200)


def saying(form: ClaimForm) -> Saying:
    """Who says so, through whom, where, when and how, as the form has it; an emptied field is empty."""
    return Saying(
        speaker=form.speaker_noun(),
        via=form.several("via"),
        place=form.several("place"),
        when=form.when_noun(),
        modality=Modality(form.cleaned_data["modality"]),
    )


def places(text: str, words: str, start: str, end: str) -> list[Place]:
    """Where the words stand: at the offsets if these fit the words, else everywhere, up to OFFERED places."""
    words = words.replace("\r\n", "\n").strip()[:LONGEST]
    if start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(start + end) < 20:
        low, high = _trimmed(text, int(start), int(end))
        # A browser's selection may fold spaces; the document's own words at the offsets are what counts.
        if 0 <= low < high <= len(text) and high - low <= LONGEST and _same(text[low:high], words):
            return [_place(text, low, high)]
    return [_place(text, at, at + len(words)) for at in _occurrences(text, words)] if words else []


def _made(request: HttpRequest, document: Document, place: Place, form: ClaimForm) -> HttpResponse:
    try:
        claim = current.casebook().review.make(
            document.id,
            place.start,
            place.end,
            form.value(),
            by=person(request),
            saying=saying(form),
            why=form.cleaned_data["why"],
        )
    except InputError as error:
        messages.error(request, told(error))
        return redirect("read", document_id=document.id)
    messages.success(request, _("Kept, and accepted in your name."))
    return redirect(f"{reverse('read', args=[document.id])}?claim={claim.id}")


def _kind(given: str) -> ClaimKind:
    return ClaimKind(given) if given in set(ClaimKind) else ClaimKind.FIGURE


def _same(there: str, given: str) -> bool:
    return not given or "".join(there.split()) == "".join(given.split())


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    piece = text[low:high]
    return low + len(piece) - len(piece.lstrip()), low + len(piece.rstrip())


def _occurrences(text: str, words: str) -> Iterator[int]:
    at, left = text.find(words), OFFERED
    while at >= 0 and left:
        yield at
        at, left = text.find(words, at + 1), left - 1


def _place(text: str, low: int, high: int) -> Place:
    return Place(low, high, text[max(0, low - AROUND) : low], text[low:high], text[high : high + AROUND])


def _guess(kind: ClaimKind, place: Place) -> dict[str, object]:
    """What the form starts with: the number among the words, or the words."""
    if kind is ClaimKind.FIGURE:
        number = re.search(r"\d[\d,]*", place.words)
        return {"low": int(number.group().replace(",", "")) if number else None, "unit": "person"}
    return {"text": place.words, "direct": place.before.rstrip().endswith(("“", '"', "「", "『"))}
