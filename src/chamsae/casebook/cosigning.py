"""Cosignatures of outside witnesses, taken in from files."""

from collections.abc import Iterator

from chamsae.archive import note
from chamsae.casebook.entering import enter
from chamsae.errors import InputError, VerificationError, phrase
from chamsae.model.checkpoint import Checkpoint, Cosignature, WitnessKey
from chamsae.model.ledger import standing
from chamsae.ports import Clock, Store


class Cosigning:
    """The part of the log about outside witnesses."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def accept(self, raw: bytes, *, by: str, key: note.VerifierKey | None) -> list[Cosignature]:
        """Take in a checkpoint with signatures of witnesses; those that are new."""
        given = note.parsed(raw)
        checkpoint = self._about(given)
        keys = self._keys()
        if key is not None and key not in keys:
            keys.append(key)
        held = {one.line for one in self._store.entries(Cosignature)}
        found = {known: mark for known in keys if (mark := note.signed_by(given, known))}
        if not found:
            raise InputError(
                phrase("no witness known here has signed it"),
                thing=phrase("checkpoint %(size)s", size=checkpoint.size),
                do=NAME_KEY,
            )
        with self._store.transaction():
            if key is not None and key in found:
                self._pin(key, by)
            return [self._enter(checkpoint, known, mark, by) for known, mark in found.items() if mark.line not in held]

    def signed(self, checkpoint: Checkpoint) -> note.Note:
        """The checkpoint with all cosignatures that hold, as it is handed out."""
        own = note.parsed(checkpoint.note.encode())
        return note.Note(text=own.text, signatures=(*own.signatures, *(mark for _, mark in self._marks(checkpoint))))

    def by_whom(self, checkpoint: Checkpoint) -> Iterator[tuple[str, int]]:
        """Who has cosigned and when (seconds since 1970), as long as it holds."""
        yield from ((mark.name, mark.time) for _, mark in self._marks(checkpoint))

    def broken(self, checkpoint: Checkpoint) -> Iterator[str]:
        """Keys (as text) of cosignatures kept that do not hold."""
        whole = {one.number for one, _ in self._marks(checkpoint)}
        for one in self._store.entries(Cosignature, subject=str(checkpoint.number)):
            if one.number not in whole:
                yield one.key

    def _marks(self, checkpoint: Checkpoint) -> Iterator[tuple[Cosignature, note.Signature]]:
        text = note.parsed(checkpoint.note.encode()).text
        for one in self._store.entries(Cosignature, subject=str(checkpoint.number)):
            try:
                kept = note.parsed(f"{text}\n{one.line}\n".encode())
                mark = note.signed_by(kept, note.verifier_key(one.key))
            except (VerificationError, InputError):
                continue
            if mark:
                yield one, mark

    def _about(self, given: note.Note) -> Checkpoint:
        for one in self._store.entries(Checkpoint):
            if note.parsed(one.note.encode()).text == given.text:
                return one
        raise VerificationError(phrase("it is no checkpoint of this log"), thing="note", do=phrase("Look whose it is."))

    def _keys(self) -> list[note.VerifierKey]:
        return [note.verifier_key(one.key) for one in standing(self._store.entries(WitnessKey))]

    def _pin(self, key: note.VerifierKey, by: str) -> None:
        if key.kind != note.TIMED:
            raise InputError(
                phrase("this key makes no cosignatures"), thing=key.name, do=phrase("Ask the witness for its key.")
            )
        if key not in self._keys():
            entry = WitnessKey(subject=key.id.hex(), by=by, at=self._clock(), key=str(key))
            enter(self._store, entry, action="witness")

    def _enter(self, checkpoint: Checkpoint, key: note.VerifierKey, mark: note.Signature, by: str) -> Cosignature:
        entry = Cosignature(subject=str(checkpoint.number), by=by, at=self._clock(), key=str(key), line=mark.line)
        return enter(self._store, entry, action="cosign", detail={"size": str(checkpoint.size), "key": key.id.hex()})


NAME_KEY = phrase("Name the witness's key, which you were given by another way, with --key.")
