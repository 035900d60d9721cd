"""What goes into a bundle besides the cited bytes: the log entries about them, with proofs, stamps and provenance.

Only what concerns a cited thing goes along, and of hidden values only those that the release itself shows.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from chamsae.archive import log as entries
from chamsae.casebook import erasing
from chamsae.casebook.judging_many import JUDGE_MANY
from chamsae.casebook.lineage import lineage
from chamsae.casebook.logbook import Log
from chamsae.errors import InputError, phrase
from chamsae.model.bundle import Attested, Grown, Parcel
from chamsae.model.checkpoint import Checkpoint
from chamsae.model.log import CHAINED, Disclosure, LogEntry
from chamsae.model.release import Citation, Release
from chamsae.model.source import Capture
from chamsae.ports import Store

#: The entries that go along, by what their subject is.
OF_ACCESSION = frozenset({"add", "verify"})
OF_OBJECT = frozenset({"read", "mend"})
OF_RECORDING = frozenset({"transcribe"})
OF_DOCUMENT = frozenset({"read_again", "judge_all"})
OF_CLAIM = frozenset({"make", "judge", "correct"})
OF_FIGURE = frozenset({"settle", "withdraw", "reopen"})
RELEASED = "release"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The log entries about what a release cites, in order, and the accessions it cites."""

    release: Release
    entries: tuple[LogEntry, ...]
    captures: tuple[Capture, ...]

    def untold(self) -> list[Capture]:
        """Accessions no entry here tells of: entries of the first version name people in the clear and stay inside."""
        known = {one.subject for one in self.entries if one.action in OF_ACCESSION}
        return [one for one in self.captures if one.id not in known]


def gathered(store: Store, release: Release) -> Gathered:
    """Everything in the log about what the release cites; raises InputError for a release that was not decided here."""
    captures = tuple(_captures(store, release))
    found = {one.number: one for one in _about(store, release, captures) if one.format != CHAINED}
    if not any(one.action == RELEASED for one in found.values()):
        raise InputError(
            phrase("the log tells of no such release"), thing=release.id, do=phrase("Make it in this casebook first.")
        )
    return Gathered(release=release, entries=tuple(found[number] for number in sorted(found)), captures=captures)


def covered(log: Log, held: Gathered, *, by: str) -> None:
    """Have a checkpoint of the present key that holds all these entries: the newest where it does, else one more."""
    newest = log.newest()
    if newest is None or newest.size < held.entries[-1].number or newest.key != str(log.key):
        log.checkpoint(by=by)


def parcel(store: Store, log: Log, held: Gathered, *, language: str) -> Parcel:
    """What goes out under the newest checkpoint, which must cover all entries."""
    proofs = [log.prove(one.number) for one in held.entries]
    disclosed = tuple(_disclosed(store, held))
    sizes = {one.size for one in store.entries(Checkpoint)}
    return Parcel(
        release=held.release,
        language=language,
        key=str(log.key),
        checkpoint=str(proofs[0].checkpoint),
        entries=tuple(
            Attested(number=one.number, entry=entries.canonical(one), proof=str(proof))
            for one, proof in zip(held.entries, proofs, strict=True)
        ),
        disclosed=disclosed,
        hidden=sum(len(one.hidden) for one in held.entries) - len(disclosed),
        growth=tuple(Grown(old=size, proof=str(log.consistency(size))) for size in sorted(sizes)[:-1]),
        stamps=tuple(log.stamped()),
        provenance=lineage(store, held.release, held.entries, held.captures),
    )


def citations(release: Release) -> Iterator[Citation]:
    """All citations of a release."""
    return (claim.citation for figure in release.figures for claim in figure.claims)


def _captures(store: Store, release: Release) -> Iterator[Capture]:
    """The accessions the citations speak of, each once; others of the same bytes are nobody's business."""
    seen = set[str]()
    for cited in citations(release):
        for capture in store.captures(sha256=cited.sha256):
            same = (capture.name, capture.captured_at) == (cited.name, cited.captured_at)
            if same and capture.id not in seen:
                seen.add(capture.id)
                yield capture


def _about(store: Store, release: Release, captures: Collection[Capture]) -> Iterator[LogEntry]:
    for subject, actions in _subjects(store, release, captures):
        yield from (one for one in store.log(subject=subject) if one.action in actions)
    for text, recording in _recordings(store, captures):
        about = store.log(subject=recording)
        yield from (one for one in about if one.action in OF_RECORDING and one.detail.get("text") == text)


def _subjects(store: Store, release: Release, captures: Collection[Capture]) -> Iterator[tuple[str, Collection[str]]]:
    yield release.id, {RELEASED}
    yield from ((one.id, OF_ACCESSION) for one in captures)
    yield from ((one, OF_OBJECT) for one in sorted({one.sha256 for one in captures}))
    yield from ((one, OF_DOCUMENT) for one in sorted({one.document for one in citations(release)}))
    for claim in sorted({one.claim for one in citations(release)}):
        yield claim, OF_CLAIM
        batches = {one.batch for one in store.judgements(target=claim) if one.batch}
        yield from ((batch, {JUDGE_MANY}) for batch in sorted(batches))
    yield from ((figure, OF_FIGURE) for figure in sorted(_figures(store, release)))


def _figures(store: Store, release: Release) -> set[str]:
    """The ids of the figures, those among them that they had when they were settled."""
    numbers = {one.settlement for one in release.figures}
    return {one.id for one in release.figures} | {one.group for one in store.settlements() if one.number in numbers}


def _recordings(store: Store, captures: Collection[Capture]) -> Iterator[tuple[str, str]]:
    for sha256 in sorted({one.sha256 for one in captures}):
        yield from ((sha256, one.recording) for one in store.transcripts(text=sha256))


def _disclosed(store: Store, held: Gathered) -> Iterator[Disclosure]:
    """The hidden values that the release shows in the same words."""
    shown = _shown(store, held)
    for entry in held.entries:
        for one in erasing.openable(store, entry):
            if (entry.action, one.field, entry.subject, one.value) in shown:
                yield one


def _shown(store: Store, held: Gathered) -> set[tuple[str, str, str, str]]:
    """What the release shows of what entries hide: action, field, subject, value."""
    release = held.release
    shown = {(RELEASED, "title", release.id, release.title)}
    by_hash = {one.sha256: one for one in citations(release)}
    for capture in held.captures:
        cited = by_hash[capture.sha256]
        shown |= {("add", "name", capture.id, cited.name), ("add", "address", capture.id, cited.address or "")}
    standing = {one.settlement: one.reason for one in release.figures}
    for settled in store.settlements():
        if settled.number in standing:
            shown.add(("settle", "reason", settled.group, standing[settled.number]))
    return shown
