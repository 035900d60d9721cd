"""What is counted falls into the same coarse class in English, Korean and Chinese."""

import pytest
from hypothesis import given

from chamsae.text.counted import Kind, kind
from tests.text.test_normal import TROUBLE

NORTH_KOREANS = [
    "North Korean defectors repatriated by Beijing", "North Koreans", "escapees held in Chinese prisons", "refugees",
    "N. Korean returnees", "탈북민", "탈북자들", "북한 주민",
    "북한이탈주민", "脱北者", "脫北者", "朝鲜难民", "北韓難民", "朝鲜人",
]  # fmt: skip


@pytest.mark.parametrize("words", NORTH_KOREANS)
def test_north_koreans_are_one_class_in_every_language(words: str) -> None:
    assert kind(words) is Kind.NORTH_KOREAN


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("people", Kind.PERSON), ("명", Kind.PERSON), ("人", Kind.PERSON), ("", Kind.PERSON), ("수감자", Kind.PERSON),
        ("Korean Americans", Kind.KOREAN_AMERICAN), ("한인", Kind.KOREAN_AMERICAN), ("hostages", Kind.HOSTAGE),
        ("人质", Kind.HOSTAGE), ("signatures", Kind.SIGNATURE), ("서명", Kind.SIGNATURE), ("签名", Kind.SIGNATURE),
        ("North Korean children", Kind.CHILD), ("아동", Kind.CHILD), ("儿童", Kind.CHILD), ("여성", Kind.WOMAN),
        ("朝鲜妇女", Kind.WOMAN), ("women in detention centers", Kind.WOMAN), ("families", Kind.HOUSEHOLD),
        ("가족", Kind.HOUSEHOLD), ("five Chinese prisons", Kind.FACILITY), ("구류심사소", Kind.FACILITY),
        ("看守所", Kind.FACILITY), ("South Koreans", Kind.SOUTH_KOREAN), ("한국인", Kind.SOUTH_KOREAN),
        ("Uyghur refugees", Kind.FOREIGNER), ("叙利亚难民", Kind.FOREIGNER), ("중국인", Kind.FOREIGNER),
        ("countries", Kind.COUNTRY), ("나라", Kind.COUNTRY), ("boxes of rice", Kind.OTHER), ("상자", Kind.OTHER),
        ("border guards", Kind.OFFICIAL), ("rights groups", Kind.ORGANISATION), ("단체", Kind.ORGANISATION),
    ],
)  # fmt: skip
def test_other_things_counted_keep_apart(words: str, expected: Kind) -> None:
    assert kind(words) is expected


@given(TROUBLE)
def test_any_words_have_a_kind(words: str) -> None:
    assert kind(words) in Kind
