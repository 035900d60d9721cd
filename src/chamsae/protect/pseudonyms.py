"""Pseudonyms: a code for a person that says nothing of them, the same within one release and another in the next.

    key = release_key(master, release="r12", recipient="WGEID")
    code(key, "W-7KQ2M9")          # "BTX-KQD-MGR"

A code is drawn by HMAC from the person's id, never from a name: names are few enough to be tried one by one. Codes of
two releases, or of two recipients of one, cannot be joined without the master key, which lies outside the database.
Nine consonants, so that no word, no year and no order come of it; the last catches a slip.
"""

import hmac
import struct
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from chamsae.errors import InputError, phrase

#: Letters of a code: consonants, none of which is taken for another or a digit; a prime number of them, for the check.
LETTERS = "BCDFGHJKLMNPQRTVWXZ"
#: Letters that are drawn; one more checks them.
DRAWN = 8
#: Letters between two dashes.
GROUP = 3
#: The least bytes of a key.
KEY_BYTES = 32


def release_key(master: bytes, *, release: str, recipient: str) -> bytes:
    """The key of one release to one recipient. Raises InputError for a master key that is too short."""
    if len(master) < KEY_BYTES:
        raise InputError(
            phrase("the key of pseudonyms is too short"),
            do=phrase("It has %(count)s bytes; restore it from a backup.", count=KEY_BYTES),
        )
    scope = b"".join(struct.pack(">I", len(part)) + part for part in (_bytes(release), _bytes(recipient)))
    return hmac.digest(master, b"chamsae pseudonyms\0" + scope, "sha256")


def code(key: bytes, person: str, *, again: int = 0) -> str:
    """The code of a person (an id) under a key; `again` counts how often one drawn before was taken."""
    drawn = int.from_bytes(hmac.digest(key, struct.pack(">I", again) + _bytes(person), "sha256"))
    digits = [(drawn // len(LETTERS) ** at) % len(LETTERS) for at in range(DRAWN)]
    letters = "".join(LETTERS[one] for one in (*digits, _check(digits)))
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def codes(key: bytes, persons: Iterable[str]) -> Mapping[str, str]:
    """A code for each person, no two alike: whoever's id sorts first keeps a code that two would have."""
    taken: dict[str, str] = {}
    for person in sorted(set(persons)):
        again = 0
        while (found := code(key, person, again=again)) in taken:
            again += 1
        taken[found] = person
    return {person: found for found, person in taken.items()}


def is_code(text: str) -> bool:
    """True for a code without a slip: one wrong letter, or two that changed places, make it false."""
    letters = text.strip().upper().replace("-", "")
    if len(letters) != DRAWN + 1 or not set(letters) <= set(LETTERS):
        return False
    digits = [LETTERS.index(one) for one in letters]
    return digits[-1] == _check(digits[:-1])


def _check(digits: list[int]) -> int:
    """A weighted sum modulo a prime: weights differ from one another, from none and from that of the check itself."""
    return sum((at + 2) * one for at, one in enumerate(digits)) % len(LETTERS)


def _bytes(text: str) -> bytes:
    return normalize("NFC", text).encode()
