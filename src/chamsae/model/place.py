"""What a person says of places: which of several places so called a name in a document means."""

from dataclasses import dataclass
from typing import ClassVar

from chamsae.model.ledger import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning(Entry):
    """The name of the record `subject` (a place as one document names it) means the place `key` of the gazetteer."""

    kind: ClassVar[str] = "place-meaning"

    key: str
