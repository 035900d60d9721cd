"""What must hold between claims if all of them are true, with the words that say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from chamsae.model.check import CheckKind
from chamsae.model.claim import Claim
from chamsae.reconcile.conflict import Bound, Link, System
from chamsae.reconcile.intervals import Interval, counted_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A system with what it compares in words; `beside` are claims it takes a number from without bounding it."""

    kind: CheckKind
    system: System
    words: str
    beside: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims it is about, in order of id."""
        return tuple(sorted({*self.system.claims, *self.beside}))

    @property
    def telling(self) -> bool:
        """True when the claims could have broken it: what nothing can break supports nothing."""
        return any(_breakable(link, self.system.bounds) for link in self.system.links) or not self.system.links


def bound(claim: Claim, interval: Interval | None = None) -> Bound:
    """What a claim says of the quantity it counts, which goes by the claim's id."""
    low, high = interval or counted_by(claim)
    return Bound(quantity=claim.id, low=low, high=high, claim=claim.id)


def difference(left: Sequence[str], right: Sequence[str], *, low: float = 0.0, high: float = 0.0) -> Link:
    """The sum of some quantities less the sum of others lies between `low` and `high`."""
    return Link(terms=(*((one, 1.0) for one in left), *((one, -1.0) for one in right)), low=low, high=high)


def at_most(left: Sequence[str], right: Sequence[str]) -> Link:
    """The sum of some quantities is at most the sum of others."""
    return difference(left, right, low=-inf)


def _breakable(link: Link, bounds: Sequence[Bound]) -> bool:
    least = most = 0.0
    for quantity, weight in link.terms:
        low = max((one.low for one in bounds if one.quantity == quantity), default=0.0)
        high = min((one.high for one in bounds if one.quantity == quantity), default=inf)
        least += weight * (low if weight > 0 else high)
        most += weight * (high if weight > 0 else low)
    return (link.high < inf and least > -inf) or (link.low > -inf and most < inf)
