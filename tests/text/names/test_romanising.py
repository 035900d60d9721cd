"""Names in letters, by the tables of the three systems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.text import names
from chamsae.text.names import Romanised


@pytest.mark.parametrize(
    ("name", "revised", "mccune"),
    [
        ("문서연", "Mun Seo-yeon", "Mun Sŏ-yŏn"),
        ("한복남", "Han Bok-nam", "Han Pong-nam"),
        ("김국렬", "Gim Guk-ryeol", "Kim Kung-nyŏl"),
        ("최철용", "Choe Cheol-yong", "Ch’oe Ch’ŏr-yong"),
        ("박석일", "Bak Seok-il", "Pak Sŏg-il"),
        ("정달근", "Jeong Dal-geun", "Chŏng Tal-gŭn"),
        ("이룡남", "I Ryong-nam", "Yi Ryong-nam"),
        ("리설주", "Ri Seol-ju", "Ri Sŏl-chu"),
        ("남궁민", "Namgung Min", "Namgung Min"),
        ("선우은숙", "Seonu Eun-suk", "Sŏnu Ŭn-suk"),
        ("곽", "Gwak", "Kwak"),
        ("서연 씨", "Seo Yeon", "Sŏ Yŏn"),
    ],
)
def test_hangul_by_the_souths_rules_and_by_mccune_and_reischauer(name: str, revised: str, mccune: str) -> None:
    assert names.romanise(name) == Romanised(revised, mccune)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("文瑞妍", Romanised("Mun Seo-yeon", "Mun Sŏ-yŏn", "Wen Ruiyan", "문서연")),
        ("朴英愛", Romanised("Bak Yeong-ae", "Pak Yŏng-ae", "Piao Ying’ai", "박영애")),
        ("曾恩安", Romanised("Jeung Eun-an", "Chŭng Ŭn-an", "Zeng En’an", "증은안")),
        ("欧阳惠", Romanised("Guyang Hye", "Kuyang Hye", "Ouyang Hui", "구양혜")),
        ("李龙男", Romanised("I Yong-nam", "Yi Yong-nam", "Li Longnan", "이용남")),
        ("吕", Romanised("Yeo", "Yŏ", "Lü", "여")),
    ],
)
def test_chinese_characters_as_koreans_and_as_chinese_read_them(name: str, expected: Romanised) -> None:
    assert names.romanise(name) == expected


def test_a_chinese_name_by_sound_in_hangul_has_its_pinyin() -> None:
    assert names.romanise("왕후닝").pinyin == "Wang Huning"


@pytest.mark.parametrize("name", ["Moon Seo-yeon", "", "시", "シモムラ", "Kim (김)", "🕊", "\ud800"])
def test_what_is_in_letters_or_no_name_has_none(name: str) -> None:
    assert names.romanise(name)[1:] in {("", "", ""), ("Si", "", "")}


@pytest.mark.parametrize(
    ("name", "revised", "mccune", "pinyin"),
    [
        ("하림워치", "Harimwochi", "Harimwŏch’i", ""),
        ("독립 신문", "Dongnip Sinmun", "Tongnip Sinmun", ""),
        ("강변가족연대", "Gangbyeongajogyeondae", "Kangbyŏngajogyŏndae", ""),
        ("외교부 (중국)", "Oegyobu (Jungguk)", "Oegyobu (Chungguk)", ""),
        ("首尔", "", "", "Shouer"),
        ("Harim Watch", "", "", ""),
    ],
)
def test_bodies_and_places_are_read_word_by_word(name: str, revised: str, mccune: str, pinyin: str) -> None:
    found = names.romanise_words(name)
    assert (found.revised, found.mccune, found.pinyin) == (revised, mccune, pinyin)


def test_composed_and_decomposed_hangul_are_one() -> None:
    import unicodedata

    assert names.romanise(unicodedata.normalize("NFD", "문서연")) == names.romanise("문서연")


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=4))
def test_any_hangul_is_read_in_letters_or_not_at_all(name: str) -> None:
    found = names.romanise(name)
    assert all(char < "가" or char > "힣" for char in found.revised + found.mccune)
