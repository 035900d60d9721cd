"""Where a figure's number comes from: the origin graph as a picture with a table beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chamsae.model.origin import OriginGraph
from chamsae.web import current
from chamsae.web.figure_lines import scope_words
from chamsae.web.origin_picture import DOCUMENT, OriginPicture, document_ids, origin_picture, table
from chamsae.web.rows import titles_by_key
from chamsae.web.tables import csv_response, wants_csv
from chamsae.web.words import range_words


@dataclass(frozen=True, slots=True)
class ShownGraph:
    """The picture with its table, publishers by the id of a document's node, and the count of origins."""

    picture: OriginPicture
    publishers: Mapping[str, str]
    least: int
    most: int


@require_GET
def origins(request: HttpRequest, group_id: str) -> HttpResponse:
    """The origin graph of one figure by itself, as wide as the window; with `?format=csv` its table."""
    book = current.casebook()
    group = book.store.group(group_id)
    graph = book.reconcile.graph(group_id)
    if wants_csv(request):
        return _csv(group_id, graph)
    context = {
        "group": group,
        "scope": scope_words(group.scope),
        "range": range_words(group.low, group.high, group.scope.unit),
        "graph": shown_graph(graph),
    }
    return render(request, "chamsae/origins.html", context)


def shown_graph(graph: OriginGraph) -> ShownGraph:
    """A graph as screens show it, names of documents in their language."""
    titles = titles_by_key(current.alias(), document_ids(graph.nodes))
    languages = {f"{DOCUMENT}{id}": title.language for id, title in titles.items()}
    publishers = {f"{DOCUMENT}{id}": title.publisher for id, title in titles.items()}
    return ShownGraph(origin_picture(graph, languages), publishers, graph.least, graph.most)


def _csv(group_id: str, graph: OriginGraph) -> HttpResponse:
    head = ("node", "kind", "name", "origin", "claims", "tie", "has_it_from", "why")
    rows = [
        (line.node.id, line.node.kind.value, line.node.label, "yes" if line.origin else "no", len(line.node.claims),
         tie.kind.value if tie else "", target.label if target else "", tie.why if tie else "")
        for line in table(graph, {})
        for tie, target in line.ties or ((None, None),)
    ]  # fmt: skip
    return csv_response(f"origins-{group_id}", head, rows)
