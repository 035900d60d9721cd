"""Entries of every further ledger, written together with the entry of the log that confirms them.

    written = enter(store, Interview(subject=…, by=by, at=clock(), why=reason))
    enter_all(store, cells, action="import", subject=list_id)

The log tells kind and numbers in the clear, and commits to the reason and to a digest of the whole content under the
key of the subject, so that neither can be guessed from it and both can be disclosed.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from chamsae.model.canonical import canonical
from chamsae.model.ledger import E, Entry
from chamsae.ports import Store

#: What the log calls it where the verb has no word of its own.
ENTER = "enter"


def enter(store: Store, entry: E, *, action: str = ENTER, detail: Mapping[str, str] | None = None) -> E:
    """Append an entry and the log entry that confirms it, in one transaction; comes back with its number."""
    return enter_all(store, [entry], action=action, subject=entry.subject, detail=detail)[0]


def enter_all(
    store: Store,
    entries: Iterable[E],
    *,
    action: str = ENTER,
    subject: str,
    detail: Mapping[str, str] | None = None,
) -> list[E]:
    """Append entries of one kind by one person, confirmed by ONE entry of the log about `subject`; none for none.

    Undoing is told as `undoes`. Raises InputError, with nothing written, where one of them cannot be kept.
    """
    with store.transaction():
        written = [store.append(entry) for entry in entries]
        if not written:
            return []
        first, last = written[0], written[-1]
        told = {"kind": first.kind, **numbers(written), **(detail or {})}
        if first.undoes is not None:
            told["undoes"] = str(first.undoes)
        hidden = {"content": digest(written)} | ({"reason": last.why} if last.why else {})
        store.append_log(at=last.at, actor=last.by, action=action, subject=subject, detail=told, hidden=hidden)
    return written


def numbers(entries: Sequence[Entry]) -> dict[str, str]:
    """Which entries a log entry confirms: `entry` for one, `entries` ("first-last") for several in a row."""
    first, last = entries[0].number, entries[-1].number
    return {"entry": str(first)} if first == last else {"entries": f"{first}-{last}"}


def confirmed(detail: Mapping[str, str]) -> range:
    """The numbers of the entries that a log entry with this detail confirms."""
    first, _, last = (detail.get("entries") or detail.get("entry", "")).partition("-")
    return range(int(first), int(last or first) + 1) if first.isdigit() else range(0)


def digest(entries: Iterable[Entry]) -> str:
    """SHA-256 over the canonical forms of entries, a line each."""
    found = hashlib.sha256()
    for entry in entries:
        found.update(canonical(entry).encode() + b"\n")
    return found.hexdigest()
