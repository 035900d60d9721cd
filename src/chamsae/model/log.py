"""One entry of the append-only, hash-chained log of what was done to a casebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """Who did what to which thing when; `hash` covers all other fields and the hash before it.

    `detail` maps short keys to strings (hashes, counts, versions); never a name from the material.
    """

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, str] = field(default_factory=dict)
    previous: str
    hash: str = ""
