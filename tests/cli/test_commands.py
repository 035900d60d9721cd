"""The command line, run as a person runs it: each command in a process of its own, on a small casebook.

A start from nothing takes a second or two: the walk that makes the casebook does it, and what is about starting or the
environment. All else is forked from a process that has the program loaded.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.warm import Warm

CHAMSAE = Path(sys.executable).parent / "chamsae"
ALICE = {"CHAMSAE_PERSON": "Alice"}
NOTE = "River Watch said that more than 340 North Koreans were sent back from China on May 3, 2021.\n"
LETTER = "The lawyer Han Sora said that about 350 North Koreans were sent back from China on May 3, 2021.\n"


_WARM = Warm()


def chamsae(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What a command printed and how it ended."""
    return _WARM.run([*map(str, arguments)], cwd=cwd, environment=os.environ | ALICE)


def started(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same by a process that starts from nothing, with more in its environment."""
    given = os.environ | ALICE | {"PYTHONWARNINGS": "error"} | environment
    return subprocess.run(
        [CHAMSAE, *map(str, arguments)], check=False, capture_output=True, text=True, cwd=cwd, env=given, timeout=120
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with two documents that were read; the tests below only look at it or append."""
    root = tmp_path_factory.mktemp("cli")
    (root / "pile").mkdir()
    (root / "pile" / "note.txt").write_text(NOTE)
    (root / "pile" / "letter.txt").write_text(LETTER)
    folder = root / "book"
    assert started("init", "--no-encryption", folder).returncode == 0
    assert started("-C", folder, "add", root / "pile").returncode == 0
    done = started("-C", folder, "read")
    assert done.returncode == 0, done.stderr
    return folder


def test_help_teaches_and_answers_without_importing_heavy_parts() -> None:
    done = started("--help")
    assert "A first walk:" in done.stdout
    code = (
        "import sys; from chamsae.cli import main; print([m for m in ('spacy', 'django', 'numpy') if m in sys.modules])"
    )
    quick = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert quick.stdout.strip() == "[]"


def test_init_refuses_a_folder_that_is_not_empty(book: Path) -> None:
    again = chamsae("init", "--no-encryption", book)
    assert again.returncode == 3
    assert "is a casebook already" in again.stderr
    assert "Traceback" not in again.stderr


def test_outside_a_casebook_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    done = started("sources", cwd=tmp_path)
    assert done.returncode == 3
    assert "chamsae init" in done.stderr


def test_a_casebook_is_found_from_a_folder_below_it(book: Path) -> None:
    assert "note.txt" in chamsae("sources", cwd=book / "objects").stdout


def test_adding_what_is_refused_exits_with_5_and_takes_the_rest(book: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Nothing of note.")
    done = chamsae("-C", book, "add", "http://127.0.0.1/secret", tmp_path / "other.txt")
    assert done.returncode == 5
    assert "127.0.0.1" in done.stderr
    assert "1 added" in done.stdout


@pytest.mark.parametrize("listing", [["sources"], ["copies"], ["figures"], ["review"], ["search", "lawyer"]])
def test_every_list_is_also_json_lines(book: Path, listing: list[str]) -> None:
    done = chamsae("-C", book, *listing, "--json")
    assert done.returncode == 0, done.stderr
    assert all(isinstance(json.loads(line), dict) for line in done.stdout.splitlines())


def test_a_claim_is_put_right_and_that_is_taken_back(book: Path) -> None:
    groups = [json.loads(line) for line in chamsae("-C", book, "figures", "--json").stdout.splitlines()]
    claim = groups[0]["members"][0]["claim"]
    asked = ("-C", book, "figures", "--correct", claim)
    because = ("--because", "The list in the annex.")
    done = chamsae(*asked, "--place", "Tumen", "--when", "2023-10-08/2023-10-09", "--counted", "women", *because)
    assert done.stdout == "Noted as correction 1. Figures follow.\n"
    moved = next(
        group for group in map(json.loads, chamsae("-C", book, "figures", "--json").stdout.splitlines())
        if claim in {member["claim"] for member in group["members"]}
    )  # fmt: skip
    assert (moved["scope"]["place"], moved["scope"]["counted"]) == ("cn-tumen", "North Korean women")
    assert moved["scope"]["when"]["start"] == "2023-10-08"
    assert "(The list in the annex, correction 1)" in chamsae("-C", book, "figures", moved["id"]).stdout
    back = chamsae(*asked, "--undo", "1", "--because", "Wrong annex.")
    assert "correction 1 is taken back" in back.stdout
    after = [json.loads(line) for line in chamsae("-C", book, "figures", "--json").stdout.splitlines()]
    assert after == groups
    assert chamsae(*asked, "--place", "Tumen").returncode != 0
    assert chamsae(*asked, "--when", "someday", *because).returncode != 0
    assert chamsae("-C", book, "figures", "--place", "Tumen").returncode == 2


def test_figures_show_who_says_what_and_can_be_settled(book: Path) -> None:
    groups = [json.loads(line) for line in chamsae("-C", book, "figures", "--json").stdout.splitlines()]
    group = next(g for g in groups if len(g["members"]) == 2)
    shown = chamsae("-C", book, "figures", group["id"]).stdout
    assert "more than 340" in shown
    assert "Han Sora" in shown
    settled = chamsae("-C", book, "figures", group["id"], "--settle", "341", "385", "--because", "Both agree.")
    assert "341 to 385" in settled.stdout
    assert "settled" in chamsae("-C", book, "figures").stdout
    assert "settlement 1 by" in chamsae("-C", book, "figures", group["id"]).stdout
    assert group["id"] in chamsae("-C", book, "figures", "--state", "settled").stdout
    assert "No figures that are reopened." in chamsae("-C", book, "figures", "--state", "reopened").stdout
    without_reason = chamsae("-C", book, "figures", group["id"], "--settle", "341", "385")
    assert without_reason.returncode == 5
    assert "needs its reason" in without_reason.stderr
    claim = group["members"][0]["claim"]
    again = ("--settle", "341", "400", "--aside", f"{claim}=It is a guess.", "--because", "One counted.")
    assert chamsae("-C", book, "figures", group["id"], *again).returncode == 0
    shown = chamsae("-C", book, "figures", group["id"]).stdout
    assert "set aside: It is a guess." in shown
    assert shown.index("settled on 341 to 400") < shown.index("settled on 341 to 385"), "the last first"
    assert chamsae("-C", book, "review", "--reject", group["members"][1]["claim"]).returncode == 0
    assert "reopened 2" in chamsae("-C", book, "figures").stdout
    assert "on which it rests, was rejected" in chamsae("-C", book, "figures", group["id"]).stdout
    assert "taken back" in chamsae("-C", book, "figures", "--withdraw", "2", "--because", "A slip.").stdout
    assert "(taken back)" in chamsae("-C", book, "figures", group["id"]).stdout
    assert chamsae("-C", book, "figures", group["id"], "--withdraw", "2").returncode == 2
    assert chamsae("-C", book, "figures", "--because", "Nothing asked.").returncode == 2


def test_claims_are_judged_and_undone_from_the_terminal(book: Path) -> None:
    claim = json.loads(chamsae("-C", book, "review", "--json").stdout.splitlines()[0])
    assert "accepted" in chamsae("-C", book, "review", "--accept", claim["id"], "--why", "read twice").stdout
    assert claim["id"] in chamsae("-C", book, "review", "--last").stdout
    assert chamsae("-C", book, "review", "--undo", "last").returncode == 0
    assert chamsae("-C", book, "review", "--accept", "c-none").returncode == 4


def test_a_report_and_a_bundle_are_written_and_the_bundle_verifies_anywhere(book: Path, tmp_path: Path) -> None:
    assert chamsae("-C", book, "report", "figures", "--out", tmp_path / "report").returncode == 0
    assert "more than 340" in (tmp_path / "report" / "figures.html").read_text("utf-8")
    bundle = tmp_path / "bundle.zip"
    assert chamsae("-C", book, "bundle", "--out", bundle).returncode == 0
    assert "WHOLE" in chamsae("verify", bundle, cwd=tmp_path).stdout
    spoilt = bytearray(bundle.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    bundle.write_bytes(bytes(spoilt))
    assert chamsae("verify", bundle).returncode == 7


def test_claims_are_exported_and_verify_against_their_files(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    assert chamsae("-C", book, "export", "claims", "--output", out).returncode == 0
    assert chamsae("-C", book, "export", "claims", "--output", out, "--texts", tmp_path / "texts").returncode == 0
    verified = chamsae("verify", out, "--files", tmp_path / "texts")
    assert "holds" in verified.stdout
    assert "NOT checked" not in verified.stdout
    (tmp_path / "empty").mkdir()
    assert "note.txt is not in the folder" in chamsae("verify", out, "--files", tmp_path / "empty").stdout
    kinds = [json.loads(line)["kind"] for line in out.read_text("utf-8").splitlines()]
    assert "document" in kinds
    assert "figure" in kinds


def test_a_folder_is_read_straight_without_a_casebook(book: Path, tmp_path: Path) -> None:
    done = chamsae("read", "--text", book.parent / "pile", "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["name"] for line in lines if line["kind"] == "document"] == ["letter.txt", "note.txt"]
    (tmp_path / "claims.jsonl").write_text(done.stdout)
    assert chamsae("verify", tmp_path / "claims.jsonl", "--files", book.parent / "pile").returncode == 0


def test_doctor_finds_nothing_wrong_and_then_what_was_changed(book: Path) -> None:
    assert "Nothing is wrong." in chamsae("-C", book, "doctor").stdout


def test_a_wrong_setting_is_named(book: Path) -> None:
    settings = book / "settings.toml"
    before = settings.read_text()
    settings.write_text(before + "colour = 1\n")
    try:
        done = chamsae("-C", book, "sources")
        assert done.returncode == 3
        assert "no setting is called “colour”" in done.stderr
    finally:
        settings.write_text(before)


def test_what_a_source_holds_cannot_command_the_terminal(tmp_path: Path) -> None:
    folder, pile = tmp_path / "book", tmp_path / "pile"
    pile.mkdir()
    words = "About 600 people were sent back to North Korea, said Kim \x1b[2J\x9b31m\u202eof HRW\u202c.\n"
    (pile / "a\x1b]0;taken\x07\u202egpj.txt").write_text(words)
    made: list[str | Path] = ["init", "--no-encryption", folder]
    opening: list[list[str | Path]] = [made, ["-C", folder, "add", pile], ["-C", folder, "read"]]
    for first in opening:
        assert chamsae(*first).returncode == 0
    figure = json.loads(chamsae("-C", folder, "figures", "--json").stdout.splitlines()[0])["id"]
    for asked in (["sources"], ["figures", figure], ["search", "sent"], ["review"], ["add", "\x1b[2J\u202e"],
                  ["figures", "\x1b[2J\udcff"], ["sources", "--json"], ["search", "--json", "sent"]):  # fmt: skip
        done = chamsae("-C", folder, *asked)
        assert not set("\x1b\x9b\u202e\x07") & set(done.stdout + done.stderr), asked


def test_asking_is_off_until_a_model_is_named_and_a_dry_run_sends_nothing(book: Path) -> None:
    off = chamsae("-C", book, "ask")
    assert (off.returncode, "no language model is set" in off.stderr) == (3, True)
    settings = book / "settings.toml"
    before = settings.read_text()
    settings.write_text(before + 'model_address = "https://models.example.org/v1"\nmodel_name = "sparrow"\n')
    try:
        dry = chamsae("-C", book, "ask", "--dry-run")
        assert dry.returncode == 0
        assert "2 documents" in dry.stdout and "NOT on this computer" in dry.stdout
        unasked = chamsae("-C", book, "ask")
        assert unasked.returncode == 1 and "Send these texts there?" in unasked.stdout
        settings.write_text(before + 'model_address = "http://127.0.0.1:1/v1"\nmodel_name = "sparrow"\n')
        gone = chamsae("-C", book, "ask")
        assert (gone.returncode, "nothing answers there" in gone.stderr) == (10, True)
    finally:
        settings.write_text(before)
