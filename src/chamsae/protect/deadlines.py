"""The days of the register of appeals as they may leave: a code, what is due, and when.

Calendars travel to telephones and their makers. No word anybody typed can reach one: a day is told by fixed words and
a code with a checksum (chamsae.protect.pseudonyms), and whatever has no such code is refused.
"""

import secrets
from collections.abc import Collection, Iterable

from chamsae.errors import Withheld, phrase
from chamsae.model.appeal import Deadline
from chamsae.protect.pseudonyms import KEY_BYTES, code, is_code
from chamsae.text.appeals import deadline_words
from chamsae.text.icalendar import Day


def new_code(taken: Collection[str]) -> str:
    """A code for an appeal that no other has, drawn under a key that is thrown away: it says nothing of anybody."""
    drawn = code(secrets.token_bytes(KEY_BYTES), "appeal")
    return new_code(taken) if drawn in taken else drawn


def days(deadlines: Iterable[Deadline], *, language: str) -> list[Day]:
    """The days, the first first. Raises Withheld for what is not known by a code."""
    return [_day(one, language) for one in sorted(deadlines, key=lambda one: (one.day, one.code))]


def _day(one: Deadline, language: str) -> Day:
    if not is_code(one.code):
        raise Withheld(
            phrase("a day is not known by a code"), thing=one.kind.value, do=phrase("Leave it out of the calendar.")
        )
    uid = f"{one.code.lower()}-{one.kind.value}@chamsae"
    return Day(uid=uid, day=one.day, summary=f"Chamsae {deadline_words(one, language)}", remind=True)
