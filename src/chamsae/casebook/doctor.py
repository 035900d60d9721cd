"""Recompute everything that can be recomputed, and say what is wrong: bytes, quotes, log, dangling rows, orphans."""

from collections.abc import Iterator
from dataclasses import dataclass

from chamsae.archive.log import check
from chamsae.casebook.progress import Silent
from chamsae.errors import ChamsaeError, IntegrityError, NotFound, QuoteMismatch
from chamsae.model.claim import prove
from chamsae.ports import Objects, Progress, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong, with the thing it is wrong with and what to do."""

    thing: str
    what: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was checked, and the findings; `sound` when there are none.

    `leftovers` are hashes of bytes without an accession, which an interrupted addition leaves behind: nothing refers
    to them, and adding the same material again takes them up.
    """

    objects: int
    captures: int
    documents: int
    claims: int
    log: int
    findings: tuple[Finding, ...]
    leftovers: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """True when nothing is wrong."""
        return not self.findings


RESTORE = "Restore it from a backup or from the original sender."


class Doctor:
    """Examines one casebook; changes nothing."""

    def __init__(self, store: Store, objects: Objects) -> None:
        self._store, self._objects = store, objects
        self._counts: dict[str, int] = {}

    def check(self, *, progress: Progress | None = None) -> Health:
        """Hash every object, prove every quote, walk the log; all faults are listed, none stops the round."""
        watch = progress or Silent()
        self._counts = {"objects": 0, "captures": 0, "documents": 0, "claims": 0, "log": 0}
        watch.start(self._store.counts().objects, "checking")
        findings = [
            *self._bytes(watch),
            *self._accessions(),
            *self._quotes(),
            *self._log(),
        ]
        watch.finish()
        return Health(**self._counts, findings=tuple(findings), leftovers=tuple(self._leftovers()))

    def _bytes(self, watch: Progress) -> Iterator[Finding]:
        for obj in self._store.objects():
            self._counts["objects"] += 1
            try:
                if self._objects.check(obj.sha256) != obj:
                    yield Finding(thing=obj.sha256, what="the row and the bytes disagree", do=RESTORE)
            except ChamsaeError as error:
                yield _finding(error, obj.sha256)
            watch.step(obj.sha256[:12])

    def _leftovers(self) -> Iterator[str]:
        known = {obj.sha256 for obj in self._store.objects()}
        yield from (sha256 for sha256 in self._objects.all() if sha256 not in known)

    def _accessions(self) -> Iterator[Finding]:
        for capture in self._store.captures():
            self._counts["captures"] += 1
            if not self._objects.has(capture.sha256):
                yield Finding(thing=capture.id, what="its bytes are missing", do=RESTORE)
        for reading in self._store.readings():
            if reading.document:
                try:
                    self._store.document(reading.document)
                except NotFound as error:
                    yield _finding(error, reading.sha256)

    def _quotes(self) -> Iterator[Finding]:
        for document in self._store.documents():
            self._counts["documents"] += 1
            for claim in self._store.claims(document=document.id):
                self._counts["claims"] += 1
                try:
                    prove(claim, document.text)
                except QuoteMismatch as error:
                    yield _finding(error, claim.id)

    def _log(self) -> Iterator[Finding]:
        try:
            self._counts["log"] = check(self._store.log())
        except IntegrityError as error:
            yield _finding(error, "log")
        logged = {e.subject: e.detail.get("sha256") for e in self._store.log() if e.action == "add"}
        for capture in self._store.captures():
            if logged.get(capture.id) != capture.sha256:
                yield Finding(thing=capture.id, what="the log does not confirm this accession", do=RESTORE)


def _finding(error: ChamsaeError, thing: str) -> Finding:
    return Finding(thing=error.thing or thing, what=error.what, do=error.do or RESTORE)
