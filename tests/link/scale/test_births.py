"""Birth dates as written in lists of three languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.link.scale.births import birth, by_moon_day


def interval(text: str) -> tuple[date, date] | None:
    found = birth(text)
    return (date.fromordinal(found.born_from), date.fromordinal(found.born_to)) if found else None


@pytest.mark.parametrize(
    "text",
    ["1975-03-02", "1975.3.2", "1975/03/02", "19750302", "1975년 3월 2일", "1975年3月2日", "1975-03-02 00:00:00"],
)
def test_a_day_is_a_day_however_it_is_written(text: str) -> None:
    assert interval(text) == (date(1975, 3, 2), date(1975, 3, 2))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1975", date(1975, 1, 1), date(1975, 12, 31)),
        ("1975년생", date(1975, 1, 1), date(1975, 12, 31)),
        ("1975-02", date(1975, 2, 1), date(1975, 2, 28)),
        ("1975-12", date(1975, 12, 1), date(1975, 12, 31)),
        ("1970-1975", date(1970, 1, 1), date(1975, 12, 31)),
        ("25/03/1975", date(1975, 3, 25), date(1975, 3, 25)),
    ],
)
def test_what_is_known_less_exactly_is_an_interval(text: str, first: date, last: date) -> None:
    assert interval(text) == (first, last)


def test_day_and_month_in_unknown_order_are_no_day() -> None:
    found = birth("02/03/1975")
    assert found is not None
    assert found.day is None
    assert (found.born_from, found.born_to) == (date(1975, 2, 3).toordinal(), date(1975, 3, 2).toordinal())


def test_a_date_by_the_moon_is_the_day_it_fell_on() -> None:
    assert interval("음력 1975-01-01") == (date(1975, 2, 11), date(1975, 2, 11))
    assert interval("1975-02-30") == (date(1975, 4, 11), date(1975, 4, 11))  # no day of the sun


def test_a_day_knows_which_day_it_would_be_by_the_moon() -> None:
    found = birth("1975-01-01")
    assert found is not None
    assert found.moon == date(1975, 2, 11).toordinal()
    assert by_moon_day(1975, 13, 1) is None


@pytest.mark.parametrize("text", ["헛소리", "", "1775-01-01", "1975-13-01", "99"])
def test_what_is_no_birth_date_is_none(text: str) -> None:
    assert birth(text) is None


@given(st.text(max_size=30))
def test_any_text_is_read_or_not(text: str) -> None:
    found = birth(text)
    assert found is None or found.born_from <= found.born_to
