"""Who tells a text in the first person: whom a heading, their own words or a signature name; else its author."""

import re
from collections.abc import Iterator, Sequence

from chamsae.model.claim import NameType, Speaker, SpeakerKind
from chamsae.read.english.identity import Mention, Names, entity_id
from chamsae.read.english.quotations import Quotation
from chamsae.read.english.sentences import Sentence

#: Words behind which people name themselves; "I was told by Jane Doe" names somebody else.
INTRODUCED = (
    r"(?:\b[Mm]y\s(?:\w+\s)?name(?:[\s,][^.;:!?\n]{0,40}?)?\sis|\bI\sam|\bI[’']m|\bI,|\bI\sgo\sby"
    r"|\b[Cc]all\sme)\s+"
)
#: Lines at the end of a text among which a signature may stand.
SIGNED_WITHIN = 3
_INTRODUCED = re.compile(INTRODUCED)
_TURN = re.compile(r"(?:^|\n)[ \t]*(?P<label>(?:The\s)?[A-Z][^:.\n]{3,80}):\s(?=(?:We|I|My|Our|Thank)\b)")
_OWN_STORY = re.compile(
    r"\b(?:testimony|account|statement|story|letter|memoirs?|diary|words)\s(?:of|by|from)\b", re.IGNORECASE
)
_FIRST = re.compile(r"\b(?:I|me|[Mm]y|[Mm]yself)\b")


def teller(text: str, known: Names, read: Sequence[Sentence], quoted: Sequence[Quotation]) -> Speaker | None:
    """Who tells the text throughout, by its heading, their own introduction or their signature; None for no one."""
    found = _announced(known, read)
    if found is None and tells(text, read, quoted):
        found = _introduced(text, known, quoted) or _signed(known, read)
    return Speaker(text=found.full, kind=SpeakerKind.NAMED, entity=found.entity) if found else None


def author(text: str, known: Names, authors: tuple[str, ...]) -> Speaker | None:
    """Who "I" is where nobody tells the text throughout: the one a label introduces, else its author."""
    if label := _TURN.search(text):
        for mention in known.within(*label.span("label")):
            if mention.type is NameType.PERSON:
                return Speaker(text=mention.full, kind=SpeakerKind.NAMED, entity=mention.entity)
    named = authors[0] if authors else ""
    return Speaker(text=named, kind=SpeakerKind.NAMED, entity=entity_id(NameType.PERSON, named)) if named else None


def tells(text: str, read: Sequence[Sentence], quoted: Sequence[Quotation] = ()) -> bool:
    """True where somebody speaks of themselves outside quotation marks."""
    return any(
        not any(q.holds(first.start(), first.end()) for q in quoted)
        for sentence in read
        if not sentence.heading
        for first in _FIRST.finditer(text, sentence.start, sentence.end)
    )


def last_lines(read: Sequence[Sentence]) -> Iterator[Sentence]:
    """The lines at the end of a text that are no sentences, from the last one upwards."""
    for sentence in list(reversed(read))[:SIGNED_WITHIN]:
        if not sentence.heading:
            return
        yield sentence


def _announced(known: Names, read: Sequence[Sentence]) -> Mention | None:
    """Whose testimony a heading says the text is."""
    stories = (s for s in read if s.heading and _OWN_STORY.search(s.span.text))
    return next((mention for s in stories for mention in _people(known, s.start, s.end)), None)


def _introduced(text: str, known: Names, quoted: Sequence[Quotation]) -> Mention | None:
    """ "My name in this account is …", "I am …": the one person who names themselves outside quotation marks."""
    found: dict[str, Mention] = {}
    for words in _INTRODUCED.finditer(text):
        mention = known.touching(words.end(), words.end() + 1)
        own = mention is not None and mention.type is NameType.PERSON and mention.start >= words.end()
        if mention and own and not any(q.holds(words.start(), words.end()) for q in quoted):
            found.setdefault(mention.entity, mention)
    return next(iter(found.values())) if len(found) == 1 else None


def _signed(known: Names, read: Sequence[Sentence]) -> Mention | None:
    """The one whose name stands under the text."""
    return next((mention for line in last_lines(read) for mention in _people(known, line.start, line.end)), None)


def _people(known: Names, start: int, end: int) -> Iterator[Mention]:
    return (mention for mention in known.within(start, end) if mention.type is NameType.PERSON)
