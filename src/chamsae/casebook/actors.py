"""What other verbs ask of the log: who an entry speaks of (it holds tokens; names stand beside it), and its root."""

from chamsae.archive.merkle import Tree
from chamsae.model.log import CHAINED, LogEntry, TreeHead
from chamsae.ports import Store


def actor(store: Store, entry: LogEntry) -> str:
    """The name of who did it; the token where the key was destroyed."""
    if entry.format == CHAINED:
        return entry.actor
    key = store.find_key(token=entry.actor)
    return key.name if key else entry.actor


def tree_head(store: Store) -> TreeHead:
    """Length and root of the log now."""
    last = store.last_log()
    size = last.number if last else 0
    return TreeHead(size=size, root=Tree(size, store.log_hashes).root().hex())
