"""The append-only log of what was done to a casebook: entries, and the state of the tree over them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

#: The entries of the first version: a chain of hashes, the actor in the clear. They stay as they were written.
CHAINED = 1
#: The entries of today: leaves of a Merkle tree, nobody's name in the clear.
COMMITTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A hidden value kept for those who hold the key: the token of the key, and the ciphertext in base64."""

    key: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """Who did what to which thing when.

    `actor` is a token (`Store.find_key` gives the name while the key exists); in entries of format 1 it is the name
    itself. `detail` maps short keys to texts (hashes, counts, versions); never a name, nor words that people typed.
    Such values are committed to in `hidden` (hex of SHA-256(salt ‖ value)) and kept in `sealed`, which is no part of
    what is hashed. `previous` and `hash` are the chain of format 1, empty in later entries.
    """

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    sealed: Mapping[str, Sealed] = field(default_factory=dict)
    format: int = COMMITTED
    previous: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeHead:
    """The log as a whole: how many entries, and the root of the RFC 6962 tree over them in hex."""

    size: int
    root: str


class Holder(StrEnum):
    """Whose key it is: of a person who works with the casebook, or of a thing in it (an accession, a claim …)."""

    ACTOR = "actor"
    THING = "thing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What opens hidden values: 32 random bytes; destroyed, the values stay closed for ever.

    `token` stands in entries: it commits to `name`, the actor's name or the thing's id, under a salt from `secret`.
    """

    token: str
    holder: Holder
    name: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One hidden value opened: who has the entry checks that SHA-256(salt ‖ value) is what it committed to."""

    number: int
    field: str
    salt: str
    value: str
