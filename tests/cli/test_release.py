"""`chamsae release` from draft to files, and back from the ledger."""

from pathlib import Path
from zipfile import ZipFile

from click.testing import CliRunner

import chamsae
from chamsae.cli.main import cli


def run(book: Path, *words: str, by: str = "Alice Ahn") -> str:
    done = CliRunner().invoke(cli, ["-C", str(book), *words], env={"CHAMSAE_PERSON": by}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def within(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_table_goes_from_draft_to_files_and_is_listed(tmp_path: Path) -> None:
    book = tmp_path / "book"
    with chamsae.init(book):
        pass
    told = run(book, "release", "draft", "Yearly report", "--table", "violation,year:persons;country=CN")
    id = told.split()[0]
    assert "✗ stamps" in told and "chamsae log checkpoint" in told
    run(book, "log", "checkpoint")
    assert "✗" not in run(book, "release", "check", id)
    assert "has not left" in run(book, "release", "preview", id, str(tmp_path / "look"))
    assert "signed by 1 of 1" in run(book, "release", "sign", id, by="Bora Baek")
    assert "has left" in run(book, "release", "out", id, str(tmp_path / "out"))
    files = within(tmp_path / "out")
    assert {"index.html", "release.json", "ko/table-1.html", "data/table-1.csv"} <= files.keys()
    assert files == within(tmp_path / "look")
    run(book, "release", "write", id, str(tmp_path / "again"))
    assert files == within(tmp_path / "again")
    run(book, "release", "edition", id, str(tmp_path / "one.zip"), "--plain")
    with ZipFile(tmp_path / "one.zip") as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == files
    run(book, "release", "edition", id, str(tmp_path / "paper"))
    assert {"en/report.pdf", "zh/report.docx", "ko/index.html"} <= within(tmp_path / "paper").keys()
    assert "left" in run(book, "release", "list") and id in run(book, "release", "list", "--json")
    assert "table" in run(book, "release", "compare", id, id)


def test_a_draft_is_changed_and_put_away(tmp_path: Path) -> None:
    book = tmp_path / "book"
    with chamsae.init(book):
        pass
    id = run(book, "release", "draft", "Report", "--table", "year").split()[0]
    assert "content p" in run(book, "release", "change", id, "--table", "year,sex:persons")
    run(book, "release", "drop", id, "--why", "not now")
    assert "No release yet" in run(book, "release", "list")


def test_what_is_no_table_is_said_so(tmp_path: Path) -> None:
    book = tmp_path / "book"
    with chamsae.init(book):
        pass
    for words in ("year;cn", "a,b,c,d", "nothing"):
        done = CliRunner().invoke(cli, ["-C", str(book), "release", "draft", "Report", "--table", words])
        assert done.exit_code != 0
