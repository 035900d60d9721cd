"""The package that leaves with a release: what it is made of, and the one way its JSON is written.

Canonical JSON here is UTF-8, sorted keys, one space of indent and a final line end, so that equal
content is equal bytes and a reader can refuse any other spelling.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import UTC, datetime

from chamsae.model.log import Disclosure
from chamsae.model.provenance import Provenance
from chamsae.model.release import Release

#: Name and version of the format; a reader refuses what it does not know.
BUNDLE_FORMAT = "chamsae-bundle/2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """A log entry as it goes out: its number, its bytes (exact JSON), the proof that it is in the log."""

    number: int
    entry: bytes
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """The proof that the log of the bundle's checkpoint holds that of an earlier one of `old` entries."""

    old: int
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """The raw reply of a time-stamping authority, and the certificates pinned for it (PEM; "" where none is)."""

    reply: bytes
    certificates: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """All that a bundle holds but the cited bytes and texts themselves.

    `checkpoint` is the signed note all proofs end in, `key` the log's public key. `language` is that of the pages for
    people. `hidden` counts the values the entries commit to and that stay closed.
    """

    release: Release
    language: str
    key: str
    checkpoint: str
    entries: tuple[Attested, ...]
    disclosed: tuple[Disclosure, ...] = ()
    hidden: int = 0
    growth: tuple[Grown, ...] = ()
    stamps: tuple[Stamped, ...] = ()
    provenance: Provenance

    @property
    def size(self) -> int:
        """How many entries the log of the checkpoint has."""
        return int(self.checkpoint.split("\n")[1])

    @property
    def root(self) -> str:
        """The root over them, in base64."""
        return self.checkpoint.split("\n")[2]


def canonical(noun: object) -> bytes:
    """The noun (a dataclass, list or mapping) as canonical JSON.

    Raises ValueError on a time without zone or text that is not Unicode.
    """
    plain = asdict(noun) if is_dataclass(noun) and not isinstance(noun, type) else noun
    text = json.dumps(plain, default=_plain, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode() + b"\n"


def fingerprint(release: Release) -> str:
    """The id that follows from all a release says: the same content, the same id."""
    digest = hashlib.sha256(canonical(replace(release, id=""))).hexdigest()
    return f"r{digest[:32]}"


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(f"{value!r} is not a time with a zone")
    return value.astimezone(UTC).isoformat()
