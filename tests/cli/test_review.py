"""Judging and reading again from the terminal: many at once, second readers, what changed, what was learned."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_commands import chamsae

LIST = """The northern relief society said that more than 340 North Koreans were sent back from China on May 3, 2021.

The lawyer Han Sora said that about 350 North Koreans were sent back from China on May 3, 2021.

River Watch said that at least 20 North Koreans were arrested in Yanji on June 8, 2021.
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with one document that was read."""
    root = tmp_path_factory.mktemp("review")
    (root / "list.txt").write_text(LIST)
    folder = root / "book"
    made = ("init", "--no-encryption", folder)
    for command in (made, ("-C", folder, "add", root / "list.txt"), ("-C", folder, "read")):
        done = chamsae(*command)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def book(read: Path, tmp_path: Path) -> Path:
    """One like it for each test."""
    return Path(shutil.copytree(read, tmp_path / "book"))


def waiting(book: Path, *more: str) -> list[dict[str, str]]:
    done = chamsae("-C", book, "review", "--json", *more)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_all_of_a_kind_in_a_document_are_accepted_and_taken_back_at_once(book: Path) -> None:
    figures = waiting(book, "--kind", "figure")
    document = figures[0]["document"]
    assert chamsae("-C", book, "review", "--all", "accept", "--kind", "figure").returncode == 2
    given = ("review", "--all", "accept", "--kind", "figure", "--document", document)
    done = chamsae("-C", book, *given, "--yes", "--why", "read in full")
    assert f"{len(figures)} answers given at once" in done.stdout, done.stdout + done.stderr
    assert "more than 340" in done.stdout
    assert not waiting(book, "--kind", "figure")
    assert "None of this kind waits" in chamsae("-C", book, *given, "--yes").stdout
    assert chamsae("-C", book, "review", "--undo", "last").returncode == 0
    assert len(waiting(book, "--kind", "figure")) == len(figures)
    assert chamsae("-C", book, "doctor").returncode == 0


def test_a_second_reader_judges_blind_and_the_agreement_is_told(book: Path) -> None:
    assert "Nothing has been judged twice" in chamsae("-C", book, "review", "--agreement").stdout
    one, other = (claim["id"] for claim in waiting(book)[:2])
    chamsae("-C", book, "review", "--accept", one, "--reject", other)
    assert {claim["id"] for claim in waiting(book, "--second", "--list")} == set(), "not to the first reader"
    theirs = chamsae("-C", book, "--by", "Bora", "review", "--second", "--json").stdout
    assert {json.loads(line)["id"] for line in theirs.splitlines()} == {one, other}
    assert "accepted" not in theirs and "rejected" not in theirs
    for claim, answer in ((one, "--accept"), (other, "--accept")):
        chamsae("-C", book, "--by", "Bora", "review", "--second", answer, claim)
    told = chamsae("-C", book, "review", "--agreement").stdout
    assert "Alice, Bora" in told and "50%" in told and "to settle" in told
    (differing,) = chamsae("-C", book, "review", "--agreement", "--json").stdout.splitlines()
    assert json.loads(differing)["claim"] == other


def test_what_is_read_again_by_the_same_readers_stays_as_it_is(book: Path) -> None:
    chamsae("-C", book, "review", "--accept", waiting(book)[0]["id"])
    before = waiting(book)
    done = chamsae("-C", book, "read", "--again")
    assert done.returncode == 0, done.stderr
    assert "1 document read again" in done.stdout and "0 new, 0 put aside, 0 judged ones" in done.stdout
    assert waiting(book) == before
    assert "as before" in chamsae("-C", book, "read", "--changes").stdout
    assert chamsae("-C", book, "read", "--take-back", "1").returncode == 5
    assert chamsae("-C", book, "read", "--again", "--document", "d0").returncode == 4
    assert chamsae("-C", book, "read", "--document", "d0").returncode == 2
    assert chamsae("-C", book, "read", "--again", "--learn").returncode == 2


def test_learning_says_how_many_decisions_are_wanting(book: Path) -> None:
    done = chamsae("-C", book, "read", "--learn")
    assert done.returncode == 5
    assert "60 more in all" in done.stderr
    assert chamsae("-C", book, "read", "--forget").returncode == 4
