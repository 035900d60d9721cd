"""The register of statements: who said what, in which office, for which government, when, where and on what topic.

Nothing is translated by a machine: beside the words stand what a person wrote down as their translation, and the words
of a document of the casebook that is a translation of theirs.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chamsae.casebook.grouping import document_facts
from chamsae.casebook.reconciling import Reconcile
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Relation, RelationKind
from chamsae.model.judgement import Status
from chamsae.model.stance import Stance
from chamsae.model.translation import Translation
from chamsae.ports import Clock, Store
from chamsae.publish.table import guarded
from chamsae.reconcile.figures import present
from chamsae.reconcile.origins import parents, roots
from chamsae.reconcile.running import by_document
from chamsae.reconcile.scope import DocumentFacts
from chamsae.reconcile.spokesmen import Heading, heading, statement, topics_of
from chamsae.text.normal import fold

#: The columns of the register as a table.
COLUMNS = (
    "claim", "day", "government", "body", "speaker", "capacity", "occasion", "language", "direct", "text",
    "translation", "topics", "positions", "document",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A statement in another language: by whom, or from which document (id) of the casebook."""

    language: str
    text: str
    by: str | None = None
    document: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One statement of the register. `government` and `body` are keys of resources/governments.yml.

    `stances` are the figures it confirms, denies or evades; `repeated` the documents that repeat it.
    """

    claim: str
    document: str
    language: str
    speaker: str
    capacity: str | None
    government: str | None
    body: str | None
    day: date | None
    occasion: str | None
    text: str
    direct: bool
    topics: tuple[str, ...]
    renderings: tuple[Rendering, ...]
    stances: tuple[Stance, ...]
    repeated: tuple[str, ...]


class Statements:
    """The statements of one casebook."""

    def __init__(self, store: Store, clock: Clock, reconcile: Reconcile) -> None:
        self._store, self._clock, self._reconcile = store, clock, reconcile

    def register(
        self, *, government: str | None = None, topic: str | None = None, since: date | None = None
    ) -> list[Entry]:
        """The statements that stand, latest first, those of no known day last.

        `government` is the key of a state ("cn"), "any" for all who speak for one; `topic` the key of a topic.
        """
        found = [one for one in self._entries() if _asked(one, government, topic, since)]
        return sorted(found, key=lambda one: (one.day is None, -(one.day.toordinal() if one.day else 0), one.claim))

    def translate(self, claim: str, language: str, text: str, *, by: str) -> Translation:
        """Write down the translation of a statement; the last one of a language stands.

        Raises NotFound for no such claim, InputError for a claim that is no statement and for an empty translation.
        """
        if self._store.claim(claim).kind is not ClaimKind.STATEMENT:
            raise InputError(
                phrase("only statements are translated"),
                thing=phrase("claim %(id)s", id=claim),
                do=phrase("Choose a statement."),
            )
        if not text.strip() or not language.strip():
            raise InputError(phrase("a translation needs its words and their language"), do=phrase("Give both."))
        return self._write(Translation(claim=claim, language=language, text=text.strip(), by=by, at=self._clock()))

    def take_back(self, number: int, *, by: str) -> Translation:
        """Take a translation back; the one before it stands again. Raises NotFound for no such translation."""
        taken = next((one for one in self._store.translations() if one.number == number and one.undoes is None), None)
        if taken is None:
            raise NotFound(
                phrase("there is no translation %(number)s", number=number),
                do=phrase("`chamsae statements --json` lists them, each with its number."),
            )
        blank = Translation(claim=taken.claim, language=taken.language, text="", by=by, at=self._clock(), undoes=number)
        return self._write(blank)

    def _write(self, translation: Translation) -> Translation:
        with self._store.transaction():
            written = self._store.add_translation(translation)
            detail = {"translation": str(written.number), "language": written.language}
            if written.undoes is not None:
                detail["undoes"] = str(written.undoes)
            self._store.append_log(
                at=written.at,
                actor=written.by,
                action="translate",
                subject=written.claim,
                detail=detail,
                hidden={"text": written.text} if written.text else {},
            )
        return written

    def _entries(self) -> Iterator[Entry]:
        statuses, facts = self._store.statuses(), document_facts(self._store)
        kinds = (ClaimKind.STATEMENT, ClaimKind.TIME)
        claims = present([claim for kind in kinds for claim in self._store.claims(kind=kind)], statuses)
        relations = [one for one in self._store.relations() if statuses.get(one.id) is not Status.REJECTED]
        spoken = by_document(claims)
        elsewhere = _renderings(relations, spoken, facts)
        written = _standing(self._store.translations())
        stances = _by_claim(self._reconcile.stances())
        for claim, repeated in _once(spoken, roots(parents(relations, facts, statuses))):
            over = heading(claim, facts[claim.document], spoken[claim.document])
            renderings = (*written.get(claim.id, ()), *elsewhere.get(claim.id, ()))
            yield _entry(
                claim,
                over,
                facts=facts[claim.document],
                renderings=renderings,
                stances=stances.get(claim.id, ()),
                repeated=repeated,
            )


def table(entries: Iterable[Entry]) -> str:
    """The register as CSV (RFC 4180): a line for each statement, no cell a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in cells(entry)] for entry in entries)
    return out.getvalue()


def cells(entry: Entry) -> tuple[str | None, ...]:
    """What stands in the columns of the table for one statement."""
    return (
        entry.claim,
        entry.day.isoformat() if entry.day else None,
        entry.government,
        entry.body,
        entry.speaker,
        entry.capacity,
        entry.occasion,
        entry.language,
        "yes" if entry.direct else "no",
        " ".join(entry.text.split()),
        " | ".join(f"{one.language}: {' '.join(one.text.split())}" for one in entry.renderings) or None,
        " ".join(entry.topics) or None,
        " ".join(sorted({f"{stance.position.value}:{stance.group}" for stance in entry.stances})) or None,
        entry.document,
    )


def _asked(entry: Entry, government: str | None, topic: str | None, since: date | None) -> bool:
    return (
        (government is None or entry.government == government or (government == "any" and entry.government is not None))
        and (topic is None or topic in entry.topics)
        and (since is None or (entry.day is not None and entry.day >= since))
    )


def _entry(
    claim: Claim,
    over: Heading,
    *,
    facts: DocumentFacts,
    renderings: tuple[Rendering, ...],
    stances: tuple[Stance, ...],
    repeated: tuple[str, ...],
) -> Entry:
    said = statement(claim)
    return Entry(
        claim=claim.id,
        document=claim.document,
        language=facts.language,
        speaker=over.speaker,
        capacity=over.capacity,
        government=over.body.state if over.body else None,
        body=over.body.key if over.body else None,
        day=over.day,
        occasion=over.occasion,
        text=said.text,
        direct=said.direct,
        topics=topics_of(f"{said.text} {claim.quote.exact}"),
        renderings=renderings,
        stances=stances,
        repeated=repeated,
    )


def _once(spoken: Mapping[str, list[Claim]], heads: Mapping[str, str]) -> Iterator[tuple[Claim, tuple[str, ...]]]:
    """Each statement once, with the copies of its document that repeat it in the same words of the same speaker."""
    found: dict[tuple[str, str, str], list[Claim]] = {}
    for document in sorted(spoken, key=lambda id: (id in heads, id)):
        for claim in spoken[document]:
            if claim.kind is ClaimKind.STATEMENT:
                speaker = claim.speaker.text if claim.speaker else ""
                key = (heads.get(document, document), fold(speaker), fold(statement(claim).text))
                found.setdefault(key, []).append(claim)
    for first, *others in found.values():
        yield first, tuple(dict.fromkeys(one.document for one in others if one.document != first.document))


def _renderings(
    relations: Iterable[Relation], spoken: Mapping[str, list[Claim]], facts: Mapping[str, DocumentFacts]
) -> dict[str, tuple[Rendering, ...]]:
    """For each statement those that stand at the same place of a document that is a translation of its own."""
    found: dict[str, tuple[Rendering, ...]] = {}
    for relation in relations:
        if relation.kind is not RelationKind.TRANSLATION:
            continue
        for start, end, other_start, other_end in relation.shared:
            one = _only(spoken.get(relation.document, ()), start, end)
            other = _only(spoken.get(relation.other, ()), other_start, other_end)
            for here, there in ((one, other), (other, one)):
                if here and there:
                    language = facts[there.document].language
                    text = Rendering(language=language, text=statement(there).text, document=there.document)
                    found[here.id] = (*found.get(here.id, ()), text)
    return found


def _only(claims: Iterable[Claim], start: int, end: int) -> Claim | None:
    """The one statement in a passage; None where several are, since nothing tells which is which."""
    inside = [
        claim
        for claim in claims
        if claim.kind is ClaimKind.STATEMENT and start <= claim.trigger.start and claim.trigger.end <= end
    ]
    return inside[0] if len(inside) == 1 else None


def _standing(translations: Iterable[Translation]) -> dict[str, tuple[Rendering, ...]]:
    """The last translation of each statement and language that was not taken back."""
    every = list(translations)
    undone = {one.undoes for one in every if one.undoes is not None}
    last = {(one.claim, one.language): one for one in every if one.undoes is None and one.number not in undone}
    found: dict[str, tuple[Rendering, ...]] = {}
    for (claim, language), one in last.items():
        made = Rendering(language=language, text=one.text, by=one.by, number=one.number)
        found[claim] = (*found.get(claim, ()), made)
    return found


def _by_claim(stances: Iterable[Stance]) -> dict[str, tuple[Stance, ...]]:
    found: dict[str, tuple[Stance, ...]] = {}
    for stance in stances:
        found[stance.claim] = (*found.get(stance.claim, ()), stance)
    return found
