"""What a name may be: a person's family and given name as parts, in every way its writing allows.

A reading says in which space the name is read (Korean, Mandarin, Cantonese, or by Chinese characters), which part is
the family name, and how likely it is among the readings of the same text.
"""

from enum import StrEnum
from typing import NamedTuple

from chamsae.text.names.model import Part


class Language(StrEnum):
    """How the letters of a name are read; `han` is a name in Chinese characters, of any country."""

    KOREAN = "ko"
    MANDARIN = "zh"
    CANTONESE = "yue"
    HAN = "han"


class Reading(NamedTuple):
    """One way to read a name. `likelihood` is log2 of its share among all readings of the text: 0 is certain."""

    language: Language
    family: Part | None
    given: tuple[Part, ...]
    likelihood: float

    def words(self) -> str:
        """The parts as read, family name first."""
        family = self.family.text if self.family else "…"
        return f"{family} {'-'.join(part.text for part in self.given)}".strip()


class Name(NamedTuple):
    """A parsed name: the text as it came, its bare form, and its readings, the likeliest first.

    Without readings the name is of another kind and is compared letter by letter. `marked` is true where the text
    itself says that the name is not the real one.
    """

    text: str
    bare: str
    readings: tuple[Reading, ...]
    marked: bool = False
