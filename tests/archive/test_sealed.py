"""Sealed bytes: any part comes back, and nothing that was changed, moved or cut off opens."""

import io
import os
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.archive.sealed import MAGIC, PIECE, SALT, TAG, opened, sealed, sealed_size
from chamsae.errors import IntegrityError

KEY = b"sparrow's thirty-two byte secret"
HEAD, STORED = len(MAGIC) + SALT, PIECE + TAG


def stream(path: Path, data: bytes, key: bytes = KEY) -> BinaryIO:
    path.write_bytes(data)
    return opened(path.open("rb"), key, "letter")


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_bytes_come_back_and_are_not_there_to_be_seen(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    shut = sealed(KEY, data)
    assert len(shut) == sealed_size(size)
    assert size < 20 or data[:20] not in shut
    with stream(tmp_path / "one", shut) as there:
        assert there.read() == data
    assert sealed(KEY, data) != shut  # the same letter twice is not seen to be the same


@given(start=st.integers(0, 200_000), length=st.integers(0, 200_000))
def test_any_part_is_read_from_its_place(tmp_path_factory: pytest.TempPathFactory, start: int, length: int) -> None:
    data = bytes(range(256)) * 700
    with stream(tmp_path_factory.getbasetemp() / "part", sealed(KEY, data)) as there:
        there.seek(start)
        assert there.read(length) == data[start : start + length]
        assert there.seek(-10, io.SEEK_END) == len(data) - 10
        assert there.read() == data[-10:]


DATA = os.urandom(3 * PIECE + 100)
SHUT = sealed(KEY, DATA)
PIECES = [SHUT[HEAD + at * STORED : HEAD + (at + 1) * STORED] for at in range(4)]


HARMED = {
    "nothing": b"",
    "half a head": SHUT[: HEAD - 1],
    "a head alone": SHUT[:HEAD],
    "one byte less": SHUT[:-1],
    "the first piece alone": SHUT[: HEAD + STORED],
    "the last piece gone": SHUT[: HEAD + 3 * STORED],
    "one byte more": SHUT + b"x",
    "two pieces swapped": SHUT[:HEAD] + PIECES[1] + PIECES[0] + PIECES[2] + PIECES[3],
    "a piece dropped": SHUT[:HEAD] + PIECES[0] + PIECES[2] + PIECES[3],
    "a piece twice": SHUT[:HEAD] + PIECES[0] + PIECES[0] + PIECES[2] + PIECES[3],
    "another file's head": sealed(KEY, DATA)[:HEAD] + SHUT[HEAD:],
    "another format": b"x" + SHUT[1:],
    **{
        f"a bit at {at}": SHUT[:at] + bytes([SHUT[at] ^ 1]) + SHUT[at + 1 :]
        for at in (16, HEAD, HEAD + STORED - 1, len(SHUT) - 1)
    },
}


@pytest.mark.parametrize("harm", HARMED)
def test_what_was_changed_moved_or_cut_off_does_not_open(tmp_path: Path, harm: str) -> None:
    with pytest.raises(IntegrityError, match="letter"), stream(tmp_path / "one", HARMED[harm]) as there:
        there.read()


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError), stream(tmp_path / "one", SHUT, bytes(32)) as there:
        there.read()
