"""Entries of the log as bytes: how they are written, hashed, and how values are committed to and opened again.

An entry is exact JSON (chamsae.text.exact_json); its leaf is the RFC 6962 leaf hash of these bytes. Values that could
point to a witness stand in it as SHA-256(salt ‖ value); the salt follows from a key that can be destroyed.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC
from unicodedata import normalize

from chamsae.archive.merkle import Frontier, leaf_hash
from chamsae.errors import InputError, IntegrityError, phrase
from chamsae.model.log import CHAINED, COMMITTED, Disclosure, Holder, Key, LogEntry, Sealed, TreeHead
from chamsae.text.exact_json import exact

#: The hash "before the first entry" of the chain of format 1.
GENESIS = "0" * 64
RESTORE = phrase("Compare with a backup; what follows this entry cannot be trusted.")
#: The key of which thing or person to use, made where there is none.
Keys = Callable[[Holder, str], Key]


def written(draft: LogEntry, secrets: Mapping[str, str], keys: Keys, *, under: str = "") -> LogEntry:
    """The entry as it is appended: the actor a token, each of `secrets` committed to and sealed.

    `secrets` are under the key of the thing `under` (the entry's subject unless given), or of the actor.
    """
    actor = keys(Holder.ACTOR, draft.actor)
    hidden, sealed = dict[str, str](), dict[str, Sealed]()
    if secrets:
        key = actor if under == draft.actor else keys(Holder.THING, under or draft.subject)
        for field, value in secrets.items():
            hidden[field] = _commitment(_salt(key, draft.number, field), value)
            sealed[field] = Sealed(key=key.token, box=_box(key, draft.number, field, value))
    detail = {normalize("NFC", name): value for name, value in draft.detail.items()}
    return replace(draft, actor=actor.token, at=draft.at.astimezone(UTC), detail=detail, hidden=hidden, sealed=sealed)


def canonical(entry: LogEntry) -> bytes:
    """The bytes of an entry, which its leaf covers; of one of format 1 with its place in the chain.

    Raises InputError where it holds what cannot be written exactly.
    """
    plain: dict[str, object] = {
        "action": entry.action,
        "actor": entry.actor,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "detail": dict(entry.detail),
        "number": entry.number,
        "subject": entry.subject,
    }
    if entry.format == CHAINED:
        plain |= {"previous": entry.previous, "hash": entry.hash}
    else:
        plain |= {"format": entry.format, "hidden": dict(entry.hidden)}
    try:
        return exact(plain)
    except ValueError as error:
        raise InputError(str(error), thing=phrase("log entry %(number)s", number=entry.number)) from error


def leaf(entry: LogEntry) -> bytes:
    """The leaf of an entry."""
    return leaf_hash(canonical(entry))


def chained(entry: LogEntry) -> LogEntry:
    """An entry of format 1 with the hash of its chain filled in: over every field but `hash`."""
    plain = {
        "action": entry.action,
        "actor": entry.actor,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "detail": dict(entry.detail),
        "number": entry.number,
        "previous": entry.previous,
        "subject": entry.subject,
    }
    return replace(entry, format=CHAINED, hash=hashlib.sha256(exact(plain)).hexdigest())


class Recount:
    """The tree computed anew from the entries themselves, one after the other; remembers only its right edge."""

    def __init__(self) -> None:
        self._frontier, self._previous, self._format = Frontier(), GENESIS, CHAINED

    def add(self, entry: LogEntry) -> bytes:
        """Take the next entry and return its leaf; raises IntegrityError for a gap or a broken chain."""
        number = self._frontier.size + 1
        if entry.number != number:
            raise IntegrityError(
                phrase("log entry %(number)s is missing", number=number), thing=phrase("log"), do=RESTORE
            )
        if not self._format <= entry.format <= COMMITTED:
            raise IntegrityError(
                phrase("log entry %(number)s has a format it cannot have", number=number),
                thing=phrase("log"),
                do=RESTORE,
            )
        if entry.format == CHAINED:
            if entry.previous != self._previous or chained(entry).hash != entry.hash:
                raise IntegrityError(
                    phrase("log entry %(number)s has been changed", number=number), thing=phrase("log"), do=RESTORE
                )
            self._previous = entry.hash
        self._format = entry.format
        found = leaf(entry)
        self._frontier.append(found)
        return found

    def head(self) -> TreeHead:
        """Size and root of what was taken so far."""
        return TreeHead(size=self._frontier.size, root=self._frontier.root().hex())


def check(entries: Iterable[LogEntry]) -> int:
    """Walk the log and return its length; raises IntegrityError naming the first entry that is missing or changed."""
    recount = Recount()
    for entry in entries:
        recount.add(entry)
    return recount.head().size


def opened(entry: LogEntry, field: str, key: Key) -> Disclosure:
    """A hidden value of an entry with its salt; raises IntegrityError where it is not what was committed to."""
    salt = _salt(key, entry.number, field)
    value = _unboxed(key, entry, field)
    if _commitment(salt, value) != entry.hidden.get(field):
        raise _changed(entry, field)
    return Disclosure(number=entry.number, field=field, salt=salt.hex(), value=value)


def opened_actor(entry: LogEntry, key: Key) -> Disclosure:
    """Who did it, with the salt: SHA-256(salt ‖ name) is the token in the entry."""
    salt = _salt_of_name(key.secret)
    if _commitment(salt, key.name) != entry.actor:
        raise _changed(entry, "actor")
    return Disclosure(number=entry.number, field="actor", salt=salt.hex(), value=key.name)


def new_key(holder: Holder, name: str) -> Key:
    """A fresh key; its token commits to the name, which nobody can guess from it."""
    secret = os.urandom(32)
    return Key(token=_commitment(_salt_of_name(secret), name), holder=holder, name=name, secret=secret)


def _commitment(salt: bytes, value: str) -> str:
    return hashlib.sha256(salt + value.encode()).hexdigest()


def _salt(key: Key, number: int, field: str) -> bytes:
    return hmac.digest(key.secret, f"salt {number} {field}".encode(), "sha256")


def _salt_of_name(secret: bytes) -> bytes:
    return hmac.digest(secret, b"name", "sha256")


def _box(key: Key, number: int, field: str, value: str) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415 - only where it is hidden

    nonce = os.urandom(12)
    sealed = ChaCha20Poly1305(_sealing(key)).encrypt(nonce, value.encode(), f"{number} {field}".encode())
    return base64.b64encode(nonce + sealed).decode()


def _unboxed(key: Key, entry: LogEntry, field: str) -> str:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415

    try:
        raw = base64.b64decode(entry.sealed[field].box, validate=True)
        plain = ChaCha20Poly1305(_sealing(key)).decrypt(raw[:12], raw[12:], f"{entry.number} {field}".encode())
        return plain.decode()
    except (InvalidTag, KeyError, ValueError) as error:
        raise _changed(entry, field) from error


def _sealing(key: Key) -> bytes:
    """A key of its own for sealing, so that a salt handed out tells nothing of it."""
    return hmac.digest(key.secret, b"seal", "sha256")


def _changed(entry: LogEntry, field: str) -> IntegrityError:
    return IntegrityError(
        phrase("its hidden “%(field)s” is not what it committed to", field=field),
        thing=phrase("log entry %(number)s", number=entry.number),
    )
