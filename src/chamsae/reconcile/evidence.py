"""A relation from a pair: the sentence with what was measured, and the passages both documents have."""

import hashlib
from collections.abc import Callable

from chamsae.model.document import Document, Relation, RelationKind
from chamsae.reconcile.alike import Pair
from chamsae.reconcile.direction import Direction
from chamsae.reconcile.shingles import WIDTH, Tokens, tokens
from chamsae.reconcile.sketch import METHOD

#: Documents, with their tokens, kept while relations are made.
KEPT = 512


class Rows:
    """Documents and their tokens by id; the last KEPT stay in memory."""

    def __init__(self, fetch: Callable[[str], Document]) -> None:
        self._fetch = fetch
        self._kept: dict[str, tuple[Document, Tokens]] = {}

    def document(self, name: str) -> Document:
        """The document of that id."""
        return self._row(name)[0]

    def tokens(self, name: str) -> Tokens:
        """Its tokens, furniture left out, as its sketch was made."""
        return self._row(name)[1]

    def _row(self, name: str) -> tuple[Document, Tokens]:
        if name not in self._kept:
            document = self._fetch(name)
            if len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[name] = document, tokens(document.text, [(span.start, span.end) for span in document.furniture])
        return self._kept[name]


def relation(pair: Pair, rows: Rows, way: Direction) -> Relation:
    """The relation a pair shows; undirected ones name the shorter document first."""
    turned = way.derived == pair.longer
    document, other = (pair.longer, pair.shorter) if turned else (pair.shorter, pair.longer)
    shared = passages(pair, rows)
    return Relation(
        id=relation_id(pair.shorter, pair.longer),
        document=document,
        other=other,
        kind=pair.kind,
        score=pair.score,
        directed=way.derived is not None,
        why=sentence(pair, way),
        shared=tuple((c, d, a, b) for a, b, c, d in shared) if turned else shared,
        reader=METHOD,
    )


def relation_id(one: str, two: str, method: str = METHOD) -> str:
    """The id of the relation between two documents, whichever is named first."""
    first, second = sorted((one, two))
    return "r" + hashlib.sha256(f"{first}\n{second}\n{method}".encode()).hexdigest()[:16]


def passages(pair: Pair, rows: Rows) -> tuple[tuple[int, int, int, int], ...]:
    """The longest common passages as offsets: start and end in the shorter, then in the longer; longest first."""
    one, two = rows.tokens(pair.shorter), rows.tokens(pair.longer)
    return tuple((*_span(one, first, length), *_span(two, second, length)) for first, second, length in pair.passages)


def sentence(pair: Pair, way: Direction) -> str:
    """What was measured, in words."""
    if pair.kind is RelationKind.IDENTICAL:
        said = "Both texts have the same words from beginning to end"
    else:
        unit = "character" if pair.by_character else "word"
        spread = f" over {pair.tenths} of its tenths" if pair.kind is RelationKind.REWRITE else ""
        said = (
            f"{pair.score:.0%} of the shorter text stands in the longer: {pair.shared:,} common {unit} {WIDTH}-grams"
            f" in {pair.runs:,} {'passage' if pair.runs == 1 else 'passages'}{spread}, the longest of"
            f" {pair.longest:,} {unit}s"
        )
    if way.derived:
        return f"{said}; taken to derive from the other because {way.why}."
    return f"{said}; {way.why}." if way.why else f"{said}."


def _span(row: Tokens, gram: int, length: int) -> tuple[int, int]:
    return int(row.starts[gram]), int(row.ends[gram + length - 1 + WIDTH - 1])
