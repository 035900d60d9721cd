"""What the log hides: opened while its keys exist, closed for ever when they are destroyed."""

from collections.abc import Iterator
from datetime import datetime

from chamsae.archive import log
from chamsae.errors import NotFound, phrase
from chamsae.model.log import CHAINED, Disclosure, Holder, Key, LogEntry
from chamsae.ports import Store

ACTOR = "actor"


def erase(store: Store, subject: str, *, reason: str, by: str, at: datetime) -> LogEntry:
    """Destroy a key with the entry that says so; the reason is under the key of who does it."""
    with store.transaction():
        key = _key_of(store, subject)
        told = store.append_log(
            at=at,
            actor=by,
            action="erase",
            subject=key.name if key.holder is Holder.THING else key.token,
            detail={"holder": key.holder.value, "key": key.token},
            hidden={"reason": reason},
            under=by,
        )
        store.destroy_key(key.token)
        return told


def disclose(store: Store, entry: LogEntry, field: str, *, by: str, at: datetime) -> Disclosure:
    """Open one hidden value, with an entry that says so."""
    with store.transaction():
        found = _opened(store, entry, field)
        detail = {"entry": str(entry.number), "field": field}
        store.append_log(at=at, actor=by, action="disclose", subject=entry.subject, detail=detail)
        return found


def openable(store: Store, entry: LogEntry) -> Iterator[Disclosure]:
    """All hidden values of an entry whose keys exist."""
    for field, box in entry.sealed.items():
        if key := store.find_key(token=box.key):
            yield log.opened(entry, field, key)


def _opened(store: Store, entry: LogEntry, field: str) -> Disclosure:
    thing = f"log entry {entry.number}"
    if entry.format != CHAINED and (field == ACTOR or field in entry.sealed):
        token = entry.actor if field == ACTOR else entry.sealed[field].key
        if key := store.find_key(token=token):
            return log.opened_actor(entry, key) if field == ACTOR else log.opened(entry, field, key)
        raise NotFound(
            phrase("the key of “%(field)s” was destroyed", field=field),
            thing=thing,
            do=phrase("It cannot be opened any more."),
        )
    raise NotFound(
        phrase("it hides no “%(field)s”", field=field),
        thing=thing,
        do=phrase("It hides: %(names)s.", names=", ".join(entry.hidden) or "nothing"),
    )


def _key_of(store: Store, subject: str) -> Key:
    for holder in (Holder.THING, Holder.ACTOR):
        for key in store.keys(holder, subject):
            return key
    if found := store.find_key(token=subject):
        return found
    raise NotFound(
        phrase("there is no key of it: nothing is hidden under it"),
        thing=subject[:64],
        do=phrase("Check the id or name."),
    )
