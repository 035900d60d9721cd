"""The command line given what nobody should type: an answer in a sentence, an exit code, never a traceback."""

import getpass
from pathlib import Path

import pytest
from click.testing import CliRunner

from chamsae.cli.main import cli
from chamsae.errors import InputError
from tests.cli.test_commands import chamsae, started


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty casebook."""
    folder = tmp_path_factory.mktemp("cli") / "book"
    assert chamsae("init", "--no-encryption", folder).returncode == 0
    return folder


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["figures", "\udcff"], 5, "lone surrogate"),
        (["review", "--undo", "²"], 2, "the number of a judgement"),
        (["review", "--undo", "99"], 4, "left to undo"),
        (["figures", "--settle", "1", "2"], 2, "takes a FIGURE"),
        (["figures", "f1", "--because", "Both agree."], 2, "takes a FIGURE and --settle"),
        (["search", "people", "--limit", "9" * 30], 2, "not in the range"),
        (["serve", "--port", "99999999"], 2, "not in the range"),
        (["export", "claims", "--output", "absent/x"], 6, "absent/x: No such file or directory"),
        (["read", "--text", ".", "--output", "absent/x"], 6, "absent/x: No such file or directory"),
        (["add", ""], 5, "this is no name"),
        (["add", "."], 5, "is a casebook, skipped"),
    ],
)
def test_odd_arguments_get_an_answer(book: Path, arguments: list[str], code: int, reason: str) -> None:
    done = chamsae("-C", book, *arguments, cwd=book)
    assert done.returncode == code
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ['a "quote" \\ and\nline', "\x07\x7f", "half \udcff", "한글" * 40])
def test_a_casebook_of_any_name_opens_again(tmp_path: Path, name: str) -> None:
    assert chamsae("init", "--no-encryption", tmp_path / "book", "--name", name).returncode == 0
    assert chamsae("-C", tmp_path / "book", "sources").returncode == 0


def test_a_folder_whose_name_is_too_long_is_refused(tmp_path: Path) -> None:
    for arguments in (["init", "--no-encryption", "가" * 90], ["-C", "가" * 90, "sources"]):
        done = chamsae(*arguments, cwd=tmp_path)
        assert done.returncode == 6
        assert "File name too long" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("workers = 0", "must lie between"),
        ("parse_seconds = -1", "must lie between"),
        (f"parse_megabytes = {10**30}", "must lie between"),
        ("workers = true", "must be a whole number"),
        ("workers = nan", "must be a whole number"),
        ("x = " + "[" * 100_000, "not valid TOML"),
        ("workers = 1\nworkers = 2", "not valid TOML"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "settings.toml").write_text(line)
    done = chamsae("-C", tmp_path, "sources")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert reason in done.stderr


def test_a_casebook_that_could_not_be_made_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    nowhere = f"postgresql://nobody@/none?host={tmp_path}"
    assert started("init", "--no-encryption", folder, CHAMSAE_DATABASE_URL=nowhere).returncode == 6
    assert list(folder.iterdir()) == []
    assert chamsae("init", "--no-encryption", folder).returncode == 0


def test_somebody_without_a_login_name_is_asked_for_one(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", unknown)
    monkeypatch.delenv("CHAMSAE_PERSON", raising=False)
    done = CliRunner().invoke(cli, ["-C", str(book), "doctor"])
    assert done.exit_code == 0
    done = CliRunner().invoke(cli, ["-C", str(book), "figures"])
    assert isinstance(done.exception, InputError)
    assert "--by NAME" in str(done.exception)
