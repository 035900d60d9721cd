"""What a backup holds: one snapshot of a casebook, and every file in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from chamsae.model.ledger import Entry

#: Name and version of what a snapshot's list says.
SNAPSHOT_FORMAT = "chamsae-snapshot/1"

#: The subject of what is done to a casebook as a whole.
CASEBOOK = "casebook"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp(Entry):
    """A snapshot was added to a folder of backups; it holds so many originals."""

    kind: ClassVar[str] = "backup"

    snapshot: str
    objects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file: its place, size in bytes and SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A casebook as it was at one moment.

    `rows` is its database as an SQLite file, `files` are its own files (settings, keys), `objects` all originals by
    hash (as `path`). `log` is the number of entries of its log, `recipients` whom the objects are sealed to.
    """

    format: str
    name: str
    made: datetime
    casebook: str
    version: str
    log: int
    recipients: tuple[str, ...]
    rows: Part
    files: tuple[Part, ...]
    objects: tuple[Part, ...]
