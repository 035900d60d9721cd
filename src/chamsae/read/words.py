"""Word lists of chamsae.resources, loaded once and given out as plain immutable values."""

import re
from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType
from typing import cast

from chamsae.text.shipped import shipped

Tree = MappingProxyType[str, object]


@lru_cache(maxsize=16)
def table(name: str) -> Tree:
    """The top level of resources/NAME.yml; raises FileNotFoundError when there is none."""
    return MappingProxyType(cast(dict[str, object], shipped(name)))


@lru_cache(maxsize=256)
def listed(name: str, *keys: str) -> tuple[str, ...]:
    """The list of words under the keys of a table; empty when the last key is missing."""
    branch = _branch(name, keys[:-1])
    return tuple(str(word) for word in cast(list[object], branch.get(keys[-1]) or ()))


@lru_cache(maxsize=256)
def wordset(name: str, *keys: str) -> frozenset[str]:
    """The same words as a set."""
    return frozenset(listed(name, *keys))


@lru_cache(maxsize=64)
def keyed(name: str, *keys: str) -> MappingProxyType[str, tuple[str, ...]]:
    """A mapping from a term to its words, under the keys of a table."""
    branch = _branch(name, keys)
    return MappingProxyType({key: tuple(map(str, cast(list[object], words) or ())) for key, words in branch.items()})


@lru_cache(maxsize=64)
def mapped(name: str, *keys: str) -> MappingProxyType[str, str]:
    """A mapping from word to word, under the keys of a table."""
    return MappingProxyType({key: str(word) for key, word in _branch(name, keys).items()})


@lru_cache(maxsize=64)
def term_of(name: str, *keys: str) -> MappingProxyType[str, str]:
    """From each word to the first term it stands under: the `keyed` table turned round."""
    turned: dict[str, str] = {}
    for term, words in keyed(name, *keys).items():
        for word in words:
            turned.setdefault(word, term)
    return MappingProxyType(turned)


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, any white space between their parts."""
    longest = sorted(set(words), key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest)


def _branch(name: str, keys: Iterable[str]) -> dict[str, object]:
    branch = cast(dict[str, object], table(name))
    for key in keys:
        branch = cast(dict[str, object], branch.get(key) or {})
    return branch
