"""The settlements of one casebook, read once and then only what is new."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import Lock

from chamsae.model.settlement import Settlement
from chamsae.ports import Store


class Ledger:
    """All settlements and what took them back, in order, found by the claims they are about."""

    def __init__(self, store: Store) -> None:
        self._store, self._lock = store, Lock()
        self._entries: dict[int, Settlement] = {}
        self._by_claim: defaultdict[str, list[int]] = defaultdict(list)
        self._by_group: defaultdict[str, list[int]] = defaultdict(list)

    def about(
        self, claims: Iterable[str] | None, *, groups: Iterable[str] = (), also: Sequence[Settlement] = ()
    ) -> list[Settlement]:
        """All entries, or the settlements that could see any of these claims, with what undid them.

        Beside these, those made for figures of these ids, and those given.
        """
        with self._lock:
            self._read()
            if claims is None:
                return list(self._entries.values())
            wanted = {number for claim in claims for number in self._by_claim.get(claim, ())}
            wanted |= {number for group in groups for number in self._by_group.get(group, ())}
            wanted |= {entry.number for entry in also}
            for entry in self._entries.values():
                if entry.undoes in wanted:
                    wanted.add(entry.number)
            return [entry for number, entry in self._entries.items() if number in wanted]

    def _read(self) -> None:
        last = next(reversed(self._entries), 0)
        for entry in self._store.settlements(after=last):
            self._entries[entry.number] = entry
            self._by_group[entry.group].append(entry.number)
            for claim in entry.known:
                self._by_claim[claim].append(entry.number)
