"""Search words are the same for every store, harmless, and stand where they say they stand."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from chamsae.text.normal import attaches, fold
from chamsae.text.terms import Phrase, Query, find, highlight, index_text, passages, query, terms
from tests.text.test_normal import TROUBLE


def test_words_are_folded_and_hangul_is_cut_into_pairs() -> None:
    assert index_text("The Tumen, 탈북민 ２,600명") == "the tumen 탈북 북민 민 2600 명"


def test_terms_stand_where_they_say() -> None:
    text = "강제북송 of 2,600"
    assert [text[term.start : term.end] for term in terms(text)] == ["강제", "제북", "북송", "송", "of", "2,600"]


def test_a_query_matches_korean_words_with_any_ending() -> None:
    assert query("탈북민") == Query((Phrase(("탈북", "북민")),))
    assert find(query("탈북민"), "중국은 탈북민들을 보냈다") == [(4, 7)]


def test_a_single_character_is_found_anywhere_in_a_run() -> None:
    text = "북송과 체포"
    assert [find(query(char), text) for char in "북송포"] == [[(0, 1)], [(1, 2)], [(5, 6)]]


def test_chinese_is_found_without_spaces() -> None:
    assert find(query("脱北者 遣返"), "中国遣返了五百名脱北者。") == [(2, 4), (8, 11)]


def test_all_phrases_must_occur_to_be_found_but_any_is_highlighted() -> None:
    text = "Defectors were returned"
    assert find(query("defector tumen"), text) == []
    assert highlight(query("defector tumen"), text) == [(0, 9)]


def test_longer_words_go_on_and_short_words_and_numbers_do_not() -> None:
    assert query("defector of 2600") == Query((Phrase(("defector",), prefix=True), Phrase(("of",)), Phrase(("2600",))))
    assert query("ki*") == Query((Phrase(("ki",), prefix=True),))


def test_quoted_words_are_one_exact_phrase() -> None:
    assert query("“Forced repatriation”") == Query((Phrase(("forced", "repatriation")),))


def test_a_number_finds_its_grouped_spelling_and_the_other_way() -> None:
    assert find(query("2600"), "2,600 people")
    assert find(query("2,600"), "2600 people")
    assert find(query("2,600명"), "모두 2600명이") == [(3, 8)]


def test_decomposed_hangul_is_found_and_marked_whole() -> None:
    text = unicodedata.normalize("NFD", "온성 보위부")
    ((start, end),) = find(query("보위부"), text)
    assert unicodedata.normalize("NFC", text[start:end]) == "보위부"


def test_ten_thousand_stars_and_engine_syntax_ask_for_nothing() -> None:
    assert query("*" * 10_000) == Query()
    assert query("\")(^:&|!<->'\\") == Query()
    assert query("") == Query()
    assert find(Query(), "anything") == []


def test_operators_are_words() -> None:
    assert query("a AND b NOT NEAR(c)").phrases[1] == Phrase(("and",))


def test_rare_characters_are_written_so_that_every_engine_indexes_them() -> None:
    assert index_text("𠮷野") == "u20bb7野 野"
    assert find(query("𠮷"), "𠮷野") == [(0, 1)]


def test_passages_end_at_paragraphs_then_sentences() -> None:
    text = "One is here. Two is here.\n\nThree is a sentence of its own. Four follows."
    assert [text[a:b] for a, b in passages(text, 40)] == [
        "One is here. Two is here.",
        "Three is a sentence of its own.",
        "Four follows.",
    ]


@given(TROUBLE)
def test_indexed_text_holds_letters_digits_and_single_spaces_only(text: str) -> None:
    indexed = index_text(text)
    assert all(term.isalnum() for term in indexed.split(" ") if indexed)
    assert indexed.split() == [term.text for term in terms(text)]


@given(TROUBLE)
def test_terms_are_ordered_and_not_empty(text: str) -> None:
    found = terms(text)
    assert all(0 <= term.start < term.end <= len(text) for term in found)
    assert [term.start for term in found] == sorted(term.start for term in found)


WORD = st.text(st.sampled_from("abzéßж탈북민脱北者かナ𠮷" + unicodedata.normalize("NFD", "강")), min_size=1, max_size=6)


@given(st.lists(WORD, min_size=1, max_size=6), st.data())
def test_any_word_of_a_text_finds_the_text_and_marks_the_word(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    chosen = data.draw(st.sampled_from(words))
    if not terms(chosen):
        return
    marked = [text[start:end] for start, end in find(query(chosen), text)]
    assert marked
    assert any(fold(chosen) in fold(mark) for mark in marked)


@given(TROUBLE, st.integers(1, 50))
def test_passages_hold_everything_and_cut_no_cluster(text: str, size: int) -> None:
    spans = passages(text, size)
    held = {index for start, end in spans for index in range(start, end)}
    assert all(text[index].isspace() for index in range(len(text)) if index not in held)
    assert sum(end - start for start, end in spans) == len(held)
    assert not any(attaches(text[start]) and not text[start - 1].isspace() for start, _ in spans if start)
