from datetime import date

import pytest

from chamsae.model.amount import Comparator
from chamsae.model.when import Precision
from chamsae.read.sheet.values import Order, Refused, Writing, age, amount, content, day, number

PLAIN = Writing()


@pytest.mark.parametrize("cell", [
    "2013-08-15", "2013. 8. 15.", "2013.8.15", "2013/8/15", "2013년 8월 15일", "2013年8月15日", "'13. 8. 15.",
    "’13.8.15", "20130815", "41501", "41501.5", "15/08/2013", "2013-08-15 00:00:00", "2013.8.15(목)",
    "15 August 2013",
    "주체102(2013)년 8월 15일", "二〇一三年八月十五日",
])  # fmt: skip
def test_one_day_is_read_however_it_is_written(cell: str) -> None:
    when = day(cell, PLAIN)
    assert (when.start, when.end, when.precision, when.text) == (
        date(2013, 8, 15), date(2013, 8, 15), Precision.DAY, cell,
    )  # fmt: skip


@pytest.mark.parametrize(("cell", "start", "end"), [
    ("'13.8", date(2013, 8, 1), date(2013, 8, 31)),
    ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
    ("7/2013", date(2013, 7, 1), date(2013, 7, 31)),
    ("2013년", date(2013, 1, 1), date(2013, 12, 31)),
    ("juche 102", date(2013, 1, 1), date(2013, 12, 31)),
    ("2013년 여름", date(2013, 6, 1), date(2013, 8, 31)),
])  # fmt: skip
def test_what_is_known_to_the_month_or_year_stays_so(cell: str, start: date, end: date) -> None:
    assert (day(cell, PLAIN).start, day(cell, PLAIN).end) == (start, end)


def test_a_workbook_of_1904_counts_its_days_from_there() -> None:
    assert day("40039", Writing(epoch=1904)).start == day("41501", PLAIN).start == date(2013, 8, 15)


def test_which_of_two_numbers_is_the_day_is_never_guessed() -> None:
    with pytest.raises(Refused, match="two ways"):
        day("03/04/2011", PLAIN)
    assert day("03/04/2011", Writing(order=Order.DAY_FIRST)).start == date(2011, 4, 3)
    assert day("03/04/2011", Writing(order=Order.MONTH_FIRST)).start == date(2011, 3, 4)
    assert day("04.04.2011", PLAIN).start == date(2011, 4, 4)


@pytest.mark.parametrize("cell", [
    "2013-13-01", "2013-02-30", "2013년 13월 2일", "31/02/2013", "1213-01-01", "soon", "12345678901", "1,5", "15",
])  # fmt: skip
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(Refused):
        day(cell, PLAIN)


def test_cells_that_say_nothing_are_empty_and_errors_are_refused() -> None:
    assert [content(cell) for cell in (" ", "-", "미상", "N/A", "不详", "없음")] == [""] * 6
    for error in ("#REF!", "#N/A", "#DIV/0!"):
        with pytest.raises(Refused, match="error of the spreadsheet"):
            content(error)


def test_numbers_have_a_point_or_a_comma_as_the_list_writes_them() -> None:
    comma = Writing(decimal=",")
    assert (number("1,234.5", PLAIN), number("1.234,5", comma), number("1 234", PLAIN)) == (1234.5, 1234.5, 1234)
    with pytest.raises(Refused):
        number("1.234,5", PLAIN)


def test_how_many_keeps_the_words_around_the_number() -> None:
    about, more = amount("약 30명", "person", PLAIN), amount("30여 명", "person", PLAIN)
    assert (about.low, about.comparator) == (30, Comparator.ABOUT)
    assert (more.low, more.high, more.comparator) == (30, None, Comparator.MORE_THAN)


def test_ages_are_whole_years() -> None:
    assert [age(cell) for cell in ("35", "만 35세", "35.0", "35岁", "35 years old")] == [35] * 5
    for odd in ("350", "thirty", "3.5"):
        with pytest.raises(Refused):
            age(odd)
