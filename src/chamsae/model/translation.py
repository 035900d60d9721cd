"""What a person wrote down as the translation of a statement, kept beside the words of the source."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A statement claim's words in another language: append-only, the last one of a claim and language stands.

    `language` is a primary subtag ("en"). `undoes` is the number of a translation taken back, its text then empty.
    `number` is given by the store.
    """

    number: int = 0
    claim: str
    language: str
    text: str
    by: str
    at: datetime
    undoes: int | None = None
