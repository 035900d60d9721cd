"""Days as an iCalendar file."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from chamsae.text.icalendar import WIDTH, Day, icalendar

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def file(summary: str) -> str:
    return icalendar([Day(uid="a@b", day=date(2026, 12, 31), summary=summary)], now=NOON)


def test_a_day_ends_where_the_next_begins() -> None:
    made = file("Look again")
    assert "DTSTAMP:20260501T120000Z\r\n" in made
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in made


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_lines_are_short_and_come_back_whole_in_every_script(summary: str) -> None:
    made = file(summary)
    assert all(len(line.encode()) <= WIDTH for line in made.split("\r\n"))
    line = next(one for one in made.replace("\r\n ", "").split("\r\n") if one.startswith("SUMMARY:"))
    back = line.removeprefix("SUMMARY:").replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\")
    assert back == summary
