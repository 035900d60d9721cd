"""Korean and Chinese numbers are read to the same values and bounds, wherever they stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.text.numbers import Quantity, quantities
from chamsae.text.numerals import value
from tests.text.test_normal import TROUBLE


def only(text: str) -> Quantity:
    (found,) = [one for one in quantities(text) if one.counter]
    return found


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("2,600", 2600), ("1만6천", 16_000), ("14만 6000", 146_000), ("14만8156", 148_156), ("1만 2,000", 12_000),
        ("2천600", 2600), ("이천육백", 2600), ("52,701만", 527_010_000), ("1억2천만", 120_000_000),
        ("백만", 1_000_000),
        ("서른", 30), ("열두", 12), ("스무", 20), ("한", 1), ("스물다섯", 25), ("五百", 500),
        ("三万三千九百八十一", 33_981),
        ("两", 2), ("一百二十万", 1_200_000), ("二十", 20), ("十", 10), ("2.5", 2.5), ("3.5万", 35_000),
        ("二〇二三", 2023),
        ("一千零五", 1005), ("兩萬", 20_000),
    ],
)  # fmt: skip
def test_numerals_have_values(words: str, number: float) -> None:
    assert value(words) == number


@pytest.mark.parametrize("words", ["", "사람", "人", "x"])
def test_other_words_have_none(words: str) -> None:
    assert value(words) is None


@pytest.mark.parametrize(
    ("text", "exact", "low", "high", "comparator"),
    [
        ("탈북민 약 600명을 북송했다", "약 600명", 600, 600, "about"),
        ("650여 명이 북송됐다", "650여 명", 650, None, "more_than"),
        ("2000여 명 이상으로 추산된다", "2000여 명 이상", 2000, None, "at_least"),
        ("200명이 넘었다고 한다", "200명이 넘었", 200, None, "more_than"),
        ("최소 180명", "최소 180명", 180, None, "at_least"),
        ("최대 50명까지", "최대 50명", None, 50, "up_to"),
        ("100명 이하", "100명 이하", None, 100, "up_to"),
        ("450명을 초과하지 않는", "450명을 초과하지 않", None, 450, "up_to"),
        ("100명을 넘지 못했다", "100명을 넘지 못", None, 100, "up_to"),
        ("100명 미만", "100명 미만", None, 100, "less_than"),
        ("수백 명이 들어왔다", "수백 명", 200, 999, "vague"),
        ("수십명", "수십명", 20, 99, "vague"),
        ("5~6명", "5~6명", 5, 6, "range"),
        ("두세 명", "두세 명", 2, 3, "range"),
        ("20명에서 30명", "20명에서 30명", 20, 30, "range"),
        ("3~4만 명", "3~4만 명", 30_000, 40_000, "range"),
        ("약 1만6천여 명이 서명했다", "약 1만6천여 명", 16_000, 16_000, "about"),
        ("2천600여 명", "2천600여 명", 2600, None, "more_than"),
        ("10여만 명", "10여만 명", 100_000, None, "more_than"),
        ("스무 명 남짓", "스무 명 남짓", 20, 20, "about"),
        ("여성 3명", "3명", 3, 3, "exact"),
        ("６００명", "６００명", 600, 600, "exact"),
        ("据估计，超过两千人", "超过两千人", 2000, None, "more_than"),
        ("말했다,30명", "30명", 30, 30, "exact"),
        ("约500名脱北者", "约500名", 500, 500, "about"),
        ("五百多名朝鲜人", "五百多名", 500, None, "more_than"),
        ("500余人", "500余人", 500, None, "more_than"),
        ("超过600人", "超过600人", 600, None, "more_than"),
        ("至少八十人", "至少八十人", 80, None, "at_least"),
        ("不到一百人", "不到一百人", None, 100, "less_than"),
        ("不超过100人", "不超过100人", None, 100, "up_to"),
        ("最多五十名", "最多五十名", None, 50, "up_to"),
        ("一百人以上", "一百人以上", 100, None, "at_least"),
        ("六百人左右", "六百人左右", 600, 600, "about"),
        ("近2000人", "近2000人", 2000, 2000, "about"),
        ("數百名北韓難民", "數百名", 200, 999, "vague"),
        ("数十人", "数十人", 20, 99, "vague"),
        ("两三名", "两三名", 2, 3, "range"),
        ("三四百人", "三四百人", 300, 400, "range"),
        ("50至60人", "50至60人", 50, 60, "range"),
        ("五十到六十人", "五十到六十人", 50, 60, "range"),
        ("3万3981人", "3万3981人", 33_981, 33_981, "exact"),
        ("20多万人", "20多万人", 200_000, None, "more_than"),
        ("上百人", "上百人", 100, None, "at_least"),
        ("約兩千六百人", "約兩千六百人", 2600, 2600, "about"),
        ("一两百人", "一两百人", 100, 200, "range"),
        ("一百三四十個人", "一百三四十個人", 130, 140, "range"),
        ("十五六人", "十五六人", 15, 16, "range"),
        ("两百来人", "两百来人", 200, 200, "about"),
        ("过百人", "过百人", 100, None, "more_than"),
        ("几百号人", "几百号人", 200, 999, "vague"),
        ("至少有1 170名", "至少有1 170名", 1170, None, "at_least"),
    ],
)  # fmt: skip
def test_bounds_follow_from_the_words_around_the_number(
    text: str, exact: str, low: float | None, high: float | None, comparator: str
) -> None:
    found = only(text)
    assert text[found.start : found.end] == exact
    assert (found.amount.low, found.amount.high, found.amount.comparator) == (low, high, comparator)
    assert found.amount.unit == "person"


@pytest.mark.parametrize(
    ("text", "low", "high", "comparator"),
    [("近六成是女性", 60, 60, "about"), ("佔七成以上", 70, None, "at_least"), ("三四成", 30, 40, "range")],
)
def test_tenths_are_percent(text: str, low: float, high: float | None, comparator: str) -> None:
    amount = only(text).amount
    assert (amount.low, amount.high, amount.comparator, amount.unit) == (low, high, comparator, "percent")


def test_units_tell_persons_from_money_age_and_distance() -> None:
    text = "15살 소녀는 3000위안을 내고 20km를 걸어 30명과 3개월을 지냈다"
    assert [one.amount.unit for one in quantities(text)] == ["age", "yuan", "km", "person", "month"]


def test_ordinals_and_other_words_are_not_counts_of_persons() -> None:
    text = "제3조, 두 번째, 한 인권단체, 2 명단, 第四条, 第一人, 10人权, 재일 한인 대표, 백인 남성, 한명숙 씨, 7일 만인"
    assert [one for one in quantities(text) if one.amount.unit == "person"] == []


def test_places_before_a_count_are_no_range() -> None:
    assert [one.amount.low for one in quantities("5곳에서 600명이")] == [5, 600]


def test_decomposed_hangul_is_read_where_it_stands() -> None:
    text = unicodedata.normalize("NFD", "탈북민 약 600여 명")
    found = only(text)
    assert unicodedata.normalize("NFC", text[found.start : found.end]) == "약 600여 명"
    assert found.amount.low == 600


def test_a_number_of_a_thousand_digits_is_no_quantity_and_no_error() -> None:
    assert all((one.amount.low or 0) < 10**16 for one in quantities("9" * 1000 + "명 " + "만" * 1000 + "명"))


@given(TROUBLE)
def test_any_text_can_be_read_and_spans_lie_in_it(text: str) -> None:
    for one in quantities(text + " 3명"):
        assert 0 <= one.start <= one.number_start < one.number_end <= one.unit_end <= one.end <= len(text) + 3


@given(st.integers(1, 10**9), st.sampled_from(["명", "人"]))
def test_every_number_in_digits_keeps_its_value(number: int, unit: str) -> None:
    assert only(f"{number:,}{unit}").amount.low == number
