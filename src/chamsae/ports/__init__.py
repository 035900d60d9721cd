"""What verbs need from the outside, as protocols: a store for rows, objects for bytes, a fetcher, a clock.

Two stores exist (chamsae.memory, chamsae.db); both pass tests/contracts. All methods that look up
one thing by id raise NotFound. Iterators come in the order of writing unless said otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from chamsae.archive.fetched import Fetched
from chamsae.carried import Carried
from chamsae.model.check import Check
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document, Reading, Relation, Sketch
from chamsae.model.judgement import Judgement, Status
from chamsae.model.queue import Asking, Stage
from chamsae.model.rereading import Rereading
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import FigureGroup, Settlement, State
from chamsae.model.source import Capture, StoredObject
from chamsae.model.stance import Stance
from chamsae.model.transcript import Transcript
from chamsae.model.translation import Translation
from chamsae.ports.cases import CaseStore
from chamsae.ports.ledger import LedgerStore
from chamsae.ports.linking import LinkStore

__all__ = [
    "Clock",
    "Counts",
    "Fetched",
    "Fetcher",
    "Hit",
    "Objects",
    "Poster",
    "Progress",
    "Sketch",
    "Store",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found by search: offsets of the passage in the document, and of each match in it."""

    document: str
    start: int
    end: int
    matches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a casebook holds, and what waits for a person; `disputed` are the figures open or reopened."""

    objects: int
    captures: int
    documents: int
    failed: int
    claims: int
    to_review: int
    relations: int
    groups: int
    disputed: int
    judgements: int
    log: int


class Store(CaseStore, LinkStore, LedgerStore, Carried, Protocol):
    """Rows of one casebook. Everything written inside one `transaction()` is written together or not at all."""

    def transaction(self) -> AbstractContextManager[None]:
        """An immediate (writing) transaction; nesting joins the outer one."""
        ...

    def close(self) -> None:
        """Release connections; the store cannot be used afterwards."""
        ...

    # bytes and accessions
    def add_object(self, obj: StoredObject) -> bool:
        """Remember an object; False when it was known already."""
        ...

    def object(self, sha256: str) -> StoredObject: ...
    def objects(self) -> Iterator[StoredObject]: ...
    def add_capture(self, capture: Capture) -> Capture:
        """Write an accession; the capture comes back with its id. Its object must be known."""
        ...

    def capture(self, id: str) -> Capture: ...
    def captures(
        self, *, sha256: str | None = None, name: str | None = None, container: str | None = None
    ) -> Iterator[Capture]:
        """All accessions, or those of one object, of one name, or out of one container (its hash)."""
        ...

    # reading
    def add_reading(self, reading: Reading) -> None:
        """Append an attempt to read; the last one of an object stands."""
        ...

    def reading(self, sha256: str) -> Reading | None:
        """The last attempt to read an object, if any."""
        ...

    def readings(self) -> Iterator[Reading]:
        """The last attempt for each object."""
        ...

    def unread(self) -> Iterator[StoredObject]:
        """Objects never attempted, in order of arrival."""
        ...

    def add_document(self, document: Document) -> bool:
        """Write a document and index it for search; False when its id was known already."""
        ...

    def document(self, id: str) -> Document: ...
    def documents(self, *, text: bool = True) -> Iterator[Document]:
        """All documents; without `text` theirs is left out (empty), with `spots` and `moments`: far quicker."""
        ...

    def publishers(self) -> Mapping[str, str]:
        """Who published each document (id) that says so."""
        ...

    def add_transcript(self, transcript: Transcript) -> Transcript:
        """Attach a text to a recording, both known objects; comes back with its number, or as attached before."""
        ...

    def transcripts(self, *, recording: str | None = None, text: str | None = None) -> Iterator[Transcript]:
        """All transcripts, or those of one recording, or what one text (sha256) is a transcript of."""
        ...

    def add_claims(self, claims: Iterable[Claim]) -> int:
        """Write claims not yet known (by id); how many were new. Their document must be known."""
        ...

    def claim(self, id: str) -> Claim: ...
    def claims(
        self,
        *,
        document: str | None = None,
        documents: Iterable[str] | None = None,
        kind: ClaimKind | None = None,
        ids: Iterable[str] | None = None,
        between: tuple[int, int] | None = None,
    ) -> Iterator[Claim]:
        """Claims in order of document and place in its text; superseded ones included.

        Those of one document, or of any of several; those with one of these ids; those of a kind.
        `between` keeps those whose trigger begins there: from the first character up to, not including, the second.
        """
        ...

    # asking
    def put_askings(self, askings: Iterable[Asking]) -> None:
        """Put the places of claims in the queue in place of those they had; a new claim has the one of its content."""
        ...

    def askings(self, ids: Iterable[str]) -> Mapping[str, Asking]:
        """The places of these claims in the queue, judged or not."""
        ...

    def waiting(
        self,
        *,
        kind: ClaimKind | None = None,
        document: str | None = None,
        language: str | None = None,
        stage: Stage | None = None,
    ) -> Iterator[Claim]:
        """Claims that wait for a person, suggested ones first, then by stage, document and place in its text.

        `language` is a primary subtag ("ko"). Whoever walks may judge meanwhile.
        """
        ...

    # copies
    def put_sketch(self, sketch: Sketch) -> None: ...
    def sketches(self, method: str) -> Iterator[Sketch]: ...
    def add_relations(self, relations: Iterable[Relation]) -> int:
        """Write relations not yet known (by id); how many were new."""
        ...

    def relation(self, id: str) -> Relation: ...
    def relations(self, *, document: str | None = None) -> Iterator[Relation]:
        """All relations, or those in which a document stands on either side."""
        ...

    # judging
    def add_judgement(self, judgement: Judgement) -> Judgement:
        """Append to the ledger; comes back with its number. The target must be a known claim, relation or pair."""
        ...

    def add_judgements(self, judgements: Iterable[Judgement]) -> range:
        """Append many at once, in order; the numbers they got. All targets must be known."""
        ...

    def judgements(self, *, target: str | None = None, after: int = 0, batch: str | None = None) -> Iterator[Judgement]:
        """The ledger after a number, or the part of it about one target or given as one batch."""
        ...

    def last_judgement(self) -> Judgement | None:
        """The last entry of the ledger."""
        ...

    def statuses(self, targets: Iterable[str] | None = None) -> Mapping[str, Status]:
        """The present status of judged targets (all, or of those given); others are proposed."""
        ...

    def add_rereading(self, rereading: Rereading) -> Rereading:
        """Append what reading a known document again changed; comes back with its number, and a run if it has none."""
        ...

    def rereadings(self, *, document: str | None = None, run: int | None = None) -> Iterator[Rereading]:
        """All of them, those of one document, or those of one run."""
        ...

    def last_rereading(self) -> Rereading | None:
        """The last one written."""
        ...

    # settling
    def replace_groups(self, groups: Iterable[FigureGroup]) -> None:
        """Put the present grouping in place of the last one; groups are derived, not evidence."""
        ...

    def put_groups(self, groups: Iterable[FigureGroup], *, gone: Iterable[str] = ()) -> None:
        """Put these groups in place of those with their ids, or beside the others; take out those `gone` (ids)."""
        ...

    def group(self, id: str) -> FigureGroup: ...
    def groups(self, *, state: State | None = None) -> Iterator[FigureGroup]:
        """All figures, or those of one state, by act, people, unit, place and time."""
        ...

    def groups_of(self, claims: Iterable[str]) -> Mapping[str, str]:
        """The figures (ids) these claims stand in, by claim; those that stand in none are left out."""
        ...

    def add_settlement(self, settlement: Settlement) -> Settlement:
        """Append a settlement, or one taken back; comes back with its number. Its claims must be known."""
        ...

    def settlements(self, *, group: str | None = None, after: int = 0) -> Iterator[Settlement]:
        """All settlements after a number, or those of one figure (by the id it had)."""
        ...

    def add_correction(self, correction: ScopeCorrection) -> ScopeCorrection:
        """Append what a person says a claim counts; comes back with its number. The claim must be known."""
        ...

    def corrections(self, *, claim: str | None = None) -> Iterator[ScopeCorrection]:
        """All corrections of scope in order, those taken back among them, or those of one claim."""
        ...

    # claims beside one another
    def replace_checks(self, checks: Iterable[Check]) -> None:
        """Put the present checks in place of the last ones; like groups they are derived, not evidence."""
        ...

    def checks(self, *, group: str | None = None) -> Iterator[Check]:
        """All checks in the order they were given, or those of one figure."""
        ...

    def replace_stances(self, stances: Iterable[Stance]) -> None:
        """Put the present stances in place of the last ones."""
        ...

    def stances(self, *, group: str | None = None) -> Iterator[Stance]:
        """All stances in the order they were given, or those on one figure."""
        ...

    def add_translation(self, translation: Translation) -> Translation:
        """Append a translation of a known claim; comes back with its number."""
        ...

    def translations(self, *, claim: str | None = None) -> Iterator[Translation]:
        """All translations in order, or those of one claim."""
        ...

    # search, counts, the whole
    def search(self, query: str, *, limit: int = 50, marked: bool = True) -> list[Hit]:
        """Passages that hold all words of the query, best first (chamsae.text.terms says what a word is).

        Unless `marked`, where the words stand in them is left out (`matches` are empty): far quicker for many.
        """
        ...

    def counts(self) -> Counts: ...
    def count_claims(self) -> int:
        """As `counts().claims`, and nothing else is counted."""
        ...

    def faults(self) -> Iterator[str]:
        """What the database finds wrong with itself: damaged pages and indexes, rows that refer to none."""
        ...

    def scrub(self) -> None:
        """Have what was deleted leave the write-ahead log too once a transaction is over; PostgreSQL does it later.

        Copies of the rows that were kept before their tables changed are removed.
        """
        ...

    def copy(self, to: Path) -> None:
        """Write all rows as they are at one moment into a new SQLite file, while others go on writing."""
        ...


class Objects(Protocol):
    """Content-addressed bytes. Written once, never rewritten; erased where who told them took consent back."""

    def put(self, stream: BinaryIO, *, limit: int | None = None) -> StoredObject:
        """Write bytes durably (temp, fsync, rename, fsync folder), return their hashes; known bytes stay as they are.

        Raises StorageError when the disk will not take them and InputError beyond `limit` bytes;
        in both cases nothing is left behind.
        """
        ...

    def read(self, sha256: str) -> bytes: ...
    def open(self, sha256: str) -> BinaryIO: ...
    def has(self, sha256: str) -> bool: ...
    def all(self) -> Iterator[str]: ...
    def check(self, sha256: str) -> StoredObject:
        """Hash the stored bytes anew; raises IntegrityError when they are not what their name says."""
        ...

    def mend(self, sha256: str) -> Path | None:
        """Make a damaged copy good from another; the folder mended, None when all were good.

        Raises IntegrityError when no copy is good.
        """
        ...

    def erase(self, sha256: str) -> None:
        """Wipe the bytes of an object for good; nothing where there are none."""
        ...

    def unsealed(self) -> Iterator[str]:
        """The SHA-256 of what lies open although the casebook is encrypted."""
        ...

    def seal(self, sha256: str) -> bool:
        """Seal what lies open, wipe the open bytes; False where there is nothing to do."""
        ...


class Fetcher(Protocol):
    """Gets one address; refuses private, loopback and odd ones at every hop (RefusedAddress)."""

    def fetch(self, address: str) -> Fetched: ...


class Poster(Protocol):
    """Sends bytes to one address, as carefully as a Fetcher gets them, and follows no redirect."""

    def post(self, address: str, body: bytes, media_type: str) -> Fetched: ...


class Clock(Protocol):
    """The present, aware UTC."""

    def __call__(self) -> datetime: ...


class Progress(Protocol):
    """Told about long work: `step` once per item, with the item's name."""

    def start(self, total: int | None, what: str) -> None: ...
    def step(self, name: str, note: str = "") -> None: ...
    def finish(self) -> None: ...


@runtime_checkable
class Stoppable(Protocol):
    """A progress through which work can be stopped: `heed` raises errors.Stopped where that is wished.

    `start` and `step` do so as well; `heed` is asked between, while one thing takes long.
    """

    def heed(self) -> None: ...
