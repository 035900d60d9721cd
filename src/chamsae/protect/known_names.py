"""Where names that are known stand in a text, in whatever spelling, script, normal form or spacing they are written.

A name is looked for in two ways. As it is spelled: the text is brought to bare letters (folded, composed, without
spaces, hyphens, marks and hidden characters), and every spelling known or romanised must not stand in them. By sound:
runs of words that could be a name in another script or romanisation are read as one and compared with those known.
Both would rather hide too much than too little.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, permutations, product
from typing import NamedTuple

from chamsae.text import names
from chamsae.text.normal import fold, fold_with_map, source_span

#: From so many letters on, a spelling in letters is found inside of longer words as well (KimSunmiPhoto).
LONG = 8
#: From so many syllables or characters on, a spelling is found wherever they follow each other.
CERTAIN = 3
#: Words a name in letters has at most, and syllables of one in Hangul or Chinese characters.
MOST_WORDS, MOST_SYLLABLES = 4, 4
#: Ways to read a name in letters that are put in Hangul and back, the likeliest ones.
LIKELIEST = 3
#: Texts shorter than this are remembered with what was found in them: submissions repeat sentences.
SHORT = 2_000
#: Texts remembered as no name or one, so that a word is compared once.
REMEMBERED = 50_000

_CONFUSABLE = str.maketrans("авеіјкмоԁрсԛѕтухԝһαβεικνορτυχ", "abeijkmodpcqstyxwhabeiknoptux")
_HANGUL = re.compile("[가-힣]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff](?:[\\s·・.*_-]{0,2}[\u3400-\u4dbf\u4e00-\u9fff])*")
_LATIN = re.compile(r"[^\W\d_]+")
_IN_LETTERS = re.compile(r"[a-z]+")
#: What stands between the words of one name, and not between two sentences.
_JOINT = re.compile(r"[ \t]*(?:[-–—‐‑·.'’,][ \t]*)?\n?[ \t]*")
#: Who is called by a given name alone in Korean.
_CALLED = ("씨", "양", "군", "님", "엄마", "아빠", "언니", "오빠", "누나", "동생")


class Span(NamedTuple):
    """Text from `start` to `end` is a known name, `name` as the casebook has it."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Bare:
    """Letters of a text, where each starts and stops in it, where words begin and end, which touch the one before."""

    letters: str
    starts: list[int]
    stops: list[int]
    begins: list[bool]
    ends: list[bool]
    joined: list[bool]


class KnownNames:
    """Names to be hidden; made once, asked of many texts."""

    def __init__(self, known: Iterable[str], *, keep: Iterable[str] = ()) -> None:
        """`known` as the casebook has them, in any script; those of `keep` (public figures) are left in the text."""
        self._kept = frozenset(spelling for name in keep for spelling in spellings(name))
        told = {name.strip(): spellings(name) for name in known}
        told = {name: found for name, found in told.items() if found and bare(name) not in self._kept}
        self.names = tuple(sorted(told))
        self._whole = {one: name for name in self.names for one in told[name] - self._kept}
        self._given = {one: name for name in self.names for one in _given_names(name) - self._kept}
        self._lengths = _lengths((*self._whole, *self._given))
        self._index = names.index(self.names)
        self._sounded = lru_cache(maxsize=REMEMBERED)(self._likeliest)
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._found)

    def spans(self, text: str) -> list[Span]:
        """Where known names stand, in order, none overlapping another."""
        return list(self._remembered(text) if len(text) < SHORT else self._found(text))

    def _found(self, text: str) -> list[Span]:
        if not self.names:
            return []
        spelled = _merged(sorted(set(self._as_spelled(text))))
        return _merged(sorted({*spelled, *_beside(spelled, self._by_sound(text), text)}))

    def _as_spelled(self, text: str) -> Iterator[Span]:
        held = _bare(text)
        for at in range(len(held.letters)):
            for length in self._lengths.get(held.letters[at : at + 2], ()):
                end = at + length
                word = held.letters[at:end]
                if len(word) < length:
                    continue
                name = self._whole.get(word)
                if name is None or not _stands_alone(held, at, end):
                    name = self._given.get(word) if _is_called(text, held, at, end) else None
                if name:
                    yield Span(held.starts[at], held.stops[end - 1], name)

    def _by_sound(self, text: str) -> Iterator[Span]:
        folded, offsets = fold_with_map(text)
        for start, end in _candidates(text, folded, offsets):
            name = self._sounded(_closed_up(folded[start:end]))
            if name:
                yield Span(*source_span(offsets, start, end), name)

    def _likeliest(self, words: str) -> str:
        """The known name these words (folded) are likely another spelling of; "" for none."""
        if bare(words) in self._kept:
            return ""
        best = next(iter(self._index.candidates(words, limit=1)), None)
        return best.right.text if best is not None and best.weight >= names.THRESHOLD else ""


def bare(text: str) -> str:
    """The letters of a text by which spellings are compared: folded, composed, nothing between them."""
    return "".join(char for char in fold(text).translate(_CONFUSABLE) if char.isalnum())


@lru_cache(maxsize=REMEMBERED)
def spellings(name: str) -> frozenset[str]:
    """The bare spellings of a name: as it is, its words in any order, in Hangul, as it is usually put in letters."""
    told = names.romanise(name)
    found = {bare(name), bare(told.hangul)}
    for written in (name, told.revised, told.mccune, told.pinyin):
        words = _LATIN.findall(fold(written)) if _IN_LETTERS.search(fold(written)) else []
        if 2 <= len(words) <= MOST_WORDS:
            found |= {bare("".join(order)) for order in _orders(words)}
    for korean in _korean(name):
        found |= {korean, *_in_letters(korean)}
    return frozenset(one for one in found if len(one) > 1)


def _korean(name: str) -> list[str]:
    """The name in Hangul, in the likeliest ways to read it."""
    keys = (key.removeprefix("ko:") for key in names.keys(name) if key.startswith("ko:"))
    return list(islice(keys, LIKELIEST))


def _in_letters(korean: str) -> Iterator[str]:
    """The bare usual spellings of a name in Hangul, the family name in front and behind."""
    family, *given = names.written(korean) or ("",)
    for chosen in product(family, product(*given)):
        front, back = chosen[0], "".join(chosen[1])
        yield from (bare(front + back), bare(back + front))


def _orders(words: list[str]) -> Iterator[tuple[str, ...]]:
    """The family name in front and behind; of names of other countries the words in any order."""
    if len(words) == 2:
        yield from permutations(words)
        return
    yield tuple(words)
    yield (*words[1:], words[0])
    yield (words[-1], *words[:-1])


def _given_names(name: str) -> frozenset[str]:
    """Bare spellings of a given name of two syllables, as Koreans and Chinese are called by it alone."""
    readings = names.parse(name).readings
    if not readings or len(readings[0].given) != 2 or not readings[0].family:
        return frozenset()
    given = "".join(part.text for part in readings[0].given)
    told = names.romanise(name)
    apart = [written.partition(" ")[2] for written in (told.revised, told.mccune, told.pinyin)]
    return frozenset(one for one in (bare(given), *map(bare, apart)) if len(one) > 1)


def _bare(text: str) -> _Bare:
    folded, offsets = fold_with_map(text)
    folded = folded.translate(_CONFUSABLE)
    kept = [at for at, char in enumerate(folded) if char.isalnum()]
    joined = [bool(place) and kept[place - 1] == at - 1 for place, at in enumerate(kept)]
    begins = [not near or _parts(folded[at - 1], folded[at]) for at, near in zip(kept, joined, strict=True)]
    spans = [source_span(offsets, at, at + 1) for at in kept]
    return _Bare(
        letters="".join(folded[at] for at in kept), starts=[start for start, _ in spans],
        stops=[stop for _, stop in spans], begins=begins, ends=[*begins[1:], True], joined=joined,
    )  # fmt: skip


def _parts(before: str, char: str) -> bool:
    """Whether a word of one script ends and another begins where these two meet."""
    return before.isascii() != char.isascii() or before.isdigit() != char.isdigit()


def _stands_alone(held: _Bare, start: int, end: int) -> bool:
    """Whether a spelling found there is a word or several; long ones count wherever they stand."""
    if held.letters[start].isascii():
        return end - start >= LONG or (held.begins[start] and held.ends[end - 1])
    whole = all(held.joined[start + 1 : end])
    return end - start >= CERTAIN or held.begins[start] or whole


def _is_called(text: str, held: _Bare, start: int, end: int) -> bool:
    """Whether a given name stands there alone: with a capital in letters, before a form of address in Korean."""
    if held.letters[start].isascii():
        return end - start > 4 and text[held.starts[start]].isupper() and held.begins[start] and held.ends[end - 1]
    return held.begins[start] and fold(text[held.stops[end - 1] : held.stops[end - 1] + 6]).lstrip().startswith(_CALLED)


def _candidates(text: str, folded: str, offsets: list[int]) -> Iterator[tuple[int, int]]:
    """Stretches of the folded text that may be a name as to their form."""
    yield from _written_together(folded)
    words = [(found.start(), found.end()) for found in _LATIN.finditer(folded) if _IN_LETTERS.match(found[0])]
    for first in range(len(words)):
        if not text[offsets[words[first][0]]].isupper():
            continue
        for last in range(first, min(first + MOST_WORDS, len(words))):
            if last > first and not _JOINT.fullmatch(folded, words[last - 1][1], words[last][0]):
                break
            if last > first or words[first][1] - words[first][0] > CERTAIN:
                yield words[first][0], words[last][1]


def _written_together(folded: str) -> Iterator[tuple[int, int]]:
    for found in _HANGUL.finditer(folded):
        for length in range(2, MOST_SYLLABLES + 1):
            if found.start() + length <= found.end():
                yield found.start(), found.start() + length
    for found in _HAN.finditer(folded):
        letters = [at for at in range(found.start(), found.end()) if folded[at].isalnum()]
        for first in range(len(letters) - 1):
            for last in range(first + 1, min(first + MOST_SYLLABLES, len(letters))):
                whole = letters[last] - letters[first] == last - first
                if whole or last - first + 1 >= CERTAIN:
                    yield letters[first], letters[last] + 1


def _closed_up(words: str) -> str:
    """Chinese characters without what stands between them; other scripts as they are."""
    return bare(words) if _HAN.fullmatch(words) else words


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with two letters, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in words:
        found[word[:2]].add(len(word))
    return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in found.items()}


def _beside(spelled: list[Span], sounded: Iterator[Span], text: str) -> Iterator[Span]:
    """What was found by sound alone: where scripts have no spaces, not with letters before or behind a spelled name."""
    starts = [span.start for span in spelled]
    for span in sounded:
        at = bisect_right(starts, span.start) - 1
        near = spelled[max(at, 0) : at + 2]
        shares = any(one.start < span.end and span.start < one.end for one in near)
        if not shares or _IN_LETTERS.match(fold(text[span.start])):
            yield span


def _merged(spans: list[Span]) -> list[Span]:
    """Spans that share characters as one, under the name of the longest."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            before = joined[-1]
            longer = span if span.end - span.start > before.end - before.start else before
            joined[-1] = Span(before.start, max(before.end, span.end), longer.name)
        else:
            joined.append(span)
    return joined
