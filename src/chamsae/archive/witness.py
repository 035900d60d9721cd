"""An outside witness: remembers the last checkpoint of every log it was shown, and signs only what follows from it.

Its folder holds its own key and, for every log, the key pinned when it was first shown and the last checkpoint signed.
What contradicts that is kept as evidence. Nothing of a casebook is needed.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from chamsae.archive import note, proof
from chamsae.archive.disk import storage_error
from chamsae.archive.keyfile import signing_key_in, write_whole
from chamsae.archive.merkle import check_consistency
from chamsae.errors import InputError, VerificationError

KEY, LOCK, REFUSED = "witness.key", "lock", "refused"


class Witness:
    """A witness whose memory is a folder; made with a key of its own at first use. `name` is used then only."""

    def __init__(self, folder: Path, *, name: str = "") -> None:
        self._folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, str(folder)) from error
        self._key = signing_key_in(folder / KEY, name=name or "chamsae-witness", kind=note.TIMED)

    @property
    def key(self) -> note.VerifierKey:
        """The public key that logs are given, by another way than the cosignature."""
        return self._key.verifier

    def cosign(self, request: bytes, *, at: datetime, pinned: note.VerifierKey | None = None) -> note.Note:
        """The checkpoint of a request with our signature, once it is seen to follow from the last one we signed.

        A log never seen before needs its key, `pinned`. Raises VerificationError for a rollback, a fork or a signature
        that is not the log's, InputError where the proof starts elsewhere than where we left off.
        """
        growth = proof.growth(request)
        new = note.head(growth.checkpoint)
        with self._locked():
            key = self._key_of(new.origin, pinned)
            if note.signed_by(growth.checkpoint, key) is None:
                raise VerificationError("it is not signed by the key known for this log", thing=new.origin)
            last = self._last(new.origin)
            try:
                _check(last, growth, new)
            except VerificationError:
                self._keep_refused(new.origin, request)
                raise
            signature = note.sign(growth.checkpoint.text, self._key, time=int(at.timestamp()))
            self._remember(new.origin, key, growth.checkpoint)
        return replace(growth.checkpoint, signatures=(*growth.checkpoint.signatures, signature))

    def _key_of(self, origin: str, pinned: note.VerifierKey | None) -> note.VerifierKey:
        path = self._of(origin, "vkey")
        if path.exists():
            known = note.verifier_key(path.read_text("utf-8"))
            if pinned is not None and pinned != known:
                raise VerificationError("another key is known for this log", thing=origin, do="Ask its keepers why.")
            return known
        if pinned is None:
            raise InputError("this log was never seen before", thing=origin, do="Name its key with --key, once.")
        return pinned

    def _last(self, origin: str) -> note.Head:
        path = self._of(origin, "checkpoint")
        if not path.exists():
            return note.Head(origin=origin, size=0, root=b"")
        return note.head(note.parsed(path.read_bytes()))

    def _remember(self, origin: str, key: note.VerifierKey, checkpoint: note.Note) -> None:
        write_whole(self._of(origin, "vkey"), f"{key}\n".encode())
        write_whole(self._of(origin, "checkpoint"), str(checkpoint).encode())

    def _keep_refused(self, origin: str, request: bytes) -> None:
        digest = hashlib.sha256(request).hexdigest()
        write_whole(self._of(origin, f"{REFUSED}-{digest[:16]}"), request)

    def _of(self, origin: str, what: str) -> Path:
        return self._folder / f"{hashlib.sha256(origin.encode()).hexdigest()[:32]}.{what}"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One at a time: looking and remembering must not be parted."""
        try:
            with (self._folder / LOCK).open("wb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise storage_error(error, str(self._folder)) from error


def _check(last: note.Head, growth: proof.Growth, new: note.Head) -> None:
    """Raise unless the checkpoint follows from the last one seen."""
    if new.size < last.size:
        raise VerificationError(
            f"it has {new.size} entries; {last.size} were signed before: a rollback", thing=new.origin, do=TELL
        )
    if new.size == last.size and last.size:
        if new.root != last.root:
            raise _forked(new)
        return
    if growth.old != last.size:
        do = f"Ask for a file made with `chamsae log checkpoint --since {last.size}`."
        raise InputError(f"its proof starts at {growth.old}; we signed {last.size} last", thing=new.origin, do=do)
    if last.size == 0:
        if growth.proof:
            raise VerificationError("a proof from nothing is empty", thing=new.origin)
        return
    try:
        check_consistency(last.size, new.size, growth.proof, last.root, new.root)
    except VerificationError as error:
        raise _forked(new) from error


def _forked(new: note.Head) -> VerificationError:
    return VerificationError("it contradicts what was signed before: the log is forked", thing=new.origin, do=TELL)


TELL = "Keep the file and tell the partners."
