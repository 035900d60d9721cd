"""What the name engine knows: rules and counts of resources/names, read once when the first name is parsed.

Three spaces of sound are told apart: Korean syllables (`ko`), Mandarin syllables without tone (`zh`) and Cantonese
ones (`yue`). A Chinese character has a class (its simplified form) and a sound in each of them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from chamsae.text.shipped import shipped

Weights = dict[str, float]
Tree = Mapping[str, "Tree"] | str

FAMILY, GIVEN = 0, 1
SLOTS = (FAMILY, GIVEN)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in names of people in public life: how often a syllable or character stands, how it is written.

    Keys are slots: `family` and `given`. Counts are facts; no name is kept.
    """

    syllables: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    spellings: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    characters: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    mandarin: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Character:
    """A class of Chinese characters with its sounds and how usual it is in names."""

    key: str
    ko: Weights
    zh: Weights
    yue: Weights
    usual: float


def weights(line: str) -> Weights:
    """`g 50, k 50` as parts that sum to one; `-` is nothing written."""
    parts = [part.split() for part in line.split(",")]
    return normal({"" if name == "-" else name: float(part) for name, part in parts})


def pairs(text: str) -> Weights:
    """`김 10690 이 7310` as a table; the same name twice counts twice."""
    words = text.split()
    found: Weights = defaultdict(float)
    for name, part in zip(words[::2], words[1::2], strict=True):
        found[name] += float(part)
    return dict(found)


def normal(parts: Mapping[str, float]) -> Weights:
    """The same parts, summing to one."""
    total = sum(parts.values()) or 1.0
    return {name: part / total for name, part in parts.items()}


def mixed(*tables: tuple[float, Mapping[str, float]]) -> Weights:
    """Several distributions mixed by the shares before them."""
    found: Weights = defaultdict(float)
    for share, table in tables:
        for name, part in normal(table).items():
            found[name] += share * part
    return dict(found)


@cache
def rules(name: str) -> Mapping[str, Tree]:
    """A rule file of resources/names, as it stands."""
    found: Mapping[str, Tree] = shipped(name, "chamsae.resources.names")
    return found


@cache
def shipped_counts() -> Counts:
    """The counts that come with Chamsae."""
    return Counts(**json.loads(_resource("counts.json")))


@cache
def characters() -> dict[str, Character]:
    """Every character of han.tsv, each variant form with the class it belongs to."""
    found: dict[str, Character] = {}
    for line in _resource("han.tsv").splitlines():
        if not line.startswith("#"):
            forms, ko, zh, yue, usual = line.split("\t")
            entry = Character(forms[0], _ranked(ko), _ranked(zh), _ranked(yue), float(usual))
            found.update(dict.fromkeys(forms, entry))
    return found


def _ranked(words: str) -> Weights:
    """The first sound is the usual one, each further one a sixth as likely as the one before."""
    return normal({word: 6.0**-rank for rank, word in enumerate(words.split())})


def _resource(name: str) -> str:
    return (files("chamsae.resources") / "names" / name).read_text(encoding="utf-8")


def text(tree: Tree) -> str:
    """A leaf of a rule file."""
    if not isinstance(tree, str):
        msg = f"a line of a rule file was expected, found {type(tree).__name__}"
        raise TypeError(msg)
    return tree


def branch(tree: Tree) -> Mapping[str, Tree]:
    """A branch of a rule file."""
    if isinstance(tree, str):
        msg = "a table of a rule file was expected, found a line"
        raise TypeError(msg)
    return tree


def leaves(tree: Tree) -> Iterable[tuple[str, str]]:
    """The lines of a branch, by name."""
    return ((name, text(leaf)) for name, leaf in branch(tree).items())
