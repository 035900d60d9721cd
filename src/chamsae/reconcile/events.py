"""Which documents tell of one event: those that report one figure of one day while it is news, and their copies.

A report that counts, half a year later, those once sent back tells of something else and mentions them: a document
tells of an event whose day lies at most NEWS before it came out. Copies, rewrites and translations tell of what their
source tells of; a source without figures is an event of its own for them.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from chamsae.model.document import DEPENDENT, Relation
from chamsae.model.settlement import FigureGroup
from chamsae.reconcile.scope import DocumentFacts

#: How long after its day an event is news.
NEWS = timedelta(days=31)


def events(
    groups: Iterable[FigureGroup],
    where: Mapping[str, str],
    documents: Mapping[str, DocumentFacts],
    relations: Iterable[Relation] = (),
) -> dict[str, frozenset[str]]:
    """The events each document tells of, by document: ids of figures, or of the source of its copies.

    `where` has the document of each claim; `relations` those that are not rejected.
    """
    found: dict[str, set[str]] = {}
    for group in groups:
        for document in {where[member.claim] for member in group.members if member.claim in where}:
            if _news(group, documents.get(document)):
                found.setdefault(document, set()).add(group.id)
    for one in sorted(relations, key=lambda one: one.id):
        if one.kind in DEPENDENT:
            source = found.setdefault(one.other, set()) or {one.other}
            found[one.other] = source | {one.other}
            found.setdefault(one.document, set()).update(source, {one.other})
    return {document: frozenset(told) for document, told in sorted(found.items()) if told}


def _news(group: FigureGroup, facts: DocumentFacts | None) -> bool:
    """True when a document came out while a figure with a day was news, or when nobody knows."""
    when, out = group.scope.when, facts.published if facts else None
    first = (out.start or out.end) if out else None
    return when is None or when.end is None or first is None or first - when.end <= NEWS
