"""Text made comparable: one spelling for what readers see as the same, with the way back to the source."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

#: No writing stacks this many marks on one letter; what lies beyond is noise made to exhaust.
MAX_CLUSTER = 32

_QUOTES = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'", "ʼ": "'", "‹": "'", "›": "'"}
_DOUBLE = dict.fromkeys("“”„‟«»〝〞〟「」『』", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－⸺⸻", "-")
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
_UNIFIED = str.maketrans(_QUOTES | _DOUBLE | _DASHES | _LETTERS)

#: Characters without a shape of their own: soft hyphen, joiners, bidi controls, fillers, variation selectors, tags.
_HIDDEN_RANGES = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xE0000, 0xE0FFF),
)  # fmt: skip
#: Those among them that ordinary text needs: emoji sequences and Indic and Persian joins.
_HARMLESS = frozenset({0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
#: What a terminal obeys instead of showing it, and lone surrogates, which nothing can print.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]|\r(?!\n)")


def fold(text: str) -> str:
    """The text as search and matching see it.

    NFKC, case folded, quotes and dashes unified, hidden characters dropped, diacritics taken off
    Latin letters, Hangul composed. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    return "".join(_fold_cluster(text[start:end]) for start, end in clusters(text))


def stands_in(name: str, folded: str) -> bool:
    """True where a folded name stands in folded words: Latin ones as words, others anywhere."""
    return re.search(rf"\b{re.escape(name)}\b", folded) is not None if name.isascii() else name in folded


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and for each of its characters the offset in `text` of the cluster it came from.

    One more offset, `len(text)`, closes the list; `source_span` turns a match into source offsets.
    """
    if text.isascii():
        return fold(text), list(range(len(text) + 1))
    folded: list[str] = []
    offsets: list[int] = []
    for start, end in clusters(text):
        piece = _fold_cluster(text[start:end])
        folded.append(piece)
        offsets.extend([start] * len(piece))
    offsets.append(len(text))
    return "".join(folded), offsets


def compose_with_map(text: str) -> tuple[str, list[int]]:
    """The text with letters and their marks composed (NFC), and offsets into the source as in `fold_with_map`."""
    if unicodedata.is_normalized("NFC", text):
        return text, list(range(len(text) + 1))
    composed: list[str] = []
    offsets: list[int] = []
    for start, end in clusters(text):
        piece = unicodedata.normalize("NFC", text[start:end]) if end - start <= MAX_CLUSTER else text[start:end]
        composed.append(piece)
        offsets.extend([start] * len(piece))
    offsets.append(len(text))
    return "".join(composed), offsets


def source_span(offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Where the folded characters `start` to `end` lie in the source; whole clusters, never part of one."""
    first, last = offsets[start], offsets[end]
    while end < len(offsets) - 1 and last <= offsets[end - 1]:
        end += 1
        last = offsets[end]
    return first, last


def visible(text: str) -> str:
    """The text with control, bidi and other hidden characters shown as ⟦U+202E⟧: nothing slips past a reader.

    A terminal obeys control characters; those of line ends, tabs and page ends stay, as do joiners and
    selectors that emoji and some scripts need.
    """
    shown = _CONTROL.sub(lambda found: _mark(found[0]), text)
    if shown.isascii():
        return shown
    return "".join(_mark(char) if _must_show(char) else char for char in shown)


def clusters(text: str) -> list[tuple[int, int]]:
    """Spans of a letter with all that attaches to it: marks, conjoining jamo, hidden characters. They tile the text."""
    starts = [index for index, char in enumerate(text) if index == 0 or not attaches(char)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if starts else []


@lru_cache(maxsize=20_000)
def _fold_cluster(cluster: str) -> str:
    if cluster.isascii():
        return cluster.lower().replace("`", "'")
    shown = "".join(char for char in cluster if not is_hidden(char))[:MAX_CLUSTER]
    folded = _settled(shown)
    if folded and "a" <= unicodedata.normalize("NFD", folded)[0] <= "z":
        return "".join(char for char in unicodedata.normalize("NFD", folded) if unicodedata.category(char) != "Mn")
    return folded


def _settled(text: str) -> str:
    """NFKC and case folding until they agree; a few letters (ſ with marks, ΐ) need a second turn."""
    for _ in range(4):
        before = text
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_UNIFIED)
        if text == before:
            break
    return text


@lru_cache(maxsize=20_000)
def is_hidden(char: str) -> bool:
    """True for a character that shows nothing by itself: zero width, bidi control, filler, selector, tag."""
    point = ord(char)
    return point >= 0xAD and any(low <= point <= high for low, high in _HIDDEN_RANGES)


def _mark(char: str) -> str:
    return f"⟦U+{ord(char):04X}⟧"


def _must_show(char: str) -> bool:
    return is_hidden(char) and ord(char) not in _HARMLESS


@lru_cache(maxsize=20_000)
def attaches(char: str) -> bool:
    """True for what belongs to the character before it: marks, medial and final jamo, hidden ones, low surrogates."""
    if char < "\u00ad":
        return False
    if "\udc00" <= char <= "\udfff":
        return True
    first = (unicodedata.normalize("NFKC", char) or char)[0]
    medial_or_final = "\u1160" <= first <= "\u11ff" or "\ud7b0" <= first <= "\ud7fb"
    return is_hidden(char) or medial_or_final or unicodedata.category(first).startswith("M")
