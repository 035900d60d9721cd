"""How many independent origins a figure has: at least and at most, since a source not named may be another one.

Everybody named is one voice, and so is an organisation's own document. Whoever is not named, and a newspaper that says
a number in its own voice, may have it from another voice of the same figure: these are counted once for the least and
apart for the most.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chamsae.model.amount import Number
from chamsae.model.claim import Claim, Figure, SpeakerKind
from chamsae.model.when import When
from chamsae.reconcile.attribution import Described, Sort, described, may_be, same_days
from chamsae.reconcile.outlets import outlet, publisher
from chamsae.reconcile.scope import DocumentFacts

Ends = tuple[Number | None, Number | None]


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of a figure: `id` is a node of its origin graph.

    `words` describe a source that is not named; `known` says that the voice is one certain origin.
    """

    id: str
    documents: frozenset[str]
    numbers: frozenset[Ends]
    published: When | None
    known: bool
    words: Described | None


@dataclass(frozen=True, slots=True)
class Independence:
    """The least and the most independent origins; `same` are pairs of voices of which the first may be the second."""

    least: int
    most: int
    same: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """The count as a range, with why it is one."""
        at_least = "one origin" if self.least == 1 else f"{self.least} origins"
        return f"at least {at_least}, at most {self.most}: not all say where they have it from"


def independence(voices: Iterable[Voice]) -> Independence:
    """The count of origins among voices, in whatever order they come.

    A voice that is not known is no origin of its own for the least when it says the number of another one. So is a
    source not named that is called like another one, of the same place and days; and a newspaper's own voice beside
    a source it does not name.
    """
    every = sorted(voices, key=_order)
    known = [voice for voice in every if voice.known]
    told = [voice for voice in every if voice.words and not voice.known]
    papers = [voice for voice in every if not voice.words and not voice.known]
    heads: dict[Ends, Voice] = {}
    _add(heads, known)
    same: list[tuple[str, str]] = []
    alone = _circles(told, heads, same)
    _add(heads, told)
    alone += _papers(papers, told, heads, same)
    return Independence(len(known) + alone, len(every), tuple(same))


def _circles(told: Iterable[Voice], heads: Mapping[Ends, Voice], same: list[tuple[str, str]]) -> int:
    """How many sources that are not named are certainly apart; which may be which goes into `same`."""
    circles: list[list[Voice]] = []
    for voice in told:
        if (known := _by_number(voice, heads)) is not None:
            same.append((voice.id, known.id))
        elif circle := next((circle for circle in circles if all(_alike(voice, one) for one in circle)), None):
            same.append((voice.id, circle[0].id))
            circle.append(voice)
        else:
            circles.append([voice])
    return len(circles)


def _papers(
    papers: Iterable[Voice], told: Sequence[Voice], heads: dict[Ends, Voice], same: list[tuple[str, str]]
) -> int:
    """How many newspapers that say a number themselves can have it from nobody else here."""
    beside = {document: voice for voice in reversed(told) for document in voice.documents}
    alone = 0
    for voice in papers:
        source = next((beside[document] for document in sorted(voice.documents) if document in beside), None)
        other = source or _by_number(voice, heads)
        if other is not None:
            same.append((voice.id, other.id))
        else:
            alone += 1
            _add(heads, [voice])
    return alone


def _add(heads: dict[Ends, Voice], voices: Iterable[Voice]) -> None:
    for voice in voices:
        for number in voice.numbers:
            heads.setdefault(number, voice)


def voice_id(claim: Claim, origin: str) -> str:
    """The id of the voice a claim speaks with: its origin, and for a source that is not named its words."""
    words = _unnamed(claim)
    return f"unnamed:{origin}:{words.words}" if words else origin


def voices(
    claims: Iterable[Claim], origins: Mapping[str, str], documents: Mapping[str, DocumentFacts]
) -> tuple[Voice, ...]:
    """The voices of a figure from its claims that repeat no other one; `origins` gives their origins by claim id."""
    found: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        found.setdefault(voice_id(claim, origins[claim.id]), []).append(claim)
    return tuple(_voice(id, said, documents) for id, said in sorted(found.items()))


def _voice(id: str, said: Sequence[Claim], documents: Mapping[str, DocumentFacts]) -> Voice:
    dates = [facts.published for claim in said if (facts := documents.get(claim.document)) and facts.published]
    return Voice(
        id=id,
        documents=frozenset(claim.document for claim in said),
        numbers=frozenset(map(ends, said)),
        published=min(dates, key=lambda when: f"{when.start}", default=None),
        known=any(_known(claim, documents.get(claim.document)) for claim in said),
        words=_unnamed(said[0]),
    )


def ends(claim: Claim) -> Ends:
    """The numbers said, whatever the words around them: "more than 500" and "about 500" are both 500."""
    assert isinstance(claim.value, Figure)
    low, high = claim.value.amount.low, claim.value.amount.high
    return (low if low is not None else high), (high if high is not None else low)


def _known(claim: Claim, facts: DocumentFacts | None) -> bool:
    """True when the voice is one certain origin: somebody named who passes nothing on, or publishes for themselves."""
    speaker = claim.speaker
    if speaker is not None and speaker.kind is SpeakerKind.NAMED:
        found = outlet(speaker.text)
        return found is None or found.own
    if speaker is not None and speaker.kind is not SpeakerKind.NARRATOR:
        return speaker.kind is SpeakerKind.DOCUMENT
    signed = publisher(facts.publisher) if facts else None
    return signed is not None and signed.own


def _unnamed(claim: Claim) -> Described | None:
    speaker = claim.speaker
    return described(speaker.text) if speaker and speaker.kind is SpeakerKind.UNNAMED else None


def _by_number(voice: Voice, heads: Mapping[Ends, Voice]) -> Voice | None:
    """A voice that says a number of this one."""
    return next((heads[number] for number in sorted(voice.numbers, key=repr) if number in heads), None)


def _alike(one: Voice, two: Voice) -> bool:
    """True when two sources that are not named may be one: of different documents, alike in words, in the same days."""
    apart = not one.documents & two.documents
    return apart and one.words is not None and two.words is not None and _agree(one, two)


def _agree(one: Voice, two: Voice) -> bool:
    assert one.words is not None and two.words is not None
    return may_be(one.words, two.words) and same_days(one.published, two.published)


def _order(voice: Voice) -> tuple[bool, bool, str, str]:
    """What is told most exactly first, then by date and id."""
    words = voice.words
    day = f"{voice.published.start}" if voice.published and voice.published.start else "9"
    return words is None or words.place is None, words is None or words.sort is Sort.ANYBODY, day, voice.id
