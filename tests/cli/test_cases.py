"""`chamsae cases`, `chamsae code`, `chamsae terms --list`: the case file from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from chamsae.cli.main import cli
from tests.web.test_cases import POST, WEEKLY


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    for name, text in (("weekly.txt", WEEKLY), ("post.txt", POST)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    book = tmp_path / "book"
    files = [str(tmp_path / "weekly.txt"), str(tmp_path / "post.txt")]
    inside = ["-C", str(book)]
    made = ["init", "--no-encryption", str(book)]
    for command in (made, [*inside, "add", *files], [*inside, "read"], [*inside, "link"]):
        done = CliRunner().invoke(cli, command)
        assert done.exit_code == 0, done.output
    yield book


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(cli, ["-C", str(folder), "--by", "Alice", *words])
    assert done.exit_code == 0, done.output
    return done.output


def refused(folder: Path, *words: str) -> str:
    """The error that a command ends with."""
    return str(CliRunner().invoke(cli, ["-C", str(folder), "--by", "Alice", *words]).exception)


def test_acts_and_events_are_listed_and_filtered(folder: Path) -> None:
    acts = [json.loads(line) for line in run(folder, "cases", "--json").splitlines()]
    assert {act["violation"] for act in acts} >= {"handover", "refoulement"}
    assert "handover" in run(folder, "cases", "--state", "CN", "--rebuild")
    assert "refoulement" in run(folder, "cases", "--place", "Tumen")
    assert "No act is told" in run(folder, "cases", "--violation", "killing")
    assert "e-repatriated-2011-03-04" in run(folder, "cases", "--events")
    assert "gazetteer has no place" in refused(folder, "cases", "--place", "Nowhere at all")


def test_a_person_is_told_with_facts_kin_and_acts(folder: Path) -> None:
    person = json.loads(run(folder, "cases", "--json").splitlines()[0])["persons"][0]
    told = run(folder, "cases", "--person", person)
    assert "Age:" in told and "sister of Ok Mi-ran" in told
    claim = json.loads(run(folder, "cases", "--person", person, "--json"))["facts"][0]["values"][0]["claims"][0]
    assert "[adopted]" in run(folder, "cases", "--person", person, "--adopt", "age", claim)
    assert "[adopted]" not in run(folder, "cases", "--person", person, "--unadopt", "age")


def test_acts_are_coded_and_agreement_told(folder: Path) -> None:
    pytest.importorskip("nltk")
    claim = run(folder, "code").splitlines()[0]
    assert "Coded: handover" in run(folder, "code", claim, "handover")
    done = CliRunner().invoke(cli, ["-C", str(folder), "--by", "Bora", "code", claim, "refoulement", "--second"])
    assert done.exit_code == 0
    assert claim in run(folder, "code", "--disputed") or "Coders differ on nothing" in run(folder, "code", "--disputed")
    assert "Alice, Bora" in run(folder, "code", "--agreement")
    assert "Taken back" in run(folder, "code", claim, "--undo")
    assert "no kind of violation is given" in refused(folder, "code", claim)


def test_every_list_of_terms_can_be_seen() -> None:
    named = CliRunner().invoke(cli, ["terms", "--lists"]).output
    assert "whereabouts" in named and "MT30" in named and "birthplace" in named
    assert "020000000000" in CliRunner().invoke(cli, ["terms", "--list", "whereabouts"]).output
    assert "not checked" in CliRunner().invoke(cli, ["terms", "--list", "nkdb"]).output
    assert "no list" in str(CliRunner().invoke(cli, ["terms", "--list", "none such"]).exception)
