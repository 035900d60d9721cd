"""Search: passages that hold all words, the words marked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chamsae.db.models import DocumentRow
from chamsae.ports import Hit
from chamsae.text import terms
from chamsae.web import current
from chamsae.web.rows import Title, titles_by_key
from chamsae.web.tables import csv_response, page_of, wants_csv

#: Passages looked at for one query, and shown on one screen.
MOST, PER_PAGE = 200, 20
#: Characters a query may have.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in pieces: text, and whether it matches; `line` is where its line of the document begins."""

    document: Title
    start: int
    line: int
    pieces: tuple[tuple[str, bool], ...]


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` words; `?language=` and `?publisher=` leave other documents out."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    alias = current.alias()
    hits = current.casebook().store.search(query, limit=MOST, marked=False) if query else []
    named = titles_by_key(alias, [hit.document for hit in hits])
    language, publisher = request.GET.get("language", ""), request.GET.get("publisher", "")
    kept = [
        hit
        for hit in hits
        if language in ("", named[hit.document].language) and publisher in ("", named[hit.document].publisher)
    ]
    if wants_csv(request):
        return _csv(alias, query, kept)
    page = page_of(request, kept, PER_PAGE)
    context = {
        "q": query,
        "page": page,
        "passages": list(_passages(alias, query, list(page.object_list))),  # type: ignore[arg-type]
        "languages": Counter(named[hit.document].language for hit in hits).most_common(),
        "publishers": Counter(named[hit.document].publisher for hit in hits).most_common(8),
        "language": language,
        "publisher": publisher,
        "cut_off": len(hits) == MOST,
        "documents": DocumentRow.objects.using(alias).exists(),
    }
    return render(request, "chamsae/search.html", context)


def _passages(alias: str, query: str, hits: list[Hit]) -> Iterator[Passage]:
    asked = terms.query(query)
    named = titles_by_key(alias, [hit.document for hit in hits])
    texts = dict(DocumentRow.objects.using(alias).filter(key__in=named).values_list("key", "text"))
    for hit in hits:
        text = texts[hit.document]
        line = text.rfind("\n", 0, hit.start) + 1
        yield Passage(named[hit.document], hit.start, line, tuple(_pieces(text[hit.start : hit.end], asked)))


def _pieces(passage: str, asked: terms.Query) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in terms.find(asked, passage):
        yield passage[at:start], False
        yield passage[start:end], True
        at = end
    yield passage[at:], False


def _csv(alias: str, query: str, hits: list[Hit]) -> HttpResponse:
    head = ("document", "title", "publisher", "language", "start", "passage")
    return csv_response("search", head, (
        (one.document.id, one.document.title, one.document.publisher, one.document.language, one.start,
         "".join(text for text, _ in one.pieces))
        for one in _passages(alias, query, hits)
    ))  # fmt: skip
