"""Copies of one casebook: documents not yet compared are compared with all others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chamsae.casebook.progress import heed
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import DEPENDENT, Document, Relation
from chamsae.ports import Progress, Sketch, Store
from chamsae.read.sheet.claims import READER
from chamsae.reconcile import traits
from chamsae.reconcile.copies import METHOD, compare, relations, sketch
from chamsae.reconcile.retelling import retellings
from chamsae.reconcile.translations import translations


def compare_new(store: Store, watch: Progress) -> int:
    """Write the relations of documents not yet compared, and their sketches; the number of new relations.

    Relations and the sketches they rest on are written together, so work that `watch` stops is done again.
    """
    old = list(store.sketches(METHOD))
    known = {kept.document for kept in old}
    # Rows of a list are alike, and its versions are told apart by its keys: nothing is copied there.
    every = {one.id: one for one in store.documents(text=False) if one.reader != READER}
    held = {document.id: document.language for document in every.values()}
    if held.keys() <= known:
        return 0
    watch.start(None, "comparing")
    fresh = [sketch(store.document(id)) for id in _heeding(held, watch) if id not in known]
    found = relations(store.document, compare(fresh, old))
    # Texts are held in memory only where there can be a translation: in a casebook of several languages.
    several = len({language.partition("-")[0] for language in held.values()}) > 1
    heed(watch)
    documents = list(store.documents()) if several else []
    translated = translations(documents, _figures(store), {s.document for s in fresh}) if several else ()
    told = _traits(store, _heeding(held, watch))
    heed(watch)
    with store.transaction():
        new = store.add_relations(_of_two_objects((*found, *translated), every))
        new += store.add_relations(_of_two_objects(_retold(store, told), every))
        for kept in (*fresh, *told):
            store.put_sketch(kept)
    watch.finish()
    return new


def _heeding(documents: Iterable[str], watch: Progress) -> Iterator[str]:
    """Each document, unless work is to stop before it."""
    for id in documents:
        heed(watch)
        yield id


def _of_two_objects(found: Iterable[Relation], documents: Mapping[str, Document]) -> list[Relation]:
    """Two texts read from the same bytes are one document read twice, no copies."""
    return [one for one in found if documents[one.document].sha256 != documents[one.other].sha256]


def _traits(store: Store, documents: Iterable[str]) -> list[Sketch]:
    """What finding retellings keeps, of the documents of which it keeps nothing yet."""
    known = {kept.document for kept in store.sketches(traits.METHOD)}
    return [traits.traits(store.document(id), store.claims(document=id)) for id in documents if id not in known]


def _retold(store: Store, new: Sequence[Sketch]) -> list[Relation]:
    """Retellings with a new document in them, but for pairs of which one copies the other already."""
    found = retellings(new, list(store.sketches(traits.METHOD)))
    return [one for one in found if not any(_joins(other, one) for other in store.relations(document=one.document))]


def _joins(one: Relation, two: Relation) -> bool:
    return one.kind in DEPENDENT and {one.document, one.other} == {two.document, two.other}


def _figures(store: Store) -> list[Claim]:
    return list(store.claims(kind=ClaimKind.FIGURE))
