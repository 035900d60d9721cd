"""Copies and figures of one casebook: compared and grouped after reading, settled by people.

What is done stands in modules of its own (comparing, grouping, settling …); here it is mounted as one namespace.
"""

from collections.abc import Sequence

from chamsae.casebook.comparing import compare_new
from chamsae.casebook.grouping import Grouping
from chamsae.casebook.progress import Silent
from chamsae.casebook.settling import Settling
from chamsae.model.settlement import Settlement
from chamsae.ports import Clock, Progress, Store


class Reconcile:
    """Copy detection and grouping over what has been read, and what people settled."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._grouping = Grouping(store, clock)
        self._settling = Settling(store, clock)

    def run(self, *, by: str, progress: Progress | None = None) -> int:
        """Compare documents not yet compared with all others, then group figures; the number of new relations."""
        new = compare_new(self._store, progress or Silent())
        self._grouping.group(by=by, relations=new)
        return new

    def refresh(self, *, by: str) -> None:
        """Group figures anew if something was read or judged since they were grouped."""
        self._grouping.refresh(by=by)

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
        """Adopt a range for a figure, resting on claims (default: all of the group not set aside).

        Raises InputError without a reason, with ends the wrong way round, or with claims of another figure.
        """
        return self._settling.settle(group, low, high, claims, aside, reason, by=by)
