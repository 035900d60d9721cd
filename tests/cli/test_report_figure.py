"""`chamsae report figure`: one figure as a file, or the reason why it stays inside."""

from pathlib import Path

import pytest

import chamsae as package
from chamsae.model.judgement import Verdict
from tests.cli.test_commands import book, chamsae

__all__ = ["book"]


@pytest.fixture(scope="module")
def figure(book: Path) -> str:
    """The figure of both documents, settled, its claims accepted."""
    with package.open(book) as one:
        group = max(one.store.groups(), key=lambda group: len(group.members))
        for member in group.members:
            one.review.judge(member.claim, Verdict.ACCEPTED, by="Alice")
        one.reconcile.settle(group.id, 341, 385, reason="The two counts agree.", by="Alice")
    return group.id


@pytest.mark.parametrize(("name", "start"), [("a.svg", b"<svg "), ("a.PNG", b"\x89PNG"), ("a.csv", b"release,")])
def test_the_ending_of_the_file_says_what_is_written(
    book: Path, figure: str, tmp_path: Path, name: str, start: bytes
) -> None:
    done = chamsae("-C", book, "report", "figure", figure, "--out", tmp_path / name, "--title", "Our count")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_bytes().startswith(start)
    assert b"Alice" not in (tmp_path / name).read_bytes()


def test_what_is_for_people_outside_is_not_written_and_the_way_is_told(book: Path, figure: str, tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    done = chamsae("-C", book, "report", "figure", figure, "--out", out, "--audience", "public")
    assert done.returncode == 8
    assert f"chamsae release draft TITLE --audience public --figure {figure}" in done.stderr
    assert not out.exists()


def test_an_odd_ending_an_unknown_figure_and_a_folder_that_is_not_there_are_refused(book: Path, tmp_path: Path) -> None:
    assert chamsae("-C", book, "report", "figure", "g0", "--out", tmp_path / "a.gif").returncode == 2
    assert chamsae("-C", book, "report", "figure", "g0", "--out", tmp_path / "a.svg").returncode == 4


def test_a_file_that_cannot_be_written_is_told(book: Path, figure: str, tmp_path: Path) -> None:
    done = chamsae("-C", book, "report", "figure", figure, "--out", tmp_path / "none" / "a.svg")
    assert done.returncode == 6
    assert "Traceback" not in done.stderr
