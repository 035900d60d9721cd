"""Signed notes of C2SP: keys, signatures, a log's checkpoints and the cosignatures of outside witnesses.

Formats: c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature. Ed25519 only; signature types 0x01
(a log's own) and 0x04 (a witness's, with the time). Lines end in U+000A and nothing else.
"""

import base64
import hashlib
import re
from binascii import Error as NotBase64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chamsae.errors import InputError, VerificationError, phrase

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PLAIN, TIMED = 0x01, 0x04
#: More signatures than this no note of ours has; the standard asks for 16.
MOST_SIGNATURES = 100
_SIGNATURE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
#: What a name may not hold: blanks, a plus, control characters.
_NAME = re.compile(r"[^\s+\x00-\x1f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A public key with the name it signs under and what kind of signature it makes (PLAIN or TIMED)."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that stand before its signatures."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_base64(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key: 32 bytes; `str()` never shows it."""

    name: str
    kind: int
    seed: bytes

    @property
    def verifier(self) -> VerifierKey:
        """Its public half."""
        return VerifierKey(name=self.name, kind=self.kind, public=_private(self.seed).public_key().public_bytes_raw())

    def text(self) -> str:
        """As it is kept in a file: the form of Go's sumdb/note."""
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{_base64(bytes([self.kind]) + self.seed)}"

    def __repr__(self) -> str:
        return f"SigningKey({self.name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One line under a note: who says to have signed, and the bytes behind the key id."""

    name: str
    id: bytes
    signed: bytes

    @property
    def line(self) -> str:
        """The line without its end."""
        return f"— {self.name} {_base64(self.id + self.signed)}"

    @property
    def time(self) -> int:
        """Of a TIMED one: seconds since 1970."""
        return int.from_bytes(self.signed[:8])


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text, ending in a line end, with the signatures under it."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(f"{one.line}\n" for one in self.signatures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a checkpoint says: of which log, how many entries, the root over them."""

    origin: str
    size: int
    root: bytes


def new_key(name: str, kind: int) -> SigningKey:
    """A fresh Ed25519 key; raises InputError for a name no note can carry."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - when one signs

    _check_name(name)
    return SigningKey(name=name, kind=kind, seed=Ed25519PrivateKey.generate().private_bytes_raw())


def signing_key(text: str) -> SigningKey:
    """The key in `SigningKey.text`; raises InputError where it is none, never showing it."""
    parts = text.strip().split("+", 4)
    if len(parts) == 5 and parts[:2] == ["PRIVATE", "KEY"]:
        raw = from_base64(parts[4])
        if raw is not None and len(raw) == 33 and raw[0] in (PLAIN, TIMED) and _NAME.fullmatch(parts[2]):
            key = SigningKey(name=parts[2], kind=raw[0], seed=raw[1:])
            if key.verifier.id.hex() == parts[3]:
                return key
    raise InputError(phrase("this is no signing key of a note"), do=phrase("Restore the file from a backup."))


def verifier_key(text: str) -> VerifierKey:
    """The public key in text (name+id+base64); raises InputError where it is none."""
    parts = text.strip().split("+", 2)
    if len(parts) == 3:
        raw = from_base64(parts[2])
        if raw is not None and len(raw) == 33 and raw[0] in (PLAIN, TIMED) and _NAME.fullmatch(parts[0]):
            key = VerifierKey(name=parts[0], kind=raw[0], public=raw[1:])
            if key.id.hex() == parts[1]:
                return key
    raise InputError(
        phrase("this is no key of a note"), thing=text[:60], do=phrase("It reads name+8 hex digits+base64.")
    )


def sign(text: str, key: SigningKey, *, time: int = 0) -> Signature:
    """The signature of a text ending in a line end; `time` (seconds since 1970) goes into that of a TIMED key."""
    if key.kind == PLAIN:
        signed = _private(key.seed).sign(text.encode())
    else:
        signed = time.to_bytes(8) + _private(key.seed).sign(_timed(text, time))
    return Signature(name=key.name, id=key.verifier.id, signed=signed)


def signed_by(note: Note, key: VerifierKey) -> Signature | None:
    """The signature of this key under a note, None where it has not signed.

    Raises VerificationError where a line says it has and that is not so.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    for one in note.signatures:
        if (one.name, one.id) != (key.name, key.id):
            continue
        message, raw = note.text.encode(), one.signed
        if key.kind == TIMED:
            message, raw = _timed(note.text, one.time), one.signed[8:]
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(raw, message)
        except (InvalidSignature, ValueError) as error:
            raise VerificationError(
                phrase("the signature of %(name)s does not hold", name=key.name), thing="note"
            ) from error
        return one
    return None


def parsed(raw: bytes) -> Note:
    """A note from its bytes; raises VerificationError for anything that is not exactly one."""
    try:
        whole = raw.decode()
    except UnicodeDecodeError as error:
        raise VerificationError(phrase("it is not UTF-8"), thing="note") from error
    text, gap, lines = whole.rpartition("\n\n")
    if not gap or not lines.endswith("\n") or any(char < " " and char != "\n" for char in whole):
        raise VerificationError(phrase("it is no signed note"), thing="note")
    signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
    if len(signatures) > MOST_SIGNATURES:
        raise VerificationError(phrase("it has too many signatures"), thing="note")
    note = Note(text=text + "\n", signatures=signatures)
    if str(note).encode() != raw:
        raise VerificationError(phrase("it is written in another way than notes are"), thing="note")
    return note


def checkpoint_text(head: Head) -> str:
    """The text of a checkpoint."""
    return f"{head.origin}\n{head.size}\n{_base64(head.root)}\n"


def head(note: Note) -> Head:
    """What a checkpoint says; raises VerificationError where the note is none. Further lines are let stand."""
    origin, size, root, *more = note.text.split("\n")[:-1] + [""] * 3
    hash = from_base64(root)
    if not origin or not _SIZE.fullmatch(size) or hash is None or len(hash) != 32 or "" in more[:-3]:
        raise VerificationError(phrase("it is no checkpoint"), thing="note")
    return Head(origin=origin, size=int(size), root=hash)


def _signature(line: str) -> Signature:
    found = _SIGNATURE.fullmatch(line)
    raw = from_base64(found[2]) if found else None
    if found is None or raw is None or len(raw) < 5 or "+" in found[1]:
        raise VerificationError(phrase("a line under it is no signature"), thing="note")
    return Signature(name=found[1], id=raw[:4], signed=raw[4:])


def _timed(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise InputError(
            phrase("this cannot be the name of a key"), thing=name[:60], do=phrase("Leave out blanks and plus signs.")
        )


def _private(seed: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - as above

    return ed25519.Ed25519PrivateKey.from_private_bytes(seed)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def from_base64(text: str) -> bytes | None:
    """The bytes of base64 written the one right way; None for any other text."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (NotBase64, ValueError):
        return None
    return raw if _base64(raw) == text else None
