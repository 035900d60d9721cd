"""The Merkle tree against its definition in RFC 6962, and every wrong proof refused."""

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.archive import merkle
from chamsae.errors import VerificationError

#: The leaves and roots of the test trees published with RFC 6962's reference implementation.
PUBLISHED = (
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
)


class Kept:
    """A log in a dictionary, appended to as stores do it."""

    def __init__(self) -> None:
        self.levels: dict[int, list[bytes]] = {0: []}

    def append(self, leaf: bytes) -> None:
        self.levels[0].append(leaf)
        for level, index, hash in merkle.completed(len(self.levels[0]), self.hashes):
            assert index == len(self.levels.setdefault(level, []))
            self.levels[level].append(hash)

    def hashes(self, level: int, start: int, end: int) -> Sequence[bytes]:
        assert 0 <= start < end <= len(self.levels[level])
        return self.levels[level][start:end]

    def tree(self) -> merkle.Tree:
        return merkle.Tree(len(self.levels[0]), self.hashes)


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(n).encode()) for n in range(count)]


def kept(count: int) -> Kept:
    log = Kept()
    for leaf in leaves(count):
        log.append(leaf)
    return log


def naive(hashes: Sequence[bytes]) -> bytes:
    """MTH as RFC 6962, 2.1, writes it."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256(b"").digest()
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\x01" + naive(hashes[:k]) + naive(hashes[k:])).digest()


def test_the_published_roots_come_out() -> None:
    log, frontier = Kept(), merkle.Frontier()
    for content, root in PUBLISHED:
        leaf = merkle.leaf_hash(bytes.fromhex(content))
        log.append(leaf)
        frontier.append(leaf)
        assert log.tree().root().hex() == frontier.root().hex() == root
    assert merkle.Tree(0, log.hashes).root().hex() == hashlib.sha256(b"").hexdigest() == merkle.Frontier().root().hex()


def test_every_tree_and_proof_of_up_to_70_leaves_agrees_with_the_definition() -> None:
    log, all_leaves = kept(70), leaves(70)
    tree, roots = log.tree(), [naive(all_leaves[:n]) for n in range(71)]
    for size in range(1, 71):
        assert tree.root(size) == roots[size]
        for index in range(size):
            path = tree.inclusion(index, size)
            merkle.check_inclusion(all_leaves[index], index, size, path, roots[size])
            with pytest.raises(VerificationError):
                merkle.check_inclusion(all_leaves[index - 1], index, size, path, roots[size]) if size > 1 else fail()
        for old in range(size + 1):
            merkle.check_consistency(old, size, tree.consistency(old, size), roots[old], roots[size])


def fail() -> None:
    raise VerificationError("nothing to swap")


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_001])
def test_trees_of_many_tiles_agree_with_one_that_grows_leaf_by_leaf(size: int) -> None:
    log, frontier = Kept(), merkle.Frontier()
    for leaf in leaves(size):
        log.append(leaf)
        frontier.append(leaf)
    tree = log.tree()
    root = tree.root()
    assert root == frontier.root()
    for index in {0, 1, size // 2, size - 2, size - 1}:
        merkle.check_inclusion(log.levels[0][index], index, size, tree.inclusion(index), root)
    for old, new in pairwise(sorted({1, 2, 200, size // 3, size - 1, size})):
        merkle.check_consistency(old, new, tree.consistency(old, new), tree.root(old), tree.root(new))


@given(st.data())
def test_a_changed_proof_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 300))
    tree, all_leaves = kept(size).tree(), leaves(size)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    paths = [tree.inclusion(index), tree.consistency(old)]
    for which, path in enumerate(paths):
        at = data.draw(st.integers(0, len(path) - 1))
        flipped = bytearray(path[at])
        flipped[data.draw(st.integers(0, 31))] ^= 1 << data.draw(st.integers(0, 7))
        changes = [[*path[:at], bytes(flipped), *path[at + 1 :]], path[:-1], [*path, path[-1]], path[1:]]
        for changed in changes:
            with pytest.raises(VerificationError):
                if which == 0:
                    merkle.check_inclusion(all_leaves[index], index, size, changed, tree.root())
                else:
                    merkle.check_consistency(old, size, changed, tree.root(old), tree.root())


def test_a_proof_of_what_is_not_there_is_refused() -> None:
    tree = kept(5).tree()
    for asked in (lambda: tree.inclusion(5), lambda: tree.consistency(6), lambda: tree.root(6)):
        with pytest.raises(VerificationError):
            asked()
    with pytest.raises(VerificationError):
        merkle.check_consistency(5, 5, [], tree.root(), tree.root(4))
    with pytest.raises(VerificationError):
        merkle.check_consistency(5, 4, [], tree.root(), tree.root(4))
    with pytest.raises(VerificationError):
        merkle.check_inclusion(leaves(1)[0], 5, 5, [], tree.root())
