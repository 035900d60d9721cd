"""Settlements of one casebook: a person adopts a range for a figure, with a reason; kept for ever."""

from collections.abc import Sequence

from chamsae.errors import InputError
from chamsae.model.settlement import Aside, Ground, Settlement
from chamsae.ports import Clock, Store


class Settling:
    """What people settled."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def settle(  # noqa: PLR0917 - the parts of a settlement in the order in which one says them
        self,
        group: str,
        low: int | float | None,
        high: int | float | None,
        claims: Sequence[str] | None = None,
        aside: Sequence[str] = (),
        reason: str = "",
        *,
        by: str,
    ) -> Settlement:
        """As `Reconcile.settle`."""
        members = [member.claim for member in self._store.group(group).members]
        rests = tuple(c for c in members if c not in aside) if claims is None else tuple(claims)
        _check(low, high, reason, {*rests, *aside} - set(members))
        out = tuple(Aside(claim=claim, ground=Ground.PERSON, why="") for claim in aside)
        settlement = Settlement(
            group=group, low=low, high=high, claims=rests, aside=out, reason=reason, by=by, at=self._clock()
        )
        with self._store.transaction():
            written = self._store.add_settlement(settlement)
            detail = {"settlement": str(written.number)}
            self._store.append_log(at=written.at, actor=by, action="settle", subject=group, detail=detail)
        return written


def _check(low: float | None, high: float | None, reason: str, strangers: set[str]) -> None:
    if not reason.strip():
        raise InputError("a settlement needs its reason", do="Say in a sentence why this range and not another.")
    if low is None and high is None:
        raise InputError("a settlement needs at least one end", do="Give a lower or an upper number.")
    if low is not None and high is not None and low > high:
        raise InputError(f"the range runs from {low} down to {high}", do="Give the smaller number first.")
    if strangers:
        raise InputError(f"claims of another figure: {', '.join(sorted(strangers))}", do="Choose among its own claims.")
