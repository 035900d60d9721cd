"""Copy detection: which documents repeat, rewrite, contain or quote each other, and which derives from which."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from chamsae.model.document import Document, Relation, RelationKind, Sketch
from chamsae.model.when import When
from chamsae.reconcile.alike import Pair, alike, same
from chamsae.reconcile.candidates import Pairs, candidates
from chamsae.reconcile.direction import UNDIRECTED, direction
from chamsae.reconcile.evidence import Rows, relation
from chamsae.reconcile.sketch import METHOD, NO_WORDS, Opened, opened, sketch

Order = NDArray[np.int64]

__all__ = ["METHOD", "Pair", "Sketch", "compare", "relations", "sketch"]


def compare(new: Sequence[Sketch], old: Sequence[Sketch] = ()) -> tuple[Pair, ...]:
    """Pairs that share text, each with a new document in it; old ones are not compared with each other again.

    A document given in both counts as new. Documents of any other method are ignored. Where very many share
    a text, each is paired with the first of them only (`candidates.COMMON`).
    """
    documents, count = _in_order(new, old)
    pairs = list(_identical(documents, count))
    found = candidates(documents, count)
    for one, two, order in _by_longer(documents, found.pairs):
        pair = alike(one, two, found.furniture, order) if one.digest != two.digest else None
        if pair is not None:
            pairs.append(pair)
    return tuple(sorted(pairs, key=lambda pair: (pair.shorter, pair.longer)))


def relations(
    documents: Callable[[str], Document],
    pairs: Iterable[Pair],
    dates: Mapping[str, When | None] | None = None,
) -> tuple[Relation, ...]:
    """The relation each pair shows, with direction where dates or explicit signs give one, and passages as evidence.

    `documents` fetches a document by id; at most `evidence.KEPT` are kept at a time. `dates` says when each came out
    (or came in); a document not in it is dated by its own `published`.
    """
    rows = Rows(documents)
    found = []
    for pair in pairs:
        shorter, longer = rows.document(pair.shorter), rows.document(pair.longer)
        way = direction(shorter, longer, dates or {}) if pair.kind is not RelationKind.SHARES_PASSAGE else UNDIRECTED
        found.append(relation(pair, rows, way))
    return tuple(sorted(found, key=lambda found: (found.document, found.other)))


def _in_order(new: Sequence[Sketch], old: Sequence[Sketch]) -> tuple[list[Opened], int]:
    """Old ones first, each side by id, so that the order of arrival changes nothing."""
    fresh = {kept.document: kept for kept in new if kept.method == METHOD}
    known = {kept.document: kept for kept in old if kept.method == METHOD and kept.document not in fresh}
    return [opened(side[name]) for side in (known, fresh) for name in sorted(side)], len(known)


def _identical(documents: Sequence[Opened], old: int) -> Iterator[Pair]:
    """Documents with the same words, each with the first of them."""
    first: dict[int, Opened] = {}
    for number, document in enumerate(documents):
        if document.digest != NO_WORDS:
            head = first.setdefault(document.digest, document)
            if head is not document and number >= old:
                yield same(document, head)


def _by_longer(documents: Sequence[Opened], pairs: Pairs) -> Iterator[tuple[Opened, Opened, Order]]:
    """Candidates as (shorter, longer, sort order of the longer's grams), all of one longer document in a row."""
    lengths = np.array([len(document.grams) for document in documents], dtype=np.int64)
    one, two = pairs[:, 0], pairs[:, 1]
    swap = lengths[one] > lengths[two]
    shorter, longer = np.where(swap, two, one), np.where(swap, one, two)
    last, order = -1, np.empty(0, np.int64)
    for at in np.lexsort((shorter, longer)):
        if longer[at] != last:
            last = int(longer[at])
            order = np.argsort(documents[last].grams, kind="stable")
        yield documents[int(shorter[at])], documents[last], order
