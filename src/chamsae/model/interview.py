"""An interview: consent first, then the account as it was told, version by version, and how its witness knows.

Entries of the ledger (chamsae.model.ledger); a witness is a code, never a name. What may be done with an account
follows from its consents (chamsae.model.consent).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from chamsae.model.ledger import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview(Entry):
    """An interview was begun (`subject` is its id) with a witness, in a language, perhaps through an interpreter."""

    kind: ClassVar[str] = "interview"

    witness: str
    language: str
    interpreter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded(Entry):
    """An interview was thrown away before it was finished; nothing of what was typed is kept."""

    kind: ClassVar[str] = "interview_discarded"


class Voice(StrEnum):
    """Whose words a passage holds: the witness's, a question, the interpreter's, or a note of the interviewer's own."""

    WITNESS = "witness"
    QUESTION = "question"
    INTERPRETER = "interpreter"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one voice said, in which language, and `at` how many seconds after the beginning, if that was marked."""

    voice: Voice
    text: str
    language: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPart:
    """What is read of an account: all words of one voice in one language, as an object (`sha256`) and `document`.

    `document` is None where the bytes could not be read.
    """

    voice: Voice
    language: str
    sha256: str
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Entry):
    """An account as it was told, finished: version 1, or one more after the witness changed it; none is overwritten.

    `subject` is the interview. All passages stand here; the parts are what documents were made of.
    """

    kind: ClassVar[str] = "account"

    version: int
    passages: tuple[Passage, ...]
    parts: tuple[AccountPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An account while it is written down: replaced at every change, wiped once finished or thrown away.

    `version` counts the changes; a change made to an older version clashes.
    """

    interview: str
    version: int
    passages: tuple[Passage, ...]
    by: str
    saved: datetime


class Stage(StrEnum):
    """How far an interview is."""

    CONSENT = "consent"
    TELLING = "telling"
    FINISHED = "finished"
    REVISING = "revising"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class Basis(StrEnum):
    """How the witness knows: lived through it, saw it, heard it from somebody; unknown where nothing tells."""

    EXPERIENCED = "experienced"
    SAW = "saw"
    HEARD = "heard"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing(Entry):
    """A person's word on how the witness knows what a claim (`subject`) says, and from whom it was heard."""

    kind: ClassVar[str] = "knowing"

    basis: Basis
    source: str = ""


def words(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages that hold words, without blank space around them."""
    return tuple(
        Passage(voice=one.voice, text=one.text.strip(), language=one.language.strip(), at=one.at)
        for one in passages
        if one.text.strip()
    )
