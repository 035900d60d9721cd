"""All coded acts derived, shelf by shelf, in transactions that each leave the casebook whole.

Who stops it loses the last transaction and no more: next time it goes on with the claims that are in no act. What is
judged meanwhile is in the log after the entry from which it began, and is followed afterwards.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from chamsae.casebook.collecting import uncollected
from chamsae.casebook.happening import put_events
from chamsae.casebook.telling import Coded, Telling
from chamsae.model.case import Derived, Wanted
from chamsae.model.claim import Claim, ClaimKind
from chamsae.ports import Progress, Store
from chamsae.reconcile.coded import acts

#: Claims derived, or kinds and days looked at, in one transaction.
AT_ONCE = 1000

T = TypeVar("T")


def begin(store: Store, reached: Derived) -> None:
    """Forget all acts and events, to derive them as they stand at `reached`."""
    with store.transaction():
        store.clear_coded()
        store.reach(replace(reached, done=0, of=0))


def go_on(store: Store, progress: Progress) -> None:
    """Derive all that is not derived yet; where another process does the same, both may, and one of them ends it."""
    telling = Telling(store)
    coded = telling.coded()
    with uncollected():
        shelves = _waiting(store, telling, coded, progress)
        many = sum(map(len, shelves))
        with store.transaction():
            if (reached := store.derived()) is not None and reached.done is not None:
                store.reach(replace(reached, of=reached.done + many))
        progress.start(many, "deriving acts")
        for lot in _lots(shelves):
            _derive(store, telling, coded, lot)
            for id in lot:
                progress.step(id)
        progress.finish()
        for occasions in in_lots(store.occasions(), AT_ONCE):
            with store.transaction():
                put_events(store, occasions)
        with store.transaction():
            if (reached := store.derived()) is not None:
                store.reach(replace(reached, done=None, of=0))


def _waiting(store: Store, telling: Telling, coded: Coded, progress: Progress) -> list[list[str]]:
    """The claims (ids) of every shelf of which one is in no act yet."""
    known = set(store.coded_claims())
    shelves: dict[str, list[str]] = {}
    progress.start(None, "gathering acts")
    for claims in in_lots(store.claims(kind=ClaimKind.ACT), AT_ONCE):
        for shelf, id in telling.shelves(claims, coded):
            shelves.setdefault(shelf, []).append(id)
        progress.step(claims[-1].document)
    progress.finish()
    return [ids for ids in shelves.values() if not known.issuperset(ids)]


def _lots(shelves: Iterable[list[str]]) -> Iterator[list[str]]:
    """Whole shelves together, until they hold enough claims."""
    lot: list[str] = []
    for ids in shelves:
        lot += ids
        if len(lot) >= AT_ONCE:
            yield lot
            lot = []
    if lot:
        yield lot


def _derive(store: Store, telling: Telling, coded: Coded, lot: list[str]) -> None:
    """Derive the acts of these claims, unless somebody else has meanwhile ended all of it."""
    with store.transaction():
        reached = store.derived()
        if reached is None or reached.done is None:
            return
        claims: list[Claim] = list(store.claims(ids=lot))
        made = {act.id: act for act in acts(telling.told(claims, coded))}
        held = store.coded_acts(Wanted(claims=tuple(lot)))
        store.put_coded(made.values(), gone=[act.id for act in held if act.id not in made])
        store.reach(replace(reached, done=min(reached.of, reached.done + len(lot))))


def in_lots(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, so many at a time."""
    walk = iter(items)
    while lot := list(islice(walk, size)):
        yield lot
