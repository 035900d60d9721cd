"""What intake hands over: an item to store, or a refusal with its reason; and the limits it keeps to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from chamsae.errors import ChamsaeError
from chamsae.model.source import Hop, How

MB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to store. `name` is unique within its container and the order of items is stable.

    `open()` gives the bytes as a seekable stream that the caller closes, or raises InputError with the
    reason; call it before asking for the next item. `container` is the SHA-256 of the ZIP, WARC or WACZ
    it was taken from. `redirects` holds the HTTP status a WARC tells of. See Capture for the rest.
    """

    name: str
    how: How
    open: Callable[[], BinaryIO]
    address: str | None = None
    asked: str | None = None
    container: str | None = None
    redirects: tuple[Hop, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    claimed_at: datetime | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something not taken in, and why; the work goes on with the next."""

    name: str
    reason: str

    @classmethod
    def of(cls, name: str, error: ChamsaeError) -> "Refusal":
        """The refusal of `name` for what an error says, without saying the name twice."""
        thing = "" if error.thing == name else error.thing
        return cls(name=name, reason=error.about(thing).words())


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one container may hold, in bytes unless said otherwise.

    `ratio` is bytes out per byte in; it counts for members over 1 MB. `spool` is the folder for
    temporary files (None: the system's), which hold one member at a time.
    """

    member_bytes: int = 512 * MB
    total_bytes: int = 2048 * MB
    members: int = 10_000
    ratio: int = 200
    header_bytes: int = 64 * 1024
    spool: Path | None = None


def doubts(claimed: datetime | None, now: datetime, what: str) -> tuple[str, ...]:
    """Notes on a time that cannot be right; it is kept as claimed."""
    if claimed is None:
        return ()
    if claimed > now + timedelta(days=1):
        return (f"{what} lies in the future",)
    if claimed < datetime(1990, 1, 1, tzinfo=UTC):
        return (f"{what} lies before 1990",)
    return ()
