"""Recompute everything that can be recomputed, and say what is wrong: bytes, quotes, answers, log, orphans."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from chamsae.casebook.clearances import Clearances
from chamsae.casebook.forgetting import erased
from chamsae.casebook.judging_many import JUDGE_MANY, digest
from chamsae.casebook.log_health import Walk, faults
from chamsae.casebook.logbook import Log
from chamsae.casebook.progress import Silent
from chamsae.errors import ChamsaeError, IntegrityError, QuoteMismatch
from chamsae.model.backup import CASEBOOK
from chamsae.model.checkpoint import Checkpoint
from chamsae.model.claim import prove
from chamsae.model.judgement import fold
from chamsae.model.log import LogEntry
from chamsae.ports import Clock, Objects, Progress, Store


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
    to them, and adding the same material again takes them up. `open_to_all` tells that nobody was ever cleared or
    admitted to the vault, so that whoever works here may use everything: no fault, but to be known.
    """

    objects: int
    captures: int
    documents: int
    claims: int
    log: int
    findings: tuple[Finding, ...]
    leftovers: tuple[str, ...] = ()
    open_to_all: bool = False

    @property
    def sound(self) -> bool:
        """True when nothing is wrong."""
        return not self.findings


RESTORE = "Restore it from a backup or from the original sender."
SEAL = "`chamsae doctor --mend` seals it and wipes the open bytes."
COMPARE = "Compare with a backup and with what partners have signed; what follows cannot be trusted."
ERASE = "Run `chamsae consent withdraw PERSON --then destroy --why …` again; it goes on where it stopped."
JUDGE = "Judge it again, which brings its state up to date."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """An original made good again in a folder, from the other copy."""

    sha256: str
    folder: str


class Doctor:
    """Examines one casebook; changes nothing but what it is told to mend."""

    def __init__(self, store: Store, objects: Objects, clock: Clock, logbook: Log) -> None:
        self._store, self._objects, self._clock, self._logbook = store, objects, clock, logbook
        self._counts: dict[str, int] = {}

    def check(self, *, progress: Progress | None = None) -> Health:
        """Hash every object, prove every quote, fold the ledger, walk the log; no fault stops the round.

        What others write meanwhile is no fault: rows are looked at before what must confirm them.
        """
        watch = progress or Silent()
        self._counts = {"objects": 0, "captures": 0, "documents": 0, "claims": 0, "log": 0}
        watch.start(self._store.counts().objects, "checking")
        findings = [
            *self._bytes(watch),
            *self._open(),
            *self._accessions(),
            *self._quotes(),
            *self._statuses(),
            *self._log(),
            *(Finding(thing="database", what=fault, do=RESTORE) for fault in self._store.faults()),
        ]
        watch.finish()
        return Health(**self._counts, findings=tuple(findings), leftovers=tuple(self._leftovers()),
                      open_to_all=Clearances(self._store, self._clock).open_to_all())  # fmt: skip

    def mend(self, *, by: str, progress: Progress | None = None) -> tuple[Mended, ...]:
        """Make every original good again in both folders, from the copy that is good; what was mended.

        Damaged bytes are put aside, not destroyed. What neither copy can give stays for `check` to tell. Then what lies
        open in an encrypted casebook is sealed.
        """
        watch, mended = progress or Silent(), []
        watch.start(self._store.counts().objects, "mending")
        gone = erased(self._store)
        for obj in (one for one in self._store.objects() if one.sha256 not in gone):
            try:
                folder = self._objects.mend(obj.sha256)
            except IntegrityError:
                folder = None
            if folder is not None:
                mended.append(Mended(sha256=obj.sha256, folder=str(folder)))
                self._store.append_log(at=self._clock(), actor=by, action="mend", subject=obj.sha256, detail={})
            watch.step(obj.sha256[:12])
        watch.finish()
        self._seal(by, watch)
        return tuple(mended)

    def _seal(self, by: str, watch: Progress) -> None:
        lying = list(self._objects.unsealed())
        watch.start(len(lying), "sealing")
        for sha256 in lying:
            with suppress(IntegrityError):
                self._objects.seal(sha256)
            watch.step(sha256[:12])
        watch.finish()
        if lying:
            number = str(len(lying))
            detail = {"objects": number}
            self._store.append_log(at=self._clock(), actor=by, action="seal", subject=CASEBOOK, detail=detail)

    def _bytes(self, watch: Progress) -> Iterator[Finding]:
        gone = erased(self._store)
        for obj in self._store.objects():
            self._counts["objects"] += 1
            if obj.sha256 in gone:
                if self._objects.has(obj.sha256):
                    yield Finding(thing=obj.sha256, what="it was erased, and its bytes are here again", do=ERASE)
                continue
            try:
                if self._objects.check(obj.sha256) != obj:
                    yield Finding(thing=obj.sha256, what="the row and the bytes disagree", do=RESTORE)
            except ChamsaeError as error:
                yield _finding(error, obj.sha256)
            watch.step(obj.sha256[:12])

    def _open(self) -> Iterator[Finding]:
        if number := sum(1 for _ in self._objects.unsealed()):
            lie = "original lies" if number == 1 else "originals lie"
            yield Finding(thing="objects", what=f"{number:,} {lie} open in an encrypted casebook", do=SEAL)

    def _leftovers(self) -> Iterator[str]:
        stored = list(self._objects.all())
        known = {obj.sha256 for obj in self._store.objects()}
        yield from (sha256 for sha256 in stored if sha256 not in known)

    def _accessions(self) -> Iterator[Finding]:
        gone = erased(self._store)
        for capture in self._store.captures():
            self._counts["captures"] += 1
            if capture.sha256 not in gone and not self._objects.has(capture.sha256):
                yield Finding(thing=capture.id, what="its bytes are missing", do=RESTORE)

    def _quotes(self) -> Iterator[Finding]:
        for document in self._store.documents():
            self._counts["documents"] += 1
            for claim in self._store.claims(document=document.id):
                self._counts["claims"] += 1
                try:
                    prove(claim, document.text)
                except QuoteMismatch as error:
                    yield _finding(error, claim.id)

    def _statuses(self) -> Iterator[Finding]:
        """The state kept beside each claim and relation must be what the ledger of judgements says."""
        told, kept = fold(self._store.judgements()), self._store.statuses()
        for target in sorted(id for id in {*told, *kept} if told.get(id) is not kept.get(id)):
            # Judged between the two looks? Then the second look at this one agrees.
            now = fold(self._store.judgements(target=target)).get(target)
            if now is not self._store.statuses([target]).get(target):
                yield Finding(thing=target, what="its state is not what the ledger says", do=JUDGE)

    def _log(self) -> Iterator[Finding]:
        """The tree computed anew must be what was kept, signed and stamped, and confirm all that people did."""
        rows, logged = dict(self._evidence()), dict[str, str]()
        walk = Walk(lines=tuple(self._store.lines()))
        checkpoints = list(self._store.entries(Checkpoint))
        signed = frozenset(one.size for one in checkpoints)
        for entry in self._store.log():
            self._counts["log"] += 1
            walk.add(entry, signed=signed)
            if told := _told(entry):
                logged[told[0]] = told[1]
            logged |= _told_many(entry, rows)
        for fault in (*faults(self._store, walk, checkpoints), *self._logbook.lost(walk)):
            yield Finding(thing=fault.thing, what=fault.what, do=COMPARE)
        for thing, content in rows.items():
            if logged.get(thing) != content:
                yield Finding(thing=thing, what="the log does not confirm it", do=RESTORE)
        if gone := logged.keys() - rows.keys():
            gone -= dict(self._evidence()).keys()  # unless it came between the two looks
        for thing in sorted(gone):
            yield Finding(thing=thing, what="the log tells of it, and it is gone", do=RESTORE)

    def _evidence(self) -> Iterator[tuple[str, str]]:
        """What people did, as the log should tell it."""
        yield from ((capture.id, capture.sha256) for capture in self._store.captures())
        yield from ((f"judgement {j.number}", f"{j.verdict} {j.target}") for j in self._store.judgements())
        yield from ((f"settlement {s.number}", s.group) for s in self._store.settlements())
        yield from ((f"correction {c.number}", c.claim) for c in self._store.corrections())


def _told(entry: LogEntry) -> tuple[str, str] | None:
    """What a log entry tells of evidence, in the words of `Doctor._evidence`."""
    match entry.action:
        case "add":
            return entry.subject, entry.detail.get("sha256", "")
        case "judge":
            return f"judgement {entry.detail.get('judgement')}", f"{entry.detail.get('verdict')} {entry.subject}"
        case "settle" | "withdraw":
            return f"settlement {entry.detail.get('settlement')}", entry.subject
        case "correct":
            return f"correction {entry.detail.get('correction')}", entry.subject
        case _:
            return None


def _told_many(entry: LogEntry, rows: Mapping[str, str]) -> dict[str, str]:
    """The judgements that one log entry tells of, where they are what it says."""
    first, _, last = entry.detail.get("judgements", "").partition("-")
    if entry.action != JUDGE_MANY or not first.isdigit() or not last.isdigit():
        return {}
    told = {f"judgement {number}": rows.get(f"judgement {number}", "") for number in range(int(first), int(last) + 1)}
    return told if digest(told.values(), first=int(first)) == entry.detail.get("sha256") else {}


def _finding(error: ChamsaeError, thing: str) -> Finding:
    return Finding(thing=error.thing or thing, what=error.what, do=error.do or RESTORE)
