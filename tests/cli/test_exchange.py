"""Casebooks and claims in and out on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chamsae.cli.main import cli
from chamsae.errors import CasebookError, InputError


def run(*words: str | Path, answer: str = "") -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], input=answer)


@pytest.fixture
def mybook(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(
        "세 사람이 2010년 10월에 강을 건넜다. Three people were arrested in Musan.", "utf-8"
    )
    run("init", "--no-encryption", tmp_path / "mybook")
    run("-C", tmp_path / "mybook", "add", tmp_path / "a.txt")
    run("-C", tmp_path / "mybook", "read")
    return tmp_path / "mybook"


def test_a_casebook_is_carried_to_another_folder(mybook: Path, tmp_path: Path) -> None:
    out = run("-C", mybook, "export", "casebook", tmp_path / "b.zip", "--internal")
    assert out.exit_code == 0 and "root" in out.output
    taken = run("import", "casebook", "--no-encryption", tmp_path / "b.zip", tmp_path / "new")
    assert taken.exit_code == 0 and "Nothing is wrong." in taken.output
    again = run("import", "casebook", "--no-encryption", tmp_path / "b.zip", tmp_path / "new")
    assert isinstance(again.exception, CasebookError)


def test_nothing_leaves_before_somebody_says_that_it_stays_inside(mybook: Path, tmp_path: Path) -> None:
    refused = run("-C", mybook, "export", "ftm", tmp_path / "out", answer="n\n")
    assert isinstance(refused.exception, InputError) and not (tmp_path / "out").exists()
    assert "Nothing has been exported yet." in run("-C", mybook, "export", "past").output
    assert run("-C", mybook, "--by", "하늘", "export", "ftm", tmp_path / "out", answer="y\n").exit_code == 0
    told = run("-C", mybook, "export", "past").output
    assert "하늘" in told and "ftm" in told


def test_a_file_with_a_fault_is_taken_without_it_and_the_fault_is_named(mybook: Path, tmp_path: Path) -> None:
    file = tmp_path / "their.json"
    file.write_text('{"id": "a", "schema": "Person", "properties": {"name": ["한별"]}}\nnonsense\n', "utf-8")
    looked = run("-C", mybook, "import", "ftm", file, "--dry-run")
    assert looked.exit_code == 0 and "Nothing was written." in looked.output
    taken = run("-C", mybook, "import", "ftm", file)
    assert taken.exit_code == InputError.exit_code
    assert "line 2" in taken.output and "1 of them new" in taken.output
