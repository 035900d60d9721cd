"""Copies of one casebook: documents not yet compared are compared with all others."""

from chamsae.model.claim import Claim, ClaimKind
from chamsae.ports import Progress, Store
from chamsae.reconcile.copies import METHOD, compare, relations, sketch
from chamsae.reconcile.translations import translations


def compare_new(store: Store, watch: Progress) -> int:
    """Write the relations of documents not yet compared, and their sketches; the number of new relations.

    Relations and the sketches they rest on are written together, so interrupted work is done again.
    """
    old = list(store.sketches(METHOD))
    known = {kept.document for kept in old}
    every = {document.id: document for document in store.documents(text=False)}
    held = {document.id: document.language for document in every.values()}
    fresh = [sketch(store.document(id)) for id in held if id not in known]
    if not fresh:
        return 0
    watch.start(None, "comparing")
    found = relations(store.document, compare(fresh, old))
    # Texts are held in memory only where there can be a translation: in a casebook of several languages.
    several = len({language.partition("-")[0] for language in held.values()}) > 1
    documents = list(store.documents()) if several else []
    translated = translations(documents, _figures(store), {s.document for s in fresh}) if several else ()
    with store.transaction():
        # Two texts read from the same bytes are one document read twice, no copies.
        pairs = (*found, *translated)
        new = store.add_relations([one for one in pairs if every[one.document].sha256 != every[one.other].sha256])
        for kept in fresh:
            store.put_sketch(kept)
    watch.finish()
    return new


def _figures(store: Store) -> list[Claim]:
    return list(store.claims(kind=ClaimKind.FIGURE))
