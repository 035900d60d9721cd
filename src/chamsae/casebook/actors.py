"""Who an entry of the log speaks of: the log holds tokens, the names stand beside it while their keys exist."""

from chamsae.model.log import CHAINED, LogEntry
from chamsae.ports import Store


def actor(store: Store, entry: LogEntry) -> str:
    """The name of who did it; the token where the key was destroyed."""
    if entry.format == CHAINED:
        return entry.actor
    key = store.find_key(token=entry.actor)
    return key.name if key else entry.actor
