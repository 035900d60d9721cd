"""The evidence log as verbs: signed checkpoints, proofs, cosignatures, time stamps, and what it hides."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from os import urandom
from pathlib import Path

from chamsae.archive import log, merkle, note, proof
from chamsae.archive.keyfile import signing_key_in
from chamsae.archive.stamp import Verdict
from chamsae.casebook import erasing
from chamsae.casebook.actors import actor, tree_head
from chamsae.casebook.cosigning import Cosigning
from chamsae.casebook.entering import enter
from chamsae.casebook.log_health import Fault, Walk, stamps_lost
from chamsae.casebook.stamping import Stamping
from chamsae.errors import InputError, IntegrityError, NotFound, phrase
from chamsae.model.bundle import Stamped
from chamsae.model.checkpoint import LOG, Checkpoint, Cosignature, Stamp
from chamsae.model.log import Disclosure, LogEntry, TreeHead
from chamsae.ports import Clock, Poster, Store

#: The file of the key in a casebook's folder: outside the database, so that who writes there cannot sign.
KEY_FILE = "log.key"
#: What is done about the log itself; nothing else since a checkpoint makes no new one needed.
ABOUT_ITSELF = frozenset({"checkpoint", "cosign", "stamp", "witness"})
MISMATCH = phrase("Nothing was signed. Run `chamsae doctor` and compare with a backup.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A checkpoint with what others said of it; `stamps` are judged now, against the certificates pinned now."""

    checkpoint: Checkpoint
    cosigned: tuple[tuple[str, int], ...]
    stamps: tuple[tuple[Stamp, Verdict], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry with the name of who did it, and what it hides where the keys exist; what is closed is left out."""

    entry: LogEntry
    by: str
    opened: tuple[Disclosure, ...]


class Log:
    """The log of one casebook; mounted as `casebook.log`."""

    def __init__(self, store: Store, clock: Clock, folder: Path | None, poster: Poster | None) -> None:
        self._store, self._clock, self._folder = store, clock, folder
        self._cosigning = Cosigning(store, clock)
        self._stamping = Stamping(store, clock, folder, poster)

    @cached_property
    def _key(self) -> note.SigningKey:
        """The casebook's own signing key; made at first need under the name the log has, or a new one."""
        last = self.newest()
        name = note.head(note.parsed(last.note.encode())).origin if last else f"chamsae/{urandom(8).hex()}"
        if self._folder is None:
            return note.new_key(name, note.PLAIN)
        return signing_key_in(self._folder / KEY_FILE, name=name, kind=note.PLAIN)

    def make_key(self) -> None:
        """Have the signing key there before anything is signed; one that is there stays."""
        assert self._key

    def secret(self, purpose: str) -> bytes:
        """32 bytes for one purpose that follow from the signing key, which lies outside the database."""
        return hmac.digest(self._key.seed, f"chamsae {purpose}".encode(), "sha256")

    @property
    def key(self) -> note.VerifierKey:
        """The public key of this log, to be given to witnesses and readers by another way than the log."""
        return self._key.verifier

    # how it stands

    def head(self) -> TreeHead:
        """Length and root of the log now."""
        return tree_head(self._store)

    def newest(self) -> Checkpoint | None:
        """The last checkpoint signed."""
        return next(reversed(list(self._store.entries(Checkpoint))), None)

    def checkpoints(self) -> list[Signed]:
        """All checkpoints, the last signed first, with who signed and stamped them."""
        return [self._signed(one) for one in reversed(list(self._store.entries(Checkpoint)))]

    def told(self, *, before: int | None = None, count: int = 50, subject: str = "") -> list[Told]:
        """The last `count` entries, the newest first: all, those before a number, or those about one subject."""
        last = self._store.last_log()
        end = last.number if last and before is None else (before or 1) - 1
        if subject:
            found = [one for one in self._store.log(subject=subject) if one.number <= end][-count:]
        else:
            start = max(0, end - count)
            found = list(islice(self._store.log(after=start), end - start))
        return [self._told(one) for one in reversed(found)]

    def about(self, subject: str) -> list[int]:
        """The numbers of all entries about a thing."""
        return [entry.number for entry in self._store.log(subject=subject)]

    # checkpoints

    def checkpoint(self, *, by: str) -> Checkpoint:
        """Sign the log as it is; where nothing was done since the last checkpoint, that one stands.

        The whole tree is computed anew from the entries first. Raises IntegrityError, with nothing signed, where it
        is not what was kept or signed before, InputError for a log without entries.
        """
        if (last := self.newest()) and not self._news(last):
            return last
        head = self._recounted()
        if not head.size:
            raise InputError(phrase("there is nothing to sign: the log is empty"), do=phrase("Add something first."))
        text = note.checkpoint_text(note.Head(origin=self._key.name, size=head.size, root=bytes.fromhex(head.root)))
        signed = note.Note(text=text, signatures=(note.sign(text, self._key),))
        made = Checkpoint(
            subject=LOG, by=by, at=self._clock(), size=head.size, root=head.root, note=str(signed), key=str(self.key)
        )
        return enter(self._store, made, action="checkpoint", detail={"size": str(head.size), "root": head.root})

    def request(self, *, since: int | None = None) -> proof.Growth:
        """What a witness is handed: the newest checkpoint, with the proof that it holds the log of `since` entries.

        Unless given, from the last checkpoint before it that a witness has signed; 0 is for one that never saw the log.
        """
        newest = self._newest()
        if since is None:
            cosigned = {one.subject for one in self._store.entries(Cosignature)}
            sizes = (one.size for one in self._store.entries(Checkpoint) if str(one.number) in cosigned)
            since = max((size for size in sizes if size < newest.size), default=0)
        return self.consistency(since)

    def consistency(self, old: int, new: int | None = None) -> proof.Growth:
        """The proof that the log of a checkpoint of `new` entries (unless given, the newest) holds that of `old`."""
        checkpoint = self._newest() if new is None else self._of_size(new)
        steps = self._tree().consistency(old, checkpoint.size)
        return proof.Growth(old=old, proof=tuple(steps), checkpoint=self._with_cosignatures(checkpoint))

    def prove(self, number: int) -> proof.Inclusion:
        """The proof that an entry is in the log of the newest checkpoint; InputError where none covers it yet."""
        newest = self._newest()
        if not 1 <= number <= newest.size:
            raise InputError(
                phrase("the newest checkpoint covers entries 1 to %(size)s", size=newest.size),
                thing=phrase("log entry %(number)s", number=number),
                do=MAKE_ONE,
            )
        path = self._tree().inclusion(number - 1, newest.size)
        return proof.Inclusion(index=number - 1, path=tuple(path), checkpoint=self._with_cosignatures(newest))

    def entry(self, number: int) -> LogEntry:
        """The entry of this number."""
        for one in self._store.log(after=number - 1) if number > 0 else ():
            return one
        raise NotFound(
            phrase("there is no log entry %(number)s", number=number),
            do=phrase("`chamsae log show` lists the last ones."),
        )

    def raw(self, number: int) -> bytes:
        """The bytes of an entry, which its leaf in the tree covers."""
        return log.canonical(self.entry(number))

    # what others say of it

    def accept(self, raw: bytes, *, by: str, key: note.VerifierKey | None = None) -> list[Cosignature]:
        """Take in a checkpoint that witnesses have signed; `key` names one not known yet. The new cosignatures.

        Raises VerificationError for a signature that does not hold or a checkpoint that is not ours, InputError where
        no witness known here has signed.
        """
        return self._cosigning.accept(raw, by=by, key=key)

    def stamp_request(self) -> bytes:
        """The request (DER) to a time-stamping authority about the newest checkpoint."""
        return self._stamping.request(self._newest())

    def stamp(self, reply: bytes, *, by: str) -> tuple[Stamp, Verdict]:
        """Keep an authority's reply, whatever it is, and say what it is worth."""
        return self._stamping.take(reply, list(self._store.entries(Checkpoint)), by=by)

    def ask(self, address: str, *, by: str) -> tuple[Stamp, Verdict]:
        """Send the request to an authority's address, which so learns that this log exists; keep the reply.

        Raises RefusedAddress, InputError as fetching does.
        """
        return self.stamp(self._stamping.asked(address, self._newest()), by=by)

    def stamped(self) -> list[Stamped]:
        """The authorities' replies over the newest checkpoint, each with the certificates pinned for it."""
        return list(self._stamping.replies(self._newest()))

    def sign(self, text: str) -> str:
        """A signed note of a text under this log's key: the list of a bundle."""
        return str(note.Note(text=text, signatures=(note.sign(text, self._key),)))

    def lost(self, walk: Walk) -> Iterator[Fault]:
        """Cosignatures and stamps that do not hold any more."""
        for one in self.checkpoints():
            for key in self._cosigning.broken(one.checkpoint):
                name = key.partition("+")[0]
                thing = f"cosignature of {name} under the checkpoint of {one.checkpoint.size} entries"
                yield Fault(thing=thing, what="it does not hold")
            yield from stamps_lost(
                walk, ((one.checkpoint, stamp.sha256, verdict.standing) for stamp, verdict in one.stamps)
            )

    # what it hides

    def erase_key(self, subject: str, *, reason: str, by: str) -> LogEntry:
        """Destroy the key of a thing (its id) or of a person at work (name or token), and log that.

        What the log hides under it can never be opened again, here or anywhere the key was not copied to; the log
        itself stays whole. Raises NotFound where there is no such key.
        """
        return erasing.erase(self._store, subject, reason=reason, by=by, at=self._clock())

    def note_passphrase(self, *, by: str) -> None:
        """Write down that the passphrase of the casebook was changed."""
        self._store.append_log(at=self._clock(), actor=by, action="passphrase", subject="casebook", detail={})

    def disclose(self, number: int, field: str, *, by: str) -> Disclosure:
        """Open one hidden value (or `actor`) for handing out, and log that; NotFound where its key was destroyed."""
        return erasing.disclose(self._store, self.entry(number), field, by=by, at=self._clock())

    def _tree(self) -> merkle.Tree:
        last = self._store.last_log()
        return merkle.Tree(last.number if last else 0, self._store.log_hashes)

    def _recounted(self) -> TreeHead:
        """The tree from the entries themselves, once it agrees with what is kept and with every checkpoint."""
        recount, signed = log.Recount(), {one.size: one.root for one in self._store.entries(Checkpoint)}
        for entry in self._store.log():
            recount.add(entry)
            if entry.number in signed and recount.head().root != signed[entry.number]:
                raise IntegrityError(
                    phrase("the log is not what was signed at %(number)s entries", number=entry.number),
                    thing=phrase("log"),
                    do=MISMATCH,
                )
        head = recount.head()
        if max(signed, default=0) > head.size:
            raise IntegrityError(phrase("entries are missing that were signed"), thing=phrase("log"), do=MISMATCH)
        if merkle.Tree(head.size, self._store.log_hashes).root().hex() != head.root:
            raise IntegrityError(phrase("its entries are not what its hashes say"), thing=phrase("log"), do=MISMATCH)
        return head

    def _news(self, last: Checkpoint) -> bool:
        return any(entry.action not in ABOUT_ITSELF for entry in self._store.log(after=last.size))

    def _newest(self) -> Checkpoint:
        if (newest := self.newest()) is None:
            raise InputError(phrase("there is no checkpoint yet"), thing=phrase("log"), do=MAKE_ONE)
        return newest

    def _of_size(self, size: int) -> Checkpoint:
        for one in self._store.entries(Checkpoint):
            if one.size == size:
                return one
        raise NotFound(
            phrase("there is no checkpoint of %(size)s entries", size=size), do=phrase("`chamsae log show` lists them.")
        )

    def _with_cosignatures(self, checkpoint: Checkpoint) -> note.Note:
        return self._cosigning.signed(checkpoint)

    def _signed(self, checkpoint: Checkpoint) -> Signed:
        return Signed(
            checkpoint=checkpoint,
            cosigned=tuple(self._cosigning.by_whom(checkpoint)),
            stamps=tuple(self._stamping.of(checkpoint)),
        )

    def _told(self, entry: LogEntry) -> Told:
        return Told(entry=entry, by=actor(self._store, entry), opened=tuple(erasing.openable(self._store, entry)))


MAKE_ONE = phrase("Make one: `chamsae log checkpoint`.")
