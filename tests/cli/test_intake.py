"""`chamsae interview`, `custody`, `risk` and `tracing`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from chamsae.model.interview import Voice
from chamsae.read.told import passages

TOLD = "0:01:05\nQ: What then?\n\nI was arrested in Yanji on 13 October 2010.\n\nN: She wept.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chamsae.init(tmp_path / "book").close()
    return tmp_path / "book"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "--by", "Alice", *words])


def said(folder: Path, *words: str) -> str:
    done = run(folder, *words)
    assert done.exit_code == 0, done.output
    return done.output


def begun(folder: Path) -> str:
    return said(folder, "interview", "begin", "--language", "en").split()[0]


def test_an_account_is_taken_down_from_a_file_after_consent(folder: Path, tmp_path: Path) -> None:
    assert said(folder, "interview", "list").startswith("No interviews yet")
    id = begun(folder)
    file = tmp_path / "told.txt"
    file.write_text(TOLD, encoding="utf-8")
    assert run(folder, "interview", "tell", id, str(file)).exit_code != 0
    said(folder, "interview", "consent", id, "--yes", "aggregate", "--no", "name", "--risks", "Explained.")
    assert said(folder, "interview", "tell", id, str(file)).startswith("Version 1: d")
    assert "experienced" in said(folder, "interview", "acts", id)
    known = [json.loads(line) for line in said(folder, "interview", "acts", id, "--json").splitlines()]
    said(folder, "interview", "know", known[0]["claim"], "heard", "--source", "an aunt")
    number = next(one for one in said(folder, "interview", "acts", id).splitlines() if "an aunt" in one).split()[5]
    said(folder, "interview", "unknow", number)
    assert "an aunt" not in said(folder, "interview", "acts", id)
    file.write_text(TOLD.replace("Yanji", "Tumen"), encoding="utf-8")
    said(folder, "interview", "tell", id, str(file), "--why", "She remembered.")
    shown = said(folder, "interview", "versions", id)
    assert "- I was arrested in Yanji" in shown and "+ I was arrested in Tumen" in shown
    assert run(folder, "interview", "versions", id, "--newer", "9").exit_code != 0
    said(folder, "interview", "withdraw", id, "--why", "Afraid.")
    assert "withdrawn" in said(folder, "interview", "list")


def test_a_refusal_and_a_draft_thrown_away(folder: Path) -> None:
    id = begun(folder)
    assert "refused" in said(folder, "interview", "consent", id, "--refused")
    other = begun(folder)
    said(folder, "interview", "discard", other)
    states = {json.loads(line)["stage"] for line in said(folder, "interview", "list", "--json").splitlines()}
    assert states == {"refused", "discarded"}


def test_head_counts_are_written_down_listed_and_taken_back(folder: Path) -> None:
    assert said(folder, "custody").startswith("No head counts yet")
    given = ("custody", "--place", "Baishan detention centre", "--who", "a released woman", "--day")
    said(folder, *given, "2026-03-03", "--people", "20")
    said(folder, *given, "2026-04-20", "--people", "13", "--known", "heard")
    shown = said(folder, "custody")
    assert "Baishan detention centre: last news" in shown and "-7" in shown
    (held,) = [json.loads(line) for line in said(folder, "custody", "--json").splitlines()]
    said(folder, "custody", "--take-back", str(held["last"][0]["entry"]))
    assert "-7" not in said(folder, "custody")
    assert run(folder, "custody", "--place", "Tumen").exit_code == 2


def test_persons_at_risk_are_listed_and_written_to_a_calendar(folder: Path, tmp_path: Path) -> None:
    assert said(folder, "risk").startswith("Nobody is marked as at risk")
    said(folder, "risk", "--person", "W-ABCDEF", "--level", "high", "--why", "Known.", "--again", "2020-01-01")
    assert "overdue" in said(folder, "risk")
    said(folder, "risk", "--calendar", str(tmp_path / "days.ics"))
    assert "20200101" in (tmp_path / "days.ics").read_text("utf-8")
    (one,) = [json.loads(line) for line in said(folder, "risk", "--json").splitlines()]
    said(folder, "risk", "--take-back", str(one["review"]["number"]))
    assert said(folder, "risk").startswith("Nobody")
    assert run(folder, "risk", "--person", "W-ABCDEF").exit_code == 2


def test_a_tracing_request_from_the_first_word_to_its_closing(folder: Path) -> None:
    assert said(folder, "tracing", "list").startswith("No requests yet")
    id = said(folder, "tracing", "seek", "김선향", "--seeker", "her sister", "--share", "yes").strip()
    said(folder, "tracing", "news", id, "dead", "--words", "She died.", "--who", "a cellmate")
    done = said(folder, "tracing", "news", id, "alive", "--words", "I met her.", "--who", "a trader")
    assert "alive / dead" in said(folder, "tracing", "list")
    assert "contradict each other" in said(folder, "tracing", "show", id)
    said(folder, "tracing", "news", id, "alive", "--take-back", done.split()[-1].rstrip("."))
    step = said(folder, "tracing", "step", id, "closed", "--why", "The family asked.")
    assert "closed" in said(folder, "tracing", "list")
    said(folder, "tracing", "step", id, "closed", "--take-back", step.split()[-1].rstrip("."))
    said(folder, "link")
    assert "may be" not in said(folder, "tracing", "show", id)
    assert json.loads(said(folder, "tracing", "show", id, "--json"))["request"]["sought"] == "김선향"


def test_a_file_says_whose_words_its_passages_are() -> None:
    told = passages(
        "\ufeff문: 그다음은?\r\n\r\n[00:01:05]\r\n감방에\r\n있었습니다.\n\n"
        "메모: 울었다\n\n通: 不是标签\n\n译：她被遣返。"
    )
    assert [(one.voice, one.text, one.at) for one in told] == [
        (Voice.QUESTION, "그다음은?", None),
        (Voice.WITNESS, "감방에\n있었습니다.", 65),
        (Voice.NOTE, "울었다", None),
        (Voice.WITNESS, "通: 不是标签", None),
        (Voice.INTERPRETER, "她被遣返。", None),
    ]
