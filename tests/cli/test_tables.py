"""`chamsae tables`: counted, opened, kept, written, and the white paper."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from chamsae.errors import InputError, Withheld


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A casebook in which one document tells of acts."""
    with chamsae.init(tmp_path / "book") as book:
        note = tmp_path / "note.txt"
        note.write_text("On 3 May 2021 Chinese police arrested 40 North Koreans in Tumen, China.\n", "utf-8")
        book.archive.add([note], by="하늘")
        book.read.run(by="하늘")
        assert book.cases.acts(), "the reader proposes the arrest"
    return tmp_path / "book"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "--by", "하늘", "tables", *words])


def test_a_table_names_its_unit_and_tells_groups_apart(folder: Path) -> None:
    shown = run(folder, "--rows", "violation", "--columns", "year", "--counting", "persons").output
    assert "Persons by violation and year" in shown and "arbitrary arrest" in shown
    assert "groups of people nobody named: 1 acts, of 40 people" in shown


def test_a_cell_lists_its_acts(folder: Path) -> None:
    assert "arrest" in run(folder, "--rows", "year", "--acts", "2021").output
    assert "No acts in this cell" in run(folder, "--rows", "year", "--acts", "-").output
    assert run(folder, "--rows", "year", "--acts", "2021,arrest").exit_code == 2


def test_a_table_is_kept_listed_compared_and_taken_off(folder: Path) -> None:
    assert "Kept as number 1" in run(folder, "--rows", "year", "--keep", "report 1").output
    assert "report 1" in run(folder, "--kept").output
    assert "No number has changed" in run(folder, "--differ", "report 1").output
    assert run(folder, "--forget", "1").exit_code == 0
    assert "No tables are kept" in run(folder, "--kept").output


def test_what_is_for_people_outside_is_refused_and_the_way_is_told(folder: Path, tmp_path: Path) -> None:
    asked = ("--rows", "year", "--columns", "sex", "--where", "place=cn", "--audience", "public")
    for words, way in (
        ((*asked, "--out", str(tmp_path / "t.csv")), "--table year,sex:acts;place=cn"),
        (("white-paper", str(tmp_path / "t"), "--audience", "confidential"), "--white-paper"),
    ):
        done = run(folder, *words)
        assert isinstance(done.exception, Withheld) and way in str(done.exception)
    assert not list(tmp_path.glob("t*"))


def test_the_white_paper_is_the_same_byte_for_byte_whoever_writes_it(folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run(folder, "white-paper", str(tmp_path / name), "--language", "ko").exit_code == 0
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert "white-paper.html" in files and len(files) == 37
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)


def test_what_is_no_question_is_refused(folder: Path) -> None:
    assert run(folder).exit_code == 2
    assert run(folder, "green-paper", "out").exit_code == 2
    assert run(folder, "--rows", "year", "--where", "place").exit_code == 2
    assert isinstance(run(folder, "--rows", "year", "--where", "colour=red").exception, InputError)
