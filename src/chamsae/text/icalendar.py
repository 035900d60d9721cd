"""Days to keep as an iCalendar file (RFC 5545), for any calendar; what is in it leaves the casebook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from chamsae.errors import MissingPart, phrase

if TYPE_CHECKING:
    from icalendar import Event

#: How often a calendar that follows the file looks again, and how long before a day it reminds of it.
LOOK_AGAIN, REMIND = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Something to do on a day; `uid` stays the same when it moves. `remind`: a week before as well."""

    uid: str
    day: date
    summary: str
    remind: bool = False


def icalendar(days: Iterable[Day], *, now: datetime) -> str:
    """The file, one all-day event each. Raises MissingPart without the package icalendar."""
    try:
        from icalendar import Calendar  # noqa: PLC0415 - of the extra `forms`, wanted only here
    except ImportError as error:
        do = "pip install 'chamsae[forms]'."
        raise MissingPart(phrase("a calendar file needs icalendar"), thing="iCalendar", do=do) from error
    made = Calendar()
    told = {"prodid": "-//Chamsae//EN", "version": "2.0", "calscale": "GREGORIAN", "refresh-interval": LOOK_AGAIN}
    for key, value in told.items():
        made.add(key, value)
    for one in days:
        made.add_component(_event(one, now))
    written: bytes = made.to_ical()
    return written.decode()


def _event(one: Day, now: datetime) -> "Event":
    from icalendar import Alarm, Event  # noqa: PLC0415 - of the extra `forms`

    event = Event()
    told = {
        "uid": one.uid, "dtstamp": now.astimezone(UTC), "dtstart": one.day, "dtend": one.day + timedelta(days=1),
        "summary": one.summary, "class": "CONFIDENTIAL", "transp": "TRANSPARENT",
    }  # fmt: skip
    for key, value in told.items():
        event.add(key, value)
    if one.remind:
        alarm = Alarm()
        for key, value in {"action": "DISPLAY", "description": one.summary, "trigger": -REMIND}.items():
            alarm.add(key, value)
        event.add_component(alarm)
    return event
