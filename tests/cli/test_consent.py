"""`chamsae consent` and `chamsae vault`: recorded, asked, sealed, opened, taken back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from chamsae.errors import InputError, Withheld


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chamsae.init(tmp_path / "book", passphrase="").close()
    return tmp_path / "book"


@pytest.fixture
def witness(folder: Path) -> str:
    with chamsae.open(folder) as book:
        return book.interviews.begin(language="ko", by="Alice").witness


def run(folder: Path, *arguments: str | Path, typed: str = "", by: str = "Alice") -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "--by", by, *map(str, arguments)], input=typed)


def done(folder: Path, *arguments: str | Path, typed: str = "") -> str:
    found = run(folder, *arguments, typed=typed)
    assert found.exit_code == 0, found.output + repr(found.exception)
    return found.output


def test_what_is_recorded_is_answered_with_its_ground(folder: Path, witness: str) -> None:
    ask = ("consent", "may", witness, "un_confidential", "--to", "WGEID")
    assert "nobody asked" in str(run(folder, *ask).exception)
    recorded = done(
        folder, "consent", "record", witness, "--yes", "un_confidential", "--no", "name", "--only-to", "WGEID",
        "--risks", "told", "--until", "2099-01-01",
    )  # fmt: skip
    assert "given" in recorded and done(folder, *ask).startswith("Yes (entry")
    assert done(folder, *ask, "--field", "identity").startswith("Yes"), "nobody is cleared yet, so everybody is"
    assert "Bora" not in done(folder, "consent", "cleared")
    done(folder, "consent", "clear", "Alice", "case")
    assert "case" in done(folder, "consent", "cleared")
    assert "not cleared" in str(run(folder, *ask, "--field", "identity").exception)
    assert "not cleared" in str(run(folder, *ask, by="Bora").exception)
    assert isinstance(run(folder, "consent", "may", witness, "un_confidential", "--to", "X").exception, Withheld)
    assert "un_confidential" in done(folder, "consent", "list")
    assert "name no" in done(folder, "consent", "show", witness)
    assert json.loads(done(folder, "consent", "list", "--json"))["subject"] == witness
    assert "Nobody was asked" in done(folder, "consent", "list", "--ending", "30")


def test_a_part_leaves_the_rest_and_a_slip_is_taken_back(folder: Path, witness: str) -> None:
    done(folder, "consent", "record", witness, "--yes", "aggregate", "--risks", "told")
    part = done(folder, "consent", "record", witness, "--yes", "un_public", "--part", "--risks", "told")
    for purpose in ("aggregate", "un_public"):
        done(folder, "consent", "may", witness, purpose, "--to", "public", "--field", "count")
    done(folder, "consent", "undo", part.split("entry ")[1].split(":")[0])
    assert isinstance(run(folder, "consent", "may", witness, "un_public", "--to", "public").exception, Withheld)


def test_consent_taken_back_is_a_no_and_what_left_is_listed(folder: Path, witness: str, tmp_path: Path) -> None:
    done(folder, "consent", "record", witness, "--yes", "aggregate", "--risks", "told")
    done(folder, "export", "casebook", tmp_path / "out.zip", "--internal")
    told = done(folder, "consent", "withdraw", witness, "--why", "afraid", "--then", "restrict")
    assert "Taken back" in told and "export" in told
    assert "taken back" in str(
        run(folder, "consent", "may", witness, "aggregate", "--to", "public", "--field", "count").exception
    )
    assert "export" in done(folder, "consent", "left", witness)


def test_the_vault_is_filled_by_typing_opened_with_a_key_and_destroyed(
    folder: Path, witness: str, tmp_path: Path
) -> None:
    key = tmp_path / "alice.key"
    public = next(word for word in done(folder, "vault", "new-key", key).split() if word.startswith("age1"))
    done(folder, "vault", "admit", public, "--name", "Alice")
    assert "Alice" in done(folder, "vault", "admitted")
    done(folder, "vault", "keep", witness, typed="name: 김별하\nvillage: 온성\n")
    assert isinstance(run(folder, "vault", "keep", witness, typed="김별하\n").exception, InputError)
    assert "1 can open it" in done(folder, "vault", "list") and "김별하" not in done(folder, "vault", "list")
    assert isinstance(run(folder, "vault", "open", witness, "--key", key).exception, InputError)
    opened = done(folder, "vault", "open", witness, "--key", key, "--why", "case work")
    assert "김별하" in opened and "온성" in opened and "nothing" in opened
    assert "Sealed anew: 0" in done(folder, "vault", "renew", "--key", key)
    done(folder, "vault", "destroy", witness, "--why", "she asked", "--yes")
    assert "destroyed" in done(folder, "vault", "list")
    done(folder, "vault", "dismiss", public)
    assert "Nobody is admitted" in done(folder, "vault", "admitted")
