from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.when import Precision
from chamsae.read.published import when


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("2023-10-12", date(2023, 10, 12), date(2023, 10, 12), Precision.DAY),
        ("2023. 10. 2.", date(2023, 10, 2), date(2023, 10, 2), Precision.DAY),
        ("2023년 2월", date(2023, 2, 1), date(2023, 2, 28), Precision.MONTH),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("3rd Sept. 2021", date(2021, 9, 3), date(2021, 9, 3), Precision.DAY),
        ("2021", date(2021, 1, 1), date(2021, 12, 31), Precision.YEAR),
        ("2024-05-18 as shown (original 2023-10-11)", date(2024, 5, 18), date(2024, 5, 18), Precision.DAY),
    ],
)
def test_dates_of_three_languages(words: str, start: date, end: date, precision: Precision) -> None:
    moment = when(words)
    assert moment is not None
    assert (moment.start, moment.end, moment.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "words", ["", "soon", "0000-00-00", "2023-13-40x", "9999-99-99", "30 Feb 2023 in room 12", "12345"]
)
def test_no_date_is_made_up(words: str) -> None:
    moment = when(words)
    assert moment is None or moment.precision is not Precision.DAY


@given(st.text())
def test_any_words_are_survived(words: str) -> None:
    when(words)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_iso_dates_come_back(day: date) -> None:
    moment = when(f"on {day.isoformat()},")
    assert moment is not None
    assert moment.start == moment.end == day
