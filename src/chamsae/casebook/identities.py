"""What judging people does to figures: whom the speakers of claims were judged to be, and what a merge would change."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from chamsae.link.cluster import decisions, entities
from chamsae.model.claim import Act, Claim, ClaimKind, Name
from chamsae.model.judgement import Status
from chamsae.model.link import PAIR, Effect, Entity, OriginChange, Outcome, Pair, Record
from chamsae.model.settlement import FigureGroup
from chamsae.ports import Store
from chamsae.reconcile.judged import Voice
from chamsae.text.normal import fold

#: Figures as they are, and as they would be.
Regrouped = tuple[Sequence[FigureGroup], Sequence[FigureGroup]]


def voices(
    records: Mapping[str, Record], pairs: Mapping[str, Pair], decided: Mapping[str, bool], made: Sequence[Entity]
) -> list[Voice]:
    """Everybody of whom something was judged; what only a list ties together speaks as it is read."""
    of = {record: one.id for one in made for record in one.records}
    judged = {side for id in decided for side in (pairs[id].left, pairs[id].right)}
    apart: dict[str, set[str]] = {}
    for id, same in decided.items():
        left, right = of.get(pairs[id].left), of.get(pairs[id].right)
        if not same and left and right and left != right:
            apart.setdefault(left, set()).add(right)
            apart.setdefault(right, set()).add(left)
    return [
        Voice(
            id=one.id,
            spelled=tuple((records[id].document, name) for id in one.records for name in records[id].names),
            apart=frozenset(apart.get(one.id, ())),
        )
        for one in made
        if judged & {*one.records} and (len(one.records) > 1 or one.id in apart)
    ]


def people(
    made: Sequence[Entity], records: Mapping[str, Record], names: Mapping[str, Claim]
) -> dict[tuple[str, str], str]:
    """The entity (id) by document and the entity its reader gave a name."""
    return {
        (records[id].document, value.entity): one.id
        for one in made
        for id in one.records
        for claim in records[id].claims
        if claim in names and isinstance(value := names[claim].value, Name) and value.entity
    }


def judged_voices(store: Store, statuses: Mapping[str, Status]) -> list[Voice]:
    """The same from what a store holds; nothing is read of it where no pair was judged."""
    if not any(target.startswith(PAIR) for target in statuses):
        return []
    records = {record.id: record for record in store.records()}
    pairs = {pair.id: pair for pair in store.pairs()}
    decided = decisions(store.judgements(), pairs)
    return voices(records, pairs, decided, entities(list(records.values()), pairs, decided))


def effect(
    store: Store, pair: Pair, outcome: Outcome, concerned: Sequence[Record], regrouped: Callable[[], Regrouped]
) -> Effect:
    """What would change, for the records `concerned`; `regrouped` groups figures, where a claim of theirs needs it."""
    documents = {record.document for record in concerned}
    claims = (claim for document in sorted(documents) for claim in store.claims(document=document))
    about = _about(claims, concerned)
    spoken = any(claim.kind is ClaimKind.FIGURE for claim in about)
    moved = tuple(_moved(*regrouped())) if spoken and outcome is not Outcome.NOTHING else ()
    return Effect(
        pair=pair.id,
        outcome=outcome,
        documents=len(documents),
        statements=len(about),
        figures=moved,
        releases=tuple(_releases(store, {one.figure for one in moved})),
    )


def _about(claims: Iterable[Claim], concerned: Sequence[Record]) -> list[Claim]:
    """The claims that name these records, tell what they did or suffered, or are said by them."""
    named = {id for record in concerned for id in record.claims}
    spelled = {(record.document, fold(name)) for record in concerned for name in record.names}
    return [
        claim
        for claim in claims
        if claim.id in named or any((claim.document, fold(words)) in spelled for words in _parties(claim))
    ]


def _parties(claim: Claim) -> Iterator[str]:
    if claim.speaker is not None:
        yield claim.speaker.text
    if isinstance(claim.value, Act):
        yield from filter(None, (claim.value.victim, claim.value.actor))


def _moved(before: Iterable[FigureGroup], after: Iterable[FigureGroup]) -> Iterator[OriginChange]:
    counted = {group.id: group.origins for group in before}
    for group in after:
        if counted.get(group.id, group.origins) != group.origins:
            yield OriginChange(figure=group.id, before=counted[group.id], after=group.origins)


def _releases(store: Store, figures: set[str]) -> Iterator[str]:
    """Releases that held one of these figures, as the log tells."""
    if figures:
        released = store.log(actions=("release",))
        yield from dict.fromkeys(one.subject for one in released if figures & {*one.detail.get("held", "").split()})
