"""The passphrase changed: the old one opens nothing any more; killed at any moment, one of the two opens all."""

import os
import random
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.db.open import FILE
from chamsae.db.rekeying import rekey
from chamsae.errors import CasebookError, InputError, StorageError
from tests.contracts.material import document

OLD, NEW = "깊은 산속 옹달샘 7", "느린 강이 바다로 간다"
CHILD = """
import sys
import chamsae
from chamsae.casebook.book import Casebook
from chamsae.db.rekeying import rekey
folder, old, new = sys.argv[1:]
print(flush=True)
chamsae.change_passphrase(folder, new, by="Alice", passphrase=old)
"""
ROUNDS, DOCUMENTS = 8, 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with chamsae.init(tmp_path / "book", passphrase=OLD) as book:
        for number in range(DOCUMENTS):
            book.archive.add_bytes(BytesIO(f"한별하 {number} ".encode()), f"{number}.txt", by="Alice")
        held = list(book.store.objects())
        for number in range(4):
            text = f"한별하 {number} " * 20_000
            book.store.add_document(document(held[number], f"d{number}", text))
    return tmp_path / "book"


def opens(folder: Path, passphrase: str) -> bool:
    """Whether the passphrase opens the casebook, which is then sound."""
    try:
        with chamsae.open(folder, passphrase=passphrase) as book:
            assert book.doctor.check().findings == ()
            assert book.counts().objects == DOCUMENTS
            return True
    except CasebookError:
        return False


def test_the_new_passphrase_opens_it_and_the_old_one_does_not_and_the_log_tells(folder: Path) -> None:
    chamsae.change_passphrase(folder, NEW, passphrase=OLD, by="Alice")
    assert opens(folder, NEW) and not opens(folder, OLD)
    with chamsae.open(folder, passphrase=NEW) as book:
        (last,) = book.log.told(count=1)
        assert (last.entry.action, last.by) == ("passphrase", "Alice")


def test_it_is_refused_while_somebody_has_it_open_and_both_go_on(folder: Path) -> None:
    with chamsae.open(folder, passphrase=OLD) as book:
        book.counts()
        with pytest.raises(StorageError, match="locked"):
            rekey(folder / FILE, OLD, NEW)
        assert book.archive.add_bytes(BytesIO(b"one more"), "more.txt", by="Alice").id
    assert not opens_at_all(folder, NEW) and opens_at_all(folder, OLD)


def opens_at_all(folder: Path, passphrase: str) -> bool:
    try:
        with chamsae.open(folder, passphrase=passphrase):
            return True
    except CasebookError:
        return False


def test_a_wrong_passphrase_an_empty_one_and_a_casebook_that_is_not_encrypted_are_refused(
    folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(CasebookError, match="does not open it"):
        rekey(folder / FILE, "narrow river", NEW)
    with pytest.raises(InputError):
        rekey(folder / FILE, OLD, "  ")
    chamsae.init(tmp_path / "plain", passphrase="").close()
    with pytest.raises(CasebookError, match="not encrypted"):
        rekey(tmp_path / "plain" / FILE, "", NEW)
    assert opens(folder, OLD)


@pytest.mark.slow
def test_killed_at_any_moment_it_opens_whole_with_the_old_or_the_new_one(folder: Path) -> None:
    chance, known, killed = random.Random(11), OLD, 0
    longest = timed(folder)
    for number in range(ROUNDS):
        wanted = f"{NEW} {number}"
        child = begun(folder, known, wanted)
        time.sleep(chance.uniform(0, longest * 1.1))
        alive = child.poll() is None
        killed, longest = killed + alive, longest if alive else longest / 2  # the machine was busier when it was timed
        child.send_signal(signal.SIGKILL)
        child.wait()
        # The new one is tried first: with a journal left behind it must spoil nothing.
        found = [one for one in (wanted, known) if opens(folder, one)]
        assert len(found) == 1, f"round {number}"
        known = found[0]
    assert killed > ROUNDS // 4


def begun(folder: Path, old: str, new: str) -> "subprocess.Popen[bytes]":
    """A process that changes the passphrase; it has loaded its program when this returns."""
    arguments = [sys.executable, "-c", CHILD, str(folder), old, new]
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, env=dict(os.environ))
    assert child.stdout is not None
    child.stdout.readline()
    child.stdout.close()
    return child


def timed(folder: Path) -> float:
    """Seconds a change takes here, so that kills fall within it."""
    child = begun(folder, OLD, "for the clock")
    start = time.monotonic()
    child.wait()
    longest = time.monotonic() - start
    begun(folder, "for the clock", OLD).wait()
    return longest
