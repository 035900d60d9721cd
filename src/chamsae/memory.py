"""A store in memory: part of the product, for tests, scripts and notebooks. Same contract as the database."""

import copy
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from chamsae.archive.log import GENESIS, chain
from chamsae.errors import NotFound
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document, Reading, ReadState, Relation
from chamsae.model.judgement import WAITING, Judgement, Status, fold
from chamsae.model.link import Pair, Record
from chamsae.model.log import LogEntry
from chamsae.model.queue import Asking, Stage, asking
from chamsae.model.rereading import Rereading
from chamsae.model.settlement import FigureGroup, Settlement
from chamsae.model.source import Capture, StoredObject
from chamsae.model.storable import storable, storable_claim
from chamsae.model.transcript import Transcript
from chamsae.ports import Counts, Hit, Sketch
from chamsae.text import terms

T = TypeVar("T")


@dataclass
class _Rows:
    """All rows; copied shallowly at the start of a transaction and put back if it fails."""

    objects: dict[str, StoredObject] = field(default_factory=dict)
    captures: dict[str, Capture] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    claims_of: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    askings: dict[str, Asking] = field(default_factory=dict)
    rereadings: list[Rereading] = field(default_factory=list)
    sketches: dict[tuple[str, str], Sketch] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    groups: dict[str, FigureGroup] = field(default_factory=dict)
    settlements: list[Settlement] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    pairs: dict[str, Pair] = field(default_factory=dict)
    transcripts: list[Transcript] = field(default_factory=list)
    log: list[LogEntry] = field(default_factory=list)

    def shallow(self) -> "_Rows":
        return _Rows(**{name: copy.copy(getattr(self, name)) for name in self.__dataclass_fields__})


class MemoryStore:
    """Keeps all rows of a casebook in this process; nothing is written anywhere."""

    def __init__(self) -> None:
        self._rows = _Rows()
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept together or, on an exception, not at all."""
        before = self._rows.shallow() if self._depth == 0 else None
        self._depth += 1
        try:
            yield
        except BaseException:
            if before is not None:
                self._rows = before
            raise
        finally:
            self._depth -= 1

    def close(self) -> None:
        """Forget everything."""
        self._rows = _Rows()

    # bytes and accessions

    def add_object(self, obj: StoredObject) -> bool:
        """Remember an object; False when it was known already."""
        return _add(self._rows.objects, obj.sha256, obj)

    def object(self, sha256: str) -> StoredObject:
        """The object with this hash."""
        return _get(self._rows.objects, sha256, "object")

    def objects(self) -> Iterator[StoredObject]:
        """All objects in order of arrival."""
        return iter(list(self._rows.objects.values()))

    def add_capture(self, capture: Capture) -> Capture:
        """Write an accession under the next accession number."""
        storable(capture, capture.name)
        self.object(capture.sha256)
        numbered = replace(capture, id=f"s{len(self._rows.captures) + 1}")
        self._rows.captures[numbered.id] = numbered
        return numbered

    def capture(self, id: str) -> Capture:
        """The accession with this number."""
        return _get(self._rows.captures, id, "capture")

    def captures(self, *, sha256: str | None = None, name: str | None = None) -> Iterator[Capture]:
        """All accessions, or those of one object, of one name, or of both."""
        held = self._rows.captures.values()
        return iter([c for c in held if sha256 in (None, c.sha256) and name in (None, c.name)])

    # reading

    def add_reading(self, reading: Reading) -> None:
        """Append an attempt to read; the last one of an object stands."""
        storable(reading, "reading")
        self.object(reading.sha256)
        self._rows.readings[reading.sha256] = reading

    def reading(self, sha256: str) -> Reading | None:
        """The last attempt to read an object, if any."""
        return self._rows.readings.get(sha256)

    def readings(self) -> Iterator[Reading]:
        """The last attempt for each object."""
        return iter(list(self._rows.readings.values()))

    def unread(self) -> Iterator[StoredObject]:
        """Objects never attempted, in order of arrival."""
        return iter([o for o in self._rows.objects.values() if o.sha256 not in self._rows.readings])

    def add_document(self, document: Document) -> bool:
        """Write a document; False when its id was known already."""
        storable(document, document.name)
        self.object(document.sha256)
        return _add(self._rows.documents, document.id, document)

    def document(self, id: str) -> Document:
        """The document with this id."""
        return _get(self._rows.documents, id, "document")

    def documents(self, *, text: bool = True) -> Iterator[Document]:
        """All documents in order of writing; without `text` theirs is empty, and so are their places."""
        held = list(self._rows.documents.values())
        return iter(held if text else [replace(document, text="", spots=(), moments=()) for document in held])

    def add_transcript(self, transcript: Transcript) -> Transcript:
        """Attach a text to a recording, both known objects; the one attached already stands."""
        storable(transcript, "transcript")
        self.object(transcript.recording)
        self.object(transcript.text)
        for held in self.transcripts(recording=transcript.recording, text=transcript.text):
            return held
        numbered = replace(transcript, number=len(self._rows.transcripts) + 1)
        self._rows.transcripts.append(numbered)
        return numbered

    def transcripts(self, *, recording: str | None = None, text: str | None = None) -> Iterator[Transcript]:
        """All transcripts, or those of one recording, or what one text is a transcript of."""
        held = self._rows.transcripts
        return iter([one for one in held if recording in (None, one.recording) and text in (None, one.text)])

    def add_claims(self, claims: Iterable[Claim]) -> int:
        """Write claims not yet known; how many were new."""
        fresh: dict[str, Claim] = {}
        for claim in claims:
            storable_claim(claim)
            self.document(claim.document)
            if claim.id not in self._rows.claims:
                fresh.setdefault(claim.id, claim)
        for id, of in groupby(sorted(fresh.values(), key=_document), key=_document):
            self._rows.claims_of[id] = (*self._rows.claims_of.get(id, ()), *of)
        self._rows.claims.update(fresh)
        self._rows.askings.update((id, asking(claim)) for id, claim in fresh.items())
        return len(fresh)

    def claim(self, id: str) -> Claim:
        """The claim with this id."""
        return _get(self._rows.claims, id, "claim")

    def claims(
        self, *, document: str | None = None, kind: ClaimKind | None = None, ids: Iterable[str] | None = None
    ) -> Iterator[Claim]:
        """Claims in order of document and place in its text."""
        wanted = None if ids is None else set(ids)
        for id in list(self._rows.documents) if document is None else [document]:
            found = self._rows.claims_of.get(id, ())
            found = tuple(c for c in found if kind in (None, c.kind) and (wanted is None or c.id in wanted))
            yield from sorted(found, key=lambda c: (c.trigger.start, c.trigger.end, c.id))

    # asking

    def put_askings(self, askings: Iterable[Asking]) -> None:
        """Put the places of claims in the queue in place of those they had."""
        for one in askings:
            storable(one, f"claim {one.claim}")
            self.claim(one.claim)
            self._rows.askings[one.claim] = one

    def askings(self, ids: Iterable[str]) -> Mapping[str, Asking]:
        """The places of these claims in the queue."""
        return {id: self._rows.askings[id] for id in ids if id in self._rows.askings}

    def waiting(
        self,
        *,
        kind: ClaimKind | None = None,
        document: str | None = None,
        language: str | None = None,
        stage: Stage | None = None,
    ) -> Iterator[Claim]:
        """Claims that wait for a person in the order of asking."""
        states, order = self.statuses(), {id: at for at, id in enumerate(self._rows.documents)}

        def place(claim: Claim) -> tuple[bool, int, int, int, int, str]:
            late = states.get(claim.id) is not Status.SUGGESTED
            return (late, self._rows.askings[claim.id].stage, order[claim.document], claim.quote.start,
                    claim.trigger.start, claim.id)  # fmt: skip

        found = [
            claim
            for claim in self.claims(document=document, kind=kind)
            if states.get(claim.id, Status.PROPOSED) in WAITING
            and stage in (None, self._rows.askings[claim.id].stage)
            and (language is None or self._rows.documents[claim.document].language.partition("-")[0] == language)
        ]
        return iter(sorted(found, key=place))

    # copies

    def put_sketch(self, sketch: Sketch) -> None:
        """Keep what copy detection needs of a document, in place of an older sketch of the same method."""
        self.document(sketch.document)
        self._rows.sketches[sketch.document, sketch.method] = sketch

    def sketches(self, method: str) -> Iterator[Sketch]:
        """All sketches of a method."""
        return iter([s for s in self._rows.sketches.values() if s.method == method])

    def add_relations(self, relations: Iterable[Relation]) -> int:
        """Write relations not yet known; how many were new."""
        new = 0
        for relation in relations:
            storable(relation, f"relation {relation.id}")
            self.document(relation.document), self.document(relation.other)
            new += _add(self._rows.relations, relation.id, relation)
        return new

    def relation(self, id: str) -> Relation:
        """The relation with this id."""
        return _get(self._rows.relations, id, "relation")

    def relations(self, *, document: str | None = None) -> Iterator[Relation]:
        """All relations, or those in which a document stands on either side."""
        return iter([r for r in self._rows.relations.values() if document in (None, r.document, r.other)])

    # judging

    def add_judgement(self, judgement: Judgement) -> Judgement:
        """Append to the ledger under the next number."""
        storable(judgement, f"judgement on {judgement.target}")
        if not any(judgement.target in held for held in (self._rows.claims, self._rows.relations, self._rows.pairs)):
            raise NotFound(f"there is no claim, relation or pair {judgement.target}")
        numbered = replace(judgement, number=len(self._rows.judgements) + 1)
        self._rows.judgements.append(numbered)
        return numbered

    def judgements(self, *, target: str | None = None, after: int = 0, batch: str | None = None) -> Iterator[Judgement]:
        """The ledger after a number, or the part of it about one target or given as one batch."""
        held = self._rows.judgements[after:]
        return iter([j for j in held if target in (None, j.target) and batch in (None, j.batch)])

    def last_judgement(self) -> Judgement | None:
        """The last entry of the ledger."""
        return self._rows.judgements[-1] if self._rows.judgements else None

    def statuses(self, targets: Iterable[str] | None = None) -> Mapping[str, Status]:
        """The present status of judged targets."""
        state = fold(self._rows.judgements)
        return state if targets is None else {t: state[t] for t in targets if t in state}

    def add_rereading(self, rereading: Rereading) -> Rereading:
        """Append what reading again changed in a document."""
        storable(rereading, f"reading {rereading.document} again")
        self.document(rereading.document)
        number = len(self._rows.rereadings) + 1
        written = replace(rereading, number=number, run=rereading.run or number)
        self._rows.rereadings.append(written)
        return written

    def rereadings(self, *, document: str | None = None, run: int | None = None) -> Iterator[Rereading]:
        """All of them, those of one document, or those of one run."""
        held = self._rows.rereadings
        return iter([r for r in held if document in (None, r.document) and run in (None, r.run)])

    def last_rereading(self) -> Rereading | None:
        """The last one written."""
        return self._rows.rereadings[-1] if self._rows.rereadings else None

    # settling

    def replace_groups(self, groups: Iterable[FigureGroup]) -> None:
        """Put the present grouping in place of the last one."""
        self._rows.groups = {group.id: group for group in groups}

    def group(self, id: str) -> FigureGroup:
        """The figure with this id."""
        return _get(self._rows.groups, id, "figure")

    def groups(self) -> Iterator[FigureGroup]:
        """All figures in the order they were given."""
        return iter(list(self._rows.groups.values()))

    def add_settlement(self, settlement: Settlement) -> Settlement:
        """Append a settlement under the next number."""
        storable(settlement, f"settlement of {settlement.group}")
        self.group(settlement.group)
        numbered = replace(settlement, number=len(self._rows.settlements) + 1)
        self._rows.settlements.append(numbered)
        return numbered

    def settlements(self, *, group: str | None = None) -> Iterator[Settlement]:
        """All settlements in order, or those of one figure."""
        return iter([s for s in self._rows.settlements if group in (None, s.group)])

    # linking

    def replace_records(self, records: Iterable[Record]) -> None:
        """Put the present records in place of the last ones."""
        given = {record.id: record for record in records}
        for record in given.values():
            storable(record, f"record {record.id}")
            self.document(record.document)
        self._rows.records = given

    def record(self, id: str) -> Record:
        """The record with this id."""
        return _get(self._rows.records, id, "record")

    def records(self, *, document: str | None = None) -> Iterator[Record]:
        """All records in the order they were given, or those of one document."""
        return iter([r for r in self._rows.records.values() if document in (None, r.document)])

    def replace_pairs(self, pairs: Iterable[Pair]) -> None:
        """Put the present pairs in place of the last ones; those ever judged stay, with the evidence of then."""
        judged = {judgement.target for judgement in self._rows.judgements}
        kept = {id: pair for id, pair in self._rows.pairs.items() if id in judged}
        fresh = {pair.id: pair for pair in pairs if pair.id not in kept}
        for pair in fresh.values():
            storable(pair, f"pair {pair.id}")
        self._rows.pairs = dict(sorted({**fresh, **kept}.items()))

    def pair(self, id: str) -> Pair:
        """The pair with this id."""
        return _get(self._rows.pairs, id, "pair")

    def pairs(self, *, record: str | None = None) -> Iterator[Pair]:
        """All pairs by id, or those of one record."""
        return iter([p for p in self._rows.pairs.values() if record in (None, p.left, p.right)])

    # log, search, counts

    def append_log(self, *, at: datetime, actor: str, action: str, subject: str, detail: Mapping[str, str]) -> LogEntry:
        """Chain one entry to the log."""
        last = self.last_log()
        number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
        entry = LogEntry(
            number=number, at=at, actor=actor, action=action, subject=subject, detail=dict(detail), previous=previous
        )
        storable(entry, "log")
        self._rows.log.append(chain(entry))
        return self._rows.log[-1]

    def log(self, *, after: int = 0) -> Iterator[LogEntry]:
        """Entries after a number, in order."""
        return iter(self._rows.log[after:])

    def last_log(self) -> LogEntry | None:
        """The head of the log."""
        return self._rows.log[-1] if self._rows.log else None

    def search(self, query: str, *, limit: int = 50) -> list[Hit]:
        """Passages that hold all words of the query; those with most matches first."""
        hits, asked = [], terms.query(query)
        for document in self._rows.documents.values():
            for start, end in terms.passages(document.text):
                if matches := terms.find(asked, document.text[start:end]):
                    found = tuple((start + a, start + b) for a, b in matches)
                    hits.append(Hit(document=document.id, start=start, end=end, matches=found))
        return sorted(hits, key=lambda hit: -len(hit.matches))[:limit]

    def counts(self) -> Counts:
        """How much there is, and what waits."""
        rows, judged = self._rows, self.statuses()
        states = defaultdict[str, int](int)
        for reading in rows.readings.values():
            states[reading.state] += 1
        return Counts(
            objects=len(rows.objects),
            captures=len(rows.captures),
            documents=len(rows.documents),
            failed=states[ReadState.FAILED],
            claims=len(rows.claims),
            to_review=sum(judged.get(id, Status.PROPOSED) in WAITING for id in rows.claims),
            relations=len(rows.relations),
            groups=len(rows.groups),
            disputed=sum(group.contradictory for group in rows.groups.values()),
            judgements=len(rows.judgements),
            log=len(rows.log),
        )


def _add(table: dict[str, T], key: str, value: T) -> bool:
    if key in table:
        return False
    table[key] = value
    return True


def _document(claim: Claim) -> str:
    return claim.document


def _get(table: Mapping[str, T], key: str, what: str) -> T:
    try:
        return table[key]
    except KeyError:
        raise NotFound(f"there is no {what} {key}", do="Check the id; `chamsae search` finds documents.") from None
