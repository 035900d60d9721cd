"""Many writers at once, and writers that are killed."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

from django.db import connections

import chamsae
from chamsae.archive.log import check
from chamsae.db.open import open_store
from chamsae.db.store import DjangoStore
from tests.contracts.material import NOON, claim, every_kind, held, judgement

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from chamsae.db.open import open_store
store = open_store(Path(sys.argv[1]), database_url=sys.argv[2] or None)
for number in range(int(sys.argv[3])):
    with store.transaction():
        entry = store.append_log(at=datetime.now(UTC), actor=sys.argv[4], action="add", subject=str(number), detail={})
    print(entry.number, flush=True)
store.close()
"""


def writer(folder: Path, url: str | None, entries: int, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), url or "", str(entries), name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def note(store: DjangoStore, subject: str) -> int:
    return store.append_log(at=NOON, actor="a", action="add", subject=subject, detail={}).number


def test_eight_threads_write_one_unbroken_log(store: DjangoStore) -> None:
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda n: note(store, str(n)), range(80)))
    assert sorted(numbers) == list(range(1, 81))
    assert check(store.log()) == 80


def test_several_processes_write_one_unbroken_log(store: DjangoStore, database_url: str | None, tmp_path: Path) -> None:
    writers = [writer(tmp_path, database_url, 15, f"w{number}") for number in range(4)]
    outputs = [each.communicate(timeout=120)[0] for each in writers]
    assert [each.returncode for each in writers] == [0] * 4
    numbers = [int(line) for output in outputs for line in output.split()]
    assert sorted(numbers) == list(range(1, 61))
    assert check(store.log()) == 60


def test_what_a_killed_writer_was_told_is_written_is_there(
    store: DjangoStore, database_url: str | None, tmp_path: Path
) -> None:
    told: list[int] = []
    for delay in (0.0, 0.02, 0.05):
        process = writer(tmp_path, database_url, 100_000, "killed")
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate(timeout=120)
        told += [int(line) for line in [first, *rest.splitlines(keepends=True)] if line.endswith("\n")]
    assert len(told) >= 3
    length = check(store.log())
    assert set(told) <= set(range(1, length + 1))
    note(store, "after")
    assert check(store.log()) == length + 1


def test_threads_judge_at_once_and_the_status_is_the_fold(store: DjangoStore) -> None:
    claims = every_kind(held(store))
    store.add_claims(claims)
    targets = [claims[n % 5].id for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda id: store.add_judgement(judgement(id)).number, targets))
    assert sorted(numbers) == list(range(1, 41))
    assert len(store.statuses()) == 5


def test_reading_goes_on_while_another_thread_writes(store: DjangoStore) -> None:
    document = held(store)
    store.add_claims([claim(document)])
    with store.transaction():
        store.add_claims(every_kind(document))
        with ThreadPoolExecutor(1) as threads:
            assert threads.submit(lambda: len(list(store.claims()))).result(120) == 1
    assert len(list(store.claims())) == 8


def test_a_walk_survives_writing_from_elsewhere(tmp_path: Path) -> None:
    walking, writing = open_store(tmp_path, create=True), open_store(tmp_path)
    for number in range(5):
        held(walking, f"d{number}", "A boat.")
    for number, document in enumerate(walking.documents()):
        note(writing, str(number))
        walking.add_claims([claim(document, "boat")])
    assert len(list(walking.claims())) == 5
    walking.close()
    writing.close()


def test_closing_closes_the_connections_of_every_thread(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    opened = []
    with ThreadPoolExecutor(3) as threads:
        for _ in range(3):
            threads.submit(lambda: opened.append((store.counts(), connections[store.alias])[1])).result()
    store.close()
    assert all(each.connection is None for each in opened)


def test_the_connection_of_an_ended_thread_is_closed_by_the_next(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        assert isinstance(book.store, DjangoStore)
        for _ in range(5):
            thread = Thread(target=book.counts)
            thread.start()
            thread.join()
        assert len(book.store._opened) <= 2
