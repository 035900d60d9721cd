"""Bytes as received: the stored object, and each occasion on which it came to us."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class How(StrEnum):
    """The way bytes came in."""

    FILE = "file"
    ZIP = "zip"
    WARC = "warc"
    WACZ = "wacz"
    MAIL = "mail"
    WEB = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """Bytes in content-addressed storage, known by two hashes (lower-case hex) and their length in bytes."""

    sha256: str
    sha512: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a redirect: the address asked, the HTTP status, the network address connected to."""

    address: str
    status: int
    ip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One accession: an object as it came, from where, when, by whom.

    `id` is the accession number ("s1", "s2", …), given by the store and never reused ("" before).
    `name` is the original name (file or member name, last part of an address); never used as a path.
    `address` is the final web address, if any; `asked` the address first asked for. `container` is
    the sha256 of the ZIP/WARC/WACZ the object was taken from. `captured_at` is our clock, aware UTC;
    `claimed_at` what the material says of itself (WARC-Date, file time). `headers` as received.
    `notes` holds findings to show with it ("digest matches", "file time lies in the future").
    """

    id: str = ""
    sha256: str
    size: int
    name: str
    how: How
    media_type: str
    captured_at: datetime
    added_by: str
    address: str | None = None
    asked: str | None = None
    container: str | None = None
    redirects: tuple[Hop, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    claimed_at: datetime | None = None
    notes: tuple[str, ...] = ()
