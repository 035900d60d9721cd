"""Checks what was handed out, without a casebook: a bundle against itself, a claims file against its texts.

A bundle is judged by the independent verifier that travels in it; here only its time stamps are looked at besides. A
verdict lists faults and never raises for bad input: hostile files are expected here.
"""

import json
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from chamsae.archive import note, stamp
from chamsae.archive.bundle_first import MANIFEST, verify_first
from chamsae.archive.claim_lines import verify_claims
from chamsae.archive.verdict import Verdict, Worth, visible
from chamsae.errors import ChamsaeError
from chamsae.verifier import verify as independent

__all__ = ["Verdict", "Worth", "verify_bundle", "verify_claims"]


def verify_bundle(path: Path, *, key: str | None = None, seen: bytes | None = None) -> Verdict:
    """Check a bundle, a ZIP or the folder it was unpacked into.

    `key` is the log's public key as it was received by another way, `seen` a checkpoint of the log seen before. What
    holds stands in `notes`, the first fault in `faults`; one of the first version is PARTIAL at best.
    """
    if _is_first(path):
        return verify_first(path)
    try:
        return _judged(path, key, seen)
    except independent.Broken as fault:
        return Verdict(kind="bundle", faults=(visible(str(fault)),))
    except OSError as error:
        return Verdict(kind="bundle", faults=(f"{path.name}: cannot be read: {error.strerror or error}",))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ChamsaeError) as error:
        return Verdict(kind="bundle", faults=(visible(f"unreadable: {error}"),))


def _judged(path: Path, key: str | None, seen: bytes | None) -> Verdict:
    try:
        told = independent.verify(path, key, seen)
    except independent.Partial as lack:
        return _Held(independent.opened(path)[1]).verdict(lacks=visible(str(lack)))
    held = _Held(independent.opened(path)[1])
    return held.verdict(notes=(*map(visible, told), *held.stamps()))


class _Held:
    """The files of a bundle that was found whole, or consistent at least."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def verdict(self, *, notes: tuple[str, ...] = (), lacks: str = "") -> Verdict:
        """How much is in it, and what was found."""
        release = json.loads(self._files["data/release.json"])
        quotes = sum(len(figure["claims"]) for figure in release["figures"])
        return Verdict(
            kind="bundle",
            notes=notes,
            lacks=lacks,
            files=len(self._files),
            originals=self._count("data/items/"),
            documents=self._count("data/texts/"),
            claims=quotes,
            quotes=quotes,
            release=release["id"],
            log_number=release["log_number"],
            log_hash=release["log_hash"],
        )

    def stamps(self) -> Iterator[str]:
        """What each time stamp is worth under the certificate that travels with it, which is for people to compare."""
        data = self._stamped()
        for name in sorted(name for name in self._files if name.endswith(".tsr")):
            pem = self._files.get(f"{name.removesuffix('tsr')}pem")
            pinned = [stamp.authority("the certificate in the bundle", pem)] if pem else []
            found = stamp.judged(self._files[name], data, pinned)
            at = f", {found.at:%Y-%m-%d %H:%M:%S} UTC" if found.at else ""
            why = f" ({visible(found.why)})" if found.why else ""
            whose = f" by {found.authority}" if found.authority else ""
            yield f"{name}: {found.standing}{whose}{at}{why}"

    def _stamped(self) -> bytes:
        """The checkpoint as the log signed it, without cosignatures."""
        checkpoint = note.parsed(self._files["data/checkpoint"])
        own = note.signed_by(checkpoint, note.verifier_key(self._files["data/key"].decode()))
        return str(note.Note(text=checkpoint.text, signatures=(own,) if own else ())).encode()

    def _count(self, folder: str) -> int:
        return sum(name.startswith(folder) for name in self._files)


def _is_first(path: Path) -> bool:
    """Whether it calls itself a bundle of the first version."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError):
        return False
