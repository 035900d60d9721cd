"""Questions asked of figures, acts and quotations alike: who says it, through whom, where, when, with what force."""

from collections.abc import Iterator, Sequence

from chamsae.model.claim import Claim, SpeakerKind
from chamsae.model.when import When
from chamsae.read.gold.likeness import Actors, bare, place_in, same_chain, same_place, same_time
from chamsae.read.gold.shape import GoldTime
from chamsae.read.gold.tally import Answer

#: Words of a gold file for "nobody is named": the text itself says it.
NOBODY = ("", "narrator", "unattributed")


def speaker(claim: Claim, wanted: str | None, id: str | None, actors: Actors) -> Answer:
    """Whether the originator is right; where the gold names none, only the article's own voice is."""
    said = claim.speaker
    named = said.text if said and said.kind is not SpeakerKind.NARRATOR else None
    if bare(wanted) in NOBODY and id is None:
        right = named is None
    else:
        right = actors.same(named, said.entity if said and named else None, wanted, id)
    return Answer("speaker", right, named or "the text itself", wanted or "the text itself")


def chain(claim: Claim, wanted: Sequence[str]) -> Iterator[Answer]:
    """Whether the channels between originator and reader are right, where the gold names some."""
    if wanted:
        yield Answer("chain", same_chain(claim.via, wanted), " → ".join(claim.via) or "none", " → ".join(wanted))


def date(claim: Claim, wanted: GoldTime | None) -> Iterator[Answer]:
    """Whether the time is right, where the text says one; those a reader must infer stand apart."""
    if wanted is None or not wanted.text or not (wanted.since or wanted.until):
        return
    aspect = "date, inferred" if wanted.needs_inference else "date"
    yield Answer(aspect, same_time(claim.when, wanted), time_words(claim.when), interval(wanted))


def place(claim: Claim, wanted: Sequence[str], quote: str) -> Iterator[Answer]:
    """Whether the place is right, where the gold names some; those the quote does not name stand apart."""
    if wanted:
        aspect = "place" if any(place_in(quote, name) for name in wanted) else "place, inferred"
        yield Answer(aspect, same_place(claim.place, wanted), ", ".join(claim.place) or "none", ", ".join(wanted))


def modality(claim: Claim, wanted: str) -> Iterator[Answer]:
    """Whether the force is right, unless the gold itself cannot tell."""
    if wanted != "ambiguous":
        yield Answer("modality", claim.modality == wanted, claim.modality.value, wanted)


def interval(time: GoldTime) -> str:
    """A gold time in words: its interval and the words of the text."""
    return f"{time.since or '..'}/{time.until or '..'}" + (f" (“{time.text}”)" if time.text else "")


def time_words(when: When | None) -> str:
    """A time as read, in words."""
    return f"{when.start or '..'}/{when.end or '..'} (“{when.text or ''}”)" if when else "none"
