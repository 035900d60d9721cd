"""The Merkle tree of RFC 6962: roots, proofs that an entry is in, proofs that nothing was rewritten, and their checks.

Of the tree only the leaves and every eighth level are kept (the tiles of C2SP's tlog-tiles): an append writes one
hash, every 256th one more; a root or proof of a million leaves reads a few tiles of 256 hashes. Indexes count from 0.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from chamsae.errors import VerificationError

#: Levels between those that are kept, and hashes in a tile.
HEIGHT = 8
WIDTH = 1 << HEIGHT
#: The root of a tree without leaves.
EMPTY = hashlib.sha256().digest()


#: Gives the kept hashes of a level (0 the leaves, then 8, 16 …) from a start to an end; all must exist.
Hashes = Callable[[int, int, int], Sequence[bytes]]


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """The tree over the first `size` leaves of a log, read as needed; a tile is read once."""

    def __init__(self, size: int, hashes: Hashes) -> None:
        self.size, self._hashes = size, hashes
        self._tiles: dict[tuple[int, int], Sequence[bytes]] = {}

    def root(self, size: int | None = None) -> bytes:
        """The root of the whole tree, or of the one it was at `size`."""
        size = self.size if size is None else self._within(size)
        return self._over(0, size) if size else EMPTY

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The audit path of a leaf in the tree of `size`: from its sibling upwards."""
        size = self.size if size is None else self._within(size)
        if not 0 <= index < size:
            raise VerificationError(f"there is no entry {index + 1} in a log of {size}", do="Take a newer checkpoint.")
        start, end, path = 0, size, list[bytes]()
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        """The proof that the tree of `size` holds the one of `old` leaves unchanged; empty from 0 and to itself."""
        size = self.size if size is None else self._within(size)
        if not 0 <= old <= size:
            raise VerificationError(f"a log of {size} entries never had {old}", do="Compare with a newer checkpoint.")
        if old in (0, size):
            return []
        start, end, proof = 0, size, list[bytes]()
        while old != end:
            middle = start + _split(end - start)
            if old <= middle:
                proof.append(self._over(middle, end))
                end = middle
            else:
                proof.append(self._over(start, middle))
                start = middle
        if start:
            proof.append(self._over(start, end))
        return proof[::-1]

    def _within(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise VerificationError(f"the log has {self.size} entries, not {size}", do="Take a newer checkpoint.")
        return size

    def _over(self, start: int, end: int) -> bytes:
        """The hash over leaves `start` to `end`; whole subtrees come from the tiles."""
        count = end - start
        if count & (count - 1) == 0:
            return self._whole(count.bit_length() - 1, start // count)
        middle = start + _split(count)
        return node_hash(self._over(start, middle), self._over(middle, end))

    def _whole(self, level: int, index: int) -> bytes:
        kept = level - level % HEIGHT
        count = 1 << level - kept
        tile, offset = divmod(index * count, WIDTH)
        return _folded(self._tile(kept, tile)[offset : offset + count])

    def _tile(self, level: int, tile: int) -> Sequence[bytes]:
        if (level, tile) not in self._tiles:
            end = min((tile + 1) * WIDTH, self.size >> level)
            self._tiles[level, tile] = self._hashes(level, tile * WIDTH, end)
        return self._tiles[level, tile]


def completed(size: int, hashes: Hashes) -> Iterator[tuple[int, int, bytes]]:
    """The hashes to keep once the leaf that makes `size` is written: level, index, hash; write each before the next."""
    level = HEIGHT
    while size and size % (1 << level) == 0:
        index = (size >> level) - 1
        yield level, index, _folded(hashes(level - HEIGHT, index * WIDTH, (index + 1) * WIDTH))
        level += HEIGHT


class Frontier:
    """A tree that grows leaf by leaf and remembers only its right edge: a hash for each bit of its size."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add a leaf (its hash)."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            size >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root of what was added so far."""
        if not self._peaks:
            return EMPTY
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def check_inclusion(leaf: bytes, index: int, size: int, path: Iterable[bytes], root: bytes) -> None:
    """Raise VerificationError unless the path leads from this leaf to this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise VerificationError("the entry lies outside the tree", thing="inclusion proof")
    first, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            raise VerificationError("it is too long", thing="inclusion proof")
        if first & 1 or first == last:
            found = node_hash(one, found)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            found = node_hash(found, one)
        first, last = first >> 1, last >> 1
    if last or found != root:
        raise VerificationError("it does not lead to the root", thing="inclusion proof")


def check_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Raise VerificationError unless the new tree holds the old one unchanged (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= new:
        raise VerificationError("the older tree is the larger one", thing="consistency proof")
    if old in (0, new):
        if proof or (old_root != new_root if old == new else old_root != EMPTY):
            raise VerificationError("the same size, and not the same log", thing="consistency proof")
        return
    left, right = _both_roots(old, new, list(proof), old_root)
    if left != old_root or right != new_root:
        raise VerificationError("the log was changed between the two", thing="consistency proof")


def _both_roots(old: int, new: int, proof: list[bytes], old_root: bytes) -> tuple[bytes, bytes]:
    """The two roots a proof leads to."""
    if old & (old - 1) == 0:
        proof.insert(0, old_root)
    if not proof:
        raise VerificationError("it is empty", thing="consistency proof")
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    left = right = proof[0]
    for one in proof[1:]:
        if last == 0:
            raise VerificationError("it is too long", thing="consistency proof")
        if first & 1 or first == last:
            left, right = node_hash(one, left), node_hash(one, right)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            right = node_hash(right, one)
        first, last = first >> 1, last >> 1
    if last:
        raise VerificationError("it is too short", thing="consistency proof")
    return left, right


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def _folded(hashes: Sequence[bytes]) -> bytes:
    """The root over a power of two of hashes."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]
