"""The package that leaves with a release: what it is made of, and the one way its JSON is written.

Canonical JSON here is UTF-8, sorted keys, one space of indent and a final line end, so that equal
content is equal bytes and a reader can refuse any other spelling.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from chamsae.model.release import Release

#: Name and version of the format; a reader refuses what it does not know.
BUNDLE_FORMAT = "chamsae-bundle/1"

MANIFEST, RELEASE, REPORT, TABLE, README = "manifest.json", "release.json", "report.html", "figures.csv", "README.txt"

#: The only names a bundle may contain; no path of any other shape is ever opened or written.
MEMBER_NAME = re.compile(
    r"(?:manifest\.json|release\.json|report\.html|figures\.csv|README\.txt"
    r"|originals/[0-9a-f]{64}|texts/[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.txt)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file of a bundle: its name inside, its size in bytes and two hashes in lower-case hex."""

    name: str
    size: int
    sha256: str
    sha512: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Every file of a bundle but the manifest itself, the release it carries and the log entry it stands on."""

    format: str
    release: str
    log_number: int
    log_hash: str
    files: tuple[Packed, ...]


def original_name(sha256: str) -> str:
    """Where the cited bytes with this hash lie in a bundle."""
    return f"originals/{sha256}"


def text_name(document: str) -> str:
    """Where the text of a document, as read, lies in a bundle."""
    return f"texts/{document}.txt"


def packed(name: str, content: bytes) -> Packed:
    """The manifest's line for a file of this content."""
    return Packed(
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sha512=hashlib.sha512(content).hexdigest(),
    )


def canonical(noun: Release | Manifest) -> bytes:
    """The noun as canonical JSON; raises ValueError on a time without zone or text that is not Unicode."""
    text = json.dumps(asdict(noun), default=_zoned, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode() + b"\n"


def fingerprint(release: Release) -> str:
    """The id that follows from all a release says: the same content, the same id."""
    digest = hashlib.sha256(canonical(replace(release, id=""))).hexdigest()
    return f"r{digest[:32]}"


def _zoned(value: object) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(f"{value!r} is not a time with a zone")
    return value.astimezone(UTC).isoformat()
