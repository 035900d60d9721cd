"""Runs that were stopped: what they computed waits in the casebook's folder, and names nothing in an encrypted one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.progress import Silent
from chamsae.casebook.unfinished import FOLDER, KEPT, Unfinished
from chamsae.errors import IntegrityError, Stopped
from chamsae.estimate.batch import seed_of
from chamsae.estimate.journal import Journal, Sealed
from chamsae.estimate.methods import one
from chamsae.estimate.tables import table
from chamsae.model.estimate import Method

PATTERNS = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1))
PARTS = [
    replace(table(("화살", "Beta", "Gamma"), PATTERNS, (400, 300, 200, 60, 40, 30, 10 + at)),
            stratum=(("place", name),))
    for at, name in enumerate(("Tumen", "투먼", "图们", "Dandong"))
]  # fmt: skip


class Halting:
    """Progress that is stopped after so many steps, as the screens do it."""

    def __init__(self, after: int) -> None:
        self.after, self.told = after, list[str]()

    def start(self, total: int | None, what: str) -> None:
        self.heed()

    def step(self, name: str, note: str = "") -> None:
        self.told.append(name)
        self.heed()

    def finish(self) -> None:
        pass

    def heed(self) -> None:
        if len(self.told) >= self.after:
            raise Stopped


@pytest.fixture(params=["", "correct horse battery"], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, passphrase: str) -> Iterator[Path]:
    with chamsae.init(tmp_path / "book", passphrase=passphrase):
        pass
    yield tmp_path / "book"


def test_a_stopped_run_goes_on_after_the_casebook_was_closed_and_names_nothing_that_is_sealed(
    folder: Path, passphrase: str
) -> None:
    with chamsae.open(folder, passphrase=passphrase) as book, pytest.raises(Stopped):
        book.estimate.run(PARTS, seed=1, method="graphs", depth="quick", progress=Halting(2))
    (journal,) = (folder / FOLDER).iterdir()
    written = journal.read_bytes()
    assert len(written.splitlines()) == 2
    named = any(word.encode() in written for word in ("Tumen", "place", "Beta", "counts"))
    assert named is (not passphrase) and journal.stat().st_mode & 0o077 == 0
    with chamsae.open(folder, passphrase=passphrase) as book:
        whole = book.estimate.run(PARTS, seed=1, method="graphs", depth="quick", journal=folder / "own.jsonl")
        kept = journal.read_bytes()
        again = book.estimate.run(PARTS, seed=1, method="graphs", depth="quick")
    assert kept == written and again.result == whole.result and not (folder / FOLDER).exists()


def test_the_rounds_of_a_sampler_notice_a_stop_between_two_steps(tmp_path: Path) -> None:
    class Asked(Silent):
        def __init__(self) -> None:
            self.times, self.steps = 0, list[str]()

        def step(self, name: str, note: str = "") -> None:
            self.steps.append(name)

        def heed(self) -> None:
            self.times += 1
            if self.times == 3:
                raise Stopped

    watch = Asked()
    with chamsae.init(tmp_path / "book", passphrase="") as book, pytest.raises(Stopped):
        book.estimate.run(PARTS[:1], seed=1, progress=watch)
    assert watch.steps[-1].endswith("answer · latent"), "in the first run, which takes many rounds"


def test_sealed_lines_open_under_their_own_key_alone(tmp_path: Path) -> None:
    first, other = Unfinished(tmp_path, lambda: b"1" * 32), Unfinished(tmp_path, lambda: b"2" * 32)
    made = one(PARTS[0], Method.CHAO, seed=seed_of(1, ()))
    with pytest.raises(Stopped), first.journal("the same") as where:
        assert isinstance(where, Sealed)
        Journal(where).keep("k", made)
        assert Journal(where).estimate("k") == made
        raise Stopped
    (file,) = (tmp_path / FOLDER).iterdir()
    with pytest.raises(Stopped), other.journal("the same") as where:
        assert isinstance(where, Sealed) and where.path != file
        with pytest.raises(IntegrityError):
            Journal(replace(where, path=file))
        raise Stopped


def test_a_sealed_line_that_was_cut_off_is_taken_away(tmp_path: Path) -> None:
    made = one(PARTS[0], Method.CHAO, seed=1)
    with pytest.raises(Stopped), Unfinished(tmp_path, lambda: b"1" * 32).journal("x") as where:
        assert isinstance(where, Sealed)
        journal = Journal(where)
        journal.keep("a", made)
        journal.keep("b", made)
        where.path.write_bytes(where.path.read_bytes()[:-40])
        left = Journal(where)
        assert left.estimate("a") == made and left.estimate("b") is None
        raise Stopped


def test_only_the_last_stopped_runs_wait(tmp_path: Path) -> None:
    runs = Unfinished(tmp_path)
    for number in range(KEPT + 3):
        with pytest.raises(Stopped), runs.journal(number) as where:
            assert isinstance(where, Path)
            where.write_text("")
            raise Stopped
    assert len([*(tmp_path / FOLDER).iterdir()]) == KEPT


def test_a_casebook_in_memory_has_no_journal() -> None:
    with Unfinished(None).journal("x") as where:
        assert where is None
