"""The case file: acts as coded, with who suffered them, who answers for them, and what they belong to.

After the HURIDOCS Events Standard Formats: an act is one victim (or group) and one kind of violation, with time and
place; perpetrators are tied to it by involvement. Persons, events and cases are what acts belong to; they are never
stored as victims or perpetrators themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from chamsae.model.amount import Amount
from chamsae.model.judgement import Status
from chamsae.model.when import Precision, When

#: What stands for a kind of violation nobody has settled, in ids.
OPEN = "open"


class Counting(StrEnum):
    """What a table counts. A case is one person's journey from leaving to its outcome; somebody handed back twice is
    one person and two cases."""

    ACTS = "acts"
    PERSONS = "persons"
    EVENTS = "events"
    CASES = "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """Somebody who had a part in an act: in whose words, judged to be whom, in what degree, and who answers for them.

    `chain` goes from the unit up to the State (keys of custody.yml, as far as known); `state` is its last link as a
    State's code ("CN", "KP"). `claims` say so.
    """

    name: str
    identity: str | None = None
    degree: str | None = None
    type: str | None = None
    chain: tuple[str, ...] = ()
    state: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedAct:
    """One act as it stands in the case file; derived from claims and judgements, never typed in.

    `id` follows from the first claim it is made of and its violation (`act_id`). `violation` is a code of
    resources/violations.yml, None while open; `act` what readers call it (acts.yml). `persons` are identities judged to
    be its victims, by their `records`; both are empty where nobody is named; `victims` is how many of a group.
    `place` is a key of the gazetteer, `place_text` the words; `event` and `cases` what it belongs to. `claims` are
    what it rests on in the order of their documents, `document` that of the first, `status` how people judged it.
    `shelf` names the acts it was compared with: those of one person, or of one kind on one day.
    """

    id: str
    claims: tuple[str, ...]
    document: str
    violation: str | None = None
    act: str = ""
    persons: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    victims: Amount | None = None
    victim_text: str | None = None
    place: str | None = None
    place_text: str | None = None
    when: When | None = None
    event: str | None = None
    cases: tuple[str, ...] = ()
    involved: tuple[Involved, ...] = ()
    status: Status = Status.PROPOSED
    shelf: str = ""

    @property
    def day(self) -> date | None:
        """The day it happened on, where that is told."""
        when = self.when
        single = when is not None and when.precision is Precision.DAY and when.start == when.end
        return when.start if when is not None and single else None

    @property
    def occasion(self) -> str | None:
        """What acts that may be of one event have in common: the kind and the day."""
        return f"{self.act}|{self.day}" if self.day else None


class Suffered(NamedTuple):
    """That a record's person suffered an act: ids of act and record, how the act stands, who the record was judged to
    be (the record itself while nobody has linked it), and its document. Read by the hundred thousand, so a tuple."""

    act: str
    status: str
    record: str
    person: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """Acts of one kind on one day at one place (key; None where none is told), told by two claims or more.

    `id` names these three (`event_id`), so that it lasts while what is told of it changes. `acts`, `claims` and
    `persons` count.
    """

    id: str
    act: str
    day: date
    place: str | None
    acts: int
    claims: int
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The events of one kind and day (`name`), and of which event (id) acts at a place (key) are."""

    name: str
    events: tuple[CodedEvent, ...] = ()
    held: Mapping[str | None, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Up to which entry of the log acts are derived, and by which rules (a new version derives all anew).

    While all are derived anew, `done` of the `of` claims are; None once that has ended.
    """

    upto: int
    rules: str
    done: int | None = None
    of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which coded acts are asked for; what is None does not matter. All that is given must fit.

    Of each tuple one must fit. `places` are keys as they stand on acts: a province does not stand for its towns.
    """

    ids: tuple[str, ...] | None = None
    claims: tuple[str, ...] | None = None
    records: tuple[str, ...] | None = None
    persons: tuple[str, ...] | None = None
    shelves: tuple[str, ...] | None = None
    violations: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    states: tuple[str, ...] | None = None
    event: str | None = None
    case: str | None = None
    occasion: str | None = None


def act_id(claim: str, violation: str | None) -> str:
    """The id of an act whose first claim this is."""
    return f"a-{claim}-{violation or OPEN}"


def claim_of(act: str) -> str:
    """The first claim an act's id was made of: leads to the act that it belongs to now."""
    return act.removeprefix("a-").rpartition("-")[0]


def event_id(act: str, day: date, place: str | None) -> str:
    """The id of the event of this kind, day and place."""
    return f"e-{act}-{day.isoformat()}-{place or OPEN}"


def event_parts(id: str) -> tuple[str, date, str | None] | None:
    """The kind, day and place an event's id names; None for what is no such id."""
    act, _, rest = id.removeprefix("e-").partition("-")
    try:
        day = date.fromisoformat(rest[:10])
    except ValueError:
        return None
    place = rest[11:]
    return (act, day, None if place in {"", OPEN} else place) if id.startswith("e-") and act else None
