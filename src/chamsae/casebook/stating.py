"""What a person states of any two records, compared or not: they must be one, or are never one.

A statement is an answer for the pair in the append-only ledger, with author, time and reason; undone like any other.
"""

from collections.abc import Iterable, Iterator, Mapping

from chamsae.casebook.review import Review
from chamsae.errors import InputError, phrase
from chamsae.model.judgement import Judgement, Verdict
from chamsae.model.link import Entity, Pair, Record
from chamsae.ports import Store


def state(store: Store, review: Review, pair: Pair, verdict: Verdict, *, by: str, why: str) -> Judgement:
    """Answer for a pair and keep it where nothing had compared it. Raises InputError without a reason."""
    if not why.strip():
        raise InputError(
            phrase("a statement about two records needs its reason"), thing=pair.id, do=phrase("Say how you know.")
        )
    with store.transaction():
        store.add_pairs([pair])
        return review.judge(pair.id, verdict, by=by, why=why)


def check(left: Record, right: Record) -> None:
    """Raise InputError for two that no statement can be about: one record, or a person and a place."""
    if left.id == right.id:
        raise InputError(phrase("this is one record, not two"), thing=left.id, do=phrase("Name two."))
    if left.kind is not right.kind:
        kinds = phrase("a %(kind)s and a %(other)s are never one", kind=left.kind, other=right.kind)
        raise InputError(kinds, thing=f"{left.id}, {right.id}", do=phrase("Correct the kind of the name first."))


def hindrance(pair: Pair, one: Entity, other: Entity, pairs: Iterable[Pair], decided: Mapping[str, bool]) -> str | None:
    """Why two entities cannot be one, but for what is known of this very pair; None when nothing hinders it."""
    for met in pairs:
        across = (met.left in one.records) != (met.right in one.records)
        if met.id == pair.id or not across or not {met.left, met.right} <= {*one.records, *other.records}:
            continue
        if decided.get(met.id) is False:
            return phrase("%(left)s and %(right)s were judged not the same", left=met.left, right=met.right)
        if met.barred and met.id not in decided:
            return phrase("%(left)s and %(right)s: %(why)s", left=met.left, right=met.right, why=met.barred)
    return None


def answers(
    entity: Entity, pairs: Mapping[str, Pair], standing: Mapping[str, list[Judgement]]
) -> Iterator[tuple[Pair, Judgement]]:
    """Every standing answer about a pair with a record of this entity, newest first."""
    own = {*entity.records}
    given = [
        (pairs[id], entry)
        for id, entries in standing.items()
        if {pairs[id].left, pairs[id].right} & own
        for entry in entries
    ]
    yield from sorted(given, key=lambda answer: -answer[1].number)
