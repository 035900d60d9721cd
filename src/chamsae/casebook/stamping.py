"""Time stamps over checkpoints: requests and replies as files, or sent because the user named an address."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from chamsae.archive import stamp
from chamsae.archive.disk import storage_error
from chamsae.archive.stamp import Standing, Verdict
from chamsae.casebook.entering import enter
from chamsae.errors import InputError, phrase
from chamsae.model.bundle import Stamped
from chamsae.model.checkpoint import Checkpoint, Stamp
from chamsae.ports import Clock, Poster, Store

#: The folder of a casebook with the certificates of authorities: NAME.pem each.
AUTHORITIES = "authorities"
QUERY = "application/timestamp-query"


class Stamping:
    """The part of the log about time-stamping authorities."""

    def __init__(self, store: Store, clock: Clock, folder: Path | None, poster: Poster | None) -> None:
        self._store, self._clock, self._folder, self._poster = store, clock, folder, poster

    def request(self, checkpoint: Checkpoint) -> bytes:
        """The request about a checkpoint: over the bytes of its note as this log signed it."""
        return stamp.request(checkpoint.note.encode())

    def asked(self, address: str, checkpoint: Checkpoint) -> bytes:
        """What an authority at an address answers."""
        if self._poster is None:
            raise InputError(
                phrase("this casebook sends nothing"), thing=address, do=phrase("Write the request to a file.")
            )
        return self._poster.post(address, self.request(checkpoint), QUERY).body

    def take(self, reply: bytes, checkpoints: Sequence[Checkpoint], *, by: str) -> tuple[Stamp, Verdict]:
        """Keep a reply under the checkpoint it is about; under the newest, where that cannot be told."""
        if not checkpoints:
            raise InputError(
                phrase("there is no checkpoint yet"),
                thing=phrase("log"),
                do=phrase("Make one: `chamsae log checkpoint`."),
            )
        if len(reply) > stamp.LARGEST:
            raise InputError(
                phrase("is larger than %(most)s bytes", most=f"{stamp.LARGEST:,}"),
                thing="reply",
                do=phrase("Look what it is."),
            )
        about, verdict = self._about(reply, checkpoints)
        raw, sha256 = base64.b64encode(reply).decode(), hashlib.sha256(reply).hexdigest()
        for one in self._store.entries(Stamp, subject=str(about.number)):
            if one.sha256 == sha256:
                return one, verdict
        entry = Stamp(subject=str(about.number), by=by, at=self._clock(), reply=raw, sha256=sha256)
        detail = {"size": str(about.size), "sha256": sha256, "standing": verdict.standing.value}
        return enter(self._store, entry, action="stamp", detail=detail), verdict

    def of(self, checkpoint: Checkpoint) -> Iterator[tuple[Stamp, Verdict]]:
        """The replies kept about a checkpoint, each judged now."""
        pinned = self._authorities()
        for one in self._store.entries(Stamp, subject=str(checkpoint.number)):
            yield one, stamp.judged(base64.b64decode(one.reply), checkpoint.note.encode(), pinned)

    def replies(self, checkpoint: Checkpoint) -> Iterator[Stamped]:
        """The replies that do stamp this checkpoint, as they are handed out; those of nobody pinned too."""
        pems = {one.name: stamp.pem(one) for one in self._authorities()}
        for one, verdict in self.of(checkpoint):
            if verdict.standing in (Standing.VALID, Standing.OTHER_AUTHORITY):
                yield Stamped(reply=base64.b64decode(one.reply), certificates=pems.get(verdict.authority, ""))

    def _about(self, reply: bytes, checkpoints: Sequence[Checkpoint]) -> tuple[Checkpoint, Verdict]:
        pinned, newest = self._authorities(), checkpoints[-1]
        found = stamp.judged(reply, newest.note.encode(), pinned)
        for older in reversed(checkpoints[:-1]):
            if found.standing is not Standing.OTHER_HASH:
                break
            verdict = stamp.judged(reply, older.note.encode(), pinned)
            if verdict.standing is not Standing.OTHER_HASH:
                return older, verdict
        return newest, found

    def _authorities(self) -> list[stamp.Authority]:
        """Those pinned, by the names of their files; raises InputError naming a file that is no certificate."""
        if self._folder is None:
            return []
        try:
            files = sorted((self._folder / AUTHORITIES).glob("*.pem"))
            return [stamp.authority(file.stem, file.read_bytes()) for file in files]
        except OSError as error:
            raise storage_error(error, AUTHORITIES) from error
