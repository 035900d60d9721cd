"""The lexicon of the Korean name reader, made from Kiwi's language model, a dictionary of names and counts of names.

    from korean_lexicon import classes, dictionary, leanings, syllables

Used by train_korean_names.py; needs the extra `learn` and the package python-mecab-ko-dic (Apache-2.0).
"""

import csv
import math
import random
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression

from chamsae.read.entities.lexicon import LONGEST, Known, Word
from chamsae.read.entities.units import kiwi

Matrix = np.ndarray[Any, np.dtype[np.float32]]

#: Words of these tags are put into classes; words so usual as to stand before this number in Kiwi's list are the
#: ones the classes are drawn from.
TAGS = frozenset({"NNG", "NNP", "VV", "VA", "MAG", "NNB", "XR", "NP", "NR", "MM", "XSN", "IC"})
USUAL = 25_000
#: How many classes there are, from coarse to fine.
CLASSES = (64, 256, 1000)
#: Words all others are compared with, so that what Kiwi says of two words gives each its place; places have so
#: many dimensions, the first two left out because all words share them.
COMPARED, DIMENSIONS, SHARED = 480, 100, 2
#: Words are judged by a model that has not seen them: one for each of so many parts.
PARTS = 8
#: What a word can lean to, by the labels of KLUE-NER.
LEANINGS = ("DT", "LC", "O", "OG", "PS")
_NAMES = {"인명": Known.PERSON, "지명": Known.PLACE, "*": Known.OTHER}


def places(seed: int) -> dict[tuple[str, str], Matrix]:
    """Where Kiwi's language model places each word (form and tag): words used alike lie near each other."""
    korean = kiwi()
    found = {
        one.id: one
        for one in korean.most_similar_morphemes(("나라", "NNG"), top_n=200_000)
        if one.form and one.tag in TAGS
    }
    rows = {number: row for row, number in enumerate(sorted(found))}
    usual = [number for number in rows if number < USUAL * 3 // 5]
    rare = [number for number in rows if number >= USUAL * 3 // 5]
    chosen = random.Random(seed).sample(usual, COMPARED // 2) + random.Random(seed).sample(rare, COMPARED // 2)
    alike = np.ones((len(rows), COMPARED), np.float32)
    for column, number in enumerate(chosen):
        for other in korean.most_similar_morphemes(number, top_n=200_000):
            if other.id in rows and other.id != number:
                alike[rows[other.id], column] = other.score
    points = _apart(alike, [rows[number] for number in chosen])
    words: dict[tuple[str, str], Matrix] = {}
    for number, row in rows.items():
        words.setdefault((found[number].form, str(found[number].tag)), points[row])
    return words


def _apart(alike: Matrix, chosen: list[int]) -> Matrix:
    """Points whose angles are the likenesses to the chosen words (Nyström), without what all words share."""
    values, vectors = np.linalg.eigh((alike[chosen] + alike[chosen].T) / 2)
    kept = values > 0.02
    points = alike @ vectors[:, kept] / np.sqrt(values[kept])
    points -= points.mean(0)
    axes = np.linalg.svd(points[:USUAL], full_matrices=False)[2]
    points = points @ axes[SHARED : SHARED + DIMENSIONS].T
    flat: Matrix = (points / (np.linalg.norm(points, axis=1, keepdims=True) + 1e-9)).astype(np.float32)
    return flat


def classes(words: Mapping[tuple[str, str], Matrix], seed: int) -> dict[tuple[str, str], tuple[int, ...]]:
    """The class of each word, from coarse to fine."""
    points = np.array(list(words.values()))
    fitted = [KMeans(count, random_state=seed, n_init=1, max_iter=15).fit(points[:USUAL]) for count in CLASSES]
    columns = [one.predict(points) for one in fitted]
    return dict(zip(words, (tuple(map(int, row)) for row in zip(*columns, strict=True)), strict=True))


def leanings(
    words: Mapping[tuple[str, str], Matrix], seen: Mapping[tuple[str, str], Counter[str]]
) -> dict[tuple[str, str], tuple[int, ...]]:
    """How likely each word is part of an entity of each kind, judged by words used like it and never by itself."""
    known = [(word, label, count) for word in seen if word in words for label, count in sorted(seen[word].items())]
    points = np.array([words[word] for word, _, _ in known]) * 3
    given = np.array([label for _, label, _ in known])
    weights = np.array([count / seen[word].total() * math.log2(1 + seen[word].total()) for word, _, count in known])
    part = np.array([_part(word) for word, _, _ in known])
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for one in range(PARTS):
        rest = part != one
        model = LogisticRegression(max_iter=300).fit(points[rest], given[rest], sample_weight=weights[rest])
        asked = [word for word in words if _part(word) == one]
        chances = model.predict_proba(np.array([words[word] for word in asked]) * 3)
        columns = [list(model.classes_).index(label) for label in LEANINGS]
        found |= {word: tuple(map(_bin, row[columns])) for word, row in zip(asked, chances, strict=True)}
    return found


def _part(word: tuple[str, str]) -> int:
    return crc32(word[0].encode()) % PARTS


def _bin(chance: float) -> int:
    """0 to 7, one for each halving from certain down."""
    return int(min(7, max(0, 8 + math.log2(chance + 1e-4))))


def rows(
    classed: Mapping[tuple[str, str], tuple[int, ...]], leaning: Mapping[tuple[str, str], tuple[int, ...]]
) -> dict[str, Word]:
    """The words of a lexicon, under "form/tag"."""
    found: dict[str, Word] = {}
    for form, tag in classed:
        coarse, middle, fine = classed[form, tag]
        day, place, nothing, group, person = leaning[form, tag]
        found[f"{form}/{tag}"] = Word(coarse, middle, fine, (day, place, nothing, group, person))
    return found


def dictionary(folder: Path) -> dict[str, int]:
    """The names in mecab-ko-dic and what each is, as numbers of `Known`."""
    content = (folder / "sys.dic").read_bytes()
    sizes = struct.unpack_from("<10I", content)
    tokens = content[72 + sizes[6] : 72 + sizes[6] + sizes[7]]
    found: defaultdict[str, Known] = defaultdict(lambda: Known.NOTHING)
    common: dict[str, Known] = {}
    for at in range(0, len(tokens), 16):
        start = 72 + sizes[6] + sizes[7] + struct.unpack_from("<I", tokens, at + 8)[0]
        row = content[start : content.index(b"\0", start)].decode().split(",")
        if row[0] == "NNP" and row[1] in _NAMES:
            found[row[3]] |= _NAMES[row[1]]
            for part in _parts(row):
                found[part] |= Known.PART
        elif row[0] == "NNG":
            common[row[3]] = Known.SITE if row[1] == "장소" else Known.COMMON
    for word, what in common.items():
        if word in found or what is Known.SITE:
            found[word] |= what
    return {word: int(what) for word, what in sorted(found.items()) if word != "*" and len(word) <= LONGEST}


def _parts(row: list[str]) -> Iterable[str]:
    """The parts of a person's name that are names of persons themselves."""
    pieces = [piece.split("/") for piece in row[7].split("+")] if row[1] == "인명" and "+" in row[-1] else []
    return [piece[0] for piece in pieces if len(piece) > 2 and piece[2] == "인명"]


def syllables(folder: Path) -> dict[str, dict[str, int]]:
    """How usual each syllable is in family names and as first and second syllable of given names (0 to 6)."""
    families: dict[str, int] = {}
    for row in _table(folder / "family_names.csv"):
        bearers = int(row["approx_bearers_name_variants"] or 0)
        for family in filter(None, (row["hangul"], row["nk_hangul"])):
            families[family] = max(families.get(family, 0), min(5, int(math.log10(bearers + 1))))
    names = {
        row["name"] for row in _table(folder / "persons_dev.csv") if row["script"] == "hangul" and row["derived"] == "0"
    }
    full = [name for name in sorted(names) if len(name) == 3 and name[0] in families]
    first, second = Counter(name[1] for name in full), Counter(name[2] for name in full)
    counted = {"first": first, "second": second}
    usual = {part: {key: min(6, int(math.log2(count + 1))) for key, count in c.items()} for part, c in counted.items()}
    return {"family": families, **usual}


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
