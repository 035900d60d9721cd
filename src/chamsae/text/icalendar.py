"""Days to keep as an iCalendar file (RFC 5545), for any calendar; what is in it leaves the casebook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

#: Octets in a line, at most.
WIDTH = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Something to do on a day; `uid` stays the same when it moves."""

    uid: str
    day: date
    summary: str


def icalendar(days: Iterable[Day], *, now: datetime) -> str:
    """The file, one all-day event each."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Chamsae//EN", "CALSCALE:GREGORIAN"]
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(one.summary)}",
            "CLASS:CONFIDENTIAL",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(_folded(line) for line in (*lines, "END:VCALENDAR"))


def _escaped(text: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> str:
    """A line with its end; a long one goes on behind a space, never in the middle of a character."""
    parts: list[str] = []
    part = ""
    for character in line:
        if len((part + character).encode()) > WIDTH - bool(parts):
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join((*parts, part)) + "\r\n"
