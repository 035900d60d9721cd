"""The shipped model finds names, days and quantities at their offsets, whatever else the sentence holds."""

import subprocess
import sys

import pytest

from chamsae.read.entities import EntityKind, entities
from chamsae.read.entities.tagger import lexicon
from chamsae.read.entities.units import morphemes, units


def found(text: str) -> dict[str, EntityKind]:
    return {text[one.start : one.end]: one.kind for one in entities(text)}


def test_names_days_and_quantities_are_told_apart() -> None:
    kinds = found("지난 9일 서울에서 홍길동 씨 등 30명이 기자회견을 열었다.")
    assert kinds["서울"] is EntityKind.PLACE
    assert kinds["홍길동"] is EntityKind.PERSON
    assert kinds["30명"] is EntityKind.QUANTITY
    assert EntityKind.DAY in kinds.values()


@pytest.mark.parametrize("before", ["🕊️ ", "𠮷 ", "\ud83d ", "가\u0301 ", "\u200b"])
def test_offsets_are_code_points_behind_anything(before: str) -> None:
    assert found(f"{before}홍길동 대표가 말했다.")["홍길동"] is EntityKind.PERSON


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "\ud800", "ㅋㅋㅋ", "123", "a" * 3000])
def test_what_holds_no_sentence_is_no_error(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in entities(text))


def test_a_word_kiwi_guesses_at_is_cut_into_syllables() -> None:
    text = "뷁쉙툟이 왔다."
    made = units(text, morphemes(text), lexicon())
    assert all(text[unit.start : unit.end] == unit.text for unit in made)
    assert [unit.text for unit in made if unit.whole][:3] == ["뷁", "쉙", "툟"]


def test_nothing_heavy_is_loaded_before_the_first_sentence() -> None:
    code = "import sys, chamsae.read.korean; print([m for m in ('kiwipiepy', 'pycrfsuite') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
