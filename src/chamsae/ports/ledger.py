"""What evidence needs of a store: every further ledger, the log, and the keys of what it hides."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from chamsae.model.erasure import Blanked
from chamsae.model.ledger import E, Line
from chamsae.model.log import Holder, Key, LogEntry


class LedgerStore(Protocol):
    """The part of the store that only grows, but for keys, which can be destroyed."""

    def append(self, entry: E) -> E:
        """Append an entry of any kind (chamsae.model.ledger); comes back with its number.

        The log must confirm it in the same transaction: chamsae.casebook.entering does both.
        """
        ...

    def entries(self, kind: type[E], *, subject: str | None = None, after: int = 0) -> Iterator[E]:
        """The entries of a kind in order, those taken back too: all, of one subject, after a number."""
        ...

    def lines(self, *, after: int = 0) -> Iterator[Line]:
        """The whole ledger after a number, whatever the kinds."""
        ...

    def overwrite(self, blanked: Blanked) -> None:
        """Put what is left of erased words in place of them, in one transaction: for those who took consent back.

        What was worked out from the claims (records, pairs, acts, places in figures, checks, stances, sketches, search)
        goes; of what people wrote on them in their own words nothing stays. The only way to change an entry.
        """
        ...

    # the log
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
        """Append one entry to the log inside the transaction (chamsae.archive.log).

        `hidden` values stand in it as commitments only, under the key of the thing `under` (the subject unless given),
        or of the actor where that is `under`.
        """
        ...

    def log(
        self, *, after: int = 0, actions: Collection[str] | None = None, subject: str | None = None
    ) -> Iterator[LogEntry]:
        """The log after a number; only the entries that tell of one of `actions`, or of this subject, where given."""
        ...

    def last_log(self) -> LogEntry | None: ...
    def log_hashes(self, level: int, start: int, end: int) -> Sequence[bytes]:
        """Kept hashes of the tree over the log, as chamsae.archive.merkle.Tree asks for them."""
        ...

    # keys of what the log hides
    def key(self, holder: Holder, name: str) -> Key:
        """The key of a person at work or of a thing, made where there is none."""
        ...

    def find_key(self, *, token: str) -> Key | None:
        """The key a token in the log stands for; None when it was destroyed."""
        ...

    def keys(self, holder: Holder, name: str) -> Iterator[Key]:
        """The key of a person at work or of a thing, if it has one."""
        ...

    def destroy_key(self, token: str) -> None:
        """Delete a key: what is under it can never be opened again."""
        ...
