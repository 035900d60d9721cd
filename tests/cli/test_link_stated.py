"""What a person states of two records from the terminal, the places that stay open, and events."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import chamsae

#: Invented.
TEXTS = {
    "one.txt": "Anneliese Toft, a lawyer, said on 3 May 2021 that 40 people were sent back from Nanping that day.",
    "two.txt": "Ms. Kim So-ra came to Nanping, opposite Musan in North Korea, and was arrested there on 3 May 2021.",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with two pages, read and linked."""
    folder = tmp_path_factory.mktemp("stated")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    assert chamsae("init", "--no-encryption", folder / "book").returncode == 0
    assert chamsae("-C", folder / "book", "add", folder / "one.txt", folder / "two.txt").returncode == 0
    assert chamsae("-C", folder / "book", "read").returncode == 0
    assert chamsae("-C", folder / "book", "link").returncode == 0
    return folder / "book"


def people(book: Path) -> dict[str, str]:
    """The ids of the first records of people and all else by name."""
    lines = chamsae("-C", book, "link", "--people").stdout.splitlines()[1:]
    return {line.split(None, 2)[2].split(" · ")[0].strip(): line.split()[0] for line in lines}


def test_two_are_stated_to_be_one_and_the_statement_is_undone(book: Path) -> None:
    ids = people(book)
    toft, kim = ids["Anneliese Toft"], ids["Kim So-ra"]
    refused = chamsae("-C", book, "link", "--must", toft, kim)
    assert refused.returncode == 5 and "reason" in refused.stderr
    done = chamsae("-C", book, "link", "--must", toft, kim, "--why", "her pen name")
    assert "accepted" in done.stdout
    lines = chamsae("-C", book, "link", "--people").stdout.splitlines()
    assert any("Toft" in line and "Kim So-ra" in line for line in lines)
    assert chamsae("-C", book, "review", "--undo", "last").returncode == 0
    assert people(book) == ids
    never = chamsae("-C", book, "link", "--never", toft, kim, "--why", "both are in one photograph")
    assert "rejected" in never.stdout
    assert chamsae("-C", book, "review", "--undo", "last").returncode == 0


def test_a_place_without_context_is_listed_with_what_it_may_be(book: Path) -> None:
    told = chamsae("-C", book, "link", "--open-places").stdout
    assert "Nanping" in told and "Nanping (Jilin)" in told
    (one,) = map(json.loads, chamsae("-C", book, "link", "--open-places", "--json").stdout.splitlines())
    assert len(one["candidates"]) == 10


def test_events_have_an_empty_state(book: Path) -> None:
    assert chamsae("-C", book, "link", "--events").stdout
