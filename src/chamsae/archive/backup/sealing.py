"""Files sealed to age recipients and read back while they are still ours to write again.

The sealing program holds no secret key of the recipients. To know that what it wrote can be opened, every file is
also sealed to a key made for this one file, opened again with it from the disk, and compared; then that key is gone.
Format: age-encryption.org/v1, so any age program opens the files. A plain repository writes the bytes as they are.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeAlias

from chamsae.archive.disk import storage_error
from chamsae.archive.objects import BLOCK, make_folder, sync_folder
from chamsae.archive.veiled import veiled
from chamsae.errors import InputError, IntegrityError, MissingPart, StorageError, phrase

#: A public and a secret key, as pyrage holds them (published without types); `str` of a public one is its text.
Recipient: TypeAlias = object
Identity: TypeAlias = object

WRONG_KEY = phrase("none of the keys given opens it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A file as written: SHA-256 and size of the bytes inside, and SHA-256 of the file itself."""

    sha256: str
    size: int
    outer: str


class Readable(Protocol):
    """What is sealed: anything that gives its bytes in pieces."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, none at the end."""
        ...


def recipients(given: Iterable[str]) -> tuple[Recipient, ...]:
    """Public keys of age (`age1…`) and SSH (`ssh-ed25519 …`, `ssh-rsa …`); raises InputError naming a wrong one."""
    age = age_module()
    found = []
    for text in filter(None, (line.split("#")[0].strip() for line in given)):
        kind = age.ssh if text.startswith("ssh-") else age.x25519
        try:
            found.append(kind.Recipient.from_str(text))
        except (age.RecipientError, ValueError) as error:
            raise InputError(
                phrase("is no public key of age or SSH (%(error)s)", error=error), thing=text[:60], do=KEYGEN
            ) from error
    return tuple(found)


def identities(text: str, thing: str) -> tuple[Identity, ...]:
    """Secret keys of an age identity file or an SSH private key; raises InputError naming the file, never the key."""
    age = age_module()
    try:
        if text.lstrip().startswith("-----BEGIN"):
            return (age.ssh.Identity.from_buffer(text.encode()),)
        lines = [line.strip() for line in text.splitlines()]
        found = tuple(age.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#"))
    except (age.IdentityError, ValueError):
        raise InputError(phrase("holds no secret key we can use"), thing=thing, do=KEYGEN) from None
    if not found:
        raise InputError(phrase("holds no secret key"), thing=thing, do=KEYGEN)
    return found


KEYGEN = phrase("`chamsae backup --new-key FILE` makes a pair of keys.")


def new_identity() -> tuple[str, str]:
    """A new pair of keys: the secret one, to be kept apart from the casebook, and the public one, to seal to."""
    made = age_module().x25519.Identity.generate()
    return str(made), str(made.to_public())


def write(source: Readable, path: Path, to: Sequence[Recipient]) -> Sealed:
    """Seal a stream into a new file, sync it, read it back from the disk and open it again; whole or not there.

    Without recipients the bytes are written as they are. Raises StorageError when the disk will not take them or gives
    back others, IntegrityError when the source cannot be read to its end.
    """
    counted = _Hashing(source)
    try:
        make_folder(path.parent)
        with _beside(path) as temporary:
            sealed = _written(counted, temporary, to)
            temporary.rename(path)
        sync_folder(path.parent)
    except Exception as error:
        if counted.fault is not None:
            raise IntegrityError(
                phrase("it cannot be read (%(error)s)", error=counted.fault.strerror), do=OTHER
            ) from error
        if isinstance(error, OSError):
            raise storage_error(error, str(path)) from error
        raise
    return sealed


@contextmanager
def opened(path: Path, with_: Sequence[Identity], *, spool: Path) -> Iterator[BinaryIO]:
    """The bytes inside a file, checked to the end before any is handed out, by way of a veiled file in `spool`.

    Raises IntegrityError for a damaged file and InputError when no key fits.
    """
    age = age_module() if with_ else None
    try:
        if age is None:
            with path.open("rb") as plain:
                yield plain
            return
        make_folder(spool)
        with veiled(spool) as inside:
            with path.open("rb") as outside:
                _open(outside, inside, with_, path)
            inside.seek(0)
            yield inside
    except FileNotFoundError:
        raise IntegrityError(phrase("it is missing from the backup"), thing=path.name, do=OTHER) from None


OTHER = phrase("Take it from another backup.")


def hash_file(path: Path) -> str:
    """SHA-256 of a file as it lies on the disk."""
    with path.open("rb") as file:
        return hash_stream(file)


def hash_stream(stream: BinaryIO) -> str:
    """SHA-256 of a stream from here to its end."""
    return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # it has what is asked for


def _written(counted: "_Hashing", temporary: Path, to: Sequence[Recipient]) -> Sealed:
    own = None
    with temporary.open("w+b") as file:
        os.fchmod(file.fileno(), 0o600)
        if to:
            age = age_module()
            own = age.x25519.Identity.generate()
            _encrypt(counted, file, [*to, own.to_public()])
        else:
            while block := counted.read(BLOCK):
                file.write(block)
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        file.seek(0)
        back = _Counting()
        if own is None:
            while block := file.read(BLOCK):
                back.write(block)
        else:
            _open(file, back, [own], temporary)
    if (back.hash.hexdigest(), back.size) != (counted.hash.hexdigest(), counted.size):
        raise StorageError(phrase("the disk gave back other bytes than were written"), thing=str(temporary), do=DISK)
    return Sealed(sha256=back.hash.hexdigest(), size=back.size, outer=hash_file(temporary))


def _encrypt(counted: "_Hashing", file: BinaryIO, to: Sequence[Recipient]) -> None:
    """Encrypt; what the disk says on the way is raised as it was said."""
    sink = _Sink(file)
    try:
        age_module().encrypt_io(counted, sink, list(to))
    except Exception:
        if sink.fault is not None:
            raise sink.fault from None
        raise


DISK = phrase("Check the disk; write the backup to another one.")


def _open(outside: BinaryIO, inside: "BinaryIO | _Counting", with_: Sequence[Identity], path: Path) -> None:
    age, sink = age_module(), _Sink(inside)
    try:
        age.decrypt_io(outside, sink, list(with_))
    except age.DecryptError as error:
        if "No matching keys" in str(error):
            raise InputError(WRONG_KEY, thing=path.name, do=phrase("Give the secret key of a recipient.")) from error
        raise IntegrityError(phrase("it is damaged"), thing=path.name, do=OTHER) from error
    except OSError as error:
        if sink.fault is not None:
            raise sink.fault from None
        if error.errno is not None:
            raise
        raise IntegrityError(phrase("it is damaged"), thing=path.name, do=OTHER) from error


class _Hashing(RawIOBase):
    """A source that remembers the hash of what went through."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self.hash, self.size = hashlib.sha256(), 0
        self.fault: OSError | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            block = self._source.read(size)
        except OSError as error:
            self.fault = error
            raise
        self.hash.update(block)
        self.size += len(block)
        return block


class _Sink:
    """A file that remembers what the disk said, which the encrypting library tells as a text."""

    def __init__(self, file: "BinaryIO | _Counting") -> None:
        self._file = file
        self.fault: OSError | None = None

    def write(self, block: bytes) -> int:
        try:
            return self._file.write(block)
        except OSError as error:
            self.fault = error
            raise

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError as error:
            self.fault = error
            raise


class _Counting:
    """Takes bytes, keeps their hash and number."""

    def __init__(self) -> None:
        self.hash, self.size = hashlib.sha256(), 0

    def write(self, block: bytes) -> int:
        self.hash.update(block)
        self.size += len(block)
        return len(block)

    def flush(self) -> None:
        """Nothing waits."""


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """The name of a file to be, in the same folder; gone afterwards unless renamed."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def age_module() -> Any:
    """The module pyrage; raises MissingPart where it is not installed."""
    try:
        import pyrage  # type: ignore[import-untyped]  # noqa: PLC0415 - only where something is sealed
    except ImportError:
        raise MissingPart(
            phrase("sealed backups need the package pyrage"), do=phrase("pip install 'chamsae[archive]'.")
        ) from None
    return pyrage
