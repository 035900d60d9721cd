"""Search words, the same for every store: what a document is indexed by, what a query asks, where it is found.

Words of Latin, Cyrillic and other alphabets and numbers are folded whole. Hangul, Han and kana are
cut into overlapping pairs of characters, because their words have endings or no spaces between
them: 탈북민 is 탈북, 북민 and, closing the run, 민. Terms are letters and digits only, so neither
FTS5 nor tsquery can read syntax in them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from chamsae.text.normal import attaches, fold, fold_with_map, source_span
from chamsae.text.scripts import is_cjk

#: What of a query is read; nobody types more, and a store is spared the rest.
MAX_QUERY = 1_000
MAX_PHRASES = 24

#: A word of an alphabet this long also finds its longer forms: defector finds defectors.
PREFIX_FROM = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A search word and where it stands in the original text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that must follow one another; with `prefix` the last one may go on."""

    terms: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Phrases that must all occur; no phrase at all finds nothing."""

    phrases: tuple[Phrase, ...] = ()


def terms(text: str) -> list[Term]:
    """The search words of a text in order, with their offsets in it."""
    folded, offsets = fold_with_map(text)
    return [Term(_safe(folded[a:b]), *_trimmed(text, *source_span(offsets, a, b))) for a, b in _cuts(folded)]


def index_text(text: str) -> str:
    """The terms of a text joined by single spaces: what a store hands to FTS5 unicode61 or to_tsvector('simple', …)."""
    folded = fold(text)
    return " ".join(_safe(folded[a:b]) for a, b in _cuts(folded))


def query(text: str) -> Query:
    """What a person typed, as phrases; any text will do, and operators of a search engine mean nothing.

    Words apart from each other are phrases of their own; words between quotation marks, or joined
    without a space, are one. A single character of Hangul, Han or kana, an alphabetic word of four
    letters or more, and any word before `*` may go on.
    """
    found: dict[Phrase, None] = {}
    for part in _PARTS.finditer(fold(text[:MAX_QUERY])):
        phrase = _phrase(part["exact"] or part["loose"] or "", quoted=part["exact"] is not None)
        if phrase is not None:
            found.setdefault(phrase)
        if len(found) == MAX_PHRASES:
            break
    return Query(tuple(found))


def find(asked: Query, text: str) -> list[tuple[int, int]]:
    """Where the phrases stand in the text, merged and in order; nothing unless each of them occurs."""
    present = terms(text)
    by_phrase = [_places(phrase, present) for phrase in asked.phrases]
    return _merged([span for spans in by_phrase for span in spans]) if all(by_phrase) else []


def highlight(asked: Query, text: str) -> list[tuple[int, int]]:
    """Where any of the phrases stands in the text, merged and in order."""
    present = terms(text)
    return _merged([span for phrase in asked.phrases for span in _places(phrase, present)])


def passages(text: str, size: int = 800) -> list[tuple[int, int]]:
    """Stretches of at most about `size` characters that hold all of the text but the space between them.

    They end at paragraphs, else sentences, else words, and never between a letter and its marks.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _cut(text, start, max(size, 1))
        first, last = _stripped(text, start, end)
        if first < last:
            found.append((first, last))
        start = end
    return found


_PARTS = re.compile(r'"(?P<exact>[^"]*)"|(?P<loose>[^\s"]+)')
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE = re.compile(r"""[。！？]["'”’」』)）]*|[.!?…]["'”’」』)）]*(?=\s)|\n""")
_SPACE = re.compile(r"\s+")


def _phrase(part: str, *, quoted: bool) -> Phrase | None:
    cuts = _cuts(part)
    if not cuts:
        return None
    start, end = cuts[-1]
    cjk = is_cjk(part[start])
    if cjk and len(cuts) > 1 and cuts[-2][1] == end:  # the closing single character of a run: the pair says it
        cuts.pop()
        return Phrase(tuple(_safe(part[a:b]) for a, b in cuts))
    starred = part[end : end + 1] == "*"
    goes_on = not quoted and end - start >= PREFIX_FROM and part[start:end].isalpha()
    return Phrase(tuple(_safe(part[a:b]) for a, b in cuts), prefix=cjk or starred or goes_on)


def _cuts(folded: str) -> list[tuple[int, int]]:
    """Where the terms of a folded text begin and end."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(folded):
        if not folded[index].isalnum():
            index += 1
            continue
        end = _run_end(folded, index)
        if is_cjk(folded[index]):
            found.extend((at, min(at + 2, end)) for at in range(index, end))
        else:
            found.append((index, end))
        index = end
    return found


def _run_end(folded: str, start: int) -> int:
    if "0" <= folded[start] <= "9":
        grouped = _GROUPED.match(folded, start)
        if grouped:
            return grouped.end()
    cjk = is_cjk(folded[start])
    end = start + 1
    while end < len(folded) and folded[end].isalnum() and is_cjk(folded[end]) == cjk:
        end += 1
    return end


@lru_cache(maxsize=50_000)
def _safe(term: str) -> str:
    """Letters beyond the first plane are written as numbers: not every engine knows them as letters."""
    if "," in term:
        return term.replace(",", "")
    return "".join(char if char <= "\uffff" else f"u{ord(char):x}" for char in term)


def _places(phrase: Phrase, present: list[Term]) -> list[tuple[int, int]]:
    words = [term.text for term in present]
    *heads, last = phrase.terms
    found: list[tuple[int, int]] = []
    for first in range(len(words) - len(heads)):
        end = first + len(heads)
        goes_on = phrase.prefix and words[end].startswith(last)
        if (words[end] == last or goes_on) and words[first:end] == heads:
            found.append((present[first].start, _match_end(last, present, end)))
    return found


def _match_end(last: str, present: list[Term], index: int) -> int:
    """One character asked for, found as the first of a pair, ends where the overlapping next pair begins."""
    here = present[index]
    following = present[index + 1] if index + 1 < len(present) else here
    overlaps = here.start < following.start < here.end
    return following.start if overlaps and here.text != last else here.end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without hidden characters after its last letter."""
    while end > start + 1 and not fold(text[end - 1]):
        end -= 1
    return start, end


def _cut(text: str, start: int, size: int) -> int:
    if len(text) - start <= size:
        return len(text)
    window = text[start : start + size]
    for pattern, least in ((_PARAGRAPH, size // 3), (_SENTENCE, size // 3), (_SPACE, 1)):
        ends = [match.end() for match in pattern.finditer(window) if match.end() >= least]
        if ends:
            return start + ends[-1]
    return _whole(text, start, start + size)


def _whole(text: str, start: int, cut: int) -> int:
    """A cut that falls into a cluster moves before it, or behind it where nothing would be left."""
    before = cut
    while before > start and attaches(text[before]):
        before -= 1
    while before == start and cut < len(text) and attaches(text[cut]):
        cut += 1
    return before if before > start else cut


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
