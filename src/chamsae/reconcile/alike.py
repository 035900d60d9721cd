"""How two documents are alike: the runs of 5-grams they share, and the kind of dependence these show.

Containment alone does not tell a rewrite from two reports that quote one statement (both share a tenth
of their text). The runs do: a rewrite shares many short runs all over the shorter text, a quote is one
long run in one place.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chamsae.model.document import RelationKind
from chamsae.reconcile.candidates import SAMPLE, is_furniture
from chamsae.reconcile.shingles import WIDTH, Grams
from chamsae.reconcile.sketch import Opened

Numbers = NDArray[np.int64]
Marked = NDArray[np.bool_]

#: Part of the shorter text found in the longer from which on it is a copy of it, or contained in it.
COPIED = 0.75
#: Length of the shorter over that of the longer below which a copied text is only a part of the longer.
WHOLE = 0.7
#: A rewrite: least containment, least containment without the longest run, and in how many tenths of the text.
REWRITTEN, SCATTERED, TENTHS = 0.10, 0.05, 4
#: The first of these for texts compared by characters, of which more stays the same when words change.
REWRITTEN_CHARACTERS = 0.20
#: One run that alone is half of the shorter text makes it dependent, however it goes on.
HALF = 0.5
#: The shortest passage worth naming, in tokens: words, or characters of Korean and Chinese.
PASSAGE_WORDS, PASSAGE_CHARACTERS = 20, 40
#: Runs shorter than this many grams are common phrases; characters repeat names and set terms more than words do.
RUN_WORDS, RUN_CHARACTERS = 1, 5
#: Passages kept as evidence.
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two documents and what they share.

    `score` is the containment of `shorter` in `longer` (furniture left out), `shared` the number of common
    grams, `longest` the longest common passage in tokens, `runs` the number of common passages, `tenths` in
    how many tenths of the shorter text they lie. `passages` are (gram in shorter, gram in longer, grams).
    """

    shorter: str
    longer: str
    kind: RelationKind
    score: float
    shared: int
    longest: int
    runs: int
    tenths: int
    by_character: bool
    passages: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Runs:
    """Shared runs of grams: where each starts in the one and in the other row, and its length in grams."""

    starts: Numbers
    others: Numbers
    lengths: Numbers


def alike(one: Opened, two: Opened, furniture: Grams, order: Numbers) -> Pair | None:
    """Compare `one` with `two`, the longer; `order` sorts the grams of `two`. None when nothing is shared."""
    common = is_furniture(one.grams, furniture)
    runs = without_furniture(shared_runs(one.grams, two.grams, order), one.grams, common)
    least = RUN_CHARACTERS if one.by_character else RUN_WORDS
    keep = runs.lengths >= least
    runs = Runs(runs.starts[keep], runs.others[keep], runs.lengths[keep])
    if not runs.lengths.size:
        return None
    sizes = _own(common), _own(is_furniture(two.grams, furniture))
    shared, longest = int(runs.lengths.sum()), int(runs.lengths.max())
    tenths = _tenths(runs, common)
    kind = _kind(shared, longest, tenths, sizes, by_character=one.by_character)
    if kind is None:
        return None
    best = np.argsort(-runs.lengths, kind="stable")[:SHOWN]
    return Pair(
        shorter=one.document,
        longer=two.document,
        kind=kind,
        score=min(1.0, round(shared / min(sizes), 4)),
        shared=shared,
        longest=longest + WIDTH - 1,
        runs=len(runs.lengths),
        tenths=tenths,
        by_character=one.by_character,
        passages=tuple((int(runs.starts[i]), int(runs.others[i]), int(runs.lengths[i])) for i in best),
    )


def same(one: Opened, two: Opened) -> Pair:
    """The pair of two documents with the same words throughout."""
    size = len(one.grams)
    return Pair(
        shorter=one.document,
        longer=two.document,
        kind=RelationKind.IDENTICAL,
        score=1.0,
        shared=size,
        longest=size + WIDTH - 1 if size else 0,
        runs=1,
        tenths=10,
        by_character=one.by_character,
        passages=((0, 0, size),) if size else (),
    )


def shared_runs(one: Grams, two: Grams, order: Numbers) -> Runs:
    """Where grams of `one` go on in step with those of `two`; `order` is the stable argsort of `two`."""
    if not one.size or not two.size:
        return _NO_RUNS
    sorted_two = two[order]
    place = np.minimum(np.searchsorted(sorted_two, one), two.size - 1)
    at = np.flatnonzero(sorted_two[place] == one)
    if not at.size:
        return _NO_RUNS
    other = order[place[at]]
    breaks = np.flatnonzero((np.diff(at) != 1) | (np.diff(other) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    return Runs(at[firsts], other[firsts], np.diff(np.append(firsts, at.size)))


def without_furniture(runs: Runs, row: Grams, furniture: Marked) -> Runs:
    """Drop the runs at least half of whose sampled grams are furniture (`furniture` marks those of `row`)."""
    if not runs.lengths.size or not furniture.any():
        return runs
    sampled = np.concatenate(([0], np.cumsum(row % np.uint32(SAMPLE) == 0)))
    common = np.concatenate(([0], np.cumsum(furniture)))
    ends = runs.starts + runs.lengths
    of_sample, of_furniture = sampled[ends] - sampled[runs.starts], common[ends] - common[runs.starts]
    keep = (of_furniture == 0) | (of_furniture * 2 < of_sample)
    return Runs(runs.starts[keep], runs.others[keep], runs.lengths[keep])


def _kind(shared: int, longest: int, tenths: int, sizes: tuple[int, int], *, by_character: bool) -> RelationKind | None:
    shorter, longer = min(sizes), max(sizes)
    score = shared / shorter
    if score >= COPIED:
        return RelationKind.COPY if shorter >= WHOLE * longer else RelationKind.CONTAINS
    scattered = (shared - longest) / shorter >= SCATTERED and tenths >= TENTHS
    if score >= (REWRITTEN_CHARACTERS if by_character else REWRITTEN) and (scattered or longest >= HALF * shorter):
        return RelationKind.REWRITE
    if longest + WIDTH - 1 >= (PASSAGE_CHARACTERS if by_character else PASSAGE_WORDS):
        return RelationKind.SHARES_PASSAGE
    return None


def _tenths(runs: Runs, furniture: Marked) -> int:
    """In how many tenths of the document's own text, furniture left out, the runs lie."""
    own = np.arange(len(furniture)) - SAMPLE * np.cumsum(furniture)
    middles = own[runs.starts + runs.lengths // 2]
    return len(np.unique(np.clip(middles * 10 // _own(furniture), 0, 9)))


def _own(furniture: Marked) -> int:
    """How many grams are the document's own text, estimated from the sample."""
    return max(len(furniture) - SAMPLE * int(furniture.sum()), len(furniture) // 8, 1)


_NOTHING = np.empty(0, dtype=np.int64)
_NO_RUNS = Runs(_NOTHING, _NOTHING, _NOTHING)
