"""Taking material in: bytes first, durably, then the row and the log entry, then the acknowledgement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from io import BytesIO
from itertools import chain
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from chamsae.archive.intake import items, members
from chamsae.archive.item import Item, Limits, Refusal
from chamsae.archive.media import WACZ, WARC, WARC_GZIP, ZIP, media_type_of
from chamsae.archive.veiled import veiled
from chamsae.archive.webpage import Draw, keep
from chamsae.casebook.progress import Silent, awaited
from chamsae.errors import ChamsaeError, InputError, RefusedArchive, Stopped, phrase
from chamsae.model.source import Capture, How, StoredObject
from chamsae.model.storable import storable
from chamsae.ports import Clock, Fetcher, Objects, Progress, Store
from chamsae.settings import Settings

#: Items whose bytes are safe on disk are entered together, this many at most, in one transaction.
BATCH = 32
#: … or when this many seconds have passed since the last one.
SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What came of adding: new accessions, items already held under the same name, and refusals with reasons."""

    added: tuple[Capture, ...] = ()
    known: int = 0
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Safe:
    """An item whose bytes are safe on disk and whose row is still to be written."""

    stored: StoredObject
    capture: Capture


class Archive:
    """Accessions of one casebook."""

    def __init__(
        self,
        store: Store,
        objects: Objects,
        settings: Settings,
        clock: Clock,
        *,
        fetcher: Fetcher | None,
        spool: Path | None,
    ) -> None:
        self._store, self._objects, self._settings = store, objects, settings
        self._clock, self._fetcher = clock, fetcher
        self._limits = Limits(member_bytes=settings.object_limit, spool=spool)

    def add(self, places: Sequence[str | Path], *, by: str, progress: Progress | None = None) -> AddReport:
        """Take in files, folders, ZIP, WARC, WACZ and web addresses; what is refused is named, the rest goes on.

        Interrupted and repeated calls are safe: an item held already under the same name is not entered again.
        """
        watch = progress or Silent()
        watch.start(None, "adding")
        report = self._entered(self._received(places, by, watch))
        watch.finish()
        return report

    def add_stream(self, stream: BinaryIO, name: str, *, by: str) -> AddReport:
        """Take in one upload and, if it is a ZIP, WARC or WACZ, what it holds; raises InputError beyond the limit."""
        return self._unpacked(stream, name, by)

    def _unpacked(
        self,
        stream: BinaryIO,
        name: str,
        by: str,
        *,
        address: str | None = None,
        asked: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> AddReport:
        """Enter a file that may hold others, and what it holds."""
        stored = self._objects.put(stream, limit=self._settings.object_limit)
        how = How.FILE if address is None else How.WEB
        upload = Item(name=name, how=how, open=lambda: stream, address=address, asked=asked, notes=notes)
        with self._objects.open(stored.sha256) as kept:
            taken = (self._taken(item, by) for item in members(kept, name, self._limits))
            held = (one for result in taken for one in (result, _unopened(result)) if one)
            return self._entered(chain([_Safe(stored, self._capture(stored, upload, by))], held))

    def add_bytes(self, stream: BinaryIO, name: str, *, by: str) -> Capture:
        """Take in one upload; a second accession of known bytes is written only under another name."""
        stored = self._objects.put(stream, limit=self._settings.object_limit)
        item = Item(name=name, how=How.FILE, open=lambda: stream)
        safe = _Safe(stored, self._capture(stored, item, by))
        return self._same(safe.capture) or self._enter([safe])[0]

    def keep_page(self, address: str, *, by: str, draw: Draw | None = None) -> AddReport:
        """Fetch a web page with its redirects, headers and parts into one WARC, and take that in as any WARC.

        With `draw` (chamsae.archive.browser) a picture of the page lies in it too. What was not captured, and why,
        stands in the notes of the WARC's accession. A page that cannot be had is refused with its reason.
        """
        if self._fetcher is None:
            return AddReport(refused=(Refusal(name=address, reason=phrase("this casebook fetches no addresses")),))
        now = self._clock()
        with veiled(self._limits.spool) as file:
            try:
                kept = keep(address, file, self._fetcher, draw=draw, now=now, software=_software())
            except InputError as error:
                return AddReport(refused=(Refusal.of(address, error),))
            file.seek(0)
            name = f"{urlsplit(kept.address).hostname}-{now:%Y%m%dT%H%M%SZ}.warc.gz"
            notes = tuple(f"not captured: {one}" for one in kept.missing)
            return self._unpacked(file, name, by, address=kept.address, asked=address, notes=notes)

    def repeats(self) -> Iterator[tuple[Capture, Capture]]:
        """Accessions whose bytes had come in before, each with the first accession of these bytes."""
        first: dict[str, Capture] = {}
        for capture in self._store.captures():
            if capture.sha256 in first:
                yield capture, first[capture.sha256]
            else:
                first[capture.sha256] = capture

    def verify(self, capture_id: str, *, by: str) -> StoredObject:
        """Hash the stored bytes of an accession anew and log it; raises IntegrityError when they changed."""
        capture = self._store.capture(capture_id)
        checked = self._objects.check(capture.sha256)
        with self._store.transaction():
            self._store.append_log(
                at=self._clock(),
                actor=by,
                action="verify",
                subject=capture.id,
                detail={"sha256": checked.sha256},
            )
        return checked

    def _received(self, places: Sequence[str | Path], by: str, watch: Progress) -> Iterator[_Safe | Refusal]:
        for place in places:
            for item in self._items(place, watch):
                result = self._taken(item, by)
                unopened = _unopened(result)
                said = unopened or result
                yield result
                if unopened:
                    yield unopened
                watch.step(item.name, said.reason if isinstance(said, Refusal) else "")  # last: it may end the work

    def _items(self, place: str | Path, watch: Progress) -> Iterator[Item | Refusal]:
        if not str(place):
            yield Refusal(name="“”", reason=phrase("this is no name. Name a file, a folder or an address."))
        elif isinstance(place, str) and "://" in place:
            yield self._fetched(place, watch)
        else:
            yield from items(Path(place), self._limits)

    def _taken(self, item: Item | Refusal, by: str) -> _Safe | Refusal:
        return item if isinstance(item, Refusal) else self._receive(item, by)

    def _receive(self, item: Item, by: str) -> _Safe | Refusal:
        try:
            with item.open() as stream:
                stored = self._objects.put(stream, limit=self._settings.object_limit)
            capture = self._capture(stored, item, by)
            storable(capture, item.name)  # here, where it stops only itself and not its whole batch
        except RefusedArchive as error:
            return Refusal.of(error.thing or item.name, error)  # it names the archive as well
        except InputError as error:
            return Refusal.of(item.name, error)
        return _Safe(stored, capture)

    def _fetched(self, address: str, watch: Progress) -> Item | Refusal:
        if self._fetcher is None:
            return Refusal(name=address, reason=phrase("this casebook fetches no addresses"))
        try:
            got = awaited(partial(self._fetcher.fetch, address), watch)
        except ChamsaeError as error:
            return Refusal.of(address, error)
        return Item(
            name=_last_part(got.address),
            how=How.WEB,
            open=lambda: BytesIO(got.body),
            address=got.address,
            asked=address,
            redirects=got.hops,
            headers=got.headers,
        )

    def _capture(self, stored: StoredObject, item: Item, by: str) -> Capture:
        with self._objects.open(stored.sha256) as stream:
            media_type = media_type_of(item.name, stream)
        return Capture(
            sha256=stored.sha256,
            size=stored.size,
            name=item.name,
            how=item.how,
            media_type=media_type,
            captured_at=self._clock(),
            added_by=by,
            address=item.address,
            asked=item.asked,
            container=item.container,
            redirects=item.redirects,
            headers=item.headers,
            claimed_at=item.claimed_at,
            notes=item.notes,
        )

    def _same(self, capture: Capture) -> Capture | None:
        """The accession this one would only repeat; an address fetched again is always a new one."""
        if capture.how is How.WEB:
            return None
        for held in self._store.captures(sha256=capture.sha256, name=capture.name):
            if (held.container, held.address) == (capture.container, capture.address):
                return held
        return None

    def _entered(self, received: Iterator[_Safe | Refusal]) -> AddReport:
        """Write what was received, batch by batch, as it comes."""
        added: list[Capture] = []
        refused: list[Refusal] = []
        known = 0
        for batch in _batches(received):
            safe = [one for one in batch if isinstance(one, _Safe)]
            entered = self._enter(safe)
            added += entered
            known += len(safe) - len(entered)
            refused += [one for one in batch if isinstance(one, Refusal)]
        return AddReport(added=tuple(added), known=known, refused=tuple(refused))

    def _enter(self, batch: Sequence[_Safe]) -> list[Capture]:
        """Write rows and log entries of items whose bytes are safe already, in one transaction."""
        entered = []
        with self._store.transaction():
            for one in batch:
                # Bytes never seen before cannot have come in under this name before.
                if self._store.add_object(one.stored) or not self._same(one.capture):
                    written = self._store.add_capture(one.capture)
                    self._log_added(written, one.stored)
                    entered.append(written)
        return entered

    def _log_added(self, capture: Capture, stored: StoredObject) -> None:
        told = {"name": capture.name, "address": capture.address, "asked": capture.asked}
        within = {"container": capture.container, "unpacked_by": _software()} if capture.container else {}
        self._store.append_log(
            at=self._clock(),
            actor=capture.added_by,
            action="add",
            subject=capture.id,
            detail={"sha256": stored.sha256, "sha512": stored.sha512, "bytes": str(stored.size), **within},
            hidden={name: value for name, value in told.items() if value},
        )


@cache
def _software() -> str:
    """Who unpacks and fetches, with its version."""
    return f"Chamsae {version('chamsae')}"


def _last_part(address: str) -> str:
    """What to call a page: the last part of its path, unescaped, else its host."""
    parts = urlsplit(address)
    return unquote(PurePosixPath(parts.path).name).replace("\0", "␀") or parts.netloc


def _unopened(result: "_Safe | Refusal") -> Refusal | None:
    """The word that what an archive within an archive holds was not taken in; only one level is opened."""
    if isinstance(result, Refusal) or not result.capture.container:
        return None
    if result.capture.media_type not in (ZIP, WACZ, WARC, WARC_GZIP):
        return None
    return Refusal(
        name=result.capture.name,
        reason=phrase("is an archive within an archive: kept, not opened. Unpack it and add that."),
    )


def _batches(received: Iterator[_Safe | Refusal]) -> Iterator[list[_Safe | Refusal]]:
    """Groups for one transaction each, bounded in number and time, so that little waits to be acknowledged."""
    batch: list[_Safe | Refusal] = []
    began = monotonic()
    try:
        for one in received:
            batch.append(one)
            if len(batch) >= BATCH or monotonic() - began > SECONDS:
                yield batch
                batch, began = [], monotonic()
    except (Exception, KeyboardInterrupt, Stopped):
        # The disk is full, say, or stored bytes have changed: what is safe is entered first, then the error goes up.
        yield batch
        raise
    yield batch
