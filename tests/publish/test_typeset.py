from hypothesis import given
from hypothesis import strategies as st

from chamsae.publish.typeset import lines, width

words = st.text(st.sampled_from("abc W—가나다 漢字，。“”😀\u0301\u202e"), max_size=200)


@given(words, st.integers(30, 400), st.integers(0, 4))
def test_no_line_is_wider_than_its_room_and_no_more_are_given_than_asked(text: str, room: int, most: int) -> None:
    found = lines(text, room, 10, most)
    assert all(width(line, 10) <= room + 10 for line in found)
    assert not most or len(found) <= most


@given(words)
def test_nothing_is_lost_but_white_space(text: str) -> None:
    whole = "".join("".join(lines(text, 10_000, 10)).split())
    assert "".join("".join(lines(text, 60, 10)).split()) == whole


def test_korean_parts_at_spaces_and_chinese_between_signs_but_not_before_a_stop() -> None:
    assert lines("약 600명이 송환되었다고 밝혔다", 60, 10) == ["약 600명이", "송환되었다고", "밝혔다"]
    assert lines("约六百人被遣返，消息说。", 70, 10) == ["约六百人被遣", "返，消息说。"]


def test_a_text_that_is_cut_says_so() -> None:
    assert lines("one two three four five", 60, 10, 1) == ["one two…"]


def test_what_could_mislead_the_eye_is_shown() -> None:
    assert lines("a\u202eb", 500, 10) == ["a⟨U+202E⟩b"]
