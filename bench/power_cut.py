"""Cut the power 5,000 times while a casebook is written; count what was acknowledged and lost.

    python bench/power_cut.py [--cuts 5000] [--seed 1]

The SQL that the product runs while it takes in material, reads it and judges it is recorded once, transaction by
transaction. It is then run again on SQLite over a simulated disk, until the power goes at a random operation. What was
written since a file was last synced is then kept, lost or torn in sectors of 512 bytes, in any order; a file made or
removed since its folder was last synced may be there or not (removing becomes durable with the next sync of any file,
as on ext4). The database is opened again, and must be sound and hold every transaction whose COMMIT had returned.

Both settings we ship are tried: WAL with synchronous=FULL, and a rollback journal with EXTRA for an SQLite in which
WAL is not safe. Two weaker settings are the control: they must lose some, or the simulation proves nothing. SQLite over
Python has no shared memory, so WAL runs with an exclusive lock here.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import apsw

import chamsae
from chamsae.db.sqlite.base import PRAGMAS
from chamsae.model.judgement import Verdict

SECTOR = 512
DATABASE = "/disk/casebook.sqlite3"
Transaction = tuple[str, ...]

#: Journal and synchronous: the two we ship, then the control.
SHIPPED = (("wal", "FULL"), ("delete", "EXTRA"))
CONTROL = (("wal", "NORMAL"), ("delete", "OFF"))


class PowerCut(Exception):
    """The power is gone."""


class File:
    """Bytes as programs see them, as the disk surely has them, and the writes between the two."""

    def __init__(self, content: bytes = b"") -> None:
        self.seen, self.sure = bytearray(content), bytearray(content)
        self.waiting: list[tuple[int, bytes] | int] = []
        """Writes (offset, bytes) and new lengths, in order."""

    def write(self, data: bytes, offset: int) -> None:
        """Not yet on the disk."""
        _put(self.seen, data, offset)
        self.waiting.append((offset, bytes(data)))

    def truncate(self, size: int) -> None:
        """Not yet on the disk."""
        _cut(self.seen, size)
        self.waiting.append(size)

    def sync(self) -> None:
        """Everything is on the disk."""
        self.sure, self.waiting = bytearray(self.seen), []

    def after_cut(self, dice: random.Random) -> bytes:
        """What the disk has: of each waiting write all, nothing, or some of its sectors."""
        for change in self.waiting:
            if isinstance(change, int):
                if dice.random() < 0.5:
                    _cut(self.sure, change)
                continue
            fate, (offset, data) = dice.random(), change
            for start in range(0, len(data), SECTOR):
                if fate < 1 / 3 or (fate < 2 / 3 and dice.random() < 0.5):
                    _put(self.sure, data[start : start + SECTOR], offset + start)
        return bytes(self.sure)


def _put(content: bytearray, data: bytes, offset: int) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _cut(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


class Disk(apsw.VFS):
    """A disk in memory that loses what was not synced; `cut_at` counts operations until the power goes."""

    _names = count(1)

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = {name: File(content) for name, content in files.items()}
        self.listed = dict(self.files)
        """The folder as the disk surely has it."""
        self.operations, self.cut_at = 0, 0
        self.name = f"lossy{next(self._names)}"
        super().__init__(self.name, "")

    def happens(self) -> bool:
        """One operation: whether there is power for it. When the power goes, PowerCut is raised, once."""
        self.operations += 1
        if self.operations == self.cut_at:
            raise PowerCut
        return self.powered

    @property
    def powered(self) -> bool:
        """Whether the power is still there."""
        return not self.cut_at or self.operations < self.cut_at

    def excepthook(self, *_: object) -> bool:
        """What SQLite makes of the cut is seen by who called it."""
        return True

    def xOpen(self, name: Any, flags: list[int]) -> "Handle":  # type: ignore[override]  # it need only act like one
        """Open or make a file; the name of a new one is not durable yet."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or f"/disk/temporary{next(self._names)}"
        if path not in self.files:
            self.files[path] = File()
        flags[1] = flags[0]
        return Handle(self, path)

    def xDelete(self, name: str, sync: bool) -> None:
        """Remove a file; durable when the folder is synced, or with the next sync of any file."""
        if self.happens():
            self.files.pop(name, None)
            if sync:
                self.sync_folder()

    def xAccess(self, name: str, _flags: int) -> bool:
        """Whether it is there."""
        return name in self.files

    def xFullPathname(self, name: str) -> str:
        """Names are full."""
        return name

    def sync_folder(self) -> None:
        """The folder on the disk is the folder as seen."""
        self.listed = dict(self.files)

    def after_cut(self, dice: random.Random) -> dict[str, bytes]:
        """What is found when the power is back."""
        names = {name: file for name, file in self.listed.items() if name in self.files or dice.random() < 0.5}
        for name, file in self.files.items():
            if name not in self.listed and dice.random() < 0.5:
                names[name] = file
        return {name: file.after_cut(dice) for name, file in names.items()}


class Handle:
    """An open file on the disk; one connection at a time, so locks are free."""

    def __init__(self, disk: Disk, path: str) -> None:
        self._disk, self._path, self._file = disk, path, disk.files[path]

    def xRead(self, amount: int, offset: int) -> bytes:
        """Bytes as programs see them."""
        return bytes(self._file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        """May be cut short by the power: then some of it may still reach the disk."""
        try:
            powered = self._disk.happens()
        except PowerCut:
            self._file.write(data, offset)
            raise
        if powered:
            self._file.write(data, offset)

    def xTruncate(self, size: int) -> None:
        """Cut or lengthen."""
        if self._disk.happens():
            self._file.truncate(size)

    def xSync(self, _flags: int) -> None:
        """Its bytes are on the disk, and so is its name and what was removed before."""
        if self._disk.happens():
            self._file.sync()
            self._disk.sync_folder()

    def xFileSize(self) -> int:
        """In bytes."""
        return len(self._file.seen)

    def xSectorSize(self) -> int:
        """What a disk writes at once."""
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        """Nothing is promised."""
        return 0

    def xLock(self, _level: int) -> None:
        """Granted."""

    def xUnlock(self, _level: int) -> None:
        """Granted."""

    def xCheckReservedLock(self) -> bool:
        """Nobody else is here."""
        return False

    def xFileControl(self, _what: int, _pointer: int) -> bool:
        """Nothing special."""
        return False

    def xClose(self) -> None:
        """Nothing to do."""

    def excepthook(self, *_: object) -> bool:
        """What SQLite makes of the cut is seen by who called it."""
        return True


def recorded(folder: Path) -> tuple[bytes, list[Transaction]]:
    """The database of a new casebook, and the SQL of every transaction of a short working day on it."""
    from django.db import connections  # noqa: PLC0415 - once a casebook was made

    chamsae.init(folder / "book").close()
    image = (folder / "book" / "casebook.sqlite3").read_bytes()
    said: list[str] = []
    with chamsae.open(folder / "book") as book:
        wrapper = connections[book.store.alias]  # type: ignore[attr-defined]  # a store in a database has one
        wrapper.ensure_connection()
        wrapper.connection.set_trace_callback(said.append)
        for number in range(4):
            text = f"On 9 October 2023 Harim Watch said more than {400 + number} people were sent back to North Korea."
            book.archive.add_bytes(BytesIO(text.encode()), f"{number}.txt", by="bench")
        book.read.run(by="bench")
        for claim in list(book.store.claims())[:6]:
            book.review.judge(claim.id, Verdict.ACCEPTED, by="bench", why="두 번 읽었다")
        wrapper.connection.set_trace_callback(None)
    return image, list(_transactions(said))


def _transactions(said: Sequence[str]) -> Iterator[Transaction]:
    """Statements that write, in the transactions they were run in; what only read is left out."""
    held: list[str] = []
    for statement in said:
        if "chamsae_search" in statement:  # what the index does on its own
            continue
        if statement.startswith("BEGIN"):
            held = [statement]
        elif statement.startswith("COMMIT"):
            if len(held) > 1:
                yield (*held, statement)
            held = []
        elif held and statement.startswith(("INSERT", "UPDATE", "DELETE")) and statement not in held:
            held.append(statement)  # what triggers do is told as their statement a second time


def opened(disk: Disk, journal: str, synchronous: str) -> apsw.Connection:
    """A connection with the settings of the product."""
    connection = apsw.Connection(DATABASE, vfs=disk.name)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA wal_autocheckpoint = 50")  # as often in this short day as in a long one
    return connection


def run(disk: Disk, day: Sequence[Transaction], journal: str, synchronous: str) -> int:
    """Work until the day or the power is over; how many transactions were acknowledged."""
    acknowledged = 0
    with suppress(PowerCut, apsw.Error), closing(opened(disk, journal, synchronous)) as connection:
        for transaction in day:
            for statement in transaction:
                connection.execute(statement)
            if disk.powered:  # whatever SQLite makes of the cut: without power nobody hears it
                acknowledged += 1
    return acknowledged


def states(image: bytes, day: Sequence[Transaction]) -> tuple[list[tuple[int, ...]], Callable[[str, str], int]]:
    """What the tables count after each transaction, and how many operations a whole day takes on given settings."""
    disk, found = Disk({DATABASE: image}), []
    with closing(opened(disk, "delete", "OFF")) as connection:
        found.append(counted(connection))
        for transaction in day:
            for statement in transaction:
                connection.execute(statement)
            found.append(counted(connection))

    def operations(journal: str, synchronous: str) -> int:
        whole = Disk({DATABASE: image})
        assert run(whole, day, journal, synchronous) == len(day)
        return whole.operations

    return found, operations


def counted(connection: apsw.Connection) -> tuple[int, ...]:
    """The rows of every table: no two moments of the day are alike, for each transaction writes the log."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'chamsae\\_%' ESCAPE '\\'"
    )
    names = sorted(str(name) for (name,) in tables.fetchall() if "chamsae_search" not in str(name))
    counts = (connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchall() for name in names)
    return tuple(int(str(count)) for ((count,),) in counts)


def cut(  # noqa: PLR0917 - one experiment has these parts
    image: bytes, day: Sequence[Transaction], at: int, journal: str, synchronous: str, dice: random.Random
) -> tuple[int, tuple[int, ...] | None]:
    """Work until the power goes at an operation: what was acknowledged, and what the tables count afterwards.

    None when the database is not sound.
    """
    disk = Disk({DATABASE: image})
    disk.cut_at = at
    acknowledged = run(disk, day, journal, synchronous)
    again = Disk(disk.after_cut(dice))
    disk.unregister()
    try:
        with closing(opened(again, journal, synchronous)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return acknowledged, None
            return acknowledged, counted(connection)
    except apsw.Error:
        return acknowledged, None
    finally:
        again.unregister()


def cuts(image: bytes, day: Sequence[Transaction], number: int, setting: tuple[str, str], seed: int) -> Counter[str]:
    """That many cuts with one setting: what was acknowledged, lost, damaged, and neither before nor after."""
    moments, operations = states(image, day)
    dice, total, tally = random.Random(seed), operations(*setting), Counter[str](lost=0, corrupt=0, mixed=0)
    for _ in range(number):
        acknowledged, after = cut(image, day, dice.randint(1, total), *setting, dice)
        tally["acknowledged"] += acknowledged
        if after is None:
            tally["corrupt"] += 1
        elif after not in moments:
            tally["mixed"] += 1
        else:
            last = len(moments) - 1 - moments[::-1].index(after)
            tally["lost"] += max(0, acknowledged - last)
    tally["cuts"] = number
    return tally


def main() -> None:
    """Cut, print what was lost, and exit with 1 if anything was, or if the control lost nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        image, day = recorded(Path(folder))
    print(f"SQLite {apsw.sqlite_lib_version()}; a day of {len(day)} transactions, {sum(map(len, day))} statements")
    held = True
    for setting in (*SHIPPED, *CONTROL):
        began, number = time.monotonic(), options.cuts if setting in SHIPPED else max(100, options.cuts // 10)
        tally = cuts(image, day, number, setting, options.seed)
        bad = tally["lost"] + tally["corrupt"] + tally["mixed"]
        held &= bad == 0 if setting in SHIPPED else bad > 0
        part = "shipped" if setting in SHIPPED else "control"
        print(f"{part} {'+'.join(setting)}: {json.dumps(tally)} in {time.monotonic() - began:.0f} s", flush=True)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
