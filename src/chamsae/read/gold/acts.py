"""Acts: found at their words with their kind, and who did them to whom, where, when."""

from collections.abc import Iterator, Sequence
from functools import cache

from chamsae.model.claim import Act, Claim
from chamsae.read.gold import said
from chamsae.read.gold.likeness import Actors, bare, terms
from chamsae.read.gold.pairing import Wanted, optional, pair
from chamsae.read.gold.shape import Gold, GoldAct, GoldDocument, Span
from chamsae.read.gold.tally import Answer, Manner, Tally


def score(tally: Tally, document: GoldDocument, claims: Sequence[Claim], actors: Actors) -> None:
    """Mark the acts of one document."""
    acts = [claim for claim in claims if isinstance(claim.value, Act)]
    wanted = [_wanted(document, entry) for entry in tally.gold.acts if entry.doc == document.id]
    paired = pair(wanted, acts, lambda one, claim: _act(claim).act in _terms(one.entry.type))
    told = list(_told(tally.gold, document))
    manner = Manner(_words, passed=lambda claim, met: met is None and any(_told_again(claim, *one) for one in told))
    names = {place.id: place.name for place in tally.gold.places}
    tally.judge(
        "acts", document, paired, manner, lambda one, claim: _answers(one.entry, claim, actors, names)
    )  # fmt: skip


def _answers(entry: GoldAct, claim: Claim, actors: Actors, places: dict[str, str]) -> Iterator[Answer]:
    act = _act(claim)
    quote = entry.quote.text if entry.quote else claim.quote.exact
    if entry.target is not None:
        right = any(
            actors.same(act.victim, act.victim_entity, entry.target, id) for id in entry.target_ids or (None,)
        )  # fmt: skip
        yield Answer("victim", right, act.victim or "nobody", entry.target)
        if entry.actor is not None and _asked(entry, actors, quote):
            right = actors.same(act.actor, act.actor_entity, entry.actor, entry.actor_id)
            yield Answer("actor", right, act.actor or "nobody", entry.actor)
    elif entry.actor is not None:  # one who flees does it and suffers it: readers may put the name in either place
        either = ((act.actor, act.actor_entity), (act.victim, act.victim_entity))
        right = any(actors.same(name, entity, entry.actor, entry.actor_id) for name, entity in either)
        yield Answer("victim", right, act.victim or act.actor or "nobody", entry.actor)
    where = [entry.place] if entry.place else []
    yield from said.place(claim, [*where, *(places[id] for id in entry.place_ids if id in places)], quote)
    yield from said.date(claim, entry.date)
    yield said.speaker(claim, entry.source, entry.source_id, actors)
    yield from said.modality(claim, entry.modality)


def _asked(entry: GoldAct, actors: Actors, quote: str) -> bool:
    """An actor is asked for where the quote names it; what the annotator inferred ("implicit") readers must not."""
    return "implicit" not in (entry.actor or "") and actors.named_in(quote, bare(entry.actor), entry.actor_id)


def _told(gold: Gold, document: GoldDocument) -> Iterator[tuple[Span, str]]:
    """Passages in which an act is told, with its kind: those of acts, and those of figures that count its victims."""
    kinds = {act.id: act.type for act in gold.acts}
    for act in gold.acts:
        if act.doc == document.id and act.quote is not None:
            yield act.quote, act.type
    for figure in gold.figures:
        if figure.doc == document.id and figure.quote is not None and figure.act in kinds:
            yield figure.quote, kinds[figure.act]


def _told_again(claim: Claim, passage: Span, kind: str) -> bool:
    """The same kind of act within a passage that tells it: another word for it ("the deportation of the 600")."""
    inside = passage.start <= claim.trigger.start and claim.trigger.end <= passage.end
    return inside and _act(claim).act in _terms(kind)


def _wanted(document: GoldDocument, entry: GoldAct) -> Wanted[GoldAct]:
    at = entry.trigger
    return Wanted(
        entry=entry, id=entry.id, start=at.start, end=at.end,
        text=f"{entry.type}: {entry.actor or 'somebody'} → {entry.target or 'nobody named'}",
        importance=entry.importance, optional=optional(document, at.start, at.end),
    )  # fmt: skip


def _words(claim: Claim) -> str:
    act = _act(claim)
    return f"{act.act}: {act.actor or 'somebody'} → {act.victim or 'nobody named'}"


@cache
def _terms(kind: str) -> frozenset[str]:
    return terms(kind)


def _act(claim: Claim) -> Act:
    assert isinstance(claim.value, Act)
    return claim.value
