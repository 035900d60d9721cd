"""The append-only log: each entry's hash covers its content and the hash before it.

Entries are hashed as canonical JSON (RFC 8785 subset: strings and integers only, sorted keys), so
that a stranger can recompute the chain from an export with any SHA-256.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC

from chamsae.errors import IntegrityError
from chamsae.model.log import LogEntry

#: The hash "before the first entry".
GENESIS = "0" * 64


def canonical(entry: LogEntry) -> bytes:
    """The bytes that are hashed: every field but `hash`, as canonical JSON in UTF-8."""
    return json.dumps(
        {
            "action": entry.action,
            "actor": entry.actor,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "detail": dict(entry.detail),
            "number": entry.number,
            "previous": entry.previous,
            "subject": entry.subject,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def chain(entry: LogEntry) -> LogEntry:
    """The entry with its hash filled in."""
    return replace(entry, hash=hashlib.sha256(canonical(entry)).hexdigest())


def check(entries: Iterable[LogEntry]) -> int:
    """Recompute the whole chain and return its length; raises IntegrityError naming the first entry that breaks it."""
    previous, count = GENESIS, 0
    for entry in entries:
        count += 1
        if entry.number != count:
            raise IntegrityError(f"log entry {count} is missing", thing="log", do=RESTORE)
        if entry.previous != previous or chain(entry).hash != entry.hash:
            raise IntegrityError(f"log entry {count} has been changed", thing="log", do=RESTORE)
        previous = entry.hash
    return count


RESTORE = "Compare with a backup; what follows this entry cannot be trusted."
