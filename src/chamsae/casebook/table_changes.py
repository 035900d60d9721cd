"""Why a table is not what it was: every act that came, went, moved or counts for others, with what made it so."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from chamsae.errors import NotFound
from chamsae.model.case import Wanted, claim_of
from chamsae.model.coding import Coding
from chamsae.model.judgement import Judgement
from chamsae.model.link import PAIR
from chamsae.model.table import Because, CellChange, Change, Difference, KeptTable, Moved, Placed, Table
from chamsae.ports import Store


class Changes:
    """Compares kept tables of one casebook."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def between(self, old: KeptTable, new: KeptTable) -> Difference:
        """The cells that differ, and each act that stands elsewhere or counts for others, by its first claim.

        An act coded anew has another id and the same first claim: it is one act that moved.
        """
        since = _Since(self._store, old.at)
        before, after = _by_claim(old.placed), _by_claim(new.placed)
        pairs = [(before.get(claim), after.get(claim)) for claim in sorted(before.keys() | after.keys())]
        changes = [since.change(one, other) for one, other in pairs if _differ(one, other)]
        cells = tuple(_cells(old.table, new.table))
        return Difference(before=old.table, after=new.table, cells=cells, changes=tuple(changes))


def _by_claim(placed: Iterable[Placed]) -> dict[tuple[str, int], Placed]:
    """Acts by their first claim; a claim coded under two violations makes two, in order."""
    found: dict[tuple[str, int], Placed] = {}
    for one in sorted(placed, key=lambda one: one.act):
        claim, at = claim_of(one.act), 0
        while (claim, at) in found:
            at += 1
        found[claim, at] = one
    return found


def _differ(one: Placed | None, other: Placed | None) -> bool:
    return one is None or other is None or (one.cells, one.units) != (other.cells, other.units)


def _cells(before: Table, after: Table) -> Iterator[CellChange]:
    old = {keys: cell.count for keys, cell in before.by_keys().items()}
    new = {keys: cell.count for keys, cell in after.by_keys().items()}
    for keys in sorted(old.keys() | new.keys(), key=lambda keys: tuple((key is None, key or "") for key in keys)):
        if old.get(keys, 0) != new.get(keys, 0):
            yield CellChange(keys=keys, before=old.get(keys, 0), after=new.get(keys, 0))


class _Since:
    """What happened in a casebook since a moment."""

    def __init__(self, store: Store, at: datetime) -> None:
        self._store, self._at = store, at
        self._judged: dict[str, list[Judgement]] = {}
        for one in store.judgements():
            if one.at > at:
                self._judged.setdefault(one.target, []).append(one)
        self._coded = {one.subject for one in store.entries(Coding) if one.at > at}
        self._reread = {one.document for one in store.rereadings() if one.at > at}
        self._pairs = self._of_pairs()

    def change(self, one: Placed | None, other: Placed | None) -> Change:
        """What became of an act, and why."""
        act = other or one
        assert act is not None
        claims = self._claims(act)
        joined = self._answered(one, other)
        judged = sorted({entry.number for claim in claims for entry in self._judged.get(claim, ())} | set(joined))
        return Change(
            act=act.act,
            moved=_moved(one, other),
            before=one.cells if one else (),
            after=other.cells if other else (),
            units=other.units if other else (),
            because=tuple(self._because(one, other, claims, joined)) or (Because.OTHER,),
            entries=tuple(judged),
        )

    def _because(
        self, one: Placed | None, other: Placed | None, claims: set[str], joined: list[int]
    ) -> Iterator[Because]:
        if one is None and any(map(self._is_new, self._documents(claims))):
            yield Because.DOCUMENT
        if self._documents(claims) & self._reread:
            yield Because.READ_AGAIN
        if claims & self._judged.keys():
            yield Because.JUDGED
        if joined:
            fewer = len(set(other.units if other else ())) <= len(set(one.units if one else ()))
            yield Because.JOINED if fewer else Because.PARTED
        if claims & self._coded or (one and other and one.act != other.act):
            yield Because.CODED

    def _claims(self, act: Placed) -> set[str]:
        """The claims it rested on then and rests on now."""
        first = claim_of(act.act)
        now = {claim for held in self._store.coded_acts(Wanted(claims=(first,))) for claim in held.claims}
        return {first, *act.claims, *now}

    def _documents(self, claims: set[str]) -> set[str]:
        return {claim.document for claim in self._store.claims(ids=sorted(claims))}

    def _is_new(self, document: str) -> bool:
        with suppress(NotFound):
            held = self._store.document(document)
            return all(capture.captured_at > self._at for capture in self._store.captures(sha256=held.sha256))
        return False

    def _of_pairs(self) -> Mapping[str, list[int]]:
        """The answers for pairs since then, by the persons (ids) of both sides, as they are and as they stood alone."""
        found: dict[str, list[int]] = {}
        for target, given in self._judged.items():
            if target.startswith(PAIR):
                with suppress(NotFound):
                    pair = self._store.pair(target)
                    named = self._store.entities_of([pair.left, pair.right])
                    for id in {pair.left, pair.right, *(one.entity.id for one in named.values())}:
                        found.setdefault(id, []).extend(entry.number for entry in given)
        return found

    def _answered(self, one: Placed | None, other: Placed | None) -> list[int]:
        """The answers that changed for whom an act counts."""
        units = {*(one.units if one else ())} ^ {*(other.units if other else ())}
        return sorted({number for unit in units for number in self._pairs.get(unit, ())})


def _moved(one: Placed | None, other: Placed | None) -> Moved:
    if one is None:
        return Moved.CAME
    if other is None:
        return Moved.WENT
    return Moved.MOVED if one.cells != other.cells else Moved.COUNTED
