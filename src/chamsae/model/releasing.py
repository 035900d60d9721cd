"""How something leaves: a draft somebody chose, the checks it must pass, who signed it, and what left in the end.

Drafts, signatures and publications are entries of the ledger; nothing of them is changed afterwards.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from chamsae.model.ledger import Entry
from chamsae.model.released_package import ReleasedPackage
from chamsae.model.table import Ask


class Check(StrEnum):
    """What is looked at before anything leaves, in the order of the checklist."""

    CONSENT = "consent"
    CELLS = "cells"
    TELLTALE = "telltale"
    QUOTES = "quotes"
    STAMPS = "stamps"
    METADATA = "metadata"
    REDACTION = "redaction"


class Outcome(StrEnum):
    """What became of a check; a failed one keeps everything inside."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"


class Remark(StrEnum):
    """What a check says of one thing, in English; screens have it in the reader's language."""

    EXPOSED = "small numbers could be worked out: %(named)s"
    HELD = "table %(table)s: %(count)s numbers held back"
    RIGHT = "%(about)s (%(purpose)s): %(ground)s"
    INSIDE = "%(about)s: %(ground)s"
    NEVER_PUBLIC = "%(about)s: no consent for this use is recorded, and it was never public"
    DATE = "%(about)s: the date was made coarser: %(after)s"
    PLACE = "%(about)s: the place was made coarser: %(after)s"
    GROUP = "%(about)s: the size of the group was made coarser: %(after)s"
    BYTES = "%(about)s: its bytes are not those that came in"
    NO_CHECKPOINT = "no signed checkpoint covers entry %(number)s of the log"
    UNSTAMPED = "no authority outside has stamped this checkpoint yet"
    READABLE = "%(about)s: known names can still be read in it: %(count)s"
    AT_WORK = "%(about)s: names somebody at work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A remark with what belongs into it: ids, numbers, words of the casebook."""

    remark: Remark
    put: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """The remark in English."""
        return self.remark.value % dict(self.put)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """One line of the checklist: the things it failed on, or what was done to pass it, and what it would take."""

    check: Check
    outcome: Outcome
    named: tuple[Noted, ...] = ()
    takes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is to leave: figures (ids), tables (questions), persons whose cases are told, documents (ids).

    `white_paper`: the standard tables of a report besides. `estimations` are numbers of kept estimations, whose lists
    go as letters unless `list_names`.
    """

    figures: tuple[str, ...] = ()
    tables: tuple[Ask, ...] = ()
    cases: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    white_paper: bool = False
    estimations: tuple[int, ...] = ()
    list_names: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Entry):
    """What somebody means to let out, for whom; the last entry of a draft (`subject`) stands.

    `audience` is a word of chamsae.protect.release.Audience, `recipient` whom it goes to ("" for anybody or the team).
    `salt` makes the codes of this release, with a secret outside the database; it never leaves. `dropped`: nobody
    means to let it out any more.
    """

    kind: ClassVar[str] = "release_draft"

    title: str
    audience: str
    recipient: str = ""
    language: str = "en"
    chosen: Chosen = Chosen()
    salt: str
    dropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Entry):
    """Somebody has seen a draft (`subject`) as its reader would and lets it go: `content` is what they saw."""

    kind: ClassVar[str] = "release_signature"

    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Entry):
    """What left: the package, who signed it, and for the group alone whom it is about (`concerned`, ids).

    The subject is the draft. `files` are the files it was first written as, with their SHA-256.
    """

    kind: ClassVar[str] = "publication"

    package: ReleasedPackage
    signed_by: tuple[str, ...] = ()
    concerned: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
