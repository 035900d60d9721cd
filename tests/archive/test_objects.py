"""Objects: whole or not there, under any failure of the disk or the process."""

import errno
import hashlib
import io
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.archive.objects import FolderObjects, Key
from chamsae.archive.objects_memory import MemoryObjects
from chamsae.errors import CasebookError, InputError, IntegrityError, NotFound, StorageError
from chamsae.ports import Objects

Store = FolderObjects | MemoryObjects
PORTS: tuple[type[Objects], ...] = (FolderObjects, MemoryObjects)  # the type checker holds them to the protocol
WORDS = "참새가 부러웠다".encode()


KEYS: dict[str, Key | None] = {"open": None, "sealed": lambda: b"sparrow's thirty-two byte secret"}


@pytest.fixture(params=["open", "sealed", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return MemoryObjects() if request.param == "memory" else FolderObjects(tmp_path / "objects", KEYS[request.param])


@pytest.fixture(params=["open", "sealed"])
def key(request: pytest.FixtureRequest) -> Key | None:
    return KEYS[request.param]


@pytest.fixture
def folder(tmp_path: Path, key: Key | None) -> FolderObjects:
    return FolderObjects(tmp_path / "objects", key)


def files(folder: FolderObjects) -> list[Path]:
    return [path for path in folder.folder.rglob("*") if path.is_file()]


def assert_nothing_torn(folder: FolderObjects) -> None:
    for sha256 in folder.all():
        assert folder.check(sha256).sha256 == sha256


@pytest.mark.parametrize("data", [b"", b"\0", WORDS, os.urandom(3_000_000)], ids=["empty", "nul", "hangul", "3 MB"])
def test_what_is_put_comes_back_with_its_hashes(store: Store, data: bytes) -> None:
    put = store.put(io.BytesIO(data))
    assert (put.sha256, put.sha512) == (hashlib.sha256(data).hexdigest(), hashlib.sha512(data).hexdigest())
    assert put.size == len(data)
    assert store.read(put.sha256) == data
    assert store.check(put.sha256) == put
    assert store.has(put.sha256)
    assert list(store.all()) == [put.sha256]


@given(data=st.binary(max_size=2000))
def test_any_bytes_come_back_from_memory(data: bytes) -> None:
    store = MemoryObjects()
    assert store.read(store.put(io.BytesIO(data)).sha256) == data


def test_the_same_bytes_twice_are_one_object_and_a_twin_is_another(store: Store) -> None:
    first = store.put(io.BytesIO(WORDS))
    assert store.put(io.BytesIO(WORDS)) == first
    twin = store.put(io.BytesIO(WORDS[:-1] + bytes([WORDS[-1] ^ 1])))
    assert sorted(store.all()) == sorted([first.sha256, twin.sha256])


def test_known_bytes_are_not_written_again(folder: FolderObjects) -> None:
    folder.put(io.BytesIO(WORDS))
    (path,) = files(folder)
    before = path.stat()
    folder.put(io.BytesIO(WORDS))
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_the_layout_is_two_folders_deep_and_read_only(folder: FolderObjects) -> None:
    sha256 = folder.put(io.BytesIO(WORDS)).sha256
    (path,) = files(folder)
    kind = ".sealed" if WORDS not in path.read_bytes() else ""
    assert path.relative_to(folder.folder).as_posix() == f"{sha256[:2]}/{sha256[2:4]}/{sha256}{kind}"
    assert path.stat().st_mode & 0o777 == 0o440


def test_more_than_the_limit_is_refused_and_leaves_nothing(store: Store) -> None:
    assert store.put(io.BytesIO(b"12345"), limit=5).size == 5
    with pytest.raises(InputError, match="larger than 5 bytes"):
        store.put(io.BytesIO(b"123456"), limit=5)
    assert len(list(store.all())) == 1
    if isinstance(store, FolderObjects):
        assert len(files(store)) == 1


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "0" * 63, "A" * 64, "0" * 64 + "\n"])
def test_an_unknown_or_impossible_name_is_not_found(store: Store, name: str) -> None:
    for ask in (store.read, store.open, store.check):
        with pytest.raises(NotFound):
            ask(name)
    assert not store.has(name)


@pytest.mark.parametrize("place", [0, 7, -1])
def test_a_flipped_bit_is_found_and_named(folder: FolderObjects, place: int) -> None:
    sha256 = folder.put(io.BytesIO(WORDS)).sha256
    (path,) = files(folder)
    rotten = bytearray(path.read_bytes())
    rotten[place] ^= 1
    path.chmod(0o640)
    path.write_bytes(rotten)
    with pytest.raises(IntegrityError, match=sha256):
        folder.check(sha256)


def test_known_bytes_that_have_shrunk_raise_the_alarm_instead_of_being_acknowledged(folder: FolderObjects) -> None:
    folder.put(io.BytesIO(WORDS))
    (path,) = files(folder)
    path.chmod(0o640)
    path.write_bytes(WORDS[:5])
    with pytest.raises(IntegrityError):
        folder.put(io.BytesIO(WORDS))


class Failing(io.RawIOBase):
    """A source whose disk breaks after a few bytes."""

    name = "편지.txt"

    def __init__(self, code: int) -> None:
        self.left, self.code = 2, code

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise OSError(self.code, os.strerror(self.code))
        return b"x" * 1000


def test_a_source_that_cannot_be_read_is_the_sources_fault_and_is_named(store: Store) -> None:
    with pytest.raises(InputError, match=r"편지\.txt"):
        store.put(Failing(errno.EIO))  # type: ignore[arg-type]  # a raw stream reads as well
    assert not list(store.all())


CALLS = ("open", "write", "fsync", "fchmod", "mkdir", "rename")


def failing_once(monkeypatch: pytest.MonkeyPatch, call: str, nth: int, code: int) -> Callable[[], bool]:
    real, count = getattr(os, call), [0]

    def fail(*args: object, **more: object) -> object:
        count[0] += 1
        if count[0] == nth:
            raise OSError(code, os.strerror(code))
        return real(*args, **more)

    monkeypatch.setattr(os, call, fail)
    return lambda: count[0] >= nth


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT])
@pytest.mark.parametrize("call", CALLS)
def test_every_call_may_fail_once_and_nothing_torn_or_left_behind_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: Key | None, call: str, code: int
) -> None:
    for nth in range(1, 20):
        folder = FolderObjects(tmp_path / f"objects{nth}", key)
        with monkeypatch.context() as patch:
            failed = failing_once(patch, call, nth, code)
            try:
                folder.put(io.BytesIO(WORDS))
            except StorageError as error:
                assert "objects" in str(error)
                assert error.do
        assert not list(folder.folder.glob("tmp/*"))
        assert_nothing_torn(folder)
        assert folder.read(folder.put(io.BytesIO(WORDS)).sha256) == WORDS  # and it can be done again
        if not failed():
            break
    else:
        pytest.fail("more calls than expected")


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, or a limit on file size where we may not mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)], capture_output=True, check=False
    )
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    if mounted.returncode:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, before[1]))
    yield place
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    if not mounted.returncode:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_loses_nothing_that_was_acknowledged(full_disk: Path) -> None:
    folder = FolderObjects(full_disk / "objects")
    kept = [folder.put(io.BytesIO(os.urandom(50_000))).sha256 for _ in range(5)]
    for _ in range(3):
        with pytest.raises(StorageError, match=r"disk is full|larger than this system") as caught:
            folder.put(io.BytesIO(os.urandom(2_000_000)))
        assert caught.value.do
    assert sorted(folder.all()) == sorted(kept)
    assert_nothing_torn(folder)
    assert not list(folder.folder.glob("tmp/*"))


PUT_FOR_EVER = """
import io, sys
from pathlib import Path
from chamsae.archive.objects import FolderObjects
objects, seed = FolderObjects(Path(sys.argv[1])), int(sys.argv[2])
for number in range(10_000):
    data = b"%d %d " % (seed, number) + bytes(number * 7919 % 200_000)
    print(objects.put(io.BytesIO(data)).sha256, flush=True)
"""


def test_twenty_kills_leave_no_torn_object_and_lose_nothing_acknowledged(tmp_path: Path) -> None:
    folder, acknowledged = FolderObjects(tmp_path / "objects"), []
    for kill in range(20):
        command = [sys.executable, "-c", PUT_FOR_EVER, str(folder.folder), str(kill)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            acknowledged.append(process.stdout.readline().strip())
            time.sleep(0.003 * kill)
            process.send_signal(signal.SIGKILL)
            acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    folder.sweep()
    assert not list(folder.folder.glob("tmp/*"))
    assert set(acknowledged) <= set(folder.all())
    assert_nothing_torn(folder)


def test_a_sweep_leaves_what_is_being_written(folder: FolderObjects) -> None:
    class Sweeping(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert folder.sweep() == 0
            return super().read(size)

    assert folder.read(folder.put(Sweeping(WORDS)).sha256) == WORDS


def test_a_sweep_removes_what_a_kill_left(folder: FolderObjects) -> None:
    folder.put(io.BytesIO(WORDS))
    (folder.folder / "tmp" / "left").write_bytes(b"half")
    assert folder.sweep() == 1
    assert len(files(folder)) == 1


def test_a_large_stream_is_never_held_in_memory(folder: FolderObjects) -> None:
    class Zeros(io.RawIOBase):
        left = 60

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 < size <= 1 << 20
            self.left -= 1
            return bytes(size) if self.left >= 0 else b""

    stream: BinaryIO = Zeros()  # type: ignore[assignment]
    assert folder.put(stream).size == 60 << 20


def test_links_and_pipes_put_in_place_of_objects_are_not_followed_and_not_waited_for(tmp_path: Path) -> None:
    objects = FolderObjects(tmp_path / "objects")
    first, second = (objects.put(io.BytesIO(data)).sha256 for data in (b"first", b"second"))
    outside = tmp_path / "outside"
    outside.write_bytes(b"first")
    path = objects._path(first)
    path.unlink()
    path.symlink_to(outside)
    with pytest.raises(StorageError):
        objects.check(first)
    path = objects._path(second)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(IntegrityError):
        objects.check(second)
    os.mkfifo(tmp_path / "objects" / "tmp" / "pipe")
    (tmp_path / "objects" / "tmp" / "link").symlink_to(outside)
    objects.sweep()
    assert outside.read_bytes() == b"first"


def test_what_is_erased_is_gone_with_copies_put_aside_and_can_be_put_again(folder: FolderObjects) -> None:
    kept = folder.put(io.BytesIO("다른 것".encode()))
    gone = folder.put(io.BytesIO("지울 것".encode()))
    folder.put_aside(gone.sha256)
    folder.put(io.BytesIO("지울 것".encode()))
    folder.erase(gone.sha256)
    folder.erase(gone.sha256)
    assert list(folder.all()) == [kept.sha256] and not folder.has(gone.sha256)
    assert [path for path in files(folder) if "지울 것".encode() in path.read_bytes()] == []
    assert folder.put(io.BytesIO("지울 것".encode())) == gone


def test_what_lay_open_is_read_sealed_and_wiped(tmp_path: Path) -> None:
    before, after = FolderObjects(tmp_path), FolderObjects(tmp_path, KEYS["sealed"])
    one, other = (before.put(io.BytesIO(data)).sha256 for data in (WORDS, b"other"))
    assert not list(before.unsealed()) and list(after.unsealed()) == sorted([one, other])
    assert after.read(one) == WORDS
    assert after.seal(one) and not after.seal(one)
    assert after.read(one) == WORDS and list(after.unsealed()) == [other] and list(after.all()) == sorted([one, other])
    assert not any(WORDS in path.read_bytes() for path in files(after))
    with pytest.raises(CasebookError, match="sealed"):
        before.read(one)


def test_changed_bytes_that_lie_open_are_told_of_and_not_sealed(tmp_path: Path) -> None:
    sha256 = FolderObjects(tmp_path).put(io.BytesIO(WORDS)).sha256
    folder = FolderObjects(tmp_path, KEYS["sealed"])
    path = folder._path(sha256)
    path.chmod(0o640)
    path.write_bytes(WORDS[::-1])
    with pytest.raises(IntegrityError):
        folder.seal(sha256)
    assert files(folder) == [path]


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    sha256 = FolderObjects(tmp_path, KEYS["sealed"]).put(io.BytesIO(WORDS)).sha256
    with pytest.raises(IntegrityError, match=sha256):
        FolderObjects(tmp_path, lambda: bytes(32)).read(sha256)
