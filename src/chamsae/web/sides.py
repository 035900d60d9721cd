"""Records as sides of a comparison: their document and what is said there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chamsae.casebook.book import Casebook
from chamsae.model.claim import Claim, Name, NameType, SpeakerKind
from chamsae.model.link import Pair, Record
from chamsae.web import current
from chamsae.web.rows import Title, titles_by_key
from chamsae.web.words import speaker_words

#: Sentences quoted of each record.
QUOTED = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence; `kind` says what it names, "" nothing, and `own` that this is the name looked at."""

    text: str
    kind: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that names a record, in pieces, the claim it stands in, and who says so, as the text tells it."""

    claim: str
    pieces: tuple[Piece, ...]
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A record with its document and what is said there."""

    record: Record
    document: Title
    sentences: tuple[Sentence, ...]


def sides(book: Casebook, records: Sequence[Record]) -> list[Side]:
    """Records with the sentences that name them: two queries for all of them."""
    titles = titles_by_key(current.alias(), [record.document for record in records])
    wanted = [claim for record in records for claim in record.claims[:QUOTED]]
    claims = {claim.id: claim for claim in book.store.claims(ids=wanted)}
    return [_side(record, titles[record.document], claims, []) for record in records]


def spoken_sides(book: Casebook, records: Sequence[Record]) -> list[Side]:
    """The same with who says each sentence: one query more for each record."""
    titles = titles_by_key(current.alias(), [record.document for record in records])
    found = []
    for record in records:
        claims = list(book.store.claims(document=record.document))
        found.append(_side(record, titles[record.document], {claim.id: claim for claim in claims}, claims))
    return found


def names_of(book: Casebook, pair: Pair) -> tuple[str, str]:
    """The two names of a pair; the id of a record that is no longer there."""
    held = {record.id: record.names[0] for record in book.store.records(ids=(pair.left, pair.right))}
    return held.get(pair.left, pair.left), held.get(pair.right, pair.right)


def _side(record: Record, document: Title, claims: Mapping[str, Claim], around: Sequence[Claim]) -> Side:
    shown = [claims[id] for id in record.claims[:QUOTED] if id in claims]
    sentences = []
    for one in shown:
        same = [other for other in around if (other.quote.start, other.quote.end) == (one.quote.start, one.quote.end)]
        named = {other.trigger.exact: other.value.type for other in same if isinstance(other.value, Name)}
        others = dict.fromkeys(record.beside, NameType.PERSON) | named
        sentences.append(Sentence(one.id, tuple(_pieces(one, record.kind, others)), tuple(_says(same))))
    return Side(record=record, document=document, sentences=tuple(sentences))


def _pieces(claim: Claim, kind: NameType, others: Mapping[str, NameType]) -> Iterator[Piece]:
    start, end = claim.trigger.start - claim.quote.start, claim.trigger.end - claim.quote.start
    said = claim.quote.exact
    yield from _parted(said[:start], others)
    yield Piece(said[start:end], kind, own=True)
    yield from _parted(said[end:], others)


def _parted(text: str, others: Mapping[str, NameType]) -> Iterator[Piece]:
    """A text with the names of others as pieces of their own; of names that overlap, the first and longest."""
    met = [(at, -len(name), name) for name in others if name and (at := text.find(name)) >= 0]
    if not met:
        if text:
            yield Piece(text)
        return
    at, _, name = min(met)
    if at:
        yield Piece(text[:at])
    yield Piece(name, others[name])
    yield from _parted(text[at + len(name) :], others)


def _says(same: Sequence[Claim]) -> Iterator[str]:
    """Who says what stands in the same quote."""
    told = (one for one in same if one.speaker is not None and one.speaker.kind is not SpeakerKind.NARRATOR)
    yield from dict.fromkeys(speaker_words(one.speaker) for one in told)
