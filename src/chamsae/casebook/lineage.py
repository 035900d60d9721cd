"""The provenance of what a release cites: what was made of what, by which program, in which entry of the log."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import TypeVar

from chamsae.model.claim import Claim
from chamsae.model.derivative import parameters_of
from chamsae.model.document import Document
from chamsae.model.log import Holder, LogEntry
from chamsae.model.provenance import Deed, Derivation, Provenance, Sort, Thing
from chamsae.model.release import Release
from chamsae.model.source import Capture
from chamsae.model.transcript import Maker, Transcript
from chamsae.ports import Store

Place = tuple[Sort, str]
K = TypeVar("K", bound=Hashable)
#: What stands before the name of a person who made a claim; the name stays inside.
BY_HAND = "person "


def lineage(store: Store, release: Release, entries: Sequence[LogEntry], captures: Collection[Capture]) -> Provenance:
    """The graph from the originals to the release; people stand in it as tokens only."""
    made = _Lineage(store, release, entries, captures)
    return Provenance(
        things=tuple(made.things()),
        deeds=tuple(made.deed(entry) for entry in entries),
        derivations=tuple(made.derivations()),
        software=f"chamsae {version('chamsae')}",
    )


class _Lineage:
    """One release being traced back."""

    def __init__(
        self, store: Store, release: Release, entries: Sequence[LogEntry], captures: Collection[Capture]
    ) -> None:
        self._store, self._release, self._entries = store, release, entries
        self._captures = {one.id: one for one in captures}
        cited = [(figure.id, claim) for figure in release.figures for claim in figure.claims]
        self._documents = {one.citation.document: store.document(one.citation.document) for _, one in cited}
        self._claims = {one.id: one for one in store.claims(ids={one.id for _, one in cited})}
        self._counted = {figure.id: [one.id for one in figure.claims] for figure in release.figures}
        self._read = self._first_read()
        self._added = _first(entries, "add", lambda one: one.detail["sha256"])
        self._made = _first(entries, "make", lambda one: one.subject)
        self._transcribed = _first(entries, "transcribe", lambda one: one.detail["text"])
        self._transcripts = [t for sha256 in self._hashes() for t in store.transcripts(text=sha256)]

    def things(self) -> Iterator[Thing]:
        """Everything that stands in the graph, each once."""
        transcripts = {one.text: one for one in self._transcripts}
        for sha256 in self._hashes():
            yield self._original(sha256, transcripts.get(sha256))
        beside = {one.recording for one in self._transcripts} | set(self._containers().values())
        for sha256 in sorted(beside - set(self._hashes())):
            yield Thing(sort=Sort.ORIGINAL, id=sha256, facts=(("inside", "no"),))
        yield from (_text(self._documents[id]) for id in sorted(self._documents))
        yield from (_claim(self._claims[id]) for id in sorted(self._claims))
        yield from (Thing(sort=Sort.FIGURE, id=id) for id in sorted(self._counted))
        yield Thing(sort=Sort.RELEASE, id=self._release.id, facts=(("audience", self._release.audience),))

    def deed(self, entry: LogEntry) -> Deed:
        """An entry as an activity."""
        used, made = self._part(entry)
        return Deed(
            entry=entry.number, action=entry.action, at=entry.at, agent=entry.actor,
            facts=tuple(sorted(entry.detail.items())), used=tuple(used), made=tuple(made),
        )  # fmt: skip

    def derivations(self) -> Iterator[Derivation]:
        """What was made of what."""
        containers = self._containers()
        for sha256, container in sorted(containers.items()):
            yield Derivation(made=_item(sha256), of=_item(container), entry=self._added.get(sha256))
        for one in self._transcripts:
            yield Derivation(made=_item(one.text), of=_item(one.recording), entry=self._transcribed.get(one.text))
        for document in sorted(self._documents):
            of = _item(self._documents[document].sha256)
            yield Derivation(made=(Sort.TEXT, document), of=of, entry=self._read.get(document))
        for id, claim in sorted(self._claims.items()):
            yield Derivation(made=(Sort.CLAIM, id), of=(Sort.TEXT, claim.document), entry=self._found(claim))
        for figure, claims in sorted(self._counted.items()):
            yield from (Derivation(made=(Sort.FIGURE, figure), of=(Sort.CLAIM, one)) for one in claims)
            yield Derivation(made=self._released(), of=(Sort.FIGURE, figure))

    def _part(self, entry: LogEntry) -> tuple[Sequence[Place], Sequence[Place]]:
        """What an entry used, and what it made."""
        subject, action = entry.subject, entry.action
        if action in ("add", "verify"):
            item = [_item(self._captures[subject].sha256)]
            return (item, []) if action == "verify" or self._again(entry) else ([], item)
        if action in ("read", "mend", "transcribe"):
            made = [(Sort.TEXT, id) for id, number in sorted(self._read.items()) if number == entry.number]
            return [_item(subject)], made
        if action == "release":
            return [(Sort.FIGURE, one) for one in sorted(self._counted)], [self._released()]
        if subject in self._claims:
            claim = (Sort.CLAIM, subject)
            text = (Sort.TEXT, self._claims[subject].document)
            return ([text], [claim]) if action == "make" else ([claim], [])
        if subject in self._documents:
            return [(Sort.TEXT, subject)], []
        return [(Sort.CLAIM, one) for one in self._counted.get(subject, ())], []

    def _again(self, entry: LogEntry) -> bool:
        return self._added.get(entry.detail["sha256"]) != entry.number

    def _first_read(self) -> Mapping[str, int]:
        """The entry in which each text was first read by the reader it is of."""
        done = [one for one in self._entries if one.detail.get("state") == "read"]
        first = _first(done, "read", lambda one: (one.subject, one.detail["reader"]))
        known = ((id, first.get((one.sha256, one.reader))) for id, one in self._documents.items())
        return {id: number for id, number in known if number is not None}

    def _found(self, claim: Claim) -> int | None:
        """The entry in which a claim came up: made by a person, else read with its text."""
        read = None if claim.reader.startswith(BY_HAND) else self._read.get(claim.document)
        return self._made.get(claim.id, read)

    def _containers(self) -> Mapping[str, str]:
        return {one.sha256: one.container for one in self._captures.values() if one.container}

    def _hashes(self) -> list[str]:
        return sorted({one.sha256 for one in self._captures.values()})

    def _released(self) -> Place:
        return Sort.RELEASE, self._release.id

    def _original(self, sha256: str, transcript: Transcript | None) -> Thing:
        capture = next(one for one in self._captures.values() if one.sha256 == sha256)
        facts = (("media_type", capture.media_type), ("bytes", str(capture.size)), ("inside", "yes"))
        if transcript is None:
            return Thing(sort=Sort.ORIGINAL, id=sha256, facts=facts)
        return Thing(
            sort=Sort.ORIGINAL, id=sha256, tool=self._program(transcript), facts=(*facts, ("made", transcript.maker))
        )

    def _program(self, transcript: Transcript) -> str:
        """The program that made it; nothing that could be a person's name."""
        named = any(self._store.keys(Holder.ACTOR, transcript.made_by))
        return transcript.made_by if transcript.maker is Maker.PROGRAM and not named else ""


def _first(entries: Sequence[LogEntry], action: str, of: Callable[[LogEntry], K]) -> dict[K, int]:
    """The number of the first entry of an action about each thing."""
    return {of(one): one.number for one in reversed(entries) if one.action == action}


def _text(document: Document) -> Thing:
    told = (("language", document.language), *parameters_of(document))
    facts = tuple((name.replace(" ", "_"), value) for name, value in told)
    return Thing(sort=Sort.TEXT, id=document.id, tool=document.reader, facts=facts)


def _claim(claim: Claim) -> Thing:
    by_hand = claim.reader.startswith(BY_HAND)
    facts = (("start", str(claim.quote.start)), ("end", str(claim.quote.end)))
    if by_hand:
        return Thing(sort=Sort.CLAIM, id=claim.id, facts=(*facts, ("made", Maker.PERSON.value)))
    return Thing(sort=Sort.CLAIM, id=claim.id, tool=claim.reader, facts=facts)


def _item(sha256: str) -> Place:
    return Sort.ORIGINAL, sha256
