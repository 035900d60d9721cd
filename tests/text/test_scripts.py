"""Scripts are told apart character by character, and runs of one script are found."""

import pytest

from chamsae.text.scripts import Script, counts, is_cjk, is_han, is_hangul, is_kana, runs, script


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("a", Script.LATIN), ("é", Script.LATIN), ("ж", Script.CYRILLIC), ("7", Script.DIGIT), ("７", Script.DIGIT),
        ("탈", Script.HANGUL), ("ᄐ", Script.HANGUL), ("ㅌ", Script.HANGUL), ("脱", Script.HAN), ("𠮷", Script.HAN),
        ("〇", Script.HAN), ("か", Script.KANA), ("ー", Script.KANA), ("ﾀ", Script.KANA), ("ไ", Script.OTHER),
        (" ", Script.NONE), ("。", Script.NONE), ("🕊", Script.NONE), ("\ud83d", Script.NONE),
    ],
)  # fmt: skip
def test_each_character_has_a_script(char: str, expected: Script) -> None:
    assert script(char) is expected


def test_the_three_tests_agree_with_the_script() -> None:
    assert is_hangul("북")
    assert is_han("北")
    assert is_kana("キ")
    assert all(is_cjk(char) for char in "북北キ")
    assert not any(is_cjk(char) for char in "aж7 。")


def test_counts_leave_out_what_is_no_letter() -> None:
    assert counts("탈북 脱北, 3") == {Script.HANGUL: 2, Script.HAN: 2, Script.DIGIT: 1}


def test_runs_end_where_the_script_changes() -> None:
    assert runs("脱北자 3명") == [
        (0, 2, Script.HAN),
        (2, 3, Script.HANGUL),
        (4, 5, Script.DIGIT),
        (5, 6, Script.HANGUL),
    ]
