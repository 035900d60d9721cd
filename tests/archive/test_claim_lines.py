"""A claims file holds line by line against the texts, or the line and the reason are named."""

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from chamsae.archive.claim_shape import CLAIMS_FORMAT, LINES, schema
from chamsae.archive.verify import Verdict, verify_claims

TEXT = "Harim Watch said that more than 340 people were sent back. 약 350명이 송환되었다. 🐦 끝."
SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "reference" / "claims.schema.json"
Line = dict[str, Any]


def document(**changes: object) -> Line:
    return {
        "format": CLAIMS_FORMAT, "kind": "document", "id": "d1", "name": "a.txt",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "media_type": "text/plain", "language": "en",
        "title": None, "publisher": "River Courier",
        "published": {"start": "2026-03-02", "end": "2026-03-02", "precision": "day", "text": None},
        "furniture": [{"start": 0, "end": 5, "why": "caption"}], "derived_from": [],
        **changes,
    }  # fmt: skip


def claim(words: str = "more than 340", kind: str = "figure", **changes: object) -> Line:
    start = TEXT.index(words)
    quote = {"exact": TEXT[:58], "prefix": "", "suffix": TEXT[58:68], "start": 0, "end": 58}
    if start > 58:
        quote = {"exact": words, "prefix": TEXT[start - 3 : start], "suffix": "", "start": start,
                 "end": start + len(words)}  # fmt: skip
    return {
        "format": CLAIMS_FORMAT, "kind": kind, "id": f"c{start}", "document": "d1", "quote": quote,
        "trigger": {"exact": words, "start": start, "end": start + len(words)},
        "value": VALUES[kind], "place": ["Sorim"], "when": None,
        "speaker": {"text": "Harim Watch", "kind": "named", "entity": None}, "via": [], "modality": "reported",
        "status": "proposed", "confidence": 0.8, "reader": "figures 1.0",
        **changes,
    }  # fmt: skip


VALUES: dict[str, Line] = {
    "figure": {"low": 340, "high": None, "comparator": "more_than", "unit": "person", "counted": "people", "act": None},
    "name": {"text": "Harim Watch", "type": "organisation", "entity": "e1", "roles": ["witness"]},
    "act": {"act": "repatriated", "victim": None, "actor": None, "entities": {"victim": None, "actor": None},
            "figure": None},
    "statement": {"text": "that", "direct": False},
    "detail": {"about": "Pak", "field": "birth", "text": "1980", "code": None, "other": None,
               "entities": {"about": "e1", "other": None}},
    "involvement": {"actor": "the bureau", "entity": None, "act": None, "degree": "ordered", "type": None},
    "intervention": {"type": "appeal", "party": "Harim Watch", "about": None,
                     "entities": {"party": None, "about": None}, "asked": ["the ministry"],
                     "response": None, "reply": None},
    "time": {"start": "2026-02-01", "end": None, "precision": "vague", "text": "since February"},
}  # fmt: skip


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Verdict]:
    """Verify these lines (objects or raw bytes) against a folder with a.txt."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.encode())

    def run(*lines: Line | bytes) -> Verdict:
        spelled = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines]
        path = tmp_path / "claims.jsonl"
        path.write_bytes(b"".join(line + b"\n" for line in spelled))
        return verify_claims(path, folder)

    return run


def test_a_good_file_holds(check: Callable[..., Verdict]) -> None:
    claims = [claim(kind=kind, id=f"c-{kind}") for kind in VALUES]
    verdict = check(document(), *claims, claim("약 350명"), claim("🐦"))
    assert verdict.faults == ()
    assert (verdict.documents, verdict.claims, verdict.quotes, verdict.unchecked) == (1, 10, 10, 0)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "not JSON"),
        (b"[1]", "not an object"),
        (b"{", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"kind": "figure", "kind": "name"}', "twice"),
        (b'{"kind": "poem"}', "no known kind"),
        (b'{"kind": ["figure"]}', "no known kind"),
        (b'{"kind": "\\ud800"}', "surrogate"),
        (b'{"kind": NaN}', "no number"),
        (b'{"kind": 1e999}', "too large"),
        (b'{"kind": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
)
def test_hostile_lines_are_faults_that_name_the_line(check: Callable[..., Verdict], line: bytes, reason: str) -> None:
    verdict = check(document(), line, claim())
    assert len(verdict.faults) == 1
    assert verdict.faults[0].startswith("claims.jsonl line 2:")
    assert reason in verdict.faults[0]
    assert verdict.quotes == 1


def _without(line: Line, key: str) -> Line:
    return {name: value for name, value in line.items() if name != key}


QUOTE = claim()["quote"]
TRIGGER = claim()["trigger"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (claim(quote={**QUOTE, "exact": "x" + TEXT[1:58]}), "the quote is not at 0 to 58"),
        (claim(quote={**QUOTE, "suffix": "no"}), "words after the quote"),
        (claim(quote={**QUOTE, "prefix": "no"}), "words before the quote"),
        (claim(quote={**QUOTE, "end": 57}), "the quote is not at"),
        (claim(quote={**QUOTE, "start": -1}), "quote.start"),
        (claim(trigger={**TRIGGER, "exact": "more than 341"}), "the trigger is not at"),
        (claim(trigger={"exact": "끝", "start": TEXT.index("끝"), "end": len(TEXT) - 1}), "not inside the quote"),
        (claim(document="d9"), "stands on no line before it"),
        (claim(id="d1"), "was given to another line"),
        (claim(modality="sung"), "modality"),
        (claim(confidence=1.5), "confidence"),
        (claim(value={**VALUES["figure"], "low": 9, "high": 3}), "runs from 9 down to 3"),
        (claim(value={**VALUES["figure"], "comparator": "nearly"}), "comparator"),
        (claim(value={**VALUES["figure"], "low": "340"}), "value.low"),
        (claim(value=VALUES["name"]), "value"),
        (claim(when={"start": "2026-02-30", "end": None, "precision": "day", "text": None}), "when.start"),
        (claim(when={"start": "2026-02-03", "end": "2026-02-01", "precision": "day", "text": "x"}),
         "before it starts"),
        (claim(kind="act", value={**VALUES["act"], "figure": "c9"}), "points at figure c9"),
        (_without(claim(), "via"), "via"),
        ({**claim(), "mood": "calm"}, "mood"),
        (dict(reversed(claim().items())), "keys are not in the order"),
        (claim(quote=dict(reversed(QUOTE.items()))), "keys are not in the order"),
        (claim(format="chamsae-claims/2"), "format"),
    ],
)  # fmt: skip
def test_each_fault_of_a_claim_is_named(check: Callable[..., Verdict], line: Line, reason: str) -> None:
    verdict = check(document(), line)
    assert len(verdict.faults) == 1
    assert reason in verdict.faults[0]
    assert verdict.faults[0].startswith("claims.jsonl line 2:")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (document(sha256="0" * 64), "has other bytes now"),
        (document(name="b.txt", sha256="0" * 64), "is not in the folder"),
        (document(name="../a.txt"), "out of the folder"),
        (document(name="/etc/passwd"), "out of the folder"),
        (document(name="a\0.txt", sha256="0" * 64), "is not in the folder"),
        (document(sha256="XYZ"), "sha256"),
        (document(furniture=[{"start": 0, "end": 9999, "why": "x"}]), "beyond the end"),
        (document(furniture=[{"start": 5, "end": 5, "why": "x"}]), "ends before it starts"),
        (document(derived_from=[{"document": "d9", "relation": "copy", "score": 1, "status": "proposed"}]), "d9"),
    ],
)
def test_each_fault_of_a_document_is_named(check: Callable[..., Verdict], line: Line, reason: str) -> None:
    verdict = check(line)
    assert len(verdict.faults) == 1
    assert reason in verdict.faults[0]


def test_a_renamed_file_is_found_by_its_hash(check: Callable[..., Verdict]) -> None:
    assert check(document(name="renamed.txt"), claim()).quotes == 1


def test_a_link_out_of_the_folder_is_not_followed(check: Callable[..., Verdict], tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(TEXT.encode())
    (tmp_path / "texts" / "a.txt").unlink()
    (tmp_path / "texts" / "a.txt").symlink_to(tmp_path / "secret.txt")
    assert "not in the folder" in check(document()).faults[0]


def test_what_is_no_plain_text_is_checked_against_its_text_or_counted_as_unchecked(
    check: Callable[..., Verdict], tmp_path: Path
) -> None:
    page = document(media_type="text/html", name="a.html")
    verdict = check(page, claim())
    assert (verdict.ok, verdict.quotes, verdict.unchecked) == (True, 0, 1)
    assert "unchecked" in verdict.notes[0]
    (tmp_path / "texts" / "d1.txt").write_bytes(TEXT.encode())
    assert check(page, claim()).quotes == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_older_encodings_are_read_where_utf_8_fails(
    check: Callable[..., Verdict], tmp_path: Path, encoding: str
) -> None:
    text = TEXT.replace("🐦", "새")
    raw = text.encode(encoding)
    (tmp_path / "texts" / "a.txt").write_bytes(raw)
    line = claim("약 350명")
    assert check(document(sha256=hashlib.sha256(raw).hexdigest()), line).faults == ()


def test_line_separators_inside_a_string_end_no_line(check: Callable[..., Verdict]) -> None:
    assert check(document(title="a\u2028b\x85c\x0bd"), claim()).ok


def test_random_changes_of_a_good_file_never_raise(check: Callable[..., Verdict]) -> None:
    good = b"\n".join(json.dumps(one, ensure_ascii=False).encode() for one in (document(), claim(), claim("🐦")))
    chance = random.Random(11)
    for _ in range(1500):
        changed = bytearray(good)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        check(bytes(changed))


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert "cannot be read" in verify_claims(tmp_path / "none.jsonl", tmp_path).faults[0]


def test_the_published_schema_is_the_one_lines_are_checked_by() -> None:
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == schema()


def test_the_schema_takes_good_lines_and_refuses_bad_ones() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for kind in LINES:
        good = document() if kind == "document" else claim(kind=kind)
        assert validator.is_valid(good)
        for key in good:
            assert not validator.is_valid(_without(good, key))
        assert not validator.is_valid({**good, "more": 1})
