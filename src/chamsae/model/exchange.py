"""What goes to other systems and comes from them: claims with whom they are about, and claims as a file tells them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chamsae.model.claim import Claim, Modality, NameType, Speaker, Value
from chamsae.model.document import Document
from chamsae.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person, organisation, facility or place as far as people judged: all spellings, fullest first."""

    id: str
    type: NameType
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A claim on its way out: `whom` it is about or was done to, `by` whom, in which `event` (ids)."""

    claim: Claim
    whom: str | None = None
    by: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything an exchange format is written from; documents come without their text."""

    documents: Mapping[str, Document]
    people: Mapping[str, Someone]
    claims: tuple[Going, ...]
    events: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A claim as a file tells it: where in its text the words stand, and what they say.

    `record` is the id of the record in the file and `property` what of it. Entities in `value` are ids of the file;
    `act` of an involvement is the record of the act.
    """

    line: int
    start: int
    end: int
    trigger: tuple[int, int]
    record: str
    property: str
    value: Value
    when: When | None = None
    place: tuple[str, ...] = ()
    modality: Modality = Modality.REPORTED
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What of a file could not be taken: line, property, words, and why."""

    line: int
    property: str
    words: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a format cannot hold, and how many claims that concerns; `claims` are the first of them."""

    what: str
    count: int
    claims: tuple[str, ...] = ()
