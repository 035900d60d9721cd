"""What stands behind the log: checkpoints, the keys of outside witnesses, their cosignatures, time stamps."""

from dataclasses import dataclass
from typing import ClassVar

from chamsae.model.ledger import Entry

#: The subject of these entries where it is the log itself.
LOG = "log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint(Entry):
    """A signed statement of the length and root of the log: the note as signed, and the key that signed it."""

    kind: ClassVar[str] = "checkpoint"

    size: int
    root: str
    note: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessKey(Entry):
    """The key of an outside witness, as it was given by another way; the subject is the key's id in hex."""

    kind: ClassVar[str] = "witness"

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosignature(Entry):
    """The line with which a witness signed a checkpoint (the subject is that one's number)."""

    kind: ClassVar[str] = "cosignature"

    key: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp(Entry):
    """The raw reply of a time-stamping authority to a request about a checkpoint (the subject), in base64."""

    kind: ClassVar[str] = "stamp"

    reply: str
    sha256: str
