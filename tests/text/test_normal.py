"""Folding makes equal what readers see as equal, and every folded character knows where it came from."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from chamsae.text.normal import clusters, fold, fold_with_map, source_span, visible

#: Any text, with more of what goes wrong: jamo, marks, hidden characters, surrogates, wide forms.
TROUBLE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "ᄐ ᅡ ᆯ ㅌ ㅏ é e\u0301 \u200b \u202e \ufe0f 👨‍👩‍👧 ﬁ ２ 탈 脱 İ ſ ß “ — \ud83d \udc00 ﾀ ﾞ".replace(" ", "")
        ),
    )
)


def test_decomposed_and_composed_hangul_fold_alike() -> None:
    assert fold(unicodedata.normalize("NFD", "강제북송")) == fold("강제북송") == "강제북송"


def test_wide_forms_ligatures_quotes_and_case_fold_away() -> None:
    assert fold("２，６００ ﬁled “Tumen” — THE") == '2,600 filed "tumen" - the'


def test_latin_loses_diacritics_and_cyrillic_keeps_its_letters() -> None:
    assert fold("Čao Zoë Łódź İstanbul") == "cao zoe lodz istanbul"
    assert fold("Синьхуа й") == "синьхуа й"


def test_hidden_characters_do_not_part_words() -> None:
    assert fold("re\u00adpatri\u200bat\u2060ed") == "repatriated"
    assert fold("탈\u200b북") == "탈북"


def test_a_match_in_decomposed_hangul_is_found_in_the_source() -> None:
    source = "그는 " + unicodedata.normalize("NFD", "탈북민") + "이다"
    folded, offsets = fold_with_map(source)
    at = folded.index("탈북")
    start, end = source_span(offsets, at, at + 2)
    assert unicodedata.normalize("NFC", source[start:end]) == "탈북"


def test_a_match_of_half_a_ligature_takes_the_whole() -> None:
    folded, offsets = fold_with_map("of ﬁve")
    at = folded.index("f", 3)
    assert source_span(offsets, at, at + 1) == (3, 4)


def test_bidi_controls_are_shown_and_emoji_stay_whole() -> None:
    assert visible("a\u202eb") == "a⟦U+202E⟧b"
    assert visible("a\x1b]0;b\x07 \x9b2J \ud800 \x7f") == ("a⟦U+001B⟧]0;b⟦U+0007⟧ ⟦U+009B⟧2J ⟦U+D800⟧ ⟦U+007F⟧")
    assert visible("seen\rhidden\r\n\tnext") == "seen⟦U+000D⟧hidden\r\n\tnext"
    assert visible("👨\u200d👩\u200d👧 ✈\ufe0f 탈북") == "👨\u200d👩\u200d👧 ✈\ufe0f 탈북"


def test_a_letter_under_a_hundred_thousand_marks_folds_to_the_letter() -> None:
    assert fold("e" + "\u0301\u0327" * 50_000 + "!") == "e!"


@given(TROUBLE)
def test_both_ways_of_folding_agree_and_offsets_rise(text: str) -> None:
    folded, offsets = fold_with_map(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets[:-1])


@given(TROUBLE)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(TROUBLE)
def test_clusters_tile_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in clusters(text)) == text


@given(TROUBLE, st.data())
def test_every_source_span_folds_to_what_was_matched(text: str, data: st.DataObject) -> None:
    folded, offsets = fold_with_map(text)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    first, last = source_span(offsets, start, end)
    assert 0 <= first < last <= len(text)
    assert folded[start:end] in fold(text[first:last])
