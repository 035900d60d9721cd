"""`chamsae journey`: one person's way, printed or as JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli
from chamsae.errors import NotFound
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
    return CliRunner().invoke(cli, ["-C", str(folder), "journey", *words])


def test_steps_come_with_days_places_and_the_words_of_the_source(folder: Path) -> None:
    done = run(folder, "Ok Sun-hui", "--unbroken")
    assert done.exit_code == 0
    for words in ("2011-03-04  arrested", "Tumen", "2011-04-09  repatriated", "lasted", "what became of the person"):
        assert words in done.output, words


def test_a_journey_is_a_line_of_json(folder: Path) -> None:
    journey = json.loads(run(folder, "Ok Sun-hui", "--json").output)
    assert [step["kind"] for step in journey["steps"]] == ["arrest", "custody", "handover"]


def test_somebody_unknown_is_said_to_be(folder: Path) -> None:
    assert isinstance(run(folder, "Pak Nobody").exception, NotFound)


def test_a_map_a_page_and_a_table_are_written_as_working_copies(folder: Path, tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("way.svg", "way.html", "way.csv")}
    done = run(folder, "Ok Sun-hui", "--map", str(files["way.svg"]), "--html", str(files["way.html"]),
               "--csv", str(files["way.csv"]), "--language", "ko")  # fmt: skip
    assert done.exit_code == 0
    assert all("공개 금지" in one.read_text(encoding="utf-8") for one in files.values())
    assert "도문" in files["way.svg"].read_text(encoding="utf-8")
    assert run(folder, "Ok Sun-hui", "--map", str(tmp_path / "way.pdf")).exit_code == 2
