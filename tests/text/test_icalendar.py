"""Days as an iCalendar file."""

import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from chamsae.errors import MissingPart
from chamsae.text.icalendar import Day, icalendar

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def file(summary: str) -> str:
    return icalendar([Day(uid="a@b", day=date(2026, 12, 31), summary=summary, remind=True)], now=NOON)


def test_a_day_ends_where_the_next_begins() -> None:
    made = file("Look again")
    assert "DTSTAMP:20260501T120000Z\r\n" in made
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in made


def test_a_reminder_comes_a_week_before() -> None:
    assert "TRIGGER:-P7D" in file("Look again")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_lines_are_short_and_come_back_whole_in_every_script(summary: str) -> None:
    made = file(summary)
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert event["SUMMARY"] == summary


def test_without_the_package_the_part_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingPart, match=r"chamsae\[forms\]"):
        file("Look again")
