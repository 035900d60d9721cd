"""`chamsae link-lists` as people use it."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from chamsae.cli.main import cli


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["link-lists", *map(str, words)])


def two(folder: Path) -> tuple[Path, Path]:
    one, other = folder / "ours.csv", folder / "theirs.csv"
    one.write_text("성명,생년월일\n김선향,1975-03-02\n리철수,1960\n", "utf-8")
    other.write_text("name,dob\nKim Son Hyang,1975-03-02\n", "utf-8")
    return one, other


def test_lists_are_linked_and_the_files_named(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    done = run(one, other, "-o", tmp_path / "linked")
    assert done.exit_code == 0, done.output
    assert "3 rows, 2 entities" in done.output
    assert "rows.csv" in done.output
    assert (tmp_path / "linked" / "rows.csv").read_text("utf-8").startswith("file,line,key,entity,score\n")


def test_further_rows_are_added_as_json(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    run(one, "-o", tmp_path / "linked")
    done = run(other, "--add", tmp_path / "linked", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["entities"] == 2


def test_wrong_usage_is_one_sentence(tmp_path: Path) -> None:
    one, _ = two(tmp_path)
    assert "either -o FOLDER or --add FOLDER" in run(one).output
    told = run(one, "-o", tmp_path / "linked", "--map", "nombre=x").exception
    assert "WHAT is one of name, family" in str(told)
