"""Tokens and fingerprints."""

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chamsae.reconcile.shingles import WIDTH, grams, tokens

ANY = st.text(
    st.one_of(st.characters(), st.sampled_from("가나다한글中国人abcABC ’“ ́e\u1100\u1161\ud800😀")), max_size=60
)


def shown(text: str, skip: tuple[tuple[int, int], ...] = ()) -> list[str]:
    row = tokens(text, skip)
    return [text[start:end] for start, end in zip(row.starts, row.ends, strict=True)]


def test_words_are_tokens_and_offsets_lead_back_to_the_source() -> None:
    assert shown("China’s police, 2,000 men.") == ["China", "s", "police", "2", "000", "men"]


def test_korean_and_chinese_are_taken_by_character_within_the_same_text() -> None:
    assert shown("탈북민 600여명 NKDB 中国") == ["탈", "북", "민", "600", "여", "명", "NKDB", "中", "国"]
    assert tokens("탈북민 강제북송 규탄").by_character
    assert not tokens("Only Han in a name 金 here").by_character


def test_case_quotes_and_composition_make_no_difference() -> None:
    plain = tokens("Café 북한이탈주민 Don't").hashes
    assert np.array_equal(plain, tokens(unicodedata.normalize("NFD", "CAFÉ 북한이탈주민 DON’T")).hashes)


def test_decomposed_hangul_gives_offsets_of_whole_syllables() -> None:
    text = unicodedata.normalize("NFD", "가각 나")
    assert shown(text) == [unicodedata.normalize("NFD", part) for part in ("가", "각", "나")]


def test_what_is_marked_as_furniture_has_no_tokens() -> None:
    assert shown("keep this Share Tweet and this", ((10, 21),)) == ["keep", "this", "and", "this"]
    decomposed = unicodedata.normalize("NFD", "가나 공유 다라")
    cut = decomposed.index(unicodedata.normalize("NFD", "공유"))
    assert len(shown(decomposed, ((cut, cut + len(unicodedata.normalize("NFD", "공유"))),))) == 4


def test_a_text_shorter_than_a_gram_has_none() -> None:
    assert grams(tokens("four words are few")).size == 0
    assert grams(tokens("")).size == 0
    assert grams(tokens("five words are just enough")).size == 1


def test_fingerprints_are_the_same_on_every_machine() -> None:
    assert [int(gram) for gram in grams(tokens("they were sent back over the bridge"))] == FIXED


@given(ANY)
def test_tokens_lie_in_order_inside_the_text(text: str) -> None:
    row = tokens(text)
    assert np.all(row.starts < row.ends)
    assert np.all(row.starts[1:] >= row.starts[:-1])
    assert row.ends.size == 0 or row.ends[-1] <= len(text)


@given(
    st.lists(st.sampled_from(["one", "two", "강", "북", "国", "x9"]), max_size=30), st.lists(st.just("end"), max_size=3)
)
def test_what_comes_after_changes_no_fingerprint_before(first: list[str], more: list[str]) -> None:
    short, long = grams(tokens(" ".join(first))), grams(tokens(" ".join(first + more)))
    assert np.array_equal(short, long[: len(short)])
    assert len(short) == max(0, len(first) - WIDTH + 1)


FIXED = [1349100519, 659791321, 1614489233]
