"""Times, absolute and relative; what cannot be known stays open and says so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.when import Precision as P
from chamsae.read.english.dates import dates, latest

REFERENCE = date(2022, 3, 17)  # a Thursday


@pytest.mark.parametrize(
    ("words", "text", "start", "end", "precision"),
    [
        ("on March 3, 2021, he", "March 3, 2021", "2021-03-03", "2021-03-03", P.DAY),
        ("on 3 March 2021", "3 March 2021", "2021-03-03", "2021-03-03", P.DAY),
        ("on Feb. 9 they", "Feb. 9", "2022-02-09", "2022-02-09", P.DAY),
        ("on Dec. 24", "Dec. 24", "2021-12-24", "2021-12-24", P.DAY),
        ("in June 2019", "June 2019", "2019-06-01", "2019-06-30", P.MONTH),
        ("in late June 2019", "late June 2019", "2019-06-21", "2019-06-30", P.RANGE),
        ("in the early 1990s", "early 1990s", "1990-01-01", "1994-12-31", P.RANGE),
        ("in 2004 she", "in 2004", "2004-01-01", "2004-12-31", P.YEAR),
        ("since 2004", "since 2004", "2004-01-01", "2022-03-17", P.RANGE),
        ("last month", "last month", "2022-02-01", "2022-02-28", P.MONTH),
        ("last year", "last year", "2021-01-01", "2021-12-31", P.YEAR),
        ("two years ago", "two years ago", "2020-01-01", "2020-12-31", P.YEAR),
        ("on Tuesday", "on Tuesday", "2022-03-15", "2022-03-15", P.DAY),
        ("last Thursday", "last Thursday", "2022-03-10", "2022-03-10", P.DAY),
        ("yesterday", "yesterday", "2022-03-16", "2022-03-16", P.DAY),
        ("on the 5th", "on the 5th", "2022-03-05", "2022-03-05", P.DAY),
        ("(12-14 January)", "12-14 January", "2022-01-12", "2022-01-14", P.RANGE),
        ("recently", "recently", None, "2022-03-17", P.VAGUE),
        ("between 1996 and 1999", "between 1996 and 1999", "1996-01-01", "1999-12-31", P.RANGE),
    ],
)
def test_a_time_is_worked_out(words: str, text: str, start: str | None, end: str | None, precision: P) -> None:
    [found] = dates(words, REFERENCE)
    when = found.when
    assert when.text == text
    assert (
        when.start.isoformat() if when.start else None,
        when.end.isoformat() if when.end else None,
        when.precision,
    ) == (start, end, precision)


@pytest.mark.parametrize("words", ["last month", "on Oct. 9", "on Tuesday", "yesterday", "two weeks ago", "in August"])
def test_without_a_reference_a_relative_time_stays_open_and_says_so(words: str) -> None:
    [found] = dates(words)
    assert found.needs
    assert not found.when.bounded
    assert "the document lacks" in found.why


@pytest.mark.parametrize(
    "words", ["Feb. 30 came", "he may go", "the 2,019 people", "March on Washington", "13/13/2020"]
)
def test_what_is_no_date_gives_no_day(words: str) -> None:
    assert all(found.when.precision is not P.DAY for found in dates(words, REFERENCE))


def test_the_latest_full_date_dates_a_page_at_the_earliest() -> None:
    assert latest("Seen on May 2, 2018 and on 3 June 2019; again on July 4.") == date(2019, 6, 3)
    assert latest("no date at all") is None


@given(st.text(max_size=200), st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_any_text_can_be_searched_for_times(text: str, reference: date) -> None:
    for found in dates(text, reference):
        assert 0 <= found.start < found.end <= len(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 12, 31)))
def test_every_day_written_out_is_read_back(day: date) -> None:
    [found] = dates(f"on {day:%B} {day.day}, {day.year}, they")
    assert (found.when.start, found.when.end) == (day, day)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("6 December last year", date(2024, 12, 6), date(2024, 12, 6)),
        ("March 18 last year", date(2024, 3, 18), date(2024, 3, 18)),
        ("in 2017, in the autumn", date(2017, 9, 1), date(2017, 11, 30)),
    ],
)
def test_a_day_of_last_year_and_a_season_after_its_year_are_one_time(words: str, start: date, end: date) -> None:
    (found,) = dates(f"It was {words}.", date(2025, 4, 11))
    assert (found.when.text, found.when.start, found.when.end) == (words, start, end)
