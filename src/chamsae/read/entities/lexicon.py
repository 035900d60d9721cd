"""What is known of Korean words before any sentence is read: which class of words each belongs to, and which strings
are names. Words are kept as hashes, so that no list of people can be read from the file."""

import json
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntFlag
from typing import TypeVar
from zlib import crc32

from chamsae.errors import InputError

T = TypeVar("T")
_MAGIC = b"chamsae-lexicon 1\n"
_HEAD = struct.Struct("<3I")
_WORD = struct.Struct("<BBHH")

#: Tags under which a nominal may be known, the most usual first.
NOMINALS = ("NNG", "NNP", "NNB", "NP", "NR", "XR")
#: A name is looked up in up to this many characters.
LONGEST = 10


class Known(IntFlag):
    """What a string can be: a person's name, a place, another name, a common noun for a place, a common noun, or a
    part of a person's name."""

    NOTHING = 0
    PERSON = 1
    PLACE = 2
    OTHER = 4
    SITE = 8
    COMMON = 16
    PART = 32


@dataclass(frozen=True, slots=True)
class Word:
    """The classes of a word, from coarse to fine, and how likely (0 to 7) it is part of a day, a place, nothing,
    an organisation, a person."""

    coarse: int
    middle: int
    fine: int
    leaning: tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names and words by their hashes, and how usual a syllable is in family and given names (0 to 6)."""

    names: "array[int]"
    kinds: bytes
    words: "array[int]"
    classes: bytes
    syllables: Mapping[str, Mapping[str, int]]

    def known(self, string: str) -> int:
        """The bits of `Known` for all that the dictionaries know the string as; 0 for none of it."""
        at = _find(self.names, crc32(string.encode()))
        return 0 if at is None else self.kinds[at]

    def word(self, form: str, tag: str) -> Word | None:
        """The classes of a morpheme; those of another nominal of that form where that is not known."""
        found = _word(self, f"{form}/{tag}")
        if found is None and tag.startswith("N"):
            others = (_word(self, f"{form}/{other}") for other in NOMINALS if other != tag)
            found = next((other for other in others if other is not None), None)
        return found

    def usual(self, place: str, syllable: str) -> int | None:
        """How usual a syllable is as `family`, `first` or `second` part of a name; None for one never seen there."""
        return self.syllables[place].get(syllable)


def write(names: Mapping[str, int], words: Mapping[str, Word], syllables: Mapping[str, Mapping[str, int]]) -> bytes:
    """The file of a lexicon; equal content gives equal bytes."""
    hashed = _hashed(names.items())
    classed = _hashed(words.items())
    counts = json.dumps(syllables, ensure_ascii=False, sort_keys=True).encode()
    parts = (
        _MAGIC,
        _HEAD.pack(len(hashed), len(classed), len(counts)),
        _little(array("I", hashed)),
        bytes(hashed.values()),
        _little(array("I", classed)),
        b"".join(map(_packed, classed.values())),
        counts,
    )
    return b"".join(parts)


def read(content: bytes, *, thing: str) -> Lexicon:
    """The lexicon in a file's bytes; raises InputError naming `thing` when it is none."""
    try:
        if not content.startswith(_MAGIC):
            raise ValueError("another kind of file")
        names, words, counts = _HEAD.unpack_from(content, len(_MAGIC))
        at, pieces = len(_MAGIC) + _HEAD.size, []
        for size in (4 * names, names, 4 * words, _WORD.size * words, counts):
            pieces.append(content[at : at + size])
            at += size
        return Lexicon(_array(pieces[0]), pieces[1], _array(pieces[2]), pieces[3], json.loads(pieces[4]))
    except (ValueError, struct.error) as error:
        raise InputError(f"this is not a lexicon ({error})", thing=thing, do="Install Chamsae again.") from error


def _word(lexicon: Lexicon, key: str) -> Word | None:
    at = _find(lexicon.words, crc32(key.encode()))
    if at is None:
        return None
    coarse, middle, fine, leaning = _WORD.unpack_from(lexicon.classes, at * _WORD.size)
    return Word(
        coarse, middle, fine,
        (leaning & 7, leaning >> 3 & 7, leaning >> 6 & 7, leaning >> 9 & 7, leaning >> 12 & 7),
    )  # fmt: skip


def _packed(word: Word) -> bytes:
    leaning = sum(value << 3 * n for n, value in enumerate(word.leaning))
    return _WORD.pack(word.coarse, word.middle, word.fine, leaning)


def _hashed(rows: Iterable[tuple[str, T]]) -> dict[int, T]:
    found = {crc32(string.encode()): value for string, value in sorted(rows, key=lambda row: row[0])}
    return dict(sorted(found.items(), key=lambda row: row[0]))


def _find(sorted_hashes: "array[int]", wanted: int) -> int | None:
    at = bisect_left(sorted_hashes, wanted)
    return at if at < len(sorted_hashes) and sorted_hashes[at] == wanted else None


def _array(content: bytes) -> "array[int]":
    kept = array("I")
    kept.frombytes(content)
    if sys.byteorder == "big":
        kept.byteswap()
    return kept


def _little(kept: "array[int]") -> bytes:
    if sys.byteorder == "big":
        kept.byteswap()
    return kept.tobytes()
