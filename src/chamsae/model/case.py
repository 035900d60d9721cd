"""The case file: acts as coded, with who suffered them, who answers for them, and what they belong to.

After the HURIDOCS Events Standard Formats: an act is one victim (or group) and one kind of violation, with time and
place; perpetrators are tied to it by involvement. Persons, events and cases are what acts belong to; they are never
stored as victims or perpetrators themselves.
"""

from dataclasses import dataclass
from enum import StrEnum

from chamsae.model.amount import Amount
from chamsae.model.judgement import Status
from chamsae.model.when import When


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

    `chain` goes from the unit up to the State (keys or names, as far as known); `state` is its last link as a State's
    code ("CN", "KP"). `claims` say so.
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

    `id` follows from what it is made of. `violation` is a code of resources/violations.yml, None while open.
    `persons` are identities judged to be its victims, empty where nobody is named; `victims` how many of a group.
    `place` is a key of the gazetteer, `place_text` the words; `event` and `cases` what it belongs to. `claims` are
    what it rests on, `status` how people judged it.
    """

    id: str
    claims: tuple[str, ...]
    document: str
    violation: str | None = None
    persons: tuple[str, ...] = ()
    victims: Amount | None = None
    victim_text: str | None = None
    place: str | None = None
    place_text: str | None = None
    when: When | None = None
    event: str | None = None
    cases: tuple[str, ...] = ()
    involved: tuple[Involved, ...] = ()
    status: Status = Status.PROPOSED
