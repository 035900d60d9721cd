"""What leans on a settlement: everything the log tells was made while it stood, and holds it."""

from collections.abc import Iterable, Mapping

from chamsae.casebook.actors import actor
from chamsae.model.log import LogEntry
from chamsae.model.settlement import State
from chamsae.model.standing import Lean, Standing
from chamsae.ports import Store

#: The key under which an entry of the log names the settlements that what it made holds, apart by spaces.
HOLDS = "settlements"


def holds(settlements: Iterable[int]) -> Mapping[str, str]:
    """The detail of a log entry that says which settlements (numbers) are held; empty where none is."""
    numbers = sorted(set(settlements))
    return {HOLDS: " ".join(map(str, numbers))} if numbers else {}


def leaning(store: Store, stands: Standing) -> tuple[Lean, ...]:
    """Everything made that holds a settlement of this figure, in the order of the log.

    A release names the settlements it holds; what is made of a release holds the same.
    """
    own = {entry.number for entry in stands.history if entry.undoes is None}
    if not own:
        return ()
    counts = stands.settlement.number if stands.settlement and stands.state is State.SETTLED else 0
    made: dict[str, tuple[int, ...]] = {}
    found: list[Lean] = []
    for entry in store.log(actions={"release", *FROM_RELEASE}):
        if HOLDS in entry.detail:
            made[entry.subject] = tuple(int(number) for number in entry.detail[HOLDS].split())
        held = own & set(made.get(entry.subject, ()))
        found += [_lean(store, entry, number, outdated=number != counts) for number in sorted(held)]
    return tuple(found)


#: What is made of a release, whose id is the subject of its log entry.
FROM_RELEASE = frozenset({"report", "bundle", "picture"})


def _lean(store: Store, entry: LogEntry, settlement: int, *, outdated: bool) -> Lean:
    return Lean(
        number=entry.number,
        action=entry.action,
        subject=entry.subject,
        settlement=settlement,
        by=actor(store, entry),
        at=entry.at,
        outdated=outdated,
    )
