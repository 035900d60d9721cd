"""What a list has said so far: for each of its keys and places in a row, the claim that says it now."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from chamsae.model.importing import ImportPart

#: Bytes of a key's hash, and of a claim's id ("c" and sixteen figures).
WIDTH = 8
_NOTHING = bytes(WIDTH)


class State:
    """Kept small, since a list may have a million rows: eight bytes for a key, eight for each claim."""

    def __init__(self, parts: Iterable[ImportPart] = ()) -> None:
        self._slots: dict[str, int] = {}
        self._rows: dict[bytes, bytes] = {}
        for part in parts:
            self.take(part)

    def of(self, key: str) -> dict[str, str]:
        """The ids of the claims that speak for a key, by slot."""
        held = self._rows.get(digest(key), b"")
        found = {}
        for slot, at in self._slots.items():
            one = held[at * WIDTH : (at + 1) * WIDTH]
            if one and one != _NOTHING:
                found[slot] = f"c{one.hex()}"
        return found

    def take(self, part: ImportPart) -> None:
        """What a part has changed."""
        places = [self._slots.setdefault(slot, len(self._slots)) for slot in part.slots]
        packed = base64.b64decode(part.state)
        size = WIDTH * (1 + len(places))
        for start in range(0, len(packed), size):
            key, ids = packed[start : start + WIDTH], packed[start + WIDTH : start + size]
            held = bytearray(self._rows.get(key, b"").ljust(WIDTH * len(self._slots), b"\0"))
            for at, place in enumerate(places):
                if (one := ids[at * WIDTH : (at + 1) * WIDTH]) != _NOTHING:
                    held[place * WIDTH : (place + 1) * WIDTH] = one
            self._rows[key] = bytes(held)


def packed(changes: Mapping[str, Mapping[str, str]], slots: Sequence[str]) -> str:
    """What changed (claim id by slot, by key) as a part keeps it."""
    parts = []
    for key, ids in changes.items():
        parts.append(digest(key))
        parts += [bytes.fromhex(ids[slot][1:]) if slot in ids else _NOTHING for slot in slots]
    return base64.b64encode(b"".join(parts)).decode()


def brought(part: ImportPart) -> list[str]:
    """The ids of the claims a part brought."""
    data, size = base64.b64decode(part.state), WIDTH * (1 + len(part.slots))
    cells = (
        data[at : at + WIDTH] for start in range(0, len(data), size) for at in range(start + WIDTH, start + size, WIDTH)
    )
    return [f"c{one.hex()}" for one in cells if one != _NOTHING]


def digest(key: str) -> bytes:
    """A key as it is kept."""
    return hashlib.blake2b(key.encode(), digest_size=WIDTH).digest()
