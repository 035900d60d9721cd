"""A name is read whatever its script, order and dress."""

import pytest

from chamsae.text import names


def best(text: str) -> tuple[str, str]:
    reading = names.parse(text).readings[0]
    return reading.language.value, reading.words()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kim Sun-mi", ("ko", "kim sun-mi")),
        ("Sun Mi KIM", ("ko", "kim sun-mi")),
        ("KIM, Sunmi", ("ko", "kim sun-mi")),
        ("kimsunmi", ("ko", "kim sun-mi")),
        ("Min-Beom-Kim", ("ko", "kim min-beom")),
        ("Kim S. M.", ("ko", "kim s.-m.")),
        ("Sun-mi", ("ko", "… sun-mi")),
        ("Mr. Kim", ("ko", "kim")),
        ("Rev. Dr. Kim Sun-mi, PhD", ("ko", "kim sun-mi")),
        ("Kim Tae Hon", ("ko", "kim tae-hon")),
        ("г-н Ким Сон Ми", ("ko", "ким сон-ми")),
        ("Namgung Min", ("ko", "namgung min")),
        ("Nam Gung Min-su", ("ko", "namgung min-su")),
        ("Cho'n Yo'ng-ch'o'l", ("ko", "chŏn yŏng-ch'ŏl")),
        ("Pak Kung-nyŏl", ("ko", "pak kuk-nyŏl")),
        ("Ri Ulszol", ("ko", "ri ul-sol")),
        ("Kim Džongunas", ("ko", "kim jong-un")),
        ("Пак Сон Ми", ("ko", "пак сон-ми")),
        ("Ван Сяомин", ("zh", "ван сяо-мин")),
        ("パク・ウニャン", ("ko", "パク ウン-ヤン")),
        ("ぱく そんみ", ("ko", "パク ソン-ミ")),
        ("김선미 씨", ("ko", "김 선-미")),
        ("김선미씨", ("ko", "김 선-미")),
        ("김모 씨", ("ko", "김")),
        ("南宮敏先生", ("han", "南宮 敏")),
        ("金 善美", ("han", "金 善-美")),
        ("Hsiao Mei-chin", ("zh", "hsiao mei-chin")),
        ("Leung Kwok-hung", ("yue", "leung kwok-hung")),
    ],
)
def test_the_likeliest_reading_is_the_right_one(text: str, read: tuple[str, str]) -> None:
    assert best(text) == read


def test_decomposed_hangul_is_read_like_composed() -> None:
    import unicodedata

    assert best(unicodedata.normalize("NFD", "김선미")) == ("ko", "김 선-미")


@pytest.mark.parametrize(
    "text", ["Kim Sun-mi (pseudonym)", "김선미(가명)", "가명: 김선미", "Kim Sun-mi (not her real name)"]
)
def test_a_mark_of_a_pseudonym_is_noted_and_taken_away(text: str) -> None:
    name = names.parse(text)
    assert name.marked
    assert name.bare in {"Kim Sun-mi", "김선미"}
    assert not names.parse("Kim Sun-mi (68)").marked


def test_the_shares_of_the_readings_sum_to_one() -> None:
    readings = names.parse("Han Min").readings
    assert len(readings) > 1
    assert sum(2.0**reading.likelihood for reading in readings) == pytest.approx(1)


@pytest.mark.parametrize(
    "text", ["", "   ", "-", "()", "\ud800", "12345", "😀", "🇰🇷 김", "O'Brien", "x" * 5000, "가" * 300, "ㄱㄴㄷ"]
)
def test_what_is_no_name_is_read_without_an_error(text: str) -> None:
    assert names.parse(text).text == text


def test_names_of_other_kinds_have_no_readings() -> None:
    assert names.parse("Giovanni Rossi").readings == ()
    assert names.parse("محمد علي").readings == ()
