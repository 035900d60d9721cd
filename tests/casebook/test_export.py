import io
import json
from pathlib import Path

from chamsae.archive.verify import verify_claims
from chamsae.casebook.review import Saying
from chamsae.model.claim import Speaker, SpeakerKind
from tests.casebook.made import TEXT, with_figure

SHARED_KEYS = "format kind id document quote trigger value place when speaker via modality status confidence reader"


def _lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_documents_come_first_then_their_claims_with_keys_in_order() -> None:
    book, _ = with_figure()
    out = io.StringIO()
    assert book.export.claims(out, by="Alice") == 2
    document, claim = _lines(out.getvalue())
    assert list(document)[:4] == ["format", "kind", "id", "name"]
    assert list(claim) == SHARED_KEYS.split()
    assert claim["value"] == {
        "low": 40, "high": None, "comparator": "more_than", "unit": "person", "counted": "people", "act": "repatriated",
    }  # fmt: skip
    assert (claim["document"], claim["status"], claim["when"]) == ("d1", "proposed", None)


def test_superseded_claims_stay_inside() -> None:
    book, claim = with_figure()
    book.review.edit(claim.id, saying=Saying(speaker=Speaker(text="A", kind=SpeakerKind.NAMED)), by="Alice")
    out = io.StringIO()
    book.export.claims(out, by="Alice")
    claims = _lines(out.getvalue())[1:]
    assert [(c["status"], c["speaker"]) for c in claims] == [
        ("accepted", {"text": "A", "kind": "named", "entity": None})
    ]


def test_the_texts_go_along_so_that_a_stranger_can_check_every_quote(tmp_path: Path) -> None:
    book, _ = with_figure()
    assert book.export.texts(tmp_path / "texts", by="Alice") == 1
    with (tmp_path / "claims.jsonl").open("w") as out:
        book.export.claims(out, by="Alice")
    verdict = verify_claims(tmp_path / "claims.jsonl", tmp_path / "texts")
    assert (verdict.ok, verdict.unchecked, verdict.quotes) == (True, 0, 1)


def test_the_export_verifies_against_the_files(tmp_path: Path) -> None:
    book, _ = with_figure()
    (tmp_path / "note.txt").write_text(TEXT)
    with (tmp_path / "claims.jsonl").open("w") as out:
        book.export.claims(out, by="Alice")
    assert verify_claims(tmp_path / "claims.jsonl", tmp_path).ok
    (tmp_path / "note.txt").write_text(TEXT.replace("40", "41"))
    assert not verify_claims(tmp_path / "claims.jsonl", tmp_path).ok


def test_a_second_name_of_the_same_bytes_is_a_line_that_derives_from_the_first(tmp_path: Path) -> None:
    book, _ = with_figure()
    book.archive.add_bytes(io.BytesIO(TEXT.encode()), "reprint.txt", by="Alice")
    out = io.StringIO()
    book.export.claims(out, by="Alice")
    lines = _lines(out.getvalue())
    assert [line["kind"] for line in lines] == ["document", "figure", "document"]
    assert (lines[2]["id"], lines[2]["name"]) == ("d2", "reprint.txt")
    assert lines[2]["derived_from"] == [{"document": "d1", "relation": "identical", "score": 1.0, "status": "proposed"}]
    (tmp_path / "note.txt").write_text(TEXT)
    (tmp_path / "reprint.txt").write_text(TEXT)
    (tmp_path / "claims.jsonl").write_text(out.getvalue())
    assert verify_claims(tmp_path / "claims.jsonl", tmp_path).ok
    assert [(late.name, first.name) for late, first in book.archive.repeats()] == [("reprint.txt", "note.txt")]
