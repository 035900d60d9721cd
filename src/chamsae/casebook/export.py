"""Claims as JSON Lines, format chamsae-claims/1 (docs/reference/claims.md): documents first, then their claims."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import msgspec

from chamsae.archive.claim_lines import PLAIN
from chamsae.archive.claim_shape import CLAIMS_FORMAT
from chamsae.casebook.learning import FOLDER as SCORERS
from chamsae.casebook.whole import Carried, Home, export_whole
from chamsae.casebook.writing_out import writing
from chamsae.model.amount import Amount
from chamsae.model.claim import (
    Act,
    Claim,
    Detail,
    Figure,
    Intervention,
    Involvement,
    Name,
    Speaker,
    Statement,
    Time,
    Value,
)
from chamsae.model.document import DEPENDENT, Document, Relation, RelationKind
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.when import When
from chamsae.model.whole import WHOLE_FORMAT
from chamsae.ports import Clock, Objects, Progress, Store
from chamsae.settings import Settings

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Short ids within one output: d1, d2, … for documents, c1, c2, … for claims, e1, … for entities."""

    documents: dict[str, str]
    claims: dict[str, str]
    entities: dict[str, str]


class Export:
    """What leaves for other programs and for other casebooks of the same group (internal use)."""

    def __init__(self, store: Store, objects: Objects, settings: Settings, clock: Clock, path: Path | None) -> None:
        self._store, self._objects, self._clock = store, objects, clock
        self._home = Home(store=store, objects=objects, settings=settings, scorers=path / SCORERS if path else None)

    def casebook(self, out: Path, *, by: str, keys: bool = False, progress: Progress | None = None) -> Carried:
        """Write the whole casebook as one ZIP (a name in .zip) or folder, which `chamsae.import_casebook` takes.

        With `keys` what opens the names in the log goes along. Logged here, after the moment that was exported.
        Raises what `chamsae.casebook.whole.export_whole` does.
        """
        done = export_whole(self._home, out, keys=keys, progress=progress)
        held = "included" if keys else "left out"
        detail = {"format": WHOLE_FORMAT, "log": str(done.log_size), "root": done.log_root, "keys": held}
        with self._store.transaction():
            self._store.append_log(at=self._clock(), actor=by, action="export", subject="casebook", detail=detail)
        return done

    def claims(self, out: TextIO, *, by: str) -> int:
        """Write every document and claim; how many lines, logged with their hash. Superseded claims stay inside."""
        written, found = 0, hashlib.sha256()
        for line in self.lines():
            text = msgspec.json.encode(line).decode() + "\n"
            out.write(text)
            found.update(text.encode())
            written += 1
        self._log("export_claims", by, {"lines": str(written), "sha256": found.hexdigest()})
        return written

    def texts(self, folder: Path, *, by: str) -> int:
        """Write the texts the quotes stand in: plain files under their SHA-256, other texts as `<id>.txt`; logged.

        Raises StorageError when the disk will not take them.
        """
        numbers = self._numbers()
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for document in self._store.documents():
                self._write_text(document, folder, numbers.documents[document.id])
        self._log("export_texts", by, {"documents": str(len(numbers.documents))})
        return len(numbers.documents)

    def _log(self, action: str, by: str, detail: Mapping[str, str]) -> None:
        with self._store.transaction():
            self._store.append_log(at=self._clock(), actor=by, action=action, subject="casebook", detail=detail)

    def _write_text(self, document: Document, folder: Path, number: str) -> None:
        if document.media_type in PLAIN:
            (folder / document.sha256).write_bytes(self._objects.read(document.sha256))
        else:
            (folder / f"{number}.txt").write_text(document.text, "utf-8", newline="")

    def lines(self) -> Iterator[dict[str, Json]]:
        """The lines as plain values, keys in the order of the format."""
        numbers = self._numbers()
        statuses = self._store.statuses()
        superseded = {c.supersedes for c in self._store.claims() if c.supersedes and statuses.get(c.id) not in ABSENT}
        relations: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in self._store.relations():
            if relation.kind in EXPORTED:
                relations[relation.document].append(relation)
        for document in self._store.documents(text=False):
            yield document_line(document, relations[document.id], numbers, statuses)
            for claim in self._store.claims(document=document.id):
                status = statuses.get(claim.id, Status.PROPOSED)
                if claim.id not in superseded and status not in (Status.RETIRED, Status.SUGGESTED):
                    yield claim_line(claim, numbers, status)
        yield from self._repeats(numbers)

    def _repeats(self, numbers: Numbers) -> Iterator[dict[str, Json]]:
        """A line for each further name under which a document's very bytes came in; its claims count once, above."""
        documents = {document.sha256: document for document in self._store.documents(text=False)}
        names = {(document.sha256, document.name) for document in documents.values()}
        further = len(numbers.documents)
        for capture in self._store.captures():
            document = documents.get(capture.sha256)
            if document is None or (capture.sha256, capture.name) in names:
                continue
            names.add((capture.sha256, capture.name))
            further += 1
            same: dict[str, Json] = {
                "document": numbers.documents[document.id],
                "relation": RelationKind.IDENTICAL.value,
                "score": 1.0,
                "status": Status.PROPOSED.value,
            }
            line = document_line(replace(document, name=capture.name), [], numbers, {})
            yield {**line, "id": f"d{further}", "derived_from": [same]}

    def _numbers(self) -> Numbers:
        entities: dict[str, str] = {}
        claims: dict[str, str] = {}
        for claim in self._store.claims():
            claims[claim.id] = f"c{len(claims) + 1}"
            for entity in _entities(claim):
                entities.setdefault(entity, f"e{len(entities) + 1}")
        documents = {d.id: f"d{n}" for n, d in enumerate(self._store.documents(text=False), 1)}
        return Numbers(documents, claims, entities)


#: Relations the format knows; passages shared without dependence are not among them.
EXPORTED = DEPENDENT | {RelationKind.CITES}


def document_line(
    document: Document, relations: Iterable[Relation], numbers: Numbers, statuses: Mapping[str, Status]
) -> dict[str, Json]:
    """The line of a document."""
    return {
        "format": CLAIMS_FORMAT,
        "kind": "document",
        "id": numbers.documents[document.id],
        "name": document.name,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "language": document.language,
        "title": document.title,
        "publisher": document.publisher,
        "published": _when(document.published),
        "furniture": [{"start": f.start, "end": f.end, "why": f.why} for f in document.furniture],
        "derived_from": [
            {
                "document": numbers.documents[r.other],
                "relation": r.kind.value,
                "score": round(r.score, 3),
                "status": statuses.get(r.id, Status.PROPOSED).value,
            }
            for r in relations
        ],
    }


def claim_line(claim: Claim, numbers: Numbers, status: Status) -> dict[str, Json]:
    """The line of a claim."""
    quote, trigger = claim.quote, claim.trigger
    return {
        "format": CLAIMS_FORMAT,
        "kind": claim.kind.value,
        "id": numbers.claims[claim.id],
        "document": numbers.documents[claim.document],
        "quote": {
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
            "start": quote.start,
            "end": quote.end,
        },
        "trigger": {"exact": trigger.exact, "start": trigger.start, "end": trigger.end},
        "value": _value(claim.value, numbers),
        "place": list(claim.place),
        "when": _when(claim.when),
        "speaker": _speaker(claim.speaker, numbers),
        "via": list(claim.via),
        "modality": claim.modality.value,
        "status": status.value,
        "confidence": round(claim.confidence, 2),
        "reader": claim.reader,
    }  # fmt: skip


def _value(value: Value, numbers: Numbers) -> dict[str, Json]:
    match value:
        case Figure(amount=amount, counted=counted, act=act):
            return {**_amount(amount), "counted": counted, "act": act}
        case Name(text=text, type=type_, entity=entity, roles=roles):
            return {"text": text, "type": type_.value, "entity": _entity(entity, numbers), "roles": list(roles)}
        case Act():
            entities: dict[str, Json] = {
                "victim": _entity(value.victim_entity, numbers),
                "actor": _entity(value.actor_entity, numbers),
            }
            figure = numbers.claims.get(value.figure or "")
            return {
                "act": value.act, "victim": value.victim, "actor": value.actor, "entities": entities, "figure": figure,
            }  # fmt: skip
        case Statement(text=text, direct=direct):
            return {"text": text, "direct": direct}
        case Time(when=when):
            return _when(when) or {}
        case _:
            return _of_case(value, numbers)


def _of_case(value: Detail | Involvement | Intervention, numbers: Numbers) -> dict[str, Json]:
    """What the case file holds beside acts."""
    entities: dict[str, Json]
    match value:
        case Detail():
            entities = {
                "about": _entity(value.about_entity, numbers),
                "other": _entity(value.other_entity, numbers),
            }
            return {
                "about": value.about, "field": value.field, "text": value.text, "code": value.code,
                "other": value.other, "entities": entities,
            }  # fmt: skip
        case Involvement():
            act = numbers.claims.get(value.act or "")
            return {
                "actor": value.actor, "entity": _entity(value.actor_entity, numbers), "act": act,
                "degree": value.degree, "type": value.type,
            }  # fmt: skip
        case Intervention():
            entities = {
                "party": _entity(value.party_entity, numbers),
                "about": _entity(value.about_entity, numbers),
            }
            return {
                "type": value.type, "party": value.party, "about": value.about, "entities": entities,
                "asked": list(value.asked), "response": value.response, "reply": value.reply,
            }  # fmt: skip


def _amount(amount: Amount) -> dict[str, Json]:
    return {"low": amount.low, "high": amount.high, "comparator": amount.comparator.value, "unit": amount.unit}


def _when(when: When | None) -> dict[str, Json] | None:
    if when is None:
        return None
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": when.precision.value,
        "text": when.text,
    }


def _speaker(speaker: Speaker | None, numbers: Numbers) -> dict[str, Json] | None:
    if speaker is None:
        return None
    return {"text": speaker.text, "kind": speaker.kind.value, "entity": _entity(speaker.entity, numbers)}


def _entity(entity: str | None, numbers: Numbers) -> str | None:
    return numbers.entities.get(entity) if entity else None


def _entities(claim: Claim) -> Iterator[str]:
    candidates = [claim.speaker.entity if claim.speaker else None]
    match claim.value:
        case Name(entity=entity):
            candidates.append(entity)
        case Act(victim_entity=victim, actor_entity=actor):
            candidates += [victim, actor]
        case Detail(about_entity=about, other_entity=other):
            candidates += [about, other]
        case Involvement(actor_entity=actor):
            candidates.append(actor)
        case Intervention(party_entity=party, about_entity=about):
            candidates += [party, about]
    yield from filter(None, candidates)
