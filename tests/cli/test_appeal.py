"""`chamsae appeal`: from the draft to what came of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from chamsae.model.judgement import Verdict
from tests.told import told

NEW = ("appeal", "new", "--to", "Ministry of Ports", "--kind", "ministry", "--requester", "herself", "--sender", "Desk")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chamsae.init(tmp_path / "book").close()
    (tmp_path / "receipt.txt").write_text("receipt 17", "utf-8")
    return tmp_path / "book"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "--by", "Alice", *words])


def said(folder: Path, *words: str) -> str:
    done = run(folder, *words)
    assert done.exit_code == 0, done.output
    return done.output


def witness(folder: Path) -> str:
    with chamsae.open(folder) as book:
        return book.interviews.begin(language="ko", by="Alice").witness


def allow(folder: Path, who: str) -> None:
    said(folder, "consent", "record", who, "--yes", "name", "--only-to", "Ministry of Ports", "--risks", "Explained.")


def test_a_letter_is_kept_track_of_from_the_draft_to_the_reply(folder: Path, tmp_path: Path) -> None:
    assert said(folder, "appeal", "list").startswith("No appeals yet")
    assert said(folder, "appeal", "rates").startswith("Nothing was sent yet")
    who = witness(folder)
    code = said(folder, *NEW, who, "--asks", "Ask where she is.", "--reply-days", "30").strip()
    proof = ("--proof", str(tmp_path / "receipt.txt"))
    refused = run(folder, "appeal", "sent", code, *proof)
    assert refused.exit_code != 0 and f"{who}: name to “Ministry of Ports”: nobody asked" in str(refused.exception)
    allow(folder, who)
    assert "It may be sent" in said(folder, "appeal", "check", code)
    assert "reply due by 2026-02-02" in said(folder, "appeal", "sent", code, *proof, "--on", "2026-01-03")
    said(folder, "appeal", "acknowledged", code, "--reference", "PORTS/5", "--on", "2026-01-09")
    assert "reply, " in said(folder, "appeal", "list", "--state", "none") and "overdue" in said(
        folder, "appeal", "list"
    )
    said(folder, "appeal", "follow", code, "--why", "Reminded.", "--on", "2026-02-05", "--reply-by", "2026-03-01")
    answered = ("appeal", "reply", code, "--words", "We do not know.", "--who", "Ministry spokesman")
    assert "late" in said(folder, *answered, "--on", "2026-02-20")
    said(folder, "appeal", "public", code, "--where", "https://ports.example.org/5", "--publisher", "addressee")
    said(folder, "appeal", "close", code, "--why", "Answered.")
    shown = said(folder, "appeal", "show", code)
    for words in ("closed", "PORTS/5", "Ask where she is.", "Reminded."):
        assert words in shown
    assert "1 of 1 (100%)" in said(folder, "appeal", "rates")
    said(folder, "appeal", "undo", code, "--why", "Not yet.")
    (one,) = [json.loads(line) for line in said(folder, "appeal", "list", "--json").splitlines()]
    assert (one["state"], one["outcome"]) == ("public", "late")
    assert [json.loads(line)["late"] for line in said(folder, "appeal", "rates", "--json").splitlines()] == [1]


def test_the_calendar_file_names_nobody(folder: Path, tmp_path: Path) -> None:
    who = witness(folder)
    code = said(folder, *NEW, who, "--send-by", "2027-01-09").strip()
    said(folder, "appeal", "calendar", str(tmp_path / "days.ics"), "--language", "ko")
    file = (tmp_path / "days.ics").read_text("utf-8")
    assert f"{code}: 발송 기한" in file and "20270109" in file
    assert not any(one in file for one in (who, "Ports", "herself", "Desk", "Alice"))


def test_petitions_are_registered_all_at_once(folder: Path) -> None:
    assert "0 appeals begun" in said(folder, "appeal", "register", "--all", "--requester", "x", "--sender", "y")
    assert run(folder, "appeal", "register", "--requester", "x", "--sender", "y").exit_code == 2
    missing = run(folder, "appeal", "register", "p0", "--requester", "x", "--sender", "y")
    assert "there is no petition p0" in str(missing.exception)


def test_a_letter_is_drafted_and_refused_where_consent_is_missing(folder: Path, tmp_path: Path) -> None:
    with chamsae.open(folder) as book:
        told(book, "The lawyer Han Sora said that Pak Nari was arrested in Yanji on May 3, 2021.\n", by="Alice")
        who = next(id for id, one in book.link.records().items() if "Pak Nari" in one.names)
    code = said(folder, *NEW, who).strip()
    shown = said(folder, "appeal", "letter", code)
    assert "Stands in the way: consent of" in shown and "Required and not told: 4.1 Request" in shown
    refused = run(folder, "appeal", "letter", code, "-o", str(tmp_path / "out"))
    assert "nobody asked" in str(refused.exception) and not (tmp_path / "out").exists()
    allow(folder, who)
    with chamsae.open(folder) as book:
        book.review.judge_these([one.id for one in book.store.claims()], Verdict.ACCEPTED, by="Alice")
    assert "1 letter, with a covering letter" in said(
        folder, "appeal", "letter", code, "-o", str(tmp_path / "out"), "--form", "txt"
    )
