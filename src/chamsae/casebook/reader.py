"""One object to one document with its claims; runs in a worker process that owns a sandbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from chamsae.errors import Unreadable
from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.read.build import READER, document
from chamsae.read.propose import propose
from chamsae.read.sandbox import Limits, Sandbox
from chamsae.read.zones import furniture

#: Media types whose members are the documents.
CONTAINERS = frozenset({"application/zip", "application/warc", "application/wacz"})
#: Items over this many bytes are kept and not read.
MOST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Work:
    """Bounds of a parser process: wall seconds and megabytes of memory."""

    seconds: int
    megabytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An object to read, with what its accession says of it."""

    sha256: str
    name: str
    media_type: str
    address: str | None
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a task: a document with claims, or the reason why not."""

    sha256: str
    name: str
    reader: str
    document: Document | None = None
    claims: tuple[Claim, ...] = ()
    reason: str | None = None
