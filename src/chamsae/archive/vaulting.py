"""Sealing for the vault: a person's details to their public key, the secret key to those admitted and under a lock.

Formats: age-encryption.org/v1 for both, and ChaCha20-Poly1305 around the wrapped secret key, so that who is admitted
opens nothing once the lock's key is destroyed. What is returned is base64.
"""

import base64
import binascii
import hmac
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chamsae.archive.backup.sealing import WRONG_KEY, Identity, age_module, identities, new_identity, recipients
from chamsae.errors import InputError, IntegrityError, phrase

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE = 12
MAKE_KEY = phrase("`chamsae vault new-key FILE` makes a pair.")
OTHER_KEY = phrase("Give the secret key of somebody admitted to the vault.")


def new_pair() -> tuple[str, str]:
    """A person's new pair of keys: secret, public."""
    return new_identity()


def wrap(secret: str, lock: bytes, to: Iterable[str]) -> str:
    """A secret key for the holders of public keys, closed once more under the lock's key."""
    nonce = os.urandom(_NONCE)
    inner: bytes = age_module().encrypt(secret.encode(), list(recipients(to)))
    return base64.b64encode(nonce + _cipher(lock).encrypt(nonce, inner, b"vault")).decode()


def unwrap(wrapped: str, lock: bytes, keys: Sequence[Identity]) -> str:
    """The secret key again. Raises InputError where none of the keys fits, IntegrityError for damage."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - only where the vault is opened

    try:
        raw = base64.b64decode(wrapped, validate=True)
        inner = _cipher(lock).decrypt(raw[:_NONCE], raw[_NONCE:], b"vault")
    except (InvalidTag, binascii.Error) as error:
        raise _damaged() from error
    return _opened(inner, keys).decode()


def seal(content: bytes, public: str) -> str:
    """Details sealed to a person's public key."""
    box: bytes = age_module().encrypt(content, list(recipients([public])))
    return base64.b64encode(box).decode()


def unseal(box: str, secret: str) -> bytes:
    """Details opened with a person's secret key."""
    try:
        return _opened(base64.b64decode(box, validate=True), identities(secret, "the vault"))
    except (InputError, binascii.Error) as error:
        raise _damaged() from error


def _opened(box: bytes, keys: Sequence[Identity]) -> bytes:
    age = age_module()
    try:
        inside: bytes = age.decrypt(box, list(keys))
    except age.DecryptError as error:
        raise InputError(WRONG_KEY, thing=phrase("the vault"), do=OTHER_KEY) from error
    return inside


def _cipher(lock: bytes) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415 - as above

    return ChaCha20Poly1305(hmac.digest(lock, b"vault", "sha256"))


def _damaged() -> IntegrityError:
    return IntegrityError(
        phrase("what the vault holds is damaged"), thing=phrase("the vault"), do=phrase("Compare with a backup.")
    )
