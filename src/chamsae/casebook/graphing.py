"""The origin graph of one figure of a casebook."""

from collections.abc import Iterable

from chamsae.casebook.grouping import known_facts
from chamsae.model.document import DEPENDENT, Relation, RelationKind
from chamsae.model.origin import OriginGraph
from chamsae.ports import Store
from chamsae.reconcile.graph import graph

#: Relations along which one document has what it says from another.
FOLLOWED = DEPENDENT | {RelationKind.CITES}


def origin_graph(store: Store, group: str) -> OriginGraph:
    """Who has the numbers of a figure from whom, as the casebook stands; raises NotFound for an unknown figure."""
    found = store.group(group)
    claims = {claim.id: claim for claim in store.claims(ids=[member.claim for member in found.members])}
    relations = _relations(store, {claim.document for claim in claims.values()})
    ids = {claim.document for claim in claims.values()} | {id for one in relations for id in (one.document, one.other)}
    statuses = store.statuses([relation.id for relation in relations])
    return graph(found, claims, known_facts(store, ids), relations, statuses)


def _relations(store: Store, documents: Iterable[str]) -> list[Relation]:
    """The relations of these documents and, on and on, of those on their other side."""
    found: dict[str, Relation] = {}
    met, waiting = set[str](), sorted(documents)
    while waiting:
        document = waiting.pop()
        if document in met:
            continue
        met.add(document)
        for relation in store.relations(document=document):
            if relation.kind in FOLLOWED:
                found[relation.id] = relation
                waiting += [relation.other if relation.document == document else relation.document]
    return list(found.values())
