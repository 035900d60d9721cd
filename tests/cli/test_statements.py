"""`chamsae statements` and the arithmetic in `chamsae figures`, on a small casebook."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.cli.main import cli

NEWS = (
    "Northern Light News\nPublished: 16 October 2023\n\n"
    "About 60 North Koreans were repatriated from China on 11 October 2023. Of them, 85 were women, the group said."
    " China's foreign ministry spokesperson Mao Ning told a regular press conference on 13 October that there are no"
    " so-called defectors in China.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("statements")
    (root / "news.txt").write_text(NEWS, encoding="utf-8")
    with chamsae.init(root / "book") as book:
        book.archive.add([root / "news.txt"], by="Alice")
        book.read.run(by="Alice")
    return root / "book"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "--by", "Alice", *words])


def test_statements_are_listed_by_government(folder: Path) -> None:
    done = run(folder, "statements", "--by-government")
    assert done.exit_code == 0, done.output
    assert "China (1)" in done.output
    assert "no government" in done.output
    assert "denies" in done.output


def test_filters_and_json_and_csv(folder: Path) -> None:
    lines = run(folder, "statements", "--government", "cn", "--json").output.splitlines()
    (said,) = [json.loads(line) for line in lines]
    assert said["speaker"] == "Mao Ning"
    assert run(folder, "statements", "--since", "2024-01-01").output.startswith("No statements yet")
    assert run(folder, "statements", "--csv").output.startswith("claim,day,government,")


def test_a_translation_is_written_and_taken_back(folder: Path) -> None:
    (said,) = [
        json.loads(line) for line in run(folder, "statements", "--government", "cn", "--json").output.splitlines()
    ]
    done = run(folder, "statements", "--translate", said["claim"], "--language", "ko", "--text", "탈북자는 없다")
    assert done.output == "Written down as translation 1.\n"
    assert "탈북자는 없다" in run(folder, "statements", "--csv").output
    assert run(folder, "statements", "--take-back", "1").exit_code == 0
    assert "탈북자는 없다" not in run(folder, "statements", "--csv").output
    assert run(folder, "statements", "--translate", said["claim"]).exit_code == 2


def test_a_figure_shows_its_arithmetic_and_who_denies_it(folder: Path) -> None:
    figures = [json.loads(line) for line in run(folder, "figures", "--json").output.splitlines()]
    every = run(folder, "figures", "--checks").output
    assert "questioned" in every
    assert "cannot all be true" in every
    told = [run(folder, "figures", figure["id"]).output for figure in figures]
    assert any("denies: Mao Ning" in text for text in told)
    assert any("cannot all be true" in text for text in told)
    checks = [json.loads(line) for line in run(folder, "figures", "--checks", "--json").output.splitlines()]
    assert {check["kind"] for check in checks} >= {"part"}
