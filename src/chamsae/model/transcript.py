"""A transcript: what is heard in a recording, written down by a person or a program, kept as its own object."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Maker(StrEnum):
    """Who wrote a transcript down."""

    PERSON = "person"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """`text` (sha256 of the transcript) is what is heard in `recording` (sha256 of sound or film).

    `number` is given by the store (0 before). `made_by` names the person, or the program with its
    version and model; `how` says in words how it was made. `added_by` attached it, at `at` (aware UTC).
    """

    recording: str
    text: str
    maker: Maker
    made_by: str
    at: datetime
    added_by: str
    how: str = ""
    number: int = 0
