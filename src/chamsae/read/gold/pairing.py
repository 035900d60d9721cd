"""Which claim answers which entry: best fit first, each claim to one entry, each entry to one claim."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from chamsae.model.claim import Claim
from chamsae.read.gold.shape import OPTIONAL, GoldDocument, Importance, Kind

E = TypeVar("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted(Generic[E]):
    """An entry at its words; `optional` where it lies in text that may be left unread."""

    entry: E
    id: str
    start: int
    end: int
    text: str
    importance: Importance
    optional: bool


@dataclass(frozen=True, slots=True)
class Paired(Generic[E]):
    """Entries with their claims; entries only the words of which were met; claims no entry took, and what they met."""

    hits: Sequence[tuple[Wanted[E], Claim]]
    misread: Sequence[tuple[Wanted[E], Claim]]
    missed: Sequence[Wanted[E]]
    left: Sequence[tuple[Claim, Wanted[E] | None]]


def pair(wanted: Sequence[Wanted[E]], claims: Sequence[Claim], fits: Callable[[Wanted[E], Claim], bool]) -> Paired[E]:
    """Pair entries and claims whose words overlap and which fit; then, for misreadings, those whose words overlap."""
    touching = sorted(
        ((shared(one, claim), one, claim) for one in wanted for claim in claims if shared(one, claim)),
        key=lambda found: (-found[0], found[1].start, found[1].id, found[2].id),
    )
    met = [(one, claim) for _, one, claim in touching]
    hits = _taken([found for found in met if fits(*found)], set(), set())
    answered, used = {id(one) for one, _ in hits}, {claim.id for _, claim in hits}
    misread = _taken(met, answered, used)
    answered |= {id(one) for one, _ in misread}
    used |= {claim.id for _, claim in misread}
    first = {claim.id: one for one, claim in reversed(met)}
    return Paired(
        hits,
        misread,
        [one for one in wanted if id(one) not in answered],
        [(claim, first.get(claim.id)) for claim in claims if claim.id not in used],
    )


def shared(one: Wanted[E], claim: Claim) -> float:
    """How far the words of an entry and of a claim are the same: overlap over union of their characters, 0 to 1."""
    start, end = claim.trigger.start, claim.trigger.end
    both = min(end, one.end) - max(start, one.start)
    return both / (max(end, one.end) - min(start, one.start)) if both > 0 else 0.0


def optional(document: GoldDocument, start: int, end: int) -> bool:
    """True inside text that a reader may leave unread."""
    return any(span.kind in OPTIONAL and span.start <= start and end <= span.end for span in document.noise_spans)


def complete(document: GoldDocument, kind: Kind, default: Sequence[Kind]) -> bool:
    """True when all of a kind is annotated in the document, so that what else is read there is wrong."""
    return kind in (default if document.complete is None else document.complete)


def _taken(met: Sequence[tuple[Wanted[E], Claim]], answered: set[int], used: set[str]) -> list[tuple[Wanted[E], Claim]]:
    taken = []
    entries, claims = set(answered), set(used)
    for one, claim in met:
        if id(one) not in entries and claim.id not in claims:
            entries.add(id(one))
            claims.add(claim.id)
            taken.append((one, claim))
    return taken
