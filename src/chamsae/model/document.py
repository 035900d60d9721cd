"""The text read from an object, offsets fixed for ever, and how documents depend on each other."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chamsae.model.locus import Moment, Spot
from chamsae.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A stretch of text that is not the author's text: caption, share button, comment notice …; marked, never cut."""

    start: int
    end: int
    why: str


#: A zone that is marked and read all the same: a caption printed once says what no other line says.
CAPTION = "photo caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a numbered page of the original lies in the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of one object as one reader in one version read it.

    `id` is derived from the object's hash and the reader, so reading again changes nothing.
    `language` is a BCP 47 tag (en, ko, zh-Hans, zh-Hant, …; "und" when unknown). `spots` say where
    the words of a scan stand on its pages, `moments` where those of a transcript are heard.
    """

    id: str
    sha256: str
    name: str
    media_type: str
    text: str
    language: str
    reader: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    address: str | None = None
    published: When | None = None
    furniture: tuple[Furniture, ...] = ()
    pages: tuple[Page, ...] = ()
    notes: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    moments: tuple[Moment, ...] = ()


class ReadState(StrEnum):
    """What became of an attempt to read an object."""

    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An attempt to read an object; `reason` says why it failed, `document` what came of it."""

    sha256: str
    reader: str
    state: ReadState
    at: datetime
    document: str | None = None
    reason: str | None = None


class RelationKind(StrEnum):
    """How a document depends on another; `shares_passage` has no direction and no claim of dependence.

    `retelling`: it says the same in words of its own, or in brief, and points to the other as its source; `cites`: it
    names the other as a source of something and may have more of its own.
    """

    IDENTICAL = "identical"
    COPY = "copy"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    RETELLING = "retelling"
    CONTAINS = "contains"
    CITES = "cites"
    SHARES_PASSAGE = "shares_passage"


#: Relations by which a document adds no evidence of its own.
DEPENDENT = frozenset(RelationKind) - {RelationKind.SHARES_PASSAGE, RelationKind.CITES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`document` derives from `other` (or, undirected, shares with it).

    `score` is the containment of the shorter text in the longer, 0 to 1. `directed` is False where
    nothing tells which came first. `why` is a sentence with what was measured; `shared` a passage
    both have, as evidence (start and end in `document`, then in `other`).
    """

    id: str
    document: str
    other: str
    kind: RelationKind
    score: float
    directed: bool
    why: str
    shared: tuple[tuple[int, int, int, int], ...] = ()
    reader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What copy detection keeps of a document: `data` is opaque and belongs to `method` (name and version)."""

    document: str
    method: str
    data: bytes
