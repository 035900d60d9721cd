"""A document prepared for reading: sentences, names, quotations, times, and who a pronoun stands for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from chamsae.model.claim import NameType, Speaker
from chamsae.model.document import Document, Furniture
from chamsae.model.when import When
from chamsae.read import zones
from chamsae.read.english.clues import SUBJECTS
from chamsae.read.english.dates import DateMention, dates, latest
from chamsae.read.english.identity import Mention, Names
from chamsae.read.english.names import names
from chamsae.read.english.narrator import author, teller
from chamsae.read.english.quotations import Quotation, quotations
from chamsae.read.english.sentences import Sentence, sentences
from chamsae.read.english.sequels import sequels
from chamsae.read.english.turns import turns
from chamsae.read.words import wordset
from chamsae.text.occasions import occasions

#: Blocks over which a pronoun may look back for the person it stands for.
REACH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """All that the readers of one document share; offsets are those of the document's text."""

    document: Document
    sentences: tuple[Sentence, ...]
    names: Names
    quotations: tuple[Quotation, ...]
    dates: tuple[DateMention, ...]
    reference: date | None
    reference_why: str
    publisher: str | None
    subjects: tuple[Mention, ...]
    blocks: tuple[tuple[int, int], ...]
    turns: Mapping[int, Speaker]
    author: Speaker | None
    testimony: bool

    def first_person(self, sentence: Sentence) -> Speaker | None:
        """Who "I" and "we" are outside quotations: whose turn it is, else who tells or wrote the text."""
        return self.turns.get(self.number(sentence.start)) or self.author

    def quotation_at(self, start: int, end: int) -> Quotation | None:
        """The quotation that holds start–end, if any."""
        place = bisect_right(self.quotations, start + 1, key=_start)
        return next((q for q in self.quotations[max(0, place - 2) : place] if q.holds(start, end)), None)

    def quoted_in(self, sentence: Sentence) -> tuple[tuple[int, int], ...]:
        """The quotations that touch a sentence, marks included, as offsets in its parse."""
        first = max(0, bisect_left(self.quotations, sentence.start, key=_start) - 1)
        last = bisect_left(self.quotations, sentence.end, key=_start)
        near = (q for q in self.quotations[first:last] if q.end > sentence.start)
        return tuple((q.start - 1 - sentence.base, q.end + 1 - sentence.base) for q in near)

    def block(self, start: int) -> int:
        """The number of the block a place lies in."""
        return bisect_right(self.blocks, start, key=_first) - 1

    def number(self, start: int) -> int:
        """The number of the last sentence that begins at or before a place."""
        return max(0, bisect_right(self.sentences, start, key=_start) - 1)

    def sentence_dates(self, sentence: Sentence) -> tuple[DateMention, ...]:
        """Times named in a sentence."""
        first = bisect_left(self.dates, sentence.start, key=_start)
        return self.dates[first : bisect_left(self.dates, sentence.end, key=_start)]

    def person_before(self, at: int, gender: str) -> Mention | None:
        """The person a pronoun here most likely stands for: the last fitting subject, else the last fitting name."""
        here = self.block(at)
        for pool in (reversed(self.subjects), self.names.before(at, NameType.PERSON)):
            for mention in pool:
                if (
                    mention.end <= at
                    and here - self.block(mention.start) <= REACH
                    and fits(mention, gender)
                    and not self.quotation_at(mention.start, mention.end)
                ):
                    return mention
        return None


def _start(item: Quotation | DateMention | Sentence) -> int:
    return item.start


def _first(block: tuple[int, int]) -> int:
    return block[0]


def fits(mention: Mention, gender: str) -> bool:
    """True unless the person is known to be of the other gender."""
    return not (gender and mention.gender and gender != mention.gender)


def gender_of(pronoun: str) -> str:
    """The gender a pronoun or noun shows, or nothing."""
    word = pronoun.lower()
    return (
        "female"
        if word in wordset("english", "female_words")
        else "male"
        if word in wordset("english", "male_words")
        else ""
    )


def prepare(document: Document) -> Article:
    """Parse a document and gather its names, quotations and times; its furniture is left out."""
    text = document.text
    marked = zones.left_out(document.furniture or zones.furniture(text, document.language))
    read = sentences(text, [(zone.start, zone.end) for zone in marked], _title(text, marked))
    known = names(text, read)
    blocks = _blocks(read)
    authors, published, publisher = zones.byline(text)
    when = document.published or published
    reference, why = (
        (when.end, "the document's date") if when and when.end else (latest(text), "the latest date named in the text")
    )
    quoted = tuple(q for start, end in blocks for q in quotations(text, start, end))
    own = teller(text, known, read, quoted)
    return Article(
        document=document,
        sentences=read,
        names=known,
        quotations=quoted,
        dates=sequels(text, list(_dated(text, read, blocks, reference)), blocks),
        reference=reference,
        reference_why=why if reference else "",
        publisher=document.publisher or publisher,
        subjects=tuple(_subjects(read, known, quoted)),
        blocks=blocks,
        turns=dict(turns(text, read, blocks)),
        author=own or author(text, known, document.authors or authors),
        testimony=own is not None,
    )


def _dated(
    text: str, read: Iterable[Sentence], blocks: tuple[tuple[int, int], ...], reference: date | None
) -> Iterator[DateMention]:
    """The times of all blocks; where nothing dates the document, those of the one year its headings name."""
    years = {int(year) for s in read if s.heading for year in re.findall(r"\b(?:19|20)\d\d\b", s.span.text)}
    year = next(iter(years)) if len(years) == 1 else None
    published = When.day(reference) if reference else None
    for start, end in blocks:
        hung = [
            DateMention(start=start + one.start, end=start + one.end, when=one.when, form="occasion", why=one.why)
            for one in occasions(text[start:end], published)
        ]
        plain = dates(text, reference, start, end, year=year)
        apart = [one for one in plain if not any(one.start < other.end and other.start < one.end for other in hung)]
        yield from sorted((*apart, *hung), key=lambda one: one.start)


_HEADS = frozenset({"header", "header block", "front matter"})
_TITLE = re.compile(
    r"^(?:title|headline)\s*:[ \t]*[\"']?(?P<words>\S[^\n]*?)[\"']?[ \t]*$", re.IGNORECASE | re.MULTILINE
)


def _title(text: str, marked: Iterable[Furniture]) -> tuple[int, int] | None:
    """Where the title stands in the lines at the head of an archived page, unless the text has it again."""
    for zone in marked:
        line = _TITLE.search(text, zone.start, zone.end) if zone.why in _HEADS else None
        if line:
            return line.span("words") if text.count(line["words"]) == 1 else None
    return None


def _blocks(read: Iterable[Sentence]) -> tuple[tuple[int, int], ...]:
    spans: dict[int, tuple[int, int]] = {}
    for sentence in read:
        start, end = spans.get(sentence.block, (sentence.start, sentence.end))
        spans[sentence.block] = (min(start, sentence.start), max(end, sentence.end))
    return tuple(sorted(spans.values()))


def _subjects(read: Iterable[Sentence], known: Names, quoted: tuple[Quotation, ...]) -> Iterable[Mention]:
    for sentence in read:
        for token in sentence.span:
            if token.dep_ in SUBJECTS and token.pos_ in ("PROPN", "NOUN"):
                mention = _person_at(sentence, token, known) or _apposed(sentence, token, known)
                if mention and not any(q.holds(mention.start, mention.end) for q in quoted):
                    yield mention


def _apposed(sentence: Sentence, token: Token, known: Names) -> Mention | None:
    """ "its secretary, Bang Mi-ran, said": the name beside the subject."""
    beside = (_person_at(sentence, child, known) for child in token.children if child.dep_ == "appos")
    return next((mention for mention in beside if mention), None)


def _person_at(sentence: Sentence, token: Token, known: Names) -> Mention | None:
    mention = known.touching(*sentence.place(token))
    return mention if mention and mention.type is NameType.PERSON else None
