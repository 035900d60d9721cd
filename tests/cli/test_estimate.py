"""`chamsae estimate`: words first, from a file without a casebook or from one; kept, repeated, compared, written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from chamsae.errors import InputError, NotFound, Withheld

LISTS = (
    "year,A,B,C,count\n2010,1,0,0,400\n2010,0,1,0,300\n2010,0,0,1,200\n2010,1,1,0,60\n2010,1,0,1,40\n2010,0,1,1,30\n"
    "2010,1,1,1,12\n2011,1,0,0,50\n2011,0,1,0,40\n2011,0,0,1,30\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lists.csv"
    path.write_text(LISTS, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chamsae.init(tmp_path / "book").close()
    return tmp_path / "book"


def alone(*words: str) -> Result:
    """Without any casebook."""
    return CliRunner().invoke(cli, ["estimate", *words])


def within(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "--by", "하늘", "estimate", *words])


def test_a_file_needs_no_casebook_and_the_words_come_first(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    done = alone(str(file), "--by", "year", "--method", "graphs", "--quick")
    assert done.exit_code == 0, done.output
    assert done.output.index("Documented persons") < done.output.index("decomposable graphs:")
    assert "No person appears on two lists" in done.output, "the second year is refused"
    assert "All parts together: at least" in done.output
    after = done.output[done.output.index("All parts together") :]
    assert "Parts without a number" in after and "2011 (No overlap)" in after


def test_a_refusal_is_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("A,B,C,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n", "utf-8")
    done = alone(str(path), "--json")
    assert done.exit_code == 0
    (line,) = done.output.splitlines()
    told = json.loads(line)
    assert told["verdict"] == "refused" and told["answer"] is None
    shown = alone(str(path), "--language", "ko").output
    assert "겹치는" in shown


def test_the_numbers_of_all_parts_are_csv(file: Path) -> None:
    lines = alone(str(file), "--by", "year", "--method", "graphs", "--quick", "--csv").output.splitlines()
    assert lines[0] == "stratum,documented,verdict,group,name,method,role,median,low,high"
    assert any(line.startswith("2011,120,refused,answer,,,,,,") for line in lines)


def test_overlaps_alone_estimate_nothing(file: Path) -> None:
    done = alone(str(file), "--by", "year", "--overlaps")
    assert "year 2010: 1,042 documented" in done.output and "A & B & C" in done.output


def test_what_is_no_file_of_lists_is_refused_with_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("A,B,C\n1,0,NaN\n", "utf-8")
    assert isinstance(alone(str(path)).exception, InputError)
    assert isinstance(alone(str(tmp_path / "nothing.csv")).exception, InputError)


def test_a_run_is_kept_shown_repeated_compared_written_and_taken_off(folder: Path, file: Path) -> None:
    ask = (str(file), "--method", "graphs", "--quick")
    assert within(folder, *ask, "--keep", "one").exit_code == 0
    assert within(folder, *ask, "--keep", "two", "--seed", "2").exit_code == 0
    listed = within(folder, "--kept").output
    assert "one" in listed and "lists.csv" in listed
    assert "Identical." in within(folder, "--again", "one").output
    beside = within(folder, "--compare", "one", "two").output
    assert "Not identical." in beside and "seed" in beside
    assert "Documented persons" in within(folder, "--show", "one").output
    out = folder.parent / "one.html"
    assert within(folder, "--show", "one", "--out", str(out)).exit_code == 0
    assert "Internal, not for handing out" in out.read_text("utf-8")
    refused = within(folder, "--show", "one", "--out", str(out.with_suffix(".csv")), "--audience", "public")
    assert isinstance(refused.exception, Withheld) and not out.with_suffix(".csv").exists()
    assert "sha256" in within(folder, "--show", "one", "--out", str(folder.parent / "one.parquet")).output
    assert within(folder, "--forget", "1").exit_code == 0
    assert isinstance(within(folder, "--show", "one").exception, NotFound)


def test_a_casebook_without_lists_says_so(folder: Path) -> None:
    assert "Nobody stands on any list" in within(folder, "--overlaps").output
    assert isinstance(within(folder).exception, InputError)
    assert within(folder, "--by", "colour").exit_code == 2
    assert within(folder, "--show", "none").exception is not None


def test_a_file_that_leaves_must_be_kept(file: Path, tmp_path: Path) -> None:
    done = alone(str(file), "--method", "graphs", "--quick", "--out", str(tmp_path / "x.html"))
    assert done.exit_code == 2 and not (tmp_path / "x.html").exists()


def test_a_folder_of_replicates_is_put_together_and_goes_on_where_it_was(tmp_path: Path) -> None:
    lists, journal = tmp_path / "replicates", tmp_path / "run.jsonl"
    lists.mkdir()
    for number in range(1, 4):
        (lists / f"R{number}.csv").write_text(LISTS.replace("60", f"{60 + number}"), "utf-8")
    words = (str(lists), "--by", "year", "--method", "graphs", "--journal", str(journal))
    told = alone(*words, "--json")
    first, second = (json.loads(line) for line in told.output.splitlines())
    assert first["stratum"] == {"year": "2010"} and first["replicates"] == 3 and first["estimate"]["low"] > 1042
    assert second["verdict"] == "refused" and second["estimate"] is None
    assert len(journal.read_text().splitlines()) == 6
    assert alone(*words, "--csv").output.splitlines()[2].startswith("2011,refused,3,,,,,")
    shown = alone(*words, "--language", "ko").output
    assert "year 2010" in shown and "합친 대체 자료가 3개뿐입니다" in shown
    assert alone(*words, "--keep", "x").exit_code == 2


def test_a_path_that_is_no_file_is_refused(tmp_path: Path) -> None:
    told = alone(str(tmp_path / "nothing.csv"))
    assert isinstance(told.exception, InputError) and "cannot be read" in str(told.exception)
