"""Reading over several processes: however it ends, no process is left behind and what was read is kept."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.db.open import FILE
from chamsae.errors import StorageError

PROC = Path("/proc")
#: More than are read while somebody looks.
DOCUMENTS = 60
pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="processes are looked up in /proc")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A casebook with more unread documents than are read in a moment."""
    pile = tmp_path / "pile"
    pile.mkdir()
    for number in range(DOCUMENTS):
        (pile / f"{number}.txt").write_text(f"More than {number + 3} people were sent back. " * 40)
    with chamsae.init(tmp_path / "book") as book:
        book.archive.add([pile], by="Alice")
    return tmp_path / "book"


def test_ctrl_c_ends_reading_in_a_word_and_it_resumes(folder: Path) -> None:
    reading = _reading(folder)
    _until(lambda: _children(reading.pid) and _read(folder))
    os.killpg(reading.pid, signal.SIGINT)
    _, errors = reading.communicate(timeout=180)
    assert "Traceback" not in errors
    assert reading.returncode == 1
    _resumes(folder)


def test_workers_go_when_their_parent_is_killed(folder: Path) -> None:
    reading = _reading(folder)
    _until(lambda: _children(reading.pid) and _read(folder))
    workers = _children(reading.pid)
    reading.kill()
    reading.communicate(timeout=180)
    _until(lambda: not any(_alive(pid) for pid in workers))
    _resumes(folder)


def test_a_killed_worker_is_said_and_what_was_read_is_kept(folder: Path) -> None:
    class Killing:
        def start(self, total: int | None, what: str) -> None: ...
        def finish(self) -> None: ...
        def step(self, name: str, note: str = "") -> None:
            for pid in _children(os.getpid()):
                os.kill(pid, signal.SIGKILL)

    with chamsae.open(folder) as book, pytest.raises(StorageError, match="reading process died"):
        book.read.run(by="Alice", progress=Killing())
    _resumes(folder)


def test_missing_and_changed_bytes_keep_no_other_document_from_being_read(folder: Path) -> None:
    lost, changed, *_ = sorted((folder / "objects").glob("*/*/*"))
    lost.unlink()
    changed.chmod(0o600)
    changed.write_bytes(b"About 9,000 people were sent back.")
    with chamsae.open(folder) as book:
        report = book.read.run(by="Alice")
        assert report.read == DOCUMENTS - 2
        assert sorted(reason for _, reason in report.failed) == [
            "no stored object has this SHA-256; run `chamsae doctor`",
            "the stored bytes have changed; run `chamsae doctor`",
        ]
        found = {finding.thing: finding.what for finding in book.doctor.check().findings}
        assert {lost.name, changed.name} <= set(found)


def _reading(folder: Path) -> subprocess.Popen[str]:
    program = Path(sys.executable).parent / "chamsae"
    return subprocess.Popen(
        [program, "-C", folder, "read"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 - no thread of this process runs yet
    )  # fmt: skip


def _heed_ctrl_c() -> None:
    """What runs in the background of a shell ignores Ctrl-C, and so would everything it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _read(folder: Path) -> int:
    """How many are read so far, asked for without opening the casebook: that takes longer than reading some."""
    with closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)) as rows:
        return int(rows.execute("SELECT count(*) FROM chamsae_reading").fetchone()[0])


def _resumes(folder: Path) -> None:
    with chamsae.open(folder) as book:
        _finish(book)


def _finish(book: Casebook) -> None:
    book.read.run(by="Alice")
    assert not list(book.store.unread())
    assert book.counts().documents == DOCUMENTS
    assert book.doctor.check().sound


def _children(pid: int) -> list[int]:
    """Processes this one started that are alive, without Python's own helper that waits for all of them."""
    found = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit() and _parent(entry) == pid]
    return [child for child in found if b"spawn_main" in _command(child) and _alive(child)]


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _command(pid: int) -> bytes:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


def _alive(pid: int) -> bool:
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(holds: Callable[[], object]) -> None:
    limit = time.monotonic() + 180
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.02)
