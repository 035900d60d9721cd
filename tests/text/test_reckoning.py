"""Times as people give them, in three languages: the days meant, never more precise than told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.when import Precision, When
from chamsae.text import lunar
from chamsae.text.ages import Counting, aged, birth
from chamsae.text.reckoning import reckon

SAID = When.day(date(2023, 10, 9))
BORN = When(start=date(1988, 3, 1), end=date(1988, 3, 31), precision=Precision.MONTH)


def days(words: str) -> tuple[str, str] | None:
    found = reckon(words, published=SAID, born=BORN)
    return (str(found.when.start), str(found.when.end)) if found else None


@pytest.mark.parametrize("words", ["农历二〇〇九年八月十五", "農历2009年八月十五", "陰曆二零零九年八月十五"])
def test_a_lunar_year_may_be_written_in_digits_of_either_kind(words: str) -> None:
    assert days(words) == ("2009-10-03", "2009-10-03")


@pytest.mark.parametrize(
    "words", ["음력 2009년 팔월 보름", "the eighth of the sixth lunar month of 2009", "음력 15일 8월 2009"]
)
def test_a_lunar_date_that_is_not_understood_is_never_taken_for_one_of_the_other_calendar(words: str) -> None:
    assert days(words) in {None, ("2009-10-03", "2009-10-03")}


@pytest.mark.parametrize(
    "words", ["about two weeks after Chuseok 2009", "2009년 추석 두 주쯤 뒤", "2009年中秋节后大约两周"]
)
def test_a_length_of_time_after_a_feast_is_the_same_in_three_languages(words: str) -> None:
    assert days(words) == ("2009-10-12", "2009-10-22")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("before the currency reform", "None", "2009-11-29"),
        ("화폐개혁 전", "None", "2009-11-29"),
        ("货币改革之前", "None", "2009-11-29"),
        ("after the border closure", "2020-02-01", "None"),
        ("2011년 12월 김정일 사망 사흘 뒤", "2011-12-20", "2011-12-22"),
        ("a month before the Asian Games", "2023-08-09", "2023-09-08"),
        ("around Seollal 2012", "2012-01-19", "2012-01-27"),
        ("2009年中秋节前后", "2009-09-29", "2009-10-07"),
        ("last Chuseok", "2022-09-09", "2022-09-11"),
        ("작년 추석 두 달 전", "2022-06-25", "2022-07-27"),
        ("去年中秋节之后", "2022-09-12", "None"),
    ],
)
def test_events_and_feasts_date_what_hangs_on_them(words: str, start: str, end: str) -> None:
    assert days(words) == (start, end)


@pytest.mark.parametrize(
    "words",
    ["음력 2009년 8월 15일", "2009년 음력 8월 보름", "农历2009年八月十五", "lunar 2009-08-15",
     "the 15th day of the 8th lunar month of 2009"],
)  # fmt: skip
def test_a_lunar_date_is_its_day(words: str) -> None:
    assert days(words) == ("2009-10-03", "2009-10-03")


def test_a_month_put_in_is_another_month() -> None:
    assert days("农历2023年闰二月") == ("2023-03-22", "2023-04-19")
    assert lunar.month(2023, 3, leap=True) is None
    assert lunar.day(2009, 8, 31) is None
    assert lunar.day(3000, 1, 1) is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Juche 98", "2009-01-01", "2009-12-31"),
        ("주체98(2009)년 10월", "2009-10-01", "2009-10-31"),
        ("13 October 2010", "2010-10-13", "2010-10-13"),
        ("October 13th, 2010", "2010-10-13", "2010-10-13"),
        ("2010-10", "2010-10-01", "2010-10-31"),
        ("in the spring of 2010", "2010-03-01", "2010-05-31"),
        ("winter of 2012", "2012-12-01", "2013-02-28"),
        ("nearly three months after 13 October 2010", "2010-12-25", "2011-01-30"),
        ("three weeks ago", "2023-09-14", "2023-09-22"),
        ("3년 전", "2020-01-01", "2020-12-31"),
        ("三天前", "2023-10-06", "2023-10-06"),
    ],
)
def test_plain_dates_and_lengths_of_time_are_understood(words: str, start: str, end: str) -> None:
    assert days(words) == (start, end)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("스물두 살 때", "2009-01-01", "2009-12-31"),
        ("at 22 by Korean age", "2009-01-01", "2009-12-31"),
        ("虚岁二十二岁", "2009-01-01", "2009-12-31"),
        ("만 22세에", "2010-03-01", "2011-03-30"),
        ("when I was 22", "2010-03-01", "2011-03-30"),
        ("22岁时", "2010-03-01", "2011-03-30"),
    ],
)
def test_an_age_is_counted_as_its_language_counts(words: str, start: str, end: str) -> None:
    assert days(words) == (start, end)


@pytest.mark.parametrize("words", ["hello", "", "2010-13-01", "30 February 2010", "when I was 22", "last Chuseok"])
def test_words_that_name_no_time_or_lean_on_what_is_not_known_give_none(words: str) -> None:
    assert reckon(words) is None


def test_the_reason_says_how_and_the_words_are_kept() -> None:
    found = reckon("about two weeks after Chuseok 2009")
    assert found is not None and found.when.text == "about two weeks after Chuseok 2009"
    assert "about 14 days after, give or take 4" in found.why


@pytest.mark.parametrize(
    ("day", "age"), [(date(2000, 2, 29) + timedelta(at), age) for at in range(-3, 4) for age in range(9)]
)
def test_whoever_was_born_near_a_leap_day_was_of_that_age_when_the_age_says_so(day: date, age: int) -> None:
    then = aged(age, When.day(day))
    assert then is not None and then.start is not None and then.end is not None
    for moment in (then.start, then.end):
        born = birth(age, When.day(moment))
        assert born is not None and born.start is not None and born.end is not None and born.start <= day <= born.end


def test_whoever_was_born_on_29_february_may_keep_the_28th_or_1_march() -> None:
    turned = aged(1, When.day(date(2000, 2, 29)))
    assert turned is not None and (turned.start, turned.end) == (date(2001, 2, 28), date(2002, 2, 28))
    grown = aged(4, When.day(date(2000, 2, 29)))
    assert grown is not None and (grown.start, grown.end) == (date(2004, 2, 29), date(2005, 2, 28))
    for day, age, last in (
        ((2001, 2, 28), 1, (2000, 2, 29)),
        ((2004, 2, 28), 1, (2003, 2, 28)),
        ((2004, 2, 28), 4, (2000, 2, 28)),
    ):
        born = birth(age, When.day(date(*day)))
        assert born is not None and born.end == date(*last)


@given(st.dates(date(1950, 1, 1), date(2020, 12, 31)), st.integers(0, 90), st.sampled_from(Counting))
def test_whoever_was_born_on_a_day_was_of_that_age_when_the_age_says_so(day: date, age: int, how: Counting) -> None:
    age = max(age, 1) if how is Counting.YEARS else age
    then = aged(age, When.day(day), how)
    assert then is not None and then.start is not None and then.end is not None
    for moment in (then.start, then.end):
        born = birth(age, When.day(moment), how)
        assert born is not None and born.start is not None and born.end is not None
        assert born.start <= day <= born.end
