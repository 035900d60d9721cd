"""`chamsae petition` and `chamsae redact`: drafts, refusals, files."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from chamsae.errors import InputError, Withheld
from tests.told import told

STORY = (
    "Harbour Weekly\n2 June 2020\n\nSEOUL — Chinese police arrested Ok Sun-hui on 4 March 2011. She was held in "
    "Tumen for about a month.\n\nOn 9 April 2011 Ms. Ok was deported to North Korea.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with chamsae.init(tmp_path / "book") as book:
        told(book, STORY)
    return tmp_path / "book"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), *words])


def person(folder: Path) -> str:
    with chamsae.open(folder) as book:
        return next(one.id for one in book.store.records() if "Ok Sun-hui" in one.names)


def test_a_draft_tells_fields_consents_and_screens(folder: Path) -> None:
    done = run(folder, "petition", person(folder), "--to", "wgad")
    assert done.exit_code == 0, done.output
    for words in ("WGAD against", "4 March 2011", "nobody asked", "Screen: /settings/", "nobody has checked"):
        assert words in done.output, words


def test_without_consent_no_file_is_written(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(folder, "petition", person(folder), "--to", "wgad", "-o", str(out))
    assert isinstance(done.exception, Withheld)
    assert not out.exists()


def test_an_answer_is_typed_taken_back_and_the_register_is_empty(folder: Path) -> None:
    who = person(folder)
    assert "answer 1" in run(folder, "petition", who, "--answer", "why_no_steps", "They fear reprisals.").output
    assert "They fear reprisals." in run(folder, "petition", who, "--to", "wgad").output
    assert run(folder, "petition", "--take-back", "1").exit_code == 0
    assert "No petition was written yet" in run(folder, "petition", "--register").output


def test_articles_are_listed_struck_out_added_and_brought_back(folder: Path) -> None:
    who = person(folder)
    listed = run(folder, "petition", who, "--to", "wgad", "--articles").output
    assert "cat" in listed and "3 (1)" in listed and "1988-11-03" in listed and "2011-04-09" in listed, listed
    assert run(folder, "petition", who, "--to", "wgad", "--strike", "cn", "udhr", "6").exit_code == 2
    struck = run(folder, "petition", who, "--to", "wgad", "--strike", "cn", "udhr", "6", "--why", "Nothing told.")
    assert "entry 1" in struck.output, struck.output
    added = run(folder, "petition", who, "--to", "wgad", "--add-article", "kp", "iccpr", "17", "--why", "A search.")
    assert "entry 2" in added.output, added.output
    shown = run(folder, "petition", who, "--to", "wgad", "--articles").output
    assert "struck by" in shown and "A search." in shown
    refused = run(folder, "petition", who, "--to", "wgad", "--add-article", "kp", "cat", "3", "--why", "Torture.")
    assert "did not bind the Democratic People's Republic of Korea on 9 April 2011" in str(refused.exception)
    assert run(folder, "petition", "--take-back", "1").exit_code == 0
    assert "struck by" not in run(folder, "petition", who, "--to", "wgad", "--articles").output


def test_a_redacted_copy_is_written_without_names(folder: Path, tmp_path: Path) -> None:
    with chamsae.open(folder) as book:
        document = next(one.id for one in book.store.documents())
    done = run(folder, "redact", document, "-o", str(tmp_path / "copy.txt"))
    assert done.exit_code == 0, done.output
    copy = (tmp_path / "copy.txt").read_text("utf-8")
    assert "Sun-hui" not in copy
    assert "[withheld]" in copy
    assert "Ok Sun-hui" in run(folder, "redact", "--names").output


@pytest.mark.parametrize("words", [("redact",), ("petition",), ("redact", "d1", "--box", "1:9,9,1,1", "-o", "x")])
def test_wrong_usage_is_told(folder: Path, words: tuple[str, ...]) -> None:
    assert run(folder, *words).exit_code == 2


def test_who_submits_is_kept_and_a_conflict_needs_a_reason(folder: Path) -> None:
    who = person(folder)
    kept = run(folder, "petition", "--keep-submitter", "--name", "Ida Holm", "--email", "desk@example.org")
    assert "Kept" in kept.output
    assert "Ida Holm" in run(folder, "petition", who, "--to", "wgad").output
    refused = run(folder, "petition", who, "--to", "wgad", "--despite", "Another question.")
    assert "no other body has the case" in str(refused.exception)
    assert "no petition 7" in str(run(folder, "petition", "--not-sent", "7").exception)


def test_choices_for_copies_are_remembered_looked_at_and_taken_back(folder: Path, tmp_path: Path) -> None:
    with chamsae.open(folder) as book:
        document = next(one.id for one in book.store.documents())
    assert "Ok Sun-hui" in run(folder, "redact", document, "--preview").output
    assert "Nothing was chosen" in run(folder, "redact", document, "--choices").output
    done = run(folder, "redact", document, "--remember", "--also", "a month", "--keep", "Ok Sun-hui")
    assert "hide" in done.output and "keep" in done.output, done.output
    assert "a month" in run(folder, "redact", document, "--choices").output
    assert run(folder, "redact", document, "-o", str(tmp_path / "copy.txt")).exit_code == 0
    copy = (tmp_path / "copy.txt").read_text("utf-8")
    assert "Ok Sun-hui" in copy and "a month" not in copy
    assert run(folder, "redact", document, "--take-back", "1").exit_code == 0
    assert "a month" not in run(folder, "redact", document, "--choices").output
    assert "text" in run(folder, "redact", "--copies").output
    wrong = run(folder, "redact", document, "--remember", "--also", "the blue house")
    assert "do not stand in it" in str(wrong.exception)


def test_a_submission_to_the_upr_is_kept_counted_and_written(folder: Path, tmp_path: Path) -> None:
    assert "No submission was begun yet" in run(folder, "upr").output
    text = tmp_path / "submission.yml"
    text.write_text(
        "state: cn\nkeywords: [forced return]\nsummary: [Returns go on.]\n"
        "recommendations:\n- {symbol: 'A/HRC/1/2, 3.4', text: Stop returns., position: noted}\n", "utf-8"
    )  # fmt: skip
    run(folder, "petition", "--keep-submitter", "--name", "Ida Holm")
    shown = run(folder, "upr", "--from", str(text)).output
    assert "upr-cn-1" in shown and "of 2,815" in shown and "Returns go on." in shown, shown
    assert "Returns go on." in run(folder, "upr", "upr-cn-1", "--yaml").output
    done = run(folder, "upr", "upr-cn-1", "-o", str(tmp_path / "out"))
    assert "of 2,815" in done.output and list((tmp_path / "out").glob("*.docx")), done.output
    text.write_text("state: cn\nsummary: [All 40 were returned.]\n", "utf-8")
    assert "a number is typed" in str(run(folder, "upr", "upr-cn-1", "--from", str(text)).exception)
    assert "is taken back" in run(folder, "upr", "upr-cn-1", "--undo").output
    assert "No submission was begun yet" in run(folder, "upr").output


@pytest.mark.parametrize("text", ["[", "- one", "colour: red", "state: cn\nrecommendations: [1]", "state: {a: b}"])
def test_a_file_that_is_no_submission_is_told(folder: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "submission.yml"
    file.write_text(text, "utf-8")
    assert isinstance(run(folder, "upr", "--from", str(file)).exception, InputError)
