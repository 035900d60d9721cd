"""A gold file that does not hold is refused with the entry and the reason, whatever is wrong with it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from chamsae.errors import InputError
from chamsae.read.gold.parse import check_text, dangling, encode, parse, spans, unknown
from chamsae.read.gold.shape import schema
from tests.docs.fenced import ROOT
from tests.read.gold import made

Change = Callable[[dict[str, Any]], object]
FIGURE = "figures F-en"


def refused(raw: bytes) -> str:
    with pytest.raises(InputError) as caught:
        parse(raw, thing="gold.json")
    return str(caught.value)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is not JSON"),
        (b'{"documents": [', "is not JSON"),
        (b"[1, 2]", "is not a JSON object"),
        (b"\xff\xfe{}", "is not UTF-8"),
        (b'{"documents": [], "documents": []}', "a key stands twice"),
        (b'{"documents": [], "note": "\\ud800"}', "half a character"),
        (b'{"value": NaN}', "NaN is no number"),
        (b'{"value": 1e999}', "too large"),
        (b'{"value": ' + b"9" * 5000 + b"}", "is not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"{}", "documents"),
        (b'{"documents": []}', "names no documents"),
    ],
)
def test_what_is_no_gold_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    message = refused(raw)
    assert message.startswith("gold.json: ")
    assert reason in message


def _set(entries: str, **values: object) -> Change:
    return lambda plain: plain[entries][0].update(values)


@pytest.mark.parametrize(
    ("change", "entry", "reason"),
    [
        (_set("figures", value="many"), f"{FIGURE}, value", "got `str`"),
        (_set("figures", value=-1), f"{FIGURE}, value", ">= 0"),
        (_set("figures", value=10**30), f"{FIGURE}, value", "<= "),
        (_set("figures", comparator="roughly"), f"{FIGURE}, comparator", "roughly"),
        (_set("figures", importance="vital"), f"{FIGURE}, importance", "vital"),
        (_set("figures", number={"doc": "en", "start": -1, "end": 3, "text": "x"}), f"{FIGURE}, number.start", ">= 0"),
        (_set("figures", number={"doc": "en", "start": 1.5, "end": 3, "text": "x"}), f"{FIGURE}, number.start", "int"),
        (_set("figures", doc="absent"), FIGURE, "words of another document"),
        (_set("figures", id="T-en"), "figures", "T-en stands twice"),
        (_set("figures", date={"from": "yesterday"}), f"{FIGURE}, date.from", "date"),
        (_set("people", id="O-en"), "people", "O-en stands twice"),
        (_set("people", mentions=[{"doc": "xx", "start": 0, "end": 1, "text": "R"}]), "people P-en", "no document xx"),
        (_set("documents", sha256="beef"), "documents en, sha256", "regex"),
        (_set("documents", id="absent"), "figures F-en", "there is no document en"),
        (_set("quotations", kind="shouted"), "quotations Q-en, kind", "shouted"),
        (lambda plain: plain.update(figures={"a": 1}), "figures", "array"),
    ],
)
def test_a_bad_entry_is_named_with_the_reason(change: Change, entry: str, reason: str) -> None:
    plain = made.plain(("en",))
    change(plain)
    message = refused(json.dumps(plain).encode())
    assert entry in message
    assert reason in message


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        ({"start": 0, "end": 13, "text": "more than 340"}, "are “River Watch s”, not “more than 340”"),
        ({"start": 9000, "end": 9013, "text": "more than 340"}, "no words at 9000–9013"),
        ({"start": 30, "end": 30, "text": ""}, "no words at 30–30"),
    ],
)
def test_words_that_are_not_there_are_named_with_their_entry(at: dict[str, Any], reason: str) -> None:
    plain = made.plain(("en",))
    plain["figures"][0]["number"] = {"doc": "en", **at}
    with pytest.raises(InputError) as caught:
        check_text(parse(json.dumps(plain).encode()), "en", made.TEXTS["en"], thing="gold.json")
    assert "gold.json: figures F-en" in str(caught.value)
    assert reason in str(caught.value)


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_the_words_of_a_true_gold_are_all_there(language: str) -> None:
    gold = made.gold()
    check_text(gold, language, made.TEXTS[language])
    assert sum(span.doc == language for _, span in spans(gold)) >= 7


def test_keys_that_nothing_reads_are_named_once_with_their_place() -> None:
    plain = made.plain(("en",))
    plain["figures"][0]["comparater"] = "exact"
    plain["figures"][1]["comparater"] = "exact"
    plain["documents"][0]["told"] = {"publischer": "x"}
    raw = json.dumps(plain).encode()
    assert unknown(raw, parse(raw)) == ("documents.told.publischer", "figures.comparater")


def test_ids_that_lead_nowhere_are_told_once() -> None:
    plain = made.plain(("en",))
    assert dangling(parse(json.dumps(plain).encode())) == ()
    plain["keep_apart"] = [["P-en", "P-absent"]]
    plain["quotations"][0]["speaker_id"] = "P-absent"
    assert dangling(parse(json.dumps(plain).encode())) == ("keep_apart points to P-absent, which is not there",)


def test_gold_written_is_gold_read() -> None:
    assert parse(encode(made.gold())) == made.gold()


def test_a_byte_order_mark_is_no_fault() -> None:
    raw = b"\xef\xbb\xbf" + encode(made.gold())
    assert parse(raw) == made.gold()
    assert unknown(raw, made.gold()) == ()


@given(st.binary(max_size=200) | st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5).map(repr))
def test_whatever_the_bytes_the_answer_is_gold_or_a_reason(raw: bytes | str) -> None:
    with pytest.raises(InputError):
        parse(raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass"))


def test_the_schema_in_the_documentation_is_the_schema() -> None:
    kept = json.loads((ROOT / "docs" / "reference" / "gold.schema.json").read_text("utf-8"))
    assert kept == json.loads(json.dumps(schema())), "write read.gold.shape.schema() into that file"
    Draft202012Validator.check_schema(kept)
    Draft202012Validator(kept).validate(made.plain())


def test_the_schema_refuses_what_the_parser_refuses() -> None:
    plain = made.plain(("en",))
    plain["figures"][0]["comparator"] = "roughly"
    assert not Draft202012Validator(schema()).is_valid(plain)
