"""Who at work is cleared for what, and which witness is which person of the casebook: two short ledgers."""

from dataclasses import dataclass
from typing import ClassVar

from chamsae.model.ledger import Entry

#: The subject of every entry on clearance: the group; names stand beside it.
GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared(Entry):
    """Somebody at work (`name`, as they sign) is cleared for `level`: team, case, identity; the last word stands."""

    kind: ClassVar[str] = "clearance"

    name: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessIs(Entry):
    """The witness of this code (`subject`) is the person of a `record`: their consents and accounts are one person's.

    It undoes what the code hides within the group, so it is written only where both must be treated as one.
    """

    kind: ClassVar[str] = "witness_is"

    record: str
