"""What came back from an address."""

from dataclasses import dataclass
from datetime import datetime

from chamsae.model.source import Hop


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer: `status_line` without the version, `raw` the body before any decoding but chunks.

    The body of an answer other than 2xx is not had. `at` is aware UTC, `ip` what was connected to.
    """

    address: str
    ip: str
    at: datetime
    request: tuple[tuple[str, str], ...]
    status_line: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came back from an address: body as decoded by HTTP, headers in order, every hop, aware UTC time.

    `address` is the last one; the last hop is the one that gave the body. `exchanges` are all hops with what was said.
    """

    address: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    hops: tuple[Hop, ...]
    at: datetime
    exchanges: tuple[Exchange, ...] = ()
