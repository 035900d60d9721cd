"""A place is the same under all its names, and one place is known to lie in another."""

import unicodedata

import pytest
from hypothesis import given

from chamsae.text import places
from chamsae.text.places import Level, ancestors, contains, country_and_key, mentions, place
from tests.text.test_normal import TROUBLE


@pytest.mark.parametrize(
    "words", ["Tumen", "the city of Tumen", "도문", "투먼시", "图们", "圖們", "지린성 도문", "중국 지린성 투먼"]
)
def test_one_place_under_many_names_is_one_key(words: str) -> None:
    assert country_and_key(words) == ("cn-tumen", Level.CITY)


def test_decomposed_hangul_names_the_same_place() -> None:
    assert country_and_key(unicodedata.normalize("NFD", "온성")) == ("kp-onsong", Level.CITY)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("five Chinese prisons", ("cn", Level.COUNTRY)),
        ("지린성과 랴오닝성", ("cn", Level.COUNTRY)),
        ("Hunchun and Tumen", ("cn-yanbian", Level.PROVINCE)),
        ("the Tumen River", ("x-tumenriver", Level.BORDER)),
        ("鸭绿江", ("x-yalu", Level.BORDER)),
        ("함경북도", ("kp-nhamgyong", Level.PROVINCE)),
        ("전거리교화소", ("kp-khs12", Level.FACILITY)),
        ("长白山", ("x-paektu", Level.BORDER)),
        ("朝鲜", ("kp", Level.COUNTRY)),
    ],
)
def test_size_and_key_follow_from_the_words(words: str, expected: tuple[str, Level]) -> None:
    assert country_and_key(words) == expected


def test_unknown_words_are_no_place() -> None:
    assert country_and_key("somewhere") is None
    assert country_and_key("") is None


def test_a_facility_lies_in_its_city_province_and_country() -> None:
    assert ancestors("kp-khs12") == ("kp-hoeryong", "kp-nhamgyong", "kp")
    assert contains("kp", "kp-khs12")
    assert contains("cn", "cn")
    assert not contains("cn-tumen", "cn")
    assert place("x-yalu").within == ("cn", "kp")


def test_names_that_are_also_words_need_a_sign_in_running_text() -> None:
    assert mentions("전화 통화에서 위원 두 명이 집안 사정을 말했다") == []
    assert [m.place.key for m in mentions("퉁화시와 위원군, 함경북도 무산에서")] == [
        "cn-tonghua",
        "kp-wiwon",
        "kp-nhamgyong",
        "kp-musan",
    ]


def test_a_name_that_is_also_a_word_counts_beside_a_sure_one() -> None:
    assert [m.place.key for m in mentions("从图们、丹东和南坪等口岸")] == ["cn-tumen", "cn-dandong", "cn-nanping"]


def test_names_inside_other_words_are_not_places() -> None:
    assert mentions("계획이 무산됐다. china plates. 국위를 선양하다") == []


def test_mentions_stand_where_they_say() -> None:
    text = "훈춘·도문·장백과 단둥 세관으로 보냈다"
    assert [text[m.start : m.end] for m in mentions(text)] == ["훈춘", "도문", "장백", "단둥"]


@given(TROUBLE)
def test_any_words_can_be_asked(text: str) -> None:
    country_and_key(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions(text))


def test_and_between_two_places_is_no_part_of_either() -> None:
    assert [one.place.name for one in mentions("圖們和龍井")] == [one.place.name for one in mentions("圖們、龍井")]
    assert [one.end - one.start for one in mentions("图们、和龙")] == [2, 2]


def test_a_place_is_named_in_the_language_asked_for() -> None:
    assert [places.name("cn-jilin-prov", tongue) for tongue in ("en", "ko", "zh")] == [
        "Jilin Province",
        "길림성",
        "吉林省",
    ]
    assert [places.name("cn-yushu", tongue) for tongue in ("en", "ko", "zh")] == ["Yushu", "위수", "榆树"]
    assert places.name("cn-baishan", "zh") == "白山"  # not the former 八道江
    assert places.name("somewhere") == "somewhere" and places.name(None) is None
