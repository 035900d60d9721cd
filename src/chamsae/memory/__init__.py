"""A store in memory: part of the product, for tests, scripts and notebooks. Same contract as the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from chamsae.errors import CasebookError
from chamsae.memory.carrying import Carrying
from chamsae.memory.cases import Cases
from chamsae.memory.comparing import Comparing
from chamsae.memory.deciding import Deciding
from chamsae.memory.erasing import Erasing
from chamsae.memory.ledger import Ledger
from chamsae.memory.linking import Linking
from chamsae.memory.logbook import Logbook
from chamsae.memory.rows import Rows, add, get
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document, Reading, ReadState, Relation
from chamsae.model.judgement import WAITING, Status
from chamsae.model.queue import Asking, Stage, asking
from chamsae.model.settlement import UNDECIDED
from chamsae.model.source import Capture, StoredObject
from chamsae.model.storable import storable, storable_claim
from chamsae.model.transcript import Transcript
from chamsae.ports import Counts, Hit, Sketch
from chamsae.text import terms


class MemoryStore(Deciding, Linking, Cases, Comparing, Ledger, Erasing, Carrying, Logbook):
    """Keeps all rows of a casebook in this process; nothing is written anywhere."""

    def __init__(self) -> None:
        self._rows = Rows()
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
        self._rows = Rows()

    # bytes and accessions

    def add_object(self, obj: StoredObject) -> bool:
        """Remember an object; False when it was known already."""
        return add(self._rows.objects, obj.sha256, obj)

    def object(self, sha256: str) -> StoredObject:
        """The object with this hash."""
        return get(self._rows.objects, sha256, "object")

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
        return get(self._rows.captures, id, "capture")

    def captures(
        self, *, sha256: str | None = None, name: str | None = None, container: str | None = None
    ) -> Iterator[Capture]:
        """All accessions, or those of one object, of one name, or out of one container."""
        held = [c for c in self._rows.captures.values() if container in (None, c.container)]
        return iter([c for c in held if sha256 in (None, c.sha256) and name in (None, c.name)])

    # reading

    def add_reading(self, reading: Reading) -> None:
        """Append an attempt to read; the last one of an object stands."""
        storable(reading, "reading")
        self.object(reading.sha256)
        self._rows.readings[reading.sha256] = reading
        self._rows.attempts.append(reading)

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
        return add(self._rows.documents, document.id, document)

    def document(self, id: str) -> Document:
        """The document with this id."""
        return get(self._rows.documents, id, "document")

    def documents(self, *, text: bool = True) -> Iterator[Document]:
        """All documents in order of writing; without `text` theirs is empty, and so are their places."""
        held = list(self._rows.documents.values())
        return iter(held if text else [replace(document, text="", spots=(), moments=()) for document in held])

    def publishers(self) -> Mapping[str, str]:
        """Who published each document that says so."""
        return {id: one.publisher for id, one in self._rows.documents.items() if one.publisher}

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
        return get(self._rows.claims, id, "claim")

    def claims(
        self,
        *,
        document: str | None = None,
        documents: Iterable[str] | None = None,
        kind: ClaimKind | None = None,
        ids: Iterable[str] | None = None,
        between: tuple[int, int] | None = None,
    ) -> Iterator[Claim]:
        """Claims in order of document and place in its text."""
        wanted = None if ids is None else set(ids)
        among = self._rows.documents.keys() if documents is None else set(documents)
        for id in [document] if document is not None else [one for one in self._rows.documents if one in among]:
            found = self._rows.claims_of.get(id, ())
            found = tuple(c for c in found if kind in (None, c.kind) and (wanted is None or c.id in wanted))
            if between is not None:
                found = tuple(c for c in found if between[0] <= c.trigger.start < between[1])
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
            new += add(self._rows.relations, relation.id, relation)
        return new

    def relation(self, id: str) -> Relation:
        """The relation with this id."""
        return get(self._rows.relations, id, "relation")

    def relations(self, *, document: str | None = None) -> Iterator[Relation]:
        """All relations, or those in which a document stands on either side."""
        return iter([r for r in self._rows.relations.values() if document in (None, r.document, r.other)])

    # search, counts

    def search(self, query: str, *, limit: int = 50, marked: bool = True) -> list[Hit]:
        """Passages that hold all words of the query; those with most matches first."""
        hits, asked = [], terms.query(query)
        for document in self._rows.documents.values():
            for start, end in terms.passages(document.text):
                if matches := terms.find(asked, document.text[start:end]):
                    found = tuple((start + a, start + b) for a, b in matches)
                    hits.append(Hit(document=document.id, start=start, end=end, matches=found))
        best = sorted(hits, key=lambda hit: -len(hit.matches))[:limit]
        return best if marked else [replace(hit, matches=()) for hit in best]

    def faults(self) -> Iterator[str]:
        """Nothing: there is no disk."""
        return iter(())

    def scrub(self) -> None:
        """Nothing: there is no disk."""

    def copy(self, to: Path) -> None:
        """Refuse: rows in memory are no backup's business."""
        raise CasebookError("a casebook in memory is not backed up", thing=str(to), do="Export it instead.")

    def count_claims(self) -> int:
        """How many claims there are."""
        return len(self._rows.claims)

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
            disputed=sum(group.state in UNDECIDED for group in rows.groups.values()),
            judgements=len(rows.judgements),
            log=len(rows.log),
        )


def _document(claim: Claim) -> str:
    return claim.document
