"""What came back from an address."""

from dataclasses import dataclass
from datetime import datetime

from chamsae.model.source import Hop


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came back from an address: body as decoded by HTTP, headers in order, every hop, aware UTC time.

    `address` is the last one; the last hop is the one that gave the body.
    """

    address: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    hops: tuple[Hop, ...]
    at: datetime
