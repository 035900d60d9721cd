"""Who a person is, apart from the case: sealed details of their identity, and who can open them.

Entries of the ledger hold ciphertext only. Each person has a pair of keys: anybody at work can add to the public one;
the secret one is wrapped for those admitted, and once more under a key that can be destroyed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from chamsae.model.ledger import Entry


class ParticularKind(StrEnum):
    """What a detail of somebody's identity is."""

    NAME = "name"
    ALIAS = "alias"
    BIRTH = "birth"
    VILLAGE = "village"
    KIN = "kin"
    CONTACT = "contact"
    ROUTE = "route"
    BROKER = "broker"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """One detail in the words it was given in; it exists opened only, never in a store."""

    kind: ParticularKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission(Entry):
    """Somebody at work may open the vault: `subject` is their public key (age or SSH), `name` who they are."""

    kind: ClassVar[str] = "vault_admission"

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultLock(Entry):
    """The pair of keys of a person (`subject`): `public` seals, `wrapped` holds the secret one for the `openers`.

    `lock` names the key without which even they cannot open it; destroying that one closes it for ever.
    """

    kind: ClassVar[str] = "vault_lock"

    lock: str
    public: str
    wrapped: str
    openers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultPart(Entry):
    """Details of a person (`subject`) sealed under the pair of keys that `lock` names."""

    kind: ClassVar[str] = "vault_part"

    lock: str
    box: str
