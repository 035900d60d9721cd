"""Figures: found with their value, what is right about them, traps taken, figures invented."""

from collections.abc import Iterator, Sequence

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Figure
from chamsae.read.gold import said
from chamsae.read.gold.likeness import Actors, same_unit, terms
from chamsae.read.gold.marks import Share, What
from chamsae.read.gold.pairing import Wanted, optional, pair, shared
from chamsae.read.gold.shape import GoldDocument, GoldFigure
from chamsae.read.gold.tally import Answer, Manner, Tally
from chamsae.read.words import keyed, table
from chamsae.text.amounts import amount_words

#: The unit of counts of people: only these are counted when asking what was invented.
PEOPLE = "person"


def score(tally: Tally, document: GoldDocument, claims: Sequence[Claim], actors: Actors) -> Share:
    """Mark the figures of one document; the traps taken, of all traps in it."""
    figures = [claim for claim in claims if isinstance(claim.value, Figure)]
    wanted = [_wanted(document, entry) for entry in tally.gold.figures if entry.doc == document.id]
    paired = pair(wanted, figures, lambda one, claim: same_value(one.entry, _figure(claim)))
    tally.judge("figures", document, paired, MANNER, lambda one, claim: _answers(one.entry, claim, actors))
    traps = [one for one in wanted if one.importance == "noise" and not one.optional]
    return Share(sum(_taken(tally, document, one, figures) for one in traps), len(traps))


def same_value(entry: GoldFigure, figure: Figure) -> bool:
    """Equal value: the gold's number is an end of what was read; a range needs both ends; vague words that overlap."""
    low, high = figure.amount.low, figure.amount.high
    if entry.comparator is Comparator.VAGUE and figure.amount.comparator is Comparator.VAGUE:
        top = entry.value if entry.value_max is None else entry.value_max
        return (low is None or low <= top) and (high is None or entry.value <= high)
    if entry.value_max is not None and entry.value_max != entry.value:
        return (low, high) == (entry.value, entry.value_max)
    ends = {end for end in (low, high) if end is not None}
    return ends == {entry.value}


def _answers(entry: GoldFigure, claim: Claim, actors: Actors) -> Iterator[Answer]:
    figure = _figure(claim)
    amount = figure.amount
    yield Answer("comparator", amount.comparator == entry.comparator, amount.comparator.value, entry.comparator.value)
    yield Answer("unit", same_unit(amount.unit, entry.unit), amount.unit, entry.unit)
    if (asked := _act(entry)) is not None:
        yield Answer("act", figure.act in asked, figure.act or "none", str(entry.category))
    yield said.speaker(claim, entry.said_by, entry.said_by_id, actors)
    yield from said.chain(claim, entry.reported_via)
    yield from said.date(claim, entry.date)
    yield from said.place(claim, entry.place, entry.quote.text if entry.quote else claim.quote.exact)
    yield from said.modality(claim, entry.modality)
    if entry.quote is not None:
        inside = claim.quote.start <= entry.number.start and entry.number.end <= claim.quote.end
        yield Answer("quote", inside, claim.quote.exact, entry.quote.text)


def _act(entry: GoldFigure) -> frozenset[str] | None:
    """The acts a figure of people may stand under, from its category; None where the category names no act."""
    known = frozenset(table("acts")) | frozenset(keyed("gold", "acts"))
    if entry.category not in known or not same_unit(PEOPLE, entry.unit):
        return None
    return terms(entry.category)


def _taken(tally: Tally, document: GoldDocument, trap: Wanted[GoldFigure], figures: Sequence[Claim]) -> bool:
    for claim in figures:
        figure = _figure(claim)
        if shared(trap, claim) and figure.act and figure.amount.unit == PEOPLE:
            tally.find(What.TRAP, "figures", document, trap, read=_words(claim))
            tally.proposed("figures", document, claim, MANNER, right=False)
            return True
    return False


def _wanted(document: GoldDocument, entry: GoldFigure) -> Wanted[GoldFigure]:
    number = entry.number
    return Wanted(
        entry=entry, id=entry.id, start=number.start, end=number.end, text=_asked(entry),
        importance=entry.importance, optional=optional(document, number.start, number.end),
    )  # fmt: skip


def _asked(entry: GoldFigure) -> str:
    top = f"–{entry.value_max}" if entry.value_max is not None else ""
    return f"{entry.comparator.value} {entry.value}{top} {entry.unit}, {entry.category or 'no act'}"


def _words(claim: Claim) -> str:
    figure = _figure(claim)
    return f"{amount_words(figure.amount)} ({figure.counted}), {figure.act or 'no act'}"


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.value, Figure)
    return claim.value


MANNER = Manner(_words, counts=lambda claim: _figure(claim).amount.unit == PEOPLE)
