"""`chamsae backup` and `chamsae restore`, as typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chamsae.cli.main import cli
from chamsae.errors import CasebookError, InputError


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text("강을 건너 돌려보내진 사람은 약 600명이다.", "utf-8")
    run("init", "--no-encryption", tmp_path / "book")
    run("-C", tmp_path / "book", "add", tmp_path / "note.txt")
    return tmp_path / "book"


def run(*words: object) -> Result:
    done = CliRunner().invoke(cli, ["--by", "Alice", *map(str, words)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_a_key_a_backup_a_check_a_drill_and_a_restore(book: Path, tmp_path: Path) -> None:
    made = run("backup", "--new-key", tmp_path / "key")
    public = made.stdout.strip()
    assert public.startswith("age1")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    target = tmp_path / "backup"
    assert "1 original written" in run("-C", book, "backup", target, "--to", public).stdout
    assert "1 original there already" in run("-C", book, "backup", target, "--to", public).stdout
    assert len(run("backup", target, "--list").stdout.split()) == 2
    assert "0 faults" in run("backup", target, "--check").stdout
    drill = run("restore", target, "--key", tmp_path / "key", "--drill")
    assert (drill.exit_code, "nothing is wrong" in drill.stdout) == (0, True)
    assert "nothing is wrong" in run("restore", target, tmp_path / "again", "--key", tmp_path / "key").stdout
    assert "1 older snapshot" in run("-C", book, "backup", target, "--to", public, "--keep", "2").stdout


def test_damage_ends_with_the_code_for_it(book: Path, tmp_path: Path) -> None:
    run("-C", book, "backup", tmp_path / "backup", "--plain")
    (stored,) = (tmp_path / "backup" / "objects").glob("*/*")
    stored.chmod(0o600)
    stored.write_bytes(b"x")
    checked = run("backup", tmp_path / "backup", "--check")
    assert (checked.exit_code, "it is damaged" in checked.stdout) == (7, True)
    assert run("restore", tmp_path / "backup", tmp_path / "again").exit_code == 7


def test_keys_are_never_written_over_and_mistakes_are_told(book: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("precious")
    with pytest.raises(InputError, match="file already"):
        run("backup", "--new-key", tmp_path / "key")
    with pytest.raises(InputError, match="nobody is named"):
        run("-C", book, "backup", tmp_path / "backup")
    with pytest.raises(CasebookError, match="no backups"):
        run("backup", tmp_path, "--list")
    assert run("backup").exit_code == 2
