"""The key that seals an encrypted casebook's originals and drafts: in a file of its own, under the passphrase.

A file and no row, so that originals outlive their database: with the passphrase, this file and `objects/` they come
back. The key never changes; a new passphrase locks the same key. The passphrase is stretched with scrypt (RFC 7914,
N = 65,536, r = 8, p = 1: 64 MB), the key locked with AES-256-GCM.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chamsae.archive.disk import disk_errors
from chamsae.archive.keyfile import write_whole
from chamsae.errors import CasebookError, phrase

#: Its name in a casebook's folder, and in that of the second copy.
FILE = "originals.key"
FORMAT = "chamsae-key/1"
KEY, SALT, NONCE = 32, 16, 12
_N, _R, _P = 1 << 16, 8, 1


def make_key(file: Path, passphrase: str) -> None:
    """Make a key in the file, unless there is one; raises StorageError."""
    write_whole(file, _written([_locked(os.urandom(KEY), passphrase)]), anew=True)


def sealing_key(file: Path, passphrase: str) -> bytes:
    """The key in the file; raises CasebookError where the passphrase is not its own, or the file holds no key."""
    for lock in _locks(file):
        try:
            nonce, held = bytes.fromhex(lock["nonce"]), bytes.fromhex(lock["key"])
            return AESGCM(_stretched(passphrase, bytes.fromhex(lock["salt"]))).decrypt(nonce, held, FORMAT.encode())
        except InvalidTag:
            continue
        except (KeyError, ValueError, TypeError):
            raise _no_key(file) from None
    raise CasebookError(phrase("the originals are under another passphrase"), thing=str(file), do=WRONG)


@contextmanager
def exchanged(file: Path, old: str, new: str) -> Iterator[None]:
    """While this lasts both passphrases open the key, afterwards the new one alone, or the old one after an error.

    A process killed in between leaves a key that opens with both. Raises as `sealing_key`; without a file nothing is
    done.
    """
    if not file.exists():
        yield
        return
    key = sealing_key(file, old)
    locks = [_locked(key, old), _locked(key, new)]
    write_whole(file, _written(locks))
    try:
        yield
    except BaseException:
        write_whole(file, _written(locks[:1]))
        raise
    write_whole(file, _written(locks[1:]))


WRONG = phrase(
    "Give the passphrase of this casebook; where it is right, the file is another's: restore it from a backup."
)


def _locked(key: bytes, passphrase: str) -> dict[str, str]:
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    held = AESGCM(_stretched(passphrase, salt)).encrypt(nonce, key, FORMAT.encode())
    return {"salt": salt.hex(), "nonce": nonce.hex(), "key": held.hex()}


def _stretched(passphrase: str, salt: bytes) -> bytes:
    words = normalize("NFC", passphrase).encode()
    return hashlib.scrypt(words, salt=salt, n=_N, r=_R, p=_P, dklen=KEY, maxmem=256 * _N * _R)


def _written(locks: list[dict[str, str]]) -> bytes:
    return json.dumps({"format": FORMAT, "scrypt": [_N, _R, _P], "under": locks}, indent=1).encode() + b"\n"


def _locks(file: Path) -> list[dict[str, str]]:
    with disk_errors(str(file)):
        raw = file.read_bytes()
    try:
        told: Any = json.loads(raw)
        if told["format"] == FORMAT and told["scrypt"] == [_N, _R, _P]:
            return list(told["under"])
    except (ValueError, KeyError, TypeError):
        pass
    raise _no_key(file)


def _no_key(file: Path) -> CasebookError:
    return CasebookError(
        phrase("this holds no key"), thing=str(file), do=phrase("Restore the file from a backup or the second copy.")
    )
