"""Quotations: segments found as statements, whose they are, direct or not; and times named in the text."""

from collections.abc import Iterator, Sequence

from chamsae.model.claim import Claim, Statement, Time
from chamsae.read.gold import said
from chamsae.read.gold.likeness import Actors, same_time
from chamsae.read.gold.pairing import Wanted, optional, pair, shared
from chamsae.read.gold.shape import GoldDate, GoldDocument, GoldQuotation, GoldTime, Span
from chamsae.read.gold.tally import Answer, Manner, Tally

#: How far a statement must be the same words as a segment: overlap over union.
HALF = 0.5


def score_quotations(tally: Tally, document: GoldDocument, claims: Sequence[Claim], actors: Actors) -> None:
    """Mark the segments of one document's quotations."""
    statements = [claim for claim in claims if isinstance(claim.value, Statement)]
    wanted = [
        _segment(document, entry, segment)
        for entry in tally.gold.quotations
        if entry.doc == document.id
        for segment in entry.segments
    ]
    paired = pair(wanted, statements, lambda one, claim: shared(one, claim) >= HALF)
    manner = Manner(lambda claim: f"{claim.speaker.text if claim.speaker else 'nobody'}: {claim.trigger.exact}")
    tally.judge("quotations", document, paired, manner, lambda one, claim: _said(one.entry, claim, actors))
    for one, claim in ((one, claim) for one, claim in paired.hits if not one.optional):
        right = said.speaker(claim, one.entry.speaker, one.entry.speaker_id, actors).right
        tally.mark("quotations", document, _manner_of(one.entry), one, right=right)
    for one in (*(one for one, _ in paired.misread), *paired.missed):
        if not one.optional:
            tally.mark("quotations", document, _manner_of(one.entry), one, right=False)


def score_dates(tally: Tally, document: GoldDocument, claims: Sequence[Claim]) -> None:
    """Mark the times one document names: found with the right days, or, where they must be inferred, by their words."""
    times = [claim for claim in claims if isinstance(claim.value, Time)]
    wanted = [_date(document, entry, n) for n, entry in enumerate(tally.gold.dates) if entry.doc == document.id]
    paired = pair(wanted, times, lambda one, claim: one.entry.needs_inference or _right(one.entry, claim))
    manner = Manner(lambda claim: said.time_words(_time(claim).when))
    tally.judge("dates", document, paired, manner, lambda one, claim: _inferred(one.entry, claim))


def _said(entry: GoldQuotation, claim: Claim, actors: Actors) -> Iterator[Answer]:
    assert isinstance(claim.value, Statement)
    direct = entry.kind != "indirect"
    form = "direct" if claim.value.direct else "indirect"
    yield said.speaker(claim, entry.speaker, entry.speaker_id, actors)
    yield Answer("direct or indirect", claim.value.direct == direct, form, entry.kind)
    yield from said.chain(claim, entry.reported_via)


def _manner_of(entry: GoldQuotation) -> str:
    """The aspect under which a segment with the right speaker counts, found or not."""
    return "indirect, right speaker" if entry.kind == "indirect" else "direct, right speaker"


def _inferred(entry: GoldDate, claim: Claim) -> Iterator[Answer]:
    if entry.needs_inference:
        read = said.time_words(_time(claim).when)
        yield Answer("interval, inferred", _right(entry, claim), read, said.interval(_gold(entry)))


def _right(entry: GoldDate, claim: Claim) -> bool:
    return same_time(_time(claim).when, _gold(entry))


def _gold(entry: GoldDate) -> GoldTime:
    return GoldTime(since=entry.since, until=entry.until, text=entry.text, precision=entry.precision)


def _segment(document: GoldDocument, entry: GoldQuotation, at: Span) -> Wanted[GoldQuotation]:
    return Wanted(
        entry=entry, id=entry.id, start=at.start, end=at.end, text=f"{entry.speaker or 'nobody'}: {at.text}",
        importance=entry.importance, optional=optional(document, at.start, at.end),
    )  # fmt: skip


def _date(document: GoldDocument, entry: GoldDate, number: int) -> Wanted[GoldDate]:
    return Wanted(
        entry=entry, id=f"dates[{number}]", start=entry.start, end=entry.end, text=said.interval(_gold(entry)),
        importance=entry.importance, optional=optional(document, entry.start, entry.end),
    )  # fmt: skip


def _time(claim: Claim) -> Time:
    assert isinstance(claim.value, Time)
    return claim.value
