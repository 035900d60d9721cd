"""An outside witness signs what follows from what it signed before, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from chamsae.archive import note, proof
from chamsae.archive.merkle import Tree, check_inclusion, leaf_hash
from chamsae.archive.witness import Witness
from chamsae.errors import InputError, VerificationError
from tests.archive.test_merkle import Kept

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Log:
    """A log of its own with its key."""

    def __init__(self, salt: str = "", key: note.SigningKey | None = None) -> None:
        self.key, self.salt = key or note.new_key("example.org/log", note.PLAIN), salt
        self.kept = Kept()

    def grown(self, size: int) -> "Log":
        while len(self.kept.levels[0]) < size:
            number = len(self.kept.levels[0])
            self.kept.append(leaf_hash(f"{number}{self.salt if number >= 3 else ''}".encode()))
        return self

    @property
    def tree(self) -> Tree:
        return self.kept.tree()

    def checkpoint(self, size: int) -> note.Note:
        text = note.checkpoint_text(note.Head(origin=self.key.name, size=size, root=self.tree.root(size)))
        return note.Note(text=text, signatures=(note.sign(text, self.key),))

    def request(self, old: int, size: int) -> bytes:
        steps = tuple(self.tree.consistency(old, size))
        return str(proof.Growth(old=old, proof=steps, checkpoint=self.checkpoint(size))).encode()


@pytest.fixture
def log() -> Log:
    return Log().grown(12)


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path / "witness", name="partner.example")


def test_a_log_that_grows_is_signed_each_time(log: Log, witness: Witness, tmp_path: Path) -> None:
    for old, size in ((0, 5), (5, 5), (5, 9), (9, 12)):
        signed = witness.cosign(log.request(old, size), at=NOON, pinned=log.key.verifier if old == 0 else None)
        mark = note.signed_by(signed, witness.key)
        assert mark and mark.time == int(NOON.timestamp())
        assert note.signed_by(signed, log.key.verifier)
        witness = Witness(tmp_path / "witness")  # it remembers in its folder, not in the process


def test_only_its_owner_reads_the_key_of_a_witness(witness: Witness, tmp_path: Path) -> None:
    assert (tmp_path / "witness" / "witness.key").stat().st_mode & 0o777 == 0o600


def test_a_log_never_seen_needs_its_key(log: Log, witness: Witness) -> None:
    with pytest.raises(InputError, match="never seen"):
        witness.cosign(log.request(0, 5), at=NOON)
    stranger = note.new_key(log.key.name, note.PLAIN)
    with pytest.raises(VerificationError, match="not signed"):
        witness.cosign(log.request(0, 5), at=NOON, pinned=stranger.verifier)
    witness.cosign(log.request(0, 5), at=NOON, pinned=log.key.verifier)
    with pytest.raises(VerificationError, match="another key"):
        witness.cosign(log.request(5, 6), at=NOON, pinned=stranger.verifier)


def test_a_rollback_is_refused_and_kept(log: Log, witness: Witness, tmp_path: Path) -> None:
    witness.cosign(log.request(0, 9), at=NOON, pinned=log.key.verifier)
    request = log.request(0, 5)
    with pytest.raises(VerificationError, match="rollback"):
        witness.cosign(request, at=NOON)
    (kept,) = (tmp_path / "witness").glob("*refused*")
    assert kept.read_bytes() == request


def test_a_fork_is_refused(log: Log, witness: Witness) -> None:
    witness.cosign(log.request(0, 5), at=NOON, pinned=log.key.verifier)
    other = Log("!", log.key).grown(12)
    for request in (other.request(5, 5), other.request(5, 9)):
        with pytest.raises(VerificationError, match="forked"):
            witness.cosign(request, at=NOON)
    witness.cosign(log.request(5, 9), at=NOON)


def test_a_proof_from_elsewhere_says_from_where_it_is_wanted(log: Log, witness: Witness) -> None:
    witness.cosign(log.request(0, 5), at=NOON, pinned=log.key.verifier)
    with pytest.raises(InputError, match="--since 5"):
        witness.cosign(log.request(4, 9), at=NOON)


@pytest.mark.parametrize(
    "raw",
    [b"", b"old 1\n\n", b"old 01\n\nx", b"old 1\nAAAA\n\nx", "old １\n\nx".encode(),
     b"old 1" + b"\n" + b"A" * 43 + b"=" * 1 + (b"\n" + b"A" * 43 + b"=") * 63 + b"\n\nx"],
)  # fmt: skip
def test_what_is_no_request_is_refused(witness: Witness, raw: bytes) -> None:
    with pytest.raises(VerificationError):
        witness.cosign(raw, at=NOON)


def test_a_proof_file_reads_back_and_leads_to_its_checkpoint(log: Log) -> None:
    made = proof.Inclusion(index=7, path=tuple(log.tree.inclusion(7)), checkpoint=log.checkpoint(12))
    read = proof.inclusion(str(made).encode())
    assert read == made
    with_extra = str(made).replace("\nindex", "\nextra AAAA\nindex").encode()
    assert proof.inclusion(with_extra) == made
    head = note.head(read.checkpoint)
    check_inclusion(log.kept.levels[0][7], read.index, head.size, read.path, head.root)
    for wrong in (b"", b"c2sp.org/tlog-proof@v2\nindex 1\n\nx", str(made).replace("index", "Index").encode()):
        with pytest.raises(VerificationError):
            proof.inclusion(wrong)
