"""A whole casebook as files: what its manifest says of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The version of the format; a reader takes this one and no other.
WHOLE_FORMAT = "chamsae-casebook/1"
#: The member that tells of all others; written last.
WHOLE_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A member: how many bytes it has, their SHA-256, and how many lines where it is a table."""

    sha256: str
    size: int
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeManifest:
    """Everything an exported casebook holds; no time and no program, so that one casebook gives one manifest.

    `tables` and `scorers` are by name. `objects` counts the stored files, `object_bytes` their bytes; each is named by
    its hash. `log_size` and `log_root` are the tree over the log (`chamsae log`), `keys` whether what the log hides
    can be opened with what is inside. `settings` are those that hold on every computer.
    """

    format: str
    tables: Mapping[str, Part]
    objects: int
    object_bytes: int
    log_size: int
    log_root: str
    keys: bool
    scorers: Mapping[str, Part] = field(default_factory=dict)
    settings: Mapping[str, str | int] = field(default_factory=dict)


def table_member(table: str) -> str:
    """The member that holds a table."""
    return f"tables/{table}.jsonl"


def object_member(sha256: str) -> str:
    """The member that holds the bytes with this SHA-256."""
    return f"objects/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def scorer_member(file: str) -> str:
    """The member that holds a fitted scorer."""
    return f"scorers/{file}"
