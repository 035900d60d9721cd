"""Passphrases on the command line: asked for where somebody can answer, else taken from the environment."""

import os
import pty
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chamsae.cli.main import cli
from chamsae.db.locked import is_locked
from chamsae.db.open import FILE
from chamsae.errors import CasebookError, InputError


def run(*arguments: str | Path, **environment: str) -> Result:
    told = {"CHAMSAE_PASSPHRASE": None, "CHAMSAE_PASSPHRASE_FILE": None, "CHAMSAE_PERSON": "Alice", **environment}
    return CliRunner().invoke(cli, [*map(str, arguments)], env=told)


def test_a_new_casebook_where_nobody_can_answer_says_both_ways_out(tmp_path: Path) -> None:
    done = run("init", tmp_path / "book")
    assert isinstance(done.exception, InputError)
    assert "CHAMSAE_PASSPHRASE" in str(done.exception) and "--no-encryption" in str(done.exception)
    assert not (tmp_path / "book").exists()


def test_a_passphrase_in_the_environment_makes_and_opens_it(tmp_path: Path) -> None:
    assert run("init", tmp_path / "book", CHAMSAE_PASSPHRASE="wide river").exit_code == 0
    assert is_locked(tmp_path / "book" / FILE)
    assert run("-C", tmp_path / "book", "sources", CHAMSAE_PASSPHRASE="wide river").exit_code == 0
    assert isinstance(run("-C", tmp_path / "book", "sources").exception, CasebookError)
    wrong = run("-C", tmp_path / "book", "sources", CHAMSAE_PASSPHRASE="narrow river")
    assert "does not open it" in str(wrong.exception)


def test_whoever_says_so_has_a_casebook_that_is_not_encrypted(tmp_path: Path) -> None:
    assert run("init", "--no-encryption", tmp_path / "book", CHAMSAE_PASSPHRASE="wide river").exit_code == 0
    assert not is_locked(tmp_path / "book" / FILE)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_at_a_terminal_the_passphrase_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shown = at_terminal(["init", str(folder)], ["wide river", "wide river"])
    assert is_locked(folder / FILE) and "Passphrase" in shown and "wide river" not in shown
    assert "Nothing" in at_terminal(["-C", str(folder), "sources"], ["wide river"])
    assert "does not open it" in at_terminal(["-C", str(folder), "sources"], ["narrow river"])


def at_terminal(arguments: list[str], answers: list[str]) -> str:
    """What `chamsae` shows to somebody who types an answer at each question."""
    child, master = pty.fork()
    if child == 0:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("CHAMSAE_PASS")}
        program = [sys.executable, "-c", "from chamsae.cli.main import main; main()", *arguments]
        os.execve(sys.executable, program, environment)
    shown, waiting = "", list(answers)
    while True:
        try:
            block = os.read(master, 4096)
        except OSError:
            break
        if not block:
            break
        shown += block.decode("utf-8", "replace")
        if waiting and shown.rstrip(" ").endswith(":"):
            os.write(master, f"{waiting.pop(0)}\n".encode())
            shown += "\n"
    os.waitpid(child, 0)
    os.close(master)
    return shown


def test_the_passphrase_is_changed_to_that_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("느린 강\n", "utf-8")
    new = str(tmp_path / "new")
    assert run("init", tmp_path / "book", CHAMSAE_PASSPHRASE="wide river").exit_code == 0
    ask = ("-C", tmp_path / "book", "passphrase")
    assert isinstance(run(*ask, CHAMSAE_PASSPHRASE="wide river").exception, InputError)
    assert run(*ask, CHAMSAE_PASSPHRASE="wide river", CHAMSAE_NEW_PASSPHRASE_FILE=new).exit_code == 0
    assert "does not open it" in str(run("-C", tmp_path / "book", "sources", CHAMSAE_PASSPHRASE="wide river").exception)
    assert run("-C", tmp_path / "book", "sources", CHAMSAE_PASSPHRASE_FILE=new).exit_code == 0
