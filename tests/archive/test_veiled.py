"""Temporary files that say nothing: files to whoever wrote them, noise to whoever has the disk."""

import errno
import io
import re
import resource
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.archive.veiled import SECTOR, veiled

SECRET = "리명순이 말했다 ".encode()
PLACES = st.one_of(st.integers(0, 40), st.integers(SECTOR - 20, SECTOR + 20), st.integers(2 * SECTOR, 3 * SECTOR))
SIZES = st.one_of(st.integers(0, 60), st.integers(SECTOR - 5, SECTOR + 5), st.just(2 * SECTOR + 7))
LINUX = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system shows no open files in /proc")
STEPS = st.lists(st.tuples(st.sampled_from(("write", "read", "truncate", "end")), PLACES, SIZES), max_size=12)


def on_the_disk(folder: Path) -> bytes:
    """All bytes of files without a name in a folder that this process holds open."""
    found = b""
    for link in Path("/proc/self/fd").iterdir():
        if link.is_symlink() and str(link.readlink()).startswith(f"{folder}/"):
            found += link.read_bytes()
    return found


@given(STEPS)
def test_it_is_a_file_like_any_other(steps: list[tuple[str, int, int]]) -> None:
    with veiled() as ours, BytesIO() as plain:
        for number, (what, at, size) in enumerate(steps):
            assert done(ours, what, at, size, number) == done(plain, what, at, size, number), (what, at, size)
        assert [ours.seek(0), ours.read()] == [plain.seek(0), plain.read()]


def done(file: BinaryIO, what: str, at: int, size: int, number: int) -> object:
    if what == "end":
        return file.seek(0, io.SEEK_END) and file.write(bytes([number]) * size)
    file.seek(at)
    if what == "write":
        return file.write(bytes([number + 1]) * size), file.tell()
    if what == "read":
        return file.read(size), file.tell()
    here = file.seek(0, io.SEEK_END)
    return file.truncate(min(at, here)), file.seek(0, io.SEEK_END)


@LINUX
def test_nothing_of_it_is_on_the_disk(tmp_path: Path) -> None:
    written = SECRET * 20_000
    with veiled(tmp_path) as file:
        file.write(written)
        file.flush()
        held = on_the_disk(tmp_path)
        assert len(held) == -(-len(written) // SECTOR) * SECTOR
        assert SECRET not in held and len({held[at : at + SECTOR] for at in range(0, len(held), SECTOR)}) > 1
        file.seek(0)
        assert file.read() == written
    assert on_the_disk(tmp_path) == b""


@LINUX
def test_equal_sectors_and_equal_files_look_different(tmp_path: Path) -> None:
    with veiled(tmp_path) as one, veiled(tmp_path) as other:
        for file in (one, other):
            file.write(bytes(2 * SECTOR))
            file.flush()
        held = on_the_disk(tmp_path)
        assert len({held[at : at + 16] for at in range(0, len(held), 16)}) == len(held) // 16


def test_a_zip_is_written_into_it_and_read(tmp_path: Path) -> None:
    with veiled(tmp_path) as file:
        with ZipFile(file, "w") as packed:
            packed.writestr("a.txt", SECRET * 30_000)
            packed.writestr("b.txt", b"b")
        assert ZipFile(file).read("a.txt") == SECRET * 30_000 and ZipFile(file).testzip() is None


def test_a_full_disk_is_told_as_of_any_file(tmp_path: Path) -> None:
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    file = veiled(tmp_path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * SECTOR, most))
    try:
        with pytest.raises(OSError) as told:
            file.write(bytes(3 * SECTOR))
            file.flush()
        assert told.value.errno == errno.EFBIG
        with suppress(OSError):
            file.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))
    assert file.closed


#: Who else makes temporary files, and why nothing can be read there that could not be read before.
OTHERS = {
    "archive/veiled.py": "this one",
    "archive/objects.py": "originals on their way, sealed where the casebook is encrypted",
    "archive/browser.py": "the profile of a browser that draws a public page",
    "casebook/backing_up.py": "rows as the database holds them, under its passphrase where it has one",
    "cli/restore_command.py": "a casebook that is restored for a drill, as encrypted as it was",
    "read/sandbox.py": "memory; a file only on systems that hand over none",
}


def test_nothing_is_set_aside_in_the_open_elsewhere() -> None:
    package = Path(__file__).resolve().parents[2] / "src" / "chamsae"
    making = re.compile(r"^\s*(import|from) tempfile\b", re.MULTILINE)
    texts = {str(one.relative_to(package)): one.read_text("utf-8") for one in package.rglob("*.py")}
    assert {name for name, text in texts.items() if making.search(text)} == set(OTHERS)
