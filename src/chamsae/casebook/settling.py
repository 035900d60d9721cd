"""Settlements of one casebook: a person adopts a range for a figure, with a reason; kept for ever.

New evidence reopens a settled figure. What is decided is only ever added to; taking a settlement back adds as well.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from chamsae.casebook.leaning import leaning
from chamsae.casebook.ledger import Ledger
from chamsae.casebook.present import present
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.judgement import ABSENT
from chamsae.model.settlement import Aside, FigureGroup, Ground, Settlement, State
from chamsae.model.stance import Position, Stance
from chamsae.model.standing import Lean, Standing
from chamsae.ports import Clock, Store
from chamsae.reconcile.standing import followed, histories, in_force, standing, undone


class Settling:
    """What people settled."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock, self._ledger = store, clock, Ledger(store)

    def settle(  # noqa: PLR0917 - the parts of a settlement in the order in which one says them
        self,
        group: str,
        low: int | float | None,
        high: int | float | None,
        claims: Sequence[str] | None = None,
        aside: Sequence[str | Aside] = (),
        reason: str = "",
        *,
        by: str,
    ) -> Settlement:
        """As `Reconcile.settle`."""
        held = self._store.group(group)
        members = [member.claim for member in held.members]
        out = _set_aside(held, claims, aside)
        left = {one.claim for one in out}
        rests = tuple(claim for claim in members if claim not in left) if claims is None else tuple(claims)
        _check(low, high, reason, {*rests, *left} - set(members))
        if both := sorted(left & set(rests)):
            raise InputError(
                phrase("claims both used and set aside: %(names)s", names=", ".join(both)),
                do=phrase("Do the one or the other."),
            )
        return self._write(
            Settlement(
                group=group, low=low, high=high, claims=rests, aside=out, rule=held.rule, origins=_counted(held),
                reason=reason, by=by, at=self._clock(),
            ),
            "settle",
        )  # fmt: skip

    def withdraw(self, number: int, *, by: str, reason: str) -> Settlement:
        """As `Reconcile.withdraw`."""
        if not reason.strip():
            raise InputError(phrase("taking back a settlement needs its reason"), do=phrase("Say in a sentence why."))
        ledger = self._ledger.about(None)
        entry = next((one for one in ledger if one.number == number), None)
        if entry is None:
            raise NotFound(
                phrase("there is no settlement %(number)s", number=number),
                do=phrase("`chamsae figures ID` lists those of a figure."),
            )
        if number in undone(ledger):
            raise InputError(phrase("it was taken back already"), thing=phrase("settlement %(number)s", number=number))
        taken_back = Settlement(
            group=entry.group, low=None, high=None, claims=(), undoes=number, reason=reason, by=by, at=self._clock()
        )
        return self._write(taken_back, "withdraw")

    def standing(self, group: str) -> Standing:
        """As `Reconcile.standing`."""
        held = self._store.group(group)
        ledger = self._ledger.about(self._ever(member.claim for member in held.members), groups=[group])
        now = present(self._store, ledger, [held])
        found = standing(held, histories(ledger, now).get(group, []), now)
        return replace(found, denied=tuple(self._denied(found)))

    def standings(self, *, state: State | None = None) -> list[Standing]:
        """As `Reconcile.standings`."""
        found = [one for one in self._decided() if state in (None, one.state)]
        held = {one.group for one in found}
        found += [_undecided(group) for group in self._store.groups(state=state) if group.id not in held]
        return sorted(found, key=lambda one: _ORDER.index(one.state))

    def leaning(self, group: str) -> tuple[Lean, ...]:
        """As `Reconcile.leaning`."""
        return leaning(self._store, self.standing(group))

    def reopened(self, groups: Iterable[str] | None = None) -> frozenset[int]:
        """The settlements (numbers) of figures known to be reopened: of all, or of these (ids)."""
        if groups is None:
            return frozenset(group.settlement or 0 for group in self._store.groups(state=State.REOPENED))
        held = filter(None, map(self._group, dict.fromkeys(groups)))
        return frozenset(group.settlement or 0 for group in held if group.state is State.REOPENED)

    def restate(
        self, known: frozenset[int], *, by: str, claims: Collection[str] | None = None, groups: Collection[str] = ()
    ) -> None:
        """Give the figures that people settled the states they have now; log those reopened that were not `known` so.

        All settlements, or those about any of these claims or made for these figures (ids). Inside the transaction
        that grouped the figures.
        """
        for found in self._decided(claims, groups):
            if found.group is not None:
                self._put(found)
            entry = found.settlement
            if entry and found.state is State.REOPENED and entry.number not in known and not self._told(found):
                causes = " ".join(sorted({one.cause.value for one in found.reopened}))
                detail = {"settlement": str(entry.number), "causes": causes}
                subject = found.group or entry.group
                self._store.append_log(at=self._clock(), actor=by, action="reopen", subject=subject, detail=detail)

    def _told(self, found: Standing) -> bool:
        """True for a settlement without figure that the log has told of: no row keeps its state."""
        number = str(found.settlement.number if found.settlement else 0)
        told = self._store.log(actions=("reopen",))
        return found.group is None and any(entry.detail["settlement"] == number for entry in told)

    def _denied(self, found: Standing) -> Iterator[Stance]:
        """Denials of a settled figure in documents that came in after it was settled."""
        said = [one for one in self._store.stances(group=found.group) if one.position is Position.DENIES]
        absent = {id for id, status in self._store.statuses([one.claim for one in said]).items() if status in ABSENT}
        for one in said:
            document = self._store.document(self._store.claim(one.claim).document)
            arrived = next(self._store.captures(sha256=document.sha256)).captured_at
            if found.settlement and arrived > found.settlement.at and one.claim not in absent:
                yield one

    def _decided(self, claims: Collection[str] | None = None, of: Collection[str] = ()) -> Iterator[Standing]:
        """Where every figure stands that has a history, and every settlement whose figure is gone.

        With `claims` (ids), the figures these settlements are about that could see any of them, or were made for `of`.
        """
        ledger = self._ledger.about(claims, groups=of)
        if not ledger:
            return
        first = present(self._store, ledger, [])
        groups = {id: found for id in histories(ledger, first) if (found := self._group(id)) is not None}
        if claims is not None:  # the whole history of each figure
            members = self._ever(member.claim for group in groups.values() for member in group.members)
            ledger = self._ledger.about(members, also=ledger)
        now = present(self._store, ledger, groups.values())
        for id, history in histories(ledger, now).items():
            if id in groups or (in_force(history) and self._group(id) is None):
                yield standing(groups.get(id), history, now)

    def _group(self, id: str) -> FigureGroup | None:
        with suppress(NotFound):
            return self._store.group(id)
        return None

    def _put(self, found: Standing) -> None:
        """Write the state of a figure where it is another than before."""
        held = self._store.group(found.group or "")
        number = found.settlement.number if found.settlement else None
        if (held.state, held.settlement) != (found.state, number):
            self._store.put_groups([replace(held, state=found.state, settlement=number)])

    def _write(self, entry: Settlement, action: str) -> Settlement:
        with self._store.transaction():
            written = self._store.add_settlement(entry)
            detail = {"settlement": str(written.number)}
            detail |= {"undoes": str(written.undoes)} if written.undoes is not None else {}
            self._store.append_log(
                at=written.at,
                actor=written.by,
                action=action,
                subject=entry.group,
                detail=detail,
                hidden={"reason": written.reason},
            )
            about = {one.number: one for one in self._ledger.about(None)}
            first = written
            while first.undoes is not None:
                first = about[first.undoes]
            group = followed(first, present(self._store, [first], [])) or first.group
            if self._group(group) is not None:
                self._put(self.standing(group))
        return written

    def _ever(self, claims: Iterable[str]) -> set[str]:
        """These claims, and those they took the place of: a settlement may rest on the ones before."""
        found: set[str] = set()
        waiting = set(claims)
        while waiting:
            found |= waiting
            older = (claim.supersedes for claim in self._store.claims(ids=sorted(waiting)))
            waiting = {claim for claim in older if claim} - found
        return found


#: What waits for a person first.
_ORDER = (State.REOPENED, State.OPEN, State.PROPOSED, State.SETTLED)


def _undecided(group: FigureGroup) -> Standing:
    return Standing(group=group.id, state=group.state, low=group.low, high=group.high, reason=group.reason)


def _set_aside(group: FigureGroup, claims: Sequence[str] | None, given: Sequence[str | Aside]) -> tuple[Aside, ...]:
    """What is set aside, each with its ground: as proposed, unless the person says otherwise or gives a reason."""
    proposed = {one.claim: one for one in group.aside}
    said = {one.claim: one for one in given if isinstance(one, Aside)}
    named = {one if isinstance(one, str) else one.claim for one in given}
    if claims is None:
        named |= proposed.keys()
    else:
        named |= {member.claim for member in group.members} - set(claims)
    strangers = sorted(named - {member.claim for member in group.members})
    order = [member.claim for member in group.members if member.claim in named] + strangers
    return tuple(said.get(c) or proposed.get(c) or Aside(claim=c, ground=Ground.PERSON, why="") for c in order)


def _counted(group: FigureGroup) -> tuple[tuple[str, ...], ...]:
    """The claims of a figure as they are counted: those of one origin together."""
    same: dict[str, list[str]] = {}
    for member in group.members:
        same.setdefault(member.origin, []).append(member.claim)
    return tuple(map(tuple, same.values()))


def _check(low: float | None, high: float | None, reason: str, strangers: set[str]) -> None:
    if not reason.strip():
        raise InputError(
            phrase("a settlement needs its reason"), do=phrase("Say in a sentence why this range and not another.")
        )
    if low is None and high is None:
        raise InputError(phrase("a settlement needs at least one end"), do=phrase("Give a lower or an upper number."))
    if odd := [end for end in (low, high) if end is not None and not 0 <= end < float("inf")]:
        raise InputError(
            phrase("%(odd)s counts nothing", odd=odd[0]),
            do=phrase("Give numbers from 0 up; leave an end out where it is open."),
        )
    if low is not None and high is not None and low > high:
        raise InputError(
            phrase("the range runs from %(low)s down to %(high)s", low=low, high=high),
            do=phrase("Give the smaller number first."),
        )
    if strangers:
        raise InputError(
            phrase("claims of another figure: %(names)s", names=", ".join(sorted(strangers))),
            do=phrase("Choose among its own claims."),
        )
