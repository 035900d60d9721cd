"""The units a Korean sentence is labelled in: Kiwi's morphemes where it knows the word, single characters where it
only guesses, so that a name can end inside what it took for one word (구호+인, 박모씨)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from chamsae.errors import MissingPart
from chamsae.read.entities.lexicon import Lexicon, Word

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

#: Kiwi's own numbers up to here stand for words it does not know.
_UNKNOWN = 60
_GUESSED = frozenset({"NNP", "NNG", "UN", "XR", "NNB", "NR"})


class Morpheme(Protocol):
    """A morpheme as Kiwi gives it; offsets are code points of the sentence."""

    @property
    def form(self) -> str:
        """The dictionary form."""

    @property
    def tag(self) -> str:
        """The part of speech."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def len(self) -> int:
        """How many characters it takes."""

    @property
    def id(self) -> int:
        """Kiwi's own number for it."""


@dataclass(slots=True)
class Unit:
    """A stretch of a sentence with its part of speech; `at` is B, I or E inside a guessed word and S outside one,
    `whole` the guessed word. `word` are its classes, `eojeol` numbers the stretch between spaces it stands in."""

    start: int
    end: int
    text: str
    tag: str
    at: str
    whole: str
    word: Word | None
    eojeol: int = 0


def whole(text: str) -> str:
    """The text with a space, one for one, for half and for hidden characters, which Kiwi and the model cannot take."""
    return text if text.isascii() else _UNSEEN.sub(" ", text)


_UNSEEN = re.compile("[\ud800-\udfff\u200b-\u200f\u2060\ufeff]")


@lru_cache(maxsize=2_000)
def morphemes(text: str) -> Sequence[Morpheme]:
    """Kiwi's morphemes of a sentence made `whole`; raises MissingPart without kiwipiepy."""
    found: Sequence[Morpheme] = kiwi().tokenize(text)
    return found


def is_guessed(one: Morpheme) -> bool:
    """True where the dictionary lacks a word, so that its kind is only guessed."""
    return one.id <= _UNKNOWN


def units(text: str, found: Sequence[Morpheme], lexicon: Lexicon) -> list[Unit]:
    """The units of a sentence in order; morphemes that share a syllable (혔 = 히+었) are one unit."""
    made: list[Unit] = []
    for one in found:
        end = one.start + one.len
        if made and one.start < made[-1].end:
            last = made[-1]
            last.end, last.tag = max(last.end, end), f"{last.tag}+{one.tag}"
            last.text = text[last.start : last.end]
        elif one.len and one.id <= _UNKNOWN and one.tag in _GUESSED and one.len > 1:
            made.extend(_characters(text, one))
        elif one.len:
            word = lexicon.word(one.form, one.tag)
            made.append(Unit(one.start, end, text[one.start : end], one.tag, "S", "", word))
    _number(text, made)
    return made


def _characters(text: str, one: Morpheme) -> Iterator[Unit]:
    whole, last = text[one.start : one.start + one.len], one.len - 1
    for place, char in enumerate(whole):
        at = "B" if place == 0 else "E" if place == last else "I"
        yield Unit(one.start + place, one.start + place + 1, char, one.tag, at, whole, None)


def _number(text: str, made: list[Unit]) -> None:
    number, end = 0, made[0].start if made else 0
    for unit in made:
        if unit.start > end and text[end : unit.start].isspace():
            number += 1
        unit.eojeol, end = number, unit.end


@cache
def kiwi() -> "Kiwi":
    """The one Kiwi of this process, without its dictionary of phrases (0.2 GB and three seconds less)."""
    try:
        from kiwipiepy import Kiwi  # noqa: PLC0415 (an extra, and heavy: loaded with the first Korean sentence)
    except ImportError as error:
        raise MissingPart(
            "names in Korean text need kiwipiepy", do="Install it: pip install 'chamsae[read]'."
        ) from error
    return Kiwi(num_workers=1, load_multi_dict=False, load_typo_dict=False)
