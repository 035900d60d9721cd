"""`chamsae import` of a partner's list from the command line: look, rehearse, import, mend, take back."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from chamsae.errors import InputError, NotFound
from chamsae.read.sheet.mapping import from_yaml

LIST = """번호,성명,성별,체포일,체포장소
1,김새날,여,2010. 10. 13.,장백
2,박여울,남,2010-13-01,투먼
3,최하늘,남,2011,=cmd()
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = tmp_path / "book"
    assert CliRunner().invoke(cli, ["init", "--no-encryption", str(made)]).exit_code == 0
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return made


def asked(book: Path, *words: object) -> Result:
    return CliRunner().invoke(cli, ["-C", str(book), "--by", "Alice", "import", *map(str, words)])


def done(book: Path, *words: object, code: int = 0) -> str:
    result = asked(book, *words)
    assert result.exit_code == code, (result.output, result.exception)
    return result.output


def claims(book: Path) -> int:
    with chamsae.open(book) as held:
        return held.counts().claims


def test_a_rehearsal_names_rows_and_columns_and_writes_nothing(book: Path) -> None:
    told = done(book, book.parent / "list.csv", "--dry-run")
    assert "row 3, column D 체포일: “2010-13-01” is no day of any calendar" in told
    assert "Would import" in told
    assert "2 rows" in told
    assert "1 row refused" in told
    assert "Nothing was written" in told
    assert claims(book) == 0
    assert "Nothing has been imported yet" in done(book, "--history")


def test_bad_rows_end_with_the_exit_code_of_bad_input_and_come_back_mended(book: Path) -> None:
    bad = book.parent / "bad.csv"
    told = done(book, book.parent / "list.csv", "--list", "Partner list", "--bad-rows", bad, code=InputError.exit_code)
    assert "list “Partner list”: 2 rows" in told
    rows = bad.read_text("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("2,박여울,남,2010-13-01,투먼,3,")
    many = claims(book)
    bad.write_text(bad.read_text("utf-8").replace("2010-13-01", "2010-12-01"), "utf-8")
    assert "1 row; " in done(book, bad, "--mapping", "Partner list")
    assert claims(book) > many


def test_a_mapping_is_written_read_corrected_and_used_again_by_its_name(book: Path) -> None:
    file, path = book.parent / "list.csv", book.parent / "list.yml"
    told = done(book, file, "--save-mapping", path, "--list", "Partner list", "--keeper", "Partner A")
    assert "--dry-run" in told
    assert claims(book) == 0
    mapping = from_yaml(path.read_text("utf-8"))
    assert (mapping.list, mapping.keeper, mapping.key) == ("Partner list", "Partner A", ("번호",))
    path.write_text(path.read_text("utf-8").replace("name: Partner list", "name: ours"), "utf-8")
    done(book, file, "--mapping", path, code=InputError.exit_code)
    many = claims(book)
    again = done(book, file, "--mapping", "ours", code=InputError.exit_code)
    assert "just this was imported before, as import" in again
    assert claims(book) == many
    done(book, file, "--mapping", "ours", "--keeper", "Partner B", code=InputError.exit_code)
    history = done(book, "--history")
    assert "ours v1" in history
    assert "ours v2" in history
    old = book.parent / "old.yml"
    done(book, file, "--mapping", "ours v1", "--save-mapping", old)
    assert from_yaml(old.read_text("utf-8")).keeper == "Partner A"


def test_strict_refuses_the_whole_file(book: Path) -> None:
    result = asked(book, book.parent / "list.csv", "--strict")
    assert isinstance(result.exception, InputError)
    assert "row 3" in str(result.exception)
    assert claims(book) == 0


def test_an_import_is_listed_and_taken_back_once(book: Path) -> None:
    done(book, book.parent / "list.csv", code=InputError.exit_code)
    number = done(book, "--history").split()[0]
    assert f"Import {number} is taken back" in done(book, "--undo", number, "--why", "wrong list")
    assert "taken back" in done(book, "--history")
    assert "taken back already" in str(asked(book, "--undo", number).exception)
    assert isinstance(asked(book, "--undo", "999").exception, NotFound)


def test_a_list_that_is_held_already_is_imported_by_its_accession(book: Path) -> None:
    added = CliRunner().invoke(cli, ["-C", str(book), "--by", "Alice", "add", str(book.parent / "list.csv")])
    assert added.exit_code == 0
    assert "Would import" in done(book, "s1", "--dry-run")


def test_dates_that_may_be_read_in_two_ways_must_be_said(book: Path) -> None:
    file = book.parent / "dates.csv"
    file.write_text("no,name,arrested on\n1,Kim Saenal,03/04/2011\n", "utf-8")
    assert "Does the day or the month come first in “03/04/2011”?" in str(asked(book, file).exception)
    assert "1 row; " in done(book, file, "--dates", "dmy")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nowhere.csv",), "there is no such file"), (("s99",), "s99"), (("list.csv", "--sheet", "x"), ""),
        (("list.csv", "--encoding", "martian"), "no encoding is called"),
        (("list.csv", "--header-row", "9999"), "holds no headers"), (("list.csv", "--header-row", "-3"), ""),
        (("list.csv", "--mapping", "nobody"), "no mapping of this name"), (("list.csv", "--key", "없는 열"), "없는 열"),
        (("list.csv", "--mapping", "list.csv"), "begin with"), (("list.csv", "--dates", "ymd"), "Invalid value"),
        (("--strict",), "Name a file"), (("list.csv", "--mapping", "latin.yml"), "UTF-8"),
        (("--undo", "x"), "not a valid integer"), (("--undo", "-1"), "no import"),
        (("list.csv", "--list", "\ud800"), ""), (("list.csv", "--keeper", "\0"), ""),
        (("list.csv", "--save-mapping", "nowhere/at/all.yml"), ""),
    ],
)  # fmt: skip
def test_odd_arguments_end_in_words(
    book: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(book.parent)
    (book.parent / "latin.yml").write_bytes(b"format: \xff")
    result = asked(book, *words)
    shown = f"{result.output} {result.exception or ''}"
    assert says in shown
    assert "Traceback" not in shown
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        assert isinstance(result.exception, InputError | NotFound | OSError), repr(result.exception)
