"""Let every call that changes a file fail once, one after the other: nothing acknowledged is lost, no error is unclean.

    python bench/faults.py [--step N]

SQLite's own method, for the whole of the product: a small library (bench/faults.c, compiled here) is loaded
before libc. For each thing that is done (take in, judge, back up, restore), for each of EIO, ENOSPC and EINTR, the
first call to open, write, sync, rename, truncate, remove or mkdir fails, then in a fresh copy of the casebook the
second, and so on
until all is done without meeting the fault. Afterwards, without faults: what was acknowledged is there, what was
refused came with one of our errors, the doctor finds nothing wrong, and doing it again succeeds. Needs a C compiler.
"""

import argparse
import ctypes
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import chamsae
from chamsae.archive.backup import sealing
from chamsae.casebook.book import Casebook
from chamsae.casebook.restoring import check
from chamsae.errors import ChamsaeError
from chamsae.model.judgement import Verdict

SOURCE = Path(__file__).with_name("faults.c")
ERRORS = (errno.EIO, errno.ENOSPC, errno.EINTR)
TEXT = b"On 9 October 2023 Harim Watch said more than 400 people were sent back to North Korea."
NEW = "돌려보내진 사람은 약 600명이라고 한다.".encode()


class Faults:
    """The library, loaded before libc in this process."""

    def __init__(self, library: str) -> None:
        self._library = ctypes.CDLL(library)
        self._library.faults_count.restype = ctypes.c_long

    def arm(self, folder: Path | None, number: int = 0, error: int = 0) -> None:
        """Let the call of this number under a folder fail; without a folder, none."""
        self._library.faults_arm(os.fsencode(folder) if folder else b"", ctypes.c_long(number), error)

    def count(self) -> int:
        """How many calls there were since."""
        return int(self._library.faults_count())


def add(folder: Path, _: Path) -> None:
    """Take in an item that is not there yet."""
    with chamsae.open(folder) as book:
        book.archive.add_bytes(BytesIO(NEW), "new.txt", by="bench")


def added(folder: Path, _: Path) -> bool:
    """Whether the item is there with its bytes."""
    with chamsae.open(folder) as book:
        return any(book.objects.read(one.sha256) == NEW for one in book.store.captures(name="new.txt"))


def judge(folder: Path, _: Path) -> None:
    """Accept the first claim."""
    with chamsae.open(folder) as book:
        book.review.judge(_first(book), Verdict.ACCEPTED, by="bench", why="두 번 읽었다")


def judged(folder: Path, _: Path) -> bool:
    """Whether the answer is in the ledger."""
    with chamsae.open(folder) as book:
        return any(one.target == _first(book) for one in book.store.judgements())


def _first(book: Casebook) -> str:
    return next(iter(book.store.claims())).id


KEYS = sealing.new_identity()


def back_up(folder: Path, room: Path) -> None:
    """Add a snapshot to a new folder of backups."""
    with chamsae.open(folder) as book:
        book.backup.run(room / "backup", by="bench", to=[KEYS[1]])


def backed_up(_: Path, room: Path) -> bool:
    """Whether there is a snapshot, with every file as listed."""
    try:
        return not check(room / "backup").faults
    except ChamsaeError:
        return False


def restore(_: Path, room: Path) -> None:
    """Make the casebook again from the backup that lies beside."""
    chamsae.restore(room / "given", room / "again", by="bench", keys=[("key", KEYS[0])])


def restored(_: Path, room: Path) -> bool:
    """Whether there is a casebook again, with nothing wrong."""
    try:
        with chamsae.open(room / "again") as book:
            return book.doctor.check().sound
    except ChamsaeError:
        return False


Doing = Callable[[Path, Path], None]
Seeing = Callable[[Path, Path], bool]
DONE: dict[str, tuple[Doing, Seeing]] = {
    "add": (add, added),
    "judge": (judge, judged),
    "backup": (back_up, backed_up),
    "restore": (restore, restored),
}


def prepare(folder: Path) -> Path:
    """A casebook with a document, its claims and a backup beside it."""
    with chamsae.init(folder / "book") as book:
        book.archive.add_bytes(BytesIO(TEXT), "a.txt", by="bench")
    settings = folder / "book" / "settings.toml"
    settings.write_text("workers = 1\n" + settings.read_text("utf-8"), "utf-8")
    with chamsae.open(folder / "book") as book:
        book.read.run(by="bench")
        book.log.checkpoint(by="bench")
        book.backup.run(folder / "backup", by="bench", to=[KEYS[1]])
    return folder / "book"


def trial(faults: Faults, master: Path, verb: str, number: int, error: int) -> tuple[int, str]:
    """Do one thing with one fault in a fresh copy: how many calls there were, and how it went."""
    do, seen = DONE[verb]
    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        room = Path(place).resolve()
        book = room / "book"
        shutil.copytree(master, book)
        shutil.copytree(master.parent / "backup", room / "given")
        faults.arm(room, number, error)
        try:
            do(book, room)
            came = "done"
        except ChamsaeError:
            came = "refused"
        except BaseException as fault:  # noqa: BLE001 - any other is the finding
            came = f"unclean: {type(fault).__name__}: {fault}"
        calls = faults.count()
        faults.arm(None)
        return calls, came if came.startswith("unclean") else _judged(came, do, seen, book, room)


def _judged(came: str, do: Doing, seen: Seeing, book: Path, room: Path) -> str:
    """How it stands afterwards, without faults."""
    there = seen(book, room)
    if came == "done" and not there:
        return "lost: it was acknowledged and is not there"
    with chamsae.open(book) as opened:
        if findings := opened.doctor.check().findings:
            return f"wrong: {findings[0].thing}: {findings[0].what}"
    if came == "refused" and not there:
        do(book, room)
        if not seen(book, room):
            return "stuck: doing it again does not help"
    return came


def loop(faults: Faults, master: Path, step: int) -> Counter[str]:
    """All things, all errors, every call or every so many; the tally."""
    tally = Counter[str]()
    for verb in DONE:
        for error in ERRORS:
            began, number, calls, failed = time.monotonic(), 1 - step, 0, 0
            while number <= calls:  # until the fault is not met any more
                number, failed = number + step, failed + 1
                calls, came = trial(faults, master, verb, number, error)
                tally[came if came in ("done", "refused") else "bad"] += 1
                if came not in ("done", "refused"):
                    print(f"{verb}, call {number}, {errno.errorcode[error]}: {came}", flush=True)
            took = time.monotonic() - began
            print(f"{verb} {errno.errorcode[error]}: {failed - 1} calls failed in {took:.0f} s", flush=True)
    return tally


def main() -> None:
    """Compile, start again with the library loaded first, loop; exit status 1 when anything was lost or unclean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="let every so-many-th call fail [1: all]")
    options = parser.parse_args()
    library = os.environ.get("CHAMSAE_FAULTS")
    if library is None:
        with tempfile.TemporaryDirectory() as folder:
            library = str(Path(folder) / "faults.so")
            compiler = shutil.which("cc") or shutil.which("gcc")
            if compiler is None:
                sys.exit("a C compiler is needed")
            subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, str(SOURCE), "-ldl"], check=True)
            told = {**os.environ, "LD_PRELOAD": library, "CHAMSAE_FAULTS": library}
            sys.exit(subprocess.run([sys.executable, __file__, *sys.argv[1:]], env=told, check=False).returncode)
    os.environ.pop("LD_PRELOAD", None)  # not for the processes it starts
    with tempfile.TemporaryDirectory() as folder:
        tally = loop(Faults(library), prepare(Path(folder)), options.step)
    print(json.dumps(tally))
    sys.exit(1 if tally["bad"] or not tally["refused"] else 0)


if __name__ == "__main__":
    main()
