"""Which documents might share text: an inverted index over a sample of their fingerprints.

A fingerprint is sampled when it is divisible by SAMPLE (a power of two), so that the same words are sampled wherever
they stand (Manber 1994). Fingerprints carried by many *different* texts are furniture: near copies
are first tied into bundles and count once, so that a report reprinted five hundred times stays comparable
while a comment notice under thousands of articles does not tie them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chamsae.reconcile.shingles import Grams
from chamsae.reconcile.sketch import Opened

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]
Owners = NDArray[np.uint32]
Pairs = NDArray[np.int64]

#: One fingerprint in SAMPLE stands in the index.
SAMPLE = 4
#: A fingerprint in more bundles than this brings no pairs.
COMMON = 12
#: One in more bundles than this part of all documents is furniture besides (and in more than COMMON) ...
WIDESPREAD = 0.005
#: ... as is one in this many bundles of one site that are also this part of the site's documents.
ON_SITE, PART_OF_SITE = 4, 0.1
#: Sampled fingerprints two documents must share: as a part of the shorter (by words, by characters), and at least.
LEAST_SHARE, LEAST_SHARE_CHARACTERS = 0.07, 0.15
LEAST_COUNT = 3
#: A passage this long (sampled fingerprints) is looked at however long the documents are.
PASSAGE = 7
#: What ties two documents into one bundle: Jaccard of their samples.
BUNDLE = 0.5


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of document numbers to compare, and the fingerprints that are furniture, sorted."""

    pairs: Pairs
    furniture: Grams


def candidates(documents: Sequence[Opened], old: int) -> Candidates:
    """Pairs among `documents` that may share text; the first `old` are not paired with each other."""
    marks, owners = _postings(documents, old)
    sizes = _sample_sizes(documents)
    marks, owners = _shared_only(marks, owners)
    bundle = _bundles(marks, owners, sizes)
    sites = np.array([document.site for document in documents], dtype=np.int64)
    common, furniture = _furniture(marks, owners, bundle, sites)
    left = sizes - np.bincount(owners[_is_in(marks, furniture)], minlength=len(documents))
    shares = np.array([LEAST_SHARE_CHARACTERS if document.by_character else LEAST_SHARE for document in documents])
    rare = ~_is_in(marks, common)
    keys = _pair_keys(marks[rare], owners[rare], bundle, old)
    return Candidates(_likely(keys, shares * np.maximum(left, 1)), furniture)


def is_furniture(row: Grams, furniture: Grams) -> NDArray[np.bool_]:
    """For each fingerprint whether it is among the furniture (never for one that is not sampled)."""
    return _is_in(row, furniture)


def _postings(documents: Sequence[Opened], old: int) -> tuple[Grams, Owners]:
    """Sampled (fingerprint, document) without repeats, sorted; from old ones only what new ones have too."""
    fresh = _sampled([document.grams for document in documents[old:]]) if old else np.empty(0, np.uint32)
    blocks: list[Keys] = []
    for start in range(0, len(documents), _BLOCK):
        rows = [document.grams for document in documents[start : start + _BLOCK]]
        marks = np.concatenate(rows)
        keep = np.flatnonzero((marks & _SAMPLED) == 0)
        if start < old:
            keep = keep[_is_in(marks[keep], fresh)]
        ends = np.cumsum([len(row) for row in rows])
        blocks.append(_key(marks[keep], start + np.searchsorted(ends, keep, side="right")))
    keys = np.concatenate(blocks) if blocks else np.empty(0, np.uint64)
    keys.sort()
    keys = keys[_changes(keys)]
    return (keys >> _HALF).astype(np.uint32), keys.astype(np.uint32)


def _sampled(rows: Sequence[Grams]) -> Grams:
    """The sampled fingerprints of all rows, sorted, each once."""
    every = np.concatenate(rows) if rows else np.empty(0, np.uint32)
    sample: Grams = np.sort(every[(every & _SAMPLED) == 0])
    return sample[_changes(sample)]


def _sample_sizes(documents: Sequence[Opened]) -> Numbers:
    """How many fingerprints of each document are expected in the sample; repeats of one text count once."""
    return np.array([max(1, len(document.grams) // SAMPLE) for document in documents], dtype=np.int64)


def _shared_only(marks: Grams, owners: Owners) -> tuple[Grams, Owners]:
    """Drop fingerprints that one document alone has."""
    same = marks[1:] == marks[:-1]
    edge = np.zeros(1, dtype=np.bool_)
    keep = np.concatenate((same, edge)) | np.concatenate((edge, same)) if marks.size else np.empty(0, np.bool_)
    return marks[keep], owners[keep]


def _bundles(marks: Grams, owners: Owners, sizes: Numbers) -> Numbers:
    """For each document the first document of its bundle: near copies of each other, found along chains."""
    near = marks[1:] == marks[:-1]
    pairs, counts = _counted(_key(owners[:-1][near], owners[1:][near]))
    one, two = _ends(pairs)
    tied = counts >= BUNDLE * (sizes[one] + sizes[two] - counts)
    return _united(len(sizes), one[tied], two[tied])


def _united(count: int, one: Numbers, two: Numbers) -> Numbers:
    """Union-find by repeated minimum: every number gets the least number it is tied to."""
    label = np.arange(count)
    while True:
        before = label.copy()
        least = np.minimum(label[one], label[two])
        np.minimum.at(label, one, least)
        np.minimum.at(label, two, least)
        label = label[label]
        if np.array_equal(before, label):
            return label


def _furniture(marks: Grams, owners: Owners, bundle: Numbers, sites: Numbers) -> tuple[Grams, Grams]:
    """Fingerprints that bring no pairs, and those among them that are furniture."""
    if not marks.size:
        return marks, marks
    often = _group_sizes(marks) >= ON_SITE
    names, mark = np.unique(marks[often], return_inverse=True)
    places, site, sizes = np.unique(sites, return_inverse=True, return_counts=True)
    owner = owners[often]
    found, times = _repeats(mark, bundle[owner], len(sites))
    known = sites[owner] > 0
    cells, of_site = _repeats(mark[known] * len(places) + site[owner][known], bundle[owner][known], len(sites))
    local = cells[of_site >= np.maximum(ON_SITE, PART_OF_SITE * sizes[cells % len(places)])] // len(places)
    furniture = np.union1d(found[times > max(COMMON, WIDESPREAD * len(sites))], local)
    return names[np.union1d(found[times > COMMON], furniture)], names[furniture]


def _repeats(things: Numbers, owners: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """How many different owners (numbers below `count`) each thing has."""
    return np.unique(np.unique(things * count + owners) // count, return_counts=True)


def _pair_keys(marks: Grams, owners: Owners, bundle: Numbers, old: int) -> Keys:
    """One key per pair and shared fingerprint. Where more than COMMON share one, each bundle stands for its members."""
    few = _group_sizes(marks) <= COMMON
    crowd, heads = marks[~few], bundle[owners[~few]]
    keys = [_key(heads, owners[~few])[heads != owners[~few]]]
    stood = np.unique(_key(crowd, heads))
    keys += _all_pairs(marks[few], owners[few])
    keys += _all_pairs((stood >> _HALF).astype(np.uint32), stood.astype(np.uint32))
    every = np.concatenate(keys)
    return every[(every & _LOW) >= old]


def _all_pairs(marks: Grams, owners: Owners) -> list[Keys]:
    """Keys of all pairs within each run of equal marks."""
    keys: list[Keys] = []
    for shift in range(1, COMMON):
        near = np.flatnonzero(marks[shift:] == marks[:-shift]) if shift < marks.size else np.empty(0, np.int64)
        if not near.size:
            break
        keys.append(_key(owners[near], owners[near + shift]))
    return keys


def _likely(keys: Keys, least: NDArray[np.float64]) -> Pairs:
    """The pairs that share enough: `least` of the shorter's sampled fingerprints, or a passage."""
    pairs, counts = _counted(keys)
    one, two = _ends(pairs)
    enough = (counts >= LEAST_COUNT) & (counts >= np.minimum(least[one], least[two]))
    keep = enough | (counts >= PASSAGE)
    return np.stack((one[keep], two[keep]), axis=1)


def _counted(keys: Keys) -> tuple[Keys, Numbers]:
    keys = np.sort(keys)
    edges = np.flatnonzero(_changes(keys))
    return keys[edges], np.diff(np.append(edges, keys.size))


def _group_sizes(marks: Grams) -> Numbers:
    """For each posting how many documents have its fingerprint (postings sorted)."""
    edges = np.flatnonzero(_changes(marks))
    lengths = np.diff(np.append(edges, marks.size))
    return np.repeat(lengths, lengths)


def _changes(values: NDArray[np.unsignedinteger]) -> NDArray[np.bool_]:
    """True at the first of each run of equal values."""
    return np.concatenate((np.ones(min(1, values.size), np.bool_), values[1:] != values[:-1]))


def _is_in(values: Grams, table: Grams) -> NDArray[np.bool_]:
    """Membership in a sorted table."""
    if not table.size:
        return np.zeros(values.size, dtype=np.bool_)
    place = np.minimum(np.searchsorted(table, values), table.size - 1)
    found: NDArray[np.bool_] = table[place] == values
    return found


def _key(high: NDArray[np.integer], low: NDArray[np.integer]) -> Keys:
    return (high.astype(np.uint64) << _HALF) | low.astype(np.uint64)


def _ends(keys: Keys) -> tuple[Numbers, Numbers]:
    return (keys >> _HALF).astype(np.int64), (keys & _LOW).astype(np.int64)


_HALF = np.uint64(32)
_SAMPLED = np.uint32(SAMPLE - 1)
_LOW = np.uint64(0xFFFFFFFF)
#: Documents whose fingerprints are laid side by side at a time.
_BLOCK = 4096
