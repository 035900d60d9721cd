"""Korean and Chinese dates are worked out from the document's date, and left open where that does not suffice."""

import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.when import Precision, When
from chamsae.text.dates import times
from tests.text.test_normal import TROUBLE

PUBLISHED = When.day(date(2023, 10, 13))


def days(text: str, published: When | None = PUBLISHED) -> list[tuple[str, str, str]]:
    return [(str(one.when.start), str(one.when.end), one.when.precision) for one in times(text, published)]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2023년 10월 9일 밤", "2023-10-09", "2023-10-09", "day"),
        ("지난 9일", "2023-10-09", "2023-10-09", "day"),
        ("2008년 추석 무렵", "2008-09-01", "2008-10-31", "range"),
        ("그는 3년 전 떠났다", "2020-01-01", "2020-12-31", "year"),
        ("두 달 전에 왔다", "2023-08-01", "2023-08-31", "month"),
        ("9일 저녁", "2023-10-09", "2023-10-09", "day"),
        ("20일 북송됐다", "2023-09-20", "2023-09-20", "day"),
        ("20일까지 모두 송환", "2023-10-20", "2023-10-20", "day"),
        ("오는 20일", "2023-10-20", "2023-10-20", "day"),
        ("10월 9일", "2023-10-09", "2023-10-09", "day"),
        ("12월 30일", "2022-12-30", "2022-12-30", "day"),
        ("11월 6일부터 8일까지", "2023-11-06", "2023-11-08", "range"),
        ("8∼12일", "2023-10-08", "2023-10-12", "range"),
        ("지난달", "2023-09-01", "2023-09-30", "month"),
        ("지난해", "2022-01-01", "2022-12-31", "year"),
        ("작년 10월", "2022-10-01", "2022-10-31", "month"),
        ("올해 초", "2023-01-01", "2023-03-31", "range"),
        ("어제", "2023-10-12", "2023-10-12", "day"),
        ("지난주", "2023-10-02", "2023-10-08", "range"),
        ("8월 말", "2023-08-21", "2023-08-31", "range"),
        ("2012년", "2012-01-01", "2012-12-31", "year"),
        ("주체112(2023)년 10월", "2023-10-01", "2023-10-31", "month"),
        ("주체101년", "2012-01-01", "2012-12-31", "year"),
        ("최근", "None", "2023-10-13", "vague"),
        ("2023年10月9日晚", "2023-10-09", "2023-10-09", "day"),
        ("二〇二三年十月九日", "2023-10-09", "2023-10-09", "day"),
        ("10月9日", "2023-10-09", "2023-10-09", "day"),
        ("10月9号", "2023-10-09", "2023-10-09", "day"),
        ("统一部11日说", "2023-10-11", "2023-10-11", "day"),
        ("8月29日至31日", "2023-08-29", "2023-08-31", "range"),
        ("上个月", "2023-09-01", "2023-09-30", "month"),
        ("去年", "2022-01-01", "2022-12-31", "year"),
        ("今年8月底", "2023-08-21", "2023-08-31", "range"),
        ("去年底", "2022-10-01", "2022-12-31", "range"),
        ("民國112年", "2023-01-01", "2023-12-31", "year"),
        ("主體112年", "2023-01-01", "2023-12-31", "year"),
        ("昨天", "2023-10-12", "2023-10-12", "day"),
        ("1999년 이후", "1999-01-01", "2023-10-13", "range"),
        ("2012年以来", "2012-01-01", "2023-10-13", "range"),
        ("近日", "None", "2023-10-13", "vague"),
        ("今年中秋前后", "2023-09-01", "2023-10-31", "range"),
        ("去年春节", "2022-01-01", "2022-02-28", "range"),
        ("今年前九個月", "2023-01-01", "2023-09-30", "range"),
        ("如今", "None", "2023-10-13", "vague"),
        ("前一年", "None", "2023-10-13", "vague"),
        ("２０２３年１０月", "2023-10-01", "2023-10-31", "month"),
    ],
)  # fmt: skip
def test_a_date_is_worked_out(text: str, start: str, end: str, precision: str) -> None:
    assert days(text) == [(start, end, precision)]


@pytest.mark.parametrize("text", ["9일간", "3일 동안", "10일 만에", "14号管理所", "3个月", "2월 30일", "1990년대"])
def test_lengths_of_time_numbers_and_impossible_days_are_no_dates(text: str) -> None:
    assert times(text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "precision"), [("지난 9일", "day"), ("지난달", "month"), ("작년", "year"), ("어제", "day")]
)
def test_without_the_documents_date_relative_dates_keep_their_words_and_have_no_bounds(
    text: str, precision: str
) -> None:
    (found,) = times(text, None)
    assert found.when == When(precision=Precision(precision), text=text)


def test_a_document_of_a_known_year_settles_years_but_not_days() -> None:
    year = When(start=date(2023, 1, 1), end=date(2023, 12, 31), precision=Precision.YEAR)
    assert days("지난해", year) == [("2022-01-01", "2022-12-31", "year")]
    assert days("지난 9일", year) == [("None", "None", "day")]


def test_two_days_are_two_dates() -> None:
    assert [one.when.start for one in times("8일과 9일 두 차례", PUBLISHED)] == [date(2023, 10, 8), date(2023, 10, 9)]


def test_decomposed_hangul_dates_stand_where_they_say() -> None:
    text = unicodedata.normalize("NFD", "중국은 지난 9일 밤")
    (found,) = times(text, PUBLISHED)
    assert unicodedata.normalize("NFC", text[found.start : found.end]) == "지난 9일"


@given(TROUBLE, st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(When.day))
def test_any_text_gives_ordered_spans_inside_it(text: str, published: When | None) -> None:
    found = times(text + " 9일", published)
    assert all(0 <= one.start < one.end <= len(text) + 3 for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize(
    ("text", "day"),
    [("周二深夜", "2023-10-10"), ("星期五", "2023-10-13"), ("上周五", "2023-10-06"), ("本周日", "2023-10-15")],
)
def test_chinese_weekdays_lean_on_the_day_of_the_text(text: str, day: str) -> None:
    assert days(text) == [(day, day, "day")]


def test_a_weekday_of_an_undated_text_stays_open() -> None:
    assert days("周二", None) == [("None", "None", "day")]


@pytest.mark.parametrize("text", ["이듬해 봄에 떠났다", "그해 겨울", "추석 무렵 떠났다", "넉 달 뒤 풀려났다", "이튿날"])
def test_times_that_lean_on_what_was_told_stay_open(text: str) -> None:
    (found,) = times(text, None)
    assert (found.when.start, found.when.end, found.when.precision) == (None, None, "vague")


def test_days_before_an_event_are_not_counted_from_the_text() -> None:
    assert times("북송 3일 전이었다", PUBLISHED) == []
