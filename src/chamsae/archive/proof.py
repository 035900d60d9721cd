"""Proofs as files: an entry is in the log (c2sp.org/tlog-proof), a log only grew (as c2sp.org/tlog-witness asks)."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from chamsae.archive import note
from chamsae.errors import VerificationError, phrase

MAGIC = "c2sp.org/tlog-proof@v1"
#: No tree of fewer than 2^63 leaves has a longer proof.
MOST_HASHES = 63
_COUNT = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """That the entry at `index` (from 0) is in the tree of a checkpoint: its audit path."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: note.Note

    def __str__(self) -> str:
        return "\n".join([MAGIC, f"index {self.index}", *_lines(self.path), "", str(self.checkpoint)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """That the tree of a checkpoint holds the one of `old` leaves unchanged: what a witness is asked to sign."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: note.Note

    def __str__(self) -> str:
        return "\n".join([f"old {self.old}", *_lines(self.proof), "", str(self.checkpoint)])


def inclusion(raw: bytes) -> Inclusion:
    """An inclusion proof from its bytes; raises VerificationError where it is none. A line `extra` is passed over."""
    head, checkpoint = _split(raw)
    if head[:1] != [MAGIC]:
        raise VerificationError(phrase("it does not begin as one"), thing="inclusion proof")
    rest = head[2:] if head[1:] and head[1].startswith("extra ") else head[1:]
    return Inclusion(index=_number(rest[:1], "index"), path=_hashes(rest[1:]), checkpoint=checkpoint)


def growth(raw: bytes) -> Growth:
    """A request to a witness from its bytes; raises VerificationError where it is none."""
    head, checkpoint = _split(raw)
    return Growth(old=_number(head[:1], "old"), proof=_hashes(head[1:]), checkpoint=checkpoint)


def _lines(hashes: Sequence[bytes]) -> list[str]:
    return [base64.b64encode(one).decode() for one in hashes]


def _split(raw: bytes) -> tuple[list[str], note.Note]:
    head, gap, checkpoint = raw.partition(b"\n\n")
    if not gap or not head.isascii():
        raise VerificationError(phrase("it holds no checkpoint"), thing="proof")
    return head.decode().split("\n"), note.parsed(checkpoint)


def _number(lines: Sequence[str], word: str) -> int:
    name, _, digits = lines[0].partition(" ") if lines else ("", "", "")
    if name != word or not _COUNT.fullmatch(digits):
        raise VerificationError(phrase("it has no line “%(word)s”", word=word), thing="proof")
    return int(digits)


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    hashes = tuple(note.from_base64(line) or b"" for line in lines)
    if len(hashes) > MOST_HASHES or any(len(one) != 32 for one in hashes):
        raise VerificationError(phrase("a line of it is no hash"), thing="proof")
    return hashes
