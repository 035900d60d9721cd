"""Who does an act or suffers it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """Who does an act or suffers it, in the words of the sentence; `entity` where it is a name.

    `speaks` is true of whoever says the sentence (我).
    """

    text: str
    entity: str | None = None
    speaks: bool = False
