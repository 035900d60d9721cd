"""How fast the evidence log is at a million entries, and a round of the doctor beside `sha256sum` on the same files.

    python bench/log.py [--entries 1000000] [--appends 50000] [--objects 100000] [--bytes 4096]

Measured in memory and in a casebook on SQLite: one append (in transactions of 1,000, as imports write), the root, the
proof that an entry is in, the proof that the log only grew, and signing a checkpoint, which computes the whole tree
anew from the entries. On SQLite only the first `--appends` entries go through `append_log` one by one; the rest are
written in batches with the same hashes, since what is asked of the full log does not depend on how it was filled.

Beside it a plain reference: the root computed from a list of all leaf hashes, level by level, as one would without a
kept tree; a proof by this way costs the same again. The doctor's round is over `--objects` files of `--bytes` random
bytes; `sha256sum` and `sha512sum` hash the same files (the doctor does both). Times by the clock, and by the
processor time of this process: on a machine with other work only the second tells.
"""

import argparse
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256, sha512
from itertools import islice
from pathlib import Path

import chamsae
from chamsae.archive import log, merkle
from chamsae.casebook.book import Casebook
from chamsae.db.configure import ready
from chamsae.model.log import LogEntry
from chamsae.model.source import Capture, How, StoredObject
from chamsae.model.when import utc_now

ready()

from chamsae.db import rows  # noqa: E402
from chamsae.db.models import TreeRow  # noqa: E402
from chamsae.db.store import DjangoStore  # noqa: E402

#: Entries in one transaction, as an import writes them.
TRANSACTION = 1_000
#: Proofs asked for, spread over the log.
PROOFS = 200


def main() -> None:
    given = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    given.add_argument("--entries", type=int, default=1_000_000)
    given.add_argument("--appends", type=int, default=50_000)
    given.add_argument("--objects", type=int, default=100_000)
    given.add_argument("--bytes", type=int, default=4_096)
    asked = given.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    if asked.entries:
        with chamsae.in_memory() as book:
            in_memory(book, asked.entries)
        with tempfile.TemporaryDirectory() as folder, chamsae.init(Path(folder) / "book") as book:
            on_sqlite(book, asked.entries, min(asked.appends, asked.entries))
    if asked.objects:
        with tempfile.TemporaryDirectory() as folder, chamsae.init(Path(folder) / "book") as book:
            doctor(book, Path(folder) / "book", asked.objects, asked.bytes)


def in_memory(book: Casebook, entries: int) -> None:
    print(f"\nIn memory, {entries:,} entries")
    with timed("append", entries), book.store.transaction():
        for number in range(entries):
            append(book, number)
    questions(book, entries)


def on_sqlite(book: Casebook, entries: int, appends: int) -> None:
    print(f"\nOn SQLite, {entries:,} entries, {appends:,} of them appended one by one")
    with timed("append", appends):
        for start in range(0, appends, TRANSACTION):
            with book.store.transaction():
                for number in range(start, min(start + TRANSACTION, appends)):
                    append(book, number)
    with timed("fill the rest", entries - appends):
        fill(book, appends, entries)
    assert book.path
    size = sum(file.stat().st_size for file in book.path.glob("casebook.sqlite3*"))
    print(f"  {'on disk':34} {size / entries:8.0f} bytes an entry")
    questions(book, entries)
    with timed("checkpoint: all recomputed", entries):
        book.log.checkpoint(by="bench")


def append(book: Casebook, number: int) -> None:
    book.store.append_log(
        at=NOW, actor="bench", action="judge", subject=f"c{number}", detail={"verdict": "accepted", "judgement": "1"}
    )


NOW = utc_now()


def fill(book: Casebook, start: int, end: int) -> None:
    """Entries written in batches, with their leaves and the kept hashes."""
    store = book.store
    assert isinstance(store, DjangoStore)
    actor = next(iter(store.log())).actor
    for low in range(start, end, TRANSACTION * 10):
        with store.transaction():
            batch = [entry(number + 1, actor) for number in range(low, min(low + TRANSACTION * 10, end))]
            store._insert([rows.log_row(one, log.leaf(one)) for one in batch])
            for one in batch:
                if one.number % merkle.WIDTH == 0:
                    for level, place, hash in merkle.completed(one.number, store.log_hashes):
                        store._insert([TreeRow(level=level, number=place, hash=hash.hex())])


def entry(number: int, actor: str) -> LogEntry:
    detail = {"verdict": "accepted", "judgement": "1"}
    return LogEntry(number=number, at=NOW, actor=actor, action="judge", subject=f"c{number}", detail=detail)


def questions(book: Casebook, entries: int) -> None:
    """Root and proofs, each with a tree read anew; beside them the plain way."""
    asked = [1 + at * entries // PROOFS for at in range(PROOFS)]
    with timed("root", PROOFS):
        for _ in asked:
            root = tree(book, entries).root()
    with timed("inclusion proof", PROOFS):
        for number in asked:
            path = tree(book, entries).inclusion(number - 1)
    with timed("consistency proof", PROOFS):
        for number in asked:
            tree(book, entries).consistency(number)
    print(f"  {'hashes in a proof':34} {len(path):8}")
    leaves = [*book.store.log_hashes(0, 0, entries)]
    with timed("plain: root from all leaves", 1):
        assert plain(leaves) == root
    print(f"  {'most memory so far':34} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def tree(book: Casebook, size: int) -> merkle.Tree:
    return merkle.Tree(size, book.store.log_hashes)


def plain(leaves: list[bytes]) -> bytes:
    """The root with nothing kept: level by level, an odd last hash goes up as it is."""
    while len(leaves) > 1:
        paired = [
            sha256(b"\x01" + left + right).digest() for left, right in zip(leaves[::2], leaves[1::2], strict=False)
        ]
        leaves = paired + leaves[len(leaves) - len(leaves) % 2 :]
    return leaves[0]


def doctor(book: Casebook, folder: Path, objects: int, size: int) -> None:
    print(f"\nDoctor, {objects:,} objects of {size:,} bytes")
    with timed("make the casebook (no sync)", objects):
        made = material(book, folder / "objects", objects, size)
    for program in ("sha256sum", "sha512sum"):
        hashed(program, folder / "objects", made)
    with timed("doctor", objects, made):
        health = book.doctor.check()
    assert health.sound and health.objects == health.log == objects, health.findings[:3]


def material(book: Casebook, folder: Path, objects: int, size: int) -> int:
    """Objects with accession and log entry, as `archive.add` leaves them; their bytes."""
    numbers: Iterator[int] = iter(range(objects))
    while batch := list(islice(numbers, TRANSACTION)):
        with book.store.transaction():
            for number in batch:
                data = os.urandom(size)
                stored = StoredObject(sha256=sha256(data).hexdigest(), sha512=sha512(data).hexdigest(), size=size)
                path = folder / stored.sha256[:2] / stored.sha256[2:4] / stored.sha256
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                enter(book, stored, number)
    return objects * size


def enter(book: Casebook, stored: StoredObject, number: int) -> None:
    book.store.add_object(stored)
    capture = book.store.add_capture(Capture(
        sha256=stored.sha256, size=stored.size, name=f"{number}.bin", how=How.FILE,
        media_type="application/octet-stream", captured_at=NOW, added_by="bench",
    ))  # fmt: skip
    book.store.append_log(
        at=NOW, actor="bench", action="add", subject=capture.id, detail={"sha256": stored.sha256},
        hidden={"name": capture.name},
    )  # fmt: skip


def hashed(program: str, folder: Path, size: int) -> None:
    began = time.perf_counter()
    find = subprocess.Popen(["find", folder, "-type", "f", "-print0"], stdout=subprocess.PIPE)
    subprocess.run(["xargs", "-0", program], stdin=find.stdout, stdout=subprocess.DEVNULL, check=True)
    find.wait()
    spent = time.perf_counter() - began
    print(f"  {program:34} {spent:8.2f} s by the clock, {size / spent / 1e6:8.1f} MB/s")


@contextmanager
def timed(what: str, times: int, size: int = 0) -> Iterator[None]:
    """Print what one of so many took."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    spent, worked = time.perf_counter() - clock, time.process_time() - processor
    through = f", {size / spent / 1e6:.1f} MB/s, {times / spent:,.0f} a second" if size else ""
    each = f"{spent / max(times, 1) * 1e3:8.3f} ms each ({worked / max(times, 1) * 1e3:.3f} of processor)"
    print(f"  {what:34} {each}, {spent:.1f} s in all{through}")


if __name__ == "__main__":
    main()
