"""Whether the log is what it was: computed anew from its entries, and held against all that was said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from chamsae.archive import log, merkle, note
from chamsae.archive.stamp import Standing
from chamsae.casebook.entering import confirmed, digest
from chamsae.errors import ChamsaeError, InputError, IntegrityError, VerificationError
from chamsae.model.checkpoint import Checkpoint
from chamsae.model.ledger import Entry, Line
from chamsae.model.log import LogEntry
from chamsae.ports import Store

#: Kept hashes compared at a time.
SLICE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, and with which thing."""

    thing: str
    what: str


@dataclass(slots=True)
class Walk:
    """One walk through the log: the tree as its entries make it, and which entries confirm what.

    `lines` are those of the further ledgers, read before the walk: what is written meanwhile is no fault.
    """

    levels: dict[int, list[bytes]] = field(default_factory=lambda: {0: []})
    roots: dict[int, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    confirming: list[LogEntry] = field(default_factory=list)
    stamped: dict[str, str] = field(default_factory=dict)
    broken: IntegrityError | None = None
    _recount: log.Recount = field(default_factory=log.Recount)

    def add(self, entry: LogEntry, *, signed: frozenset[int]) -> None:
        """Take the next entry; after the first break only what it confirms is remembered."""
        if confirmed(entry.detail):
            self.confirming.append(entry)
        if entry.action == "stamp":
            self.stamped[entry.detail.get("sha256", "")] = entry.detail.get("standing", "")
        if self.broken:
            return
        try:
            leaves = self.levels[0]
            leaves.append(self._recount.add(entry))
        except IntegrityError as error:
            self.broken = error
            return
        for level, _, hash in merkle.completed(len(leaves), lambda level, start, end: self.levels[level][start:end]):
            self.levels.setdefault(level, []).append(hash)
        if len(leaves) in signed:
            self.roots[len(leaves)] = self._recount.head().root


def faults(store: Store, walk: Walk, checkpoints: list[Checkpoint]) -> Iterator[Fault]:
    """Where the kept hashes, the checkpoints and the ledgers differ from the log that was walked."""
    if walk.broken:
        yield Fault(thing=walk.broken.thing, what=walk.broken.what)
        return
    yield from _kept(store, walk)
    yield from _signed(walk, checkpoints)
    yield from _ledgers(store, walk)


def stamps_lost(walk: Walk, judged: Iterator[tuple[Checkpoint, str, Standing]]) -> Iterator[Fault]:
    """Stamps that were valid when they came in and are not now."""
    for checkpoint, sha256, standing in judged:
        if walk.stamped.get(sha256) == Standing.VALID and standing is not Standing.VALID:
            thing = f"stamp {sha256[:12]}… of checkpoint {checkpoint.size}"
            yield Fault(thing=thing, what=f"it was valid and is now “{standing}”")


def _kept(store: Store, walk: Walk) -> Iterator[Fault]:
    for level, hashes in walk.levels.items():
        for start in range(0, len(hashes), SLICE):
            made = hashes[start : start + SLICE]
            try:
                kept = store.log_hashes(level, start, start + len(made))
            except ChamsaeError as error:
                yield Fault(thing="log", what=error.what)
                continue
            for at, (one, other) in enumerate(zip(made, kept, strict=True), start):
                if one != other:
                    thing = f"log entry {at + 1}" if level == 0 else f"log, hash {at} of level {level}"
                    yield Fault(thing=thing, what="it is not what its kept hash says: it has been changed")


def _signed(walk: Walk, checkpoints: list[Checkpoint]) -> Iterator[Fault]:
    for one in checkpoints:
        thing = f"checkpoint of {one.size} entries"
        if one.size > len(walk.levels[0]):
            yield Fault(thing=thing, what="entries are missing that it signed")
        elif walk.roots.get(one.size) != one.root:
            yield Fault(thing=thing, what="the log before it is not what was signed")
        try:
            signed = note.parsed(one.note.encode())
            told = note.head(signed)
            if (told.size, told.root.hex()) != (one.size, one.root) or not note.signed_by(
                signed, note.verifier_key(one.key)
            ):
                yield Fault(thing=thing, what="its note does not say what is kept of it")
        except (VerificationError, InputError) as error:
            yield Fault(thing=thing, what=error.what)


def _ledgers(store: Store, walk: Walk) -> Iterator[Fault]:
    """Every entry of a further ledger is confirmed by number, and its content by the digest while the key exists."""
    numbers = {number for entry in walk.confirming for number in confirmed(entry.detail)}
    for line in walk.lines:
        if line.number not in numbers:
            yield Fault(thing=f"{line.kind} {line.number}", what="the log does not confirm it")
    streams = {kind.kind: store.entries(kind) for kind in kinds(Entry)}
    for entry in walk.confirming:
        if (stream := streams.get(entry.detail.get("kind", ""))) is not None:
            yield from _content(store, entry, stream)


def _content(store: Store, entry: LogEntry, stream: Iterator[Entry]) -> Iterator[Fault]:
    wanted = confirmed(entry.detail)
    held = list(islice(stream, len(wanted)))
    thing = f"{entry.detail['kind']} {entry.detail.get('entry') or entry.detail.get('entries')}"
    if [one.number for one in held] != list(wanted):
        yield Fault(thing=thing, what="the log tells of it, and it is gone")
        return
    box = entry.sealed.get("content")
    key = store.find_key(token=box.key) if box else None
    try:
        if key and log.opened(entry, "content", key).value != digest(held):
            yield Fault(thing=thing, what="its content is not what the log confirms")
    except IntegrityError as error:
        yield Fault(thing=error.thing, what=error.what)


def kinds(base: type[Entry]) -> Iterator[type[Entry]]:
    """Every kind of entry there is."""
    for kind in base.__subclasses__():
        if kind.kind:
            yield kind
        yield from kinds(kind)
