"""A casebook's SQLite file under a passphrase: whether it is, and the key that opens it.

The file is SQLCipher 4's own format (AES-256 with an HMAC on every page, PBKDF2-HMAC-SHA512 with 256,000 rounds over
the salt in its first 16 bytes), so that any program that speaks it opens the file with the passphrase. The key is
worked out once for all connections, for that takes as long as thousands of queries.
"""

import hashlib
import os
from pathlib import Path
from unicodedata import normalize

MAGIC = b"SQLite format 3\0"
SALT, PAGE, ROUNDS, KEY = 16, 4096, 256_000, 32


def is_locked(file: Path) -> bool:
    """True for a file that can only be an encrypted database: whole pages, and noise where a plain one is named."""
    try:
        with file.open("rb") as opened:
            head = opened.read(SALT)
        size = file.stat().st_size
    except OSError:
        return False
    return size >= PAGE and size % PAGE == 0 and head != MAGIC and not head.isascii()


def raw_key(file: Path, passphrase: str) -> str:
    """The key of a file (of a new one: with a new salt) as SQLCipher takes it; Hangul typed in parts is the same."""
    if is_locked(file):
        with file.open("rb") as opened:
            salt = opened.read(SALT)
    else:
        salt = bytes([os.urandom(1)[0] | 0x80]) + os.urandom(SALT - 1)  # never taken for words
    key = hashlib.pbkdf2_hmac("sha512", normalize("NFC", passphrase).encode(), salt, ROUNDS, KEY)
    return f"x'{key.hex()}{salt.hex()}'"
