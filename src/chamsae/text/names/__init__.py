"""Names of people in any script: read, compared, found again. Made for Korean and Chinese names.

    from chamsae.text import names

    names.compare("Gu Min-ok", "구민옥").weight          # bits for one person
    names.keys("Jin Shanmei")                        # keys any spelling of 金善美 shares
    names.best_match("Kim Sun-mi", ["김선미", "김성민"])

How the weights come about: docs/explain/names.md.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from unicodedata import normalize

from chamsae.text.names.comparison import Comparison, Ground, Reason
from chamsae.text.names.engine import THRESHOLD, Engine, Index
from chamsae.text.names.model import Part
from chamsae.text.names.reading import Language, Name, Reading
from chamsae.text.names.romanising import Romanised, romanised_words
from chamsae.text.names.tables import Counts

__all__ = [
    "THRESHOLD",
    "Comparison",
    "Counts",
    "Engine",
    "Ground",
    "Index",
    "Language",
    "Name",
    "Part",
    "Reading",
    "Reason",
    "Romanised",
    "best_match",
    "compare",
    "index",
    "keys",
    "parse",
    "romanise",
    "romanise_words",
    "weights",
    "written",
]


def parse(text: str) -> Name:
    """Read a name in any form; any text will do, and one that is no East Asian name has no readings."""
    return _shipped().parse(text)


def compare(left: str | Name, right: str | Name) -> Comparison:
    """Compare two names: the weight in bits and the reason for each part. The weight is the same either way round."""
    return _shipped().compare(left, right)


def weights(pairs: Iterable[tuple[str | Name, str | Name]]) -> list[float]:
    """The weights of many pairs, sooner than one by one."""
    return _shipped().weights(pairs)


def keys(text: str | Name) -> tuple[str, ...]:
    """Keys for blocking, the likeliest first: spellings of one name share at least one."""
    return _shipped().keys(text)


def best_match(name: str | Name, among: Sequence[str | Name]) -> Comparison | None:
    """The candidate that speaks most for one person, if any reaches the threshold; of equals the first."""
    return _shipped().best_match(name, among)


def romanise_words(text: str) -> Romanised:
    """The same of the name of a body or a place, word by word."""
    return romanised_words(normalize("NFC", text))


def romanise(text: str | Name) -> Romanised:
    """A name in Hangul or Chinese characters in letters, by three systems, to be shown; empty for names in letters."""
    return _shipped().romanise(text)


def written(hangul: str) -> tuple[frozenset[str], ...]:
    """The usual spellings in letters of each part of a name in Hangul: its family name, then syllable by syllable."""
    return _shipped().written(hangul)


def index(texts: Iterable[str]) -> Index:
    """Many names, ready to be looked up by any spelling: `names.index(list).candidates("Kim Sun-mi")`."""
    return _shipped().index(texts)


@cache
def _shipped() -> Engine:
    return Engine()
