"""Times told from other events: worked out from what is named before, or open with what they need."""

from datetime import date

import pytest

from chamsae.model.claim import Time
from tests.read.english.test_reading import read


def times(text: str) -> dict[str, tuple[str | None, str | None]]:
    whens = [claim.value.when for claim in read(text, published=None) if isinstance(claim.value, Time)]
    return {str(w.text): (iso(w.start), iso(w.end)) for w in whens}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("She fled on 2 May 2010 and was caught two weeks later.", "two weeks later", "2010-05-10", "2010-05-16"),
        ("She fled on 2 May 2010 and was caught three days later.", "three days later", "2010-05-05", "2010-05-05"),
        ("She fled in 2010 and died a year later.", "a year later", "2011-01-01", "2011-12-31"),
        ("She fled in June 2010 and died the following spring.", "the following spring", "2011-03-01", "2011-05-31"),
        ("She fled in May 2010. The previous autumn he had died.", "The previous autumn", "2009-09-01", "2009-11-30"),
        ("She was freed in 2018. She fled that winter.", "that winter", "2018-12-01", "2019-02-28"),
        ("In 2018 nine fled, four fewer than the year before.", "the year before", "2017-01-01", "2017-12-31"),
        ("She fled in May 2010 and died the following August.", "the following August", "2010-08-01", "2010-08-31"),
    ],
)  # fmt: skip
def test_a_time_told_from_another_is_worked_out_from_it(text: str, words: str, start: str, end: str) -> None:
    assert times(text)[words] == (start, end)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She was caught two weeks later.", "two weeks later"),
        ("She reached Oakport the year before their daughter was caught, in 2010.", "the year before"),
        ("She fled in 2010.\n\nThe family wrote to the king, who replied two years later.", "two years later"),
    ],
)
def test_without_the_event_it_stays_open(text: str, words: str) -> None:
    assert times(text)[words] == (None, None)


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("It went on from January 2017 to March 2019.", "from January 2017 to March 2019", "2017-01-01", "2019-03-31"),
        ("Nine died before the end of 2019.", "the end of 2019", None, "2019-12-31"),
        ("She fled in the early 2000s.", "early 2000s", "2000-01-01", "2004-12-31"),
        ("They were sent back under a 1986 protocol.", "a 1986", "1986-01-01", "1986-12-31"),
    ],
)
def test_ranges_and_parts_of_years_are_read(text: str, words: str, start: str | None, end: str) -> None:
    found = times(text)
    assert next(bounds for shown, bounds in found.items() if words in shown or shown in words) == (start, end)


def test_a_year_in_the_heading_dates_the_days_of_a_list() -> None:
    found = times("Incident log, northern sector, 2026\n\n- 14 January: five men arrested at the station.\n")
    assert found["14 January"] == ("2026-01-14", "2026-01-14")


def test_every_tuesday_is_no_day() -> None:
    assert times("They march every Tuesday and Thursday in Oakport.") == {}
