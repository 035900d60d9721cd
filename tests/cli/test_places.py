"""`chamsae places`: what is told where, and the answer to which place a name means."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from tests.told import told

STORY = (
    "Harbour Weekly\n2 June 2020\n\nSEOUL — Pak Ok-nam was arrested in Nanping on 4 March 2011. She was held in Tumen "
    "for three weeks.\n\nOn 9 April 2011 Ms. Pak was deported to North Korea.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with chamsae.init(tmp_path / "book") as book:
        told(book, STORY)
    return tmp_path / "book"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "places", *words])


def test_places_are_listed_and_one_is_shown_with_who_was_held(folder: Path) -> None:
    assert "cn-tumen" in run(folder).output
    shown = run(folder, "도문").output
    assert "Tumen (Jilin Province)" in shown and "held there: Pak Ok-nam" in shown and "Tumen (Gansu)" in shown
    assert "Nothing is told of this place itself" in run(folder, "kp-camp14").output


def test_an_open_name_is_listed_answered_and_the_answer_taken_back(folder: Path) -> None:
    (open_,) = [json.loads(line) for line in run(folder, "--open", "--json").output.splitlines()]
    record = open_["record"]["id"]
    said = run(folder, "--mean", record, "cn-nanping", "--why", "opposite Musan")
    assert said.exit_code == 0 and "means cn-nanping" in said.output
    assert "No name of a place is open" in run(folder, "--open").output
    assert run(folder, "--take-back", said.output.partition(":")[0]).exit_code == 0
    assert record in run(folder, "--open").output


def test_the_map_is_written_as_a_working_copy(folder: Path, tmp_path: Path) -> None:
    assert run(folder, "--map", str(tmp_path / "map.svg"), "--language", "zh").exit_code == 0
    assert "图们" in (tmp_path / "map.svg").read_text(encoding="utf-8")
