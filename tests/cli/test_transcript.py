"""`chamsae transcript` on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from chamsae.errors import InputError, MissingPart, NotFound
from tests.casebook.test_hearing import VTT, tape


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A casebook that holds a recording, with a transcript beside it."""
    (tmp_path / "talk.wav").write_bytes(tape())
    (tmp_path / "talk.vtt").write_text(VTT)
    with chamsae.init(tmp_path / "book") as book:
        book.archive.add([tmp_path / "talk.wav"], by="Haneul")
    return tmp_path


def run(folder: Path, *arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(
        cli, ["-C", str(folder / "book"), "--by", "Haneul", "transcript", *arguments], input=given
    )


def test_a_transcript_is_attached_read_and_listed(folder: Path) -> None:
    done = run(folder, "add", "talk.wav", str(folder / "talk.vtt"), "--made-by", "Yun", "--how", "listened twice")
    assert done.exit_code == 0, done.output
    assert "Attached and read as d" in done.output
    assert "talk.wav ← talk.vtt: by Yun, a person (listened twice)" in run(folder, "list").output
    assert '"made_by":"Yun"' in run(folder, "list", "--json").output.replace('": "', '":"')


def test_who_made_it_is_asked(folder: Path) -> None:
    done = run(folder, "add", "s1", str(folder / "talk.vtt"), "--maker", "program", given="hearer 1.0\n")
    assert "Who made this transcript" in done.output
    assert "by hearer 1.0, a program" in run(folder, "list").output


def test_what_cannot_be_read_is_kept_and_told(folder: Path) -> None:
    (folder / "empty.vtt").write_text("WEBVTT\n\n")
    done = run(folder, "add", "s1", str(folder / "empty.vtt"), "--made-by", "Yun")
    assert done.exit_code == InputError.exit_code
    assert "kept and attached, but could not be read" in done.output


def test_a_recording_nobody_holds_and_a_model_nobody_has_are_told(folder: Path) -> None:
    assert isinstance(run(folder, "make", "nothing.wav").exception, NotFound)
    assert isinstance(run(folder, "make", "talk.wav").exception, MissingPart)
