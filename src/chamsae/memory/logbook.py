"""The log of the store in memory, the tree over it, and the keys of what it hides."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from chamsae.archive import log, merkle
from chamsae.memory.rows import Rows
from chamsae.model.log import Holder, Key, LogEntry
from chamsae.model.storable import storable


class Logbook:
    """The part of the store about the log."""

    _rows: Rows

    def append_log(
        self,
        *,
        at: datetime,
        actor: str,
        action: str,
        subject: str,
        detail: Mapping[str, str],
        hidden: Mapping[str, str] | None = None,
        under: str = "",
    ) -> LogEntry:
        """Append one entry and the hashes it completes."""
        number = len(self._rows.log) + 1
        draft = LogEntry(number=number, at=at, actor=actor, action=action, subject=subject, detail=dict(detail))
        storable((draft, hidden), "log")
        entry = log.written(draft, hidden or {}, self.key, under=under)
        self._append(entry)
        return entry

    def _append(self, entry: LogEntry) -> None:
        self._rows.leaves.append(log.leaf(entry))
        self._rows.log.append(entry)
        for level, place, hash in merkle.completed(entry.number, self.log_hashes):
            self._rows.nodes[level, place] = hash

    def log(
        self, *, after: int = 0, actions: Collection[str] | None = None, subject: str | None = None
    ) -> Iterator[LogEntry]:
        """Entries after a number, or those of them that tell of these actions or this subject, in order."""
        held = [entry for entry in self._rows.log[after:] if actions is None or entry.action in actions]
        return iter([entry for entry in held if subject in (None, entry.subject)])

    def last_log(self) -> LogEntry | None:
        """The last entry of the log."""
        return self._rows.log[-1] if self._rows.log else None

    def log_hashes(self, level: int, start: int, end: int) -> Sequence[bytes]:
        """Kept hashes of the tree."""
        if level == 0:
            return self._rows.leaves[start:end]
        return [self._rows.nodes[level, place] for place in range(start, end)]

    def key(self, holder: Holder, name: str) -> Key:
        """The key of a person at work or of a thing, made where there is none."""
        for key in self.keys(holder, name):
            return key
        made = log.new_key(holder, name)
        self._rows.keys[made.token] = made
        self._rows.held[holder, name] = made.token
        return made

    def keys(self, holder: Holder, name: str) -> Iterator[Key]:
        """The key of a person at work or of a thing, if it has one."""
        if token := self._rows.held.get((holder, name)):
            yield self._rows.keys[token]

    def find_key(self, *, token: str) -> Key | None:
        """The key a token stands for; None when it was destroyed."""
        return self._rows.keys.get(token)

    def destroy_key(self, token: str) -> None:
        """Forget a key for good."""
        if key := self._rows.keys.pop(token, None):
            del self._rows.held[key.holder, key.name]
