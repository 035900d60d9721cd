"""The tables of the store in memory."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from chamsae.errors import absent
from chamsae.model.case import CodedAct, CodedEvent, Derived
from chamsae.model.check import Check
from chamsae.model.claim import Claim
from chamsae.model.document import Document, Reading, Relation
from chamsae.model.judgement import Judgement
from chamsae.model.ledger import Entry, Written
from chamsae.model.link import Answers, Listed, Pair, Reckoned, Record
from chamsae.model.log import Holder, Key, LogEntry
from chamsae.model.queue import Asking
from chamsae.model.rereading import Rereading
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import FigureGroup, Settlement
from chamsae.model.source import Capture, StoredObject
from chamsae.model.stance import Stance
from chamsae.model.transcript import Transcript
from chamsae.model.translation import Translation
from chamsae.ports import Sketch

T = TypeVar("T")


@dataclass
class Rows:
    """All rows; copied shallowly at the start of a transaction and put back if it fails."""

    objects: dict[str, StoredObject] = field(default_factory=dict)
    captures: dict[str, Capture] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    attempts: list[Reading] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    claims_of: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    askings: dict[str, Asking] = field(default_factory=dict)
    rereadings: list[Rereading] = field(default_factory=list)
    sketches: dict[tuple[str, str], Sketch] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    groups: dict[str, FigureGroup] = field(default_factory=dict)
    settlements: list[Settlement] = field(default_factory=list)
    corrections: list[ScopeCorrection] = field(default_factory=list)
    checks: dict[str, Check] = field(default_factory=dict)
    stances: list[Stance] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    pairs: dict[str, Pair] = field(default_factory=dict)
    transcripts: list[Transcript] = field(default_factory=list)
    ledger: list[Entry | Written] = field(default_factory=list)
    listed: dict[str, Listed] = field(default_factory=dict)
    entity_of: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answers] = field(default_factory=dict)
    reckoned: Reckoned | None = None
    coded: dict[str, CodedAct] = field(default_factory=dict)
    events: dict[str, CodedEvent] = field(default_factory=dict)
    derived: Derived | None = None
    log: list[LogEntry] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)
    held: dict[tuple[Holder, str], str] = field(default_factory=dict)

    def shallow(self) -> "Rows":
        """A copy of all tables that shares their rows."""
        return Rows(**{name: copy.copy(getattr(self, name)) for name in self.__dataclass_fields__})


def add(table: dict[str, T], key: str, value: T) -> bool:
    """Put a row under a key; False when the key was taken."""
    if key in table:
        return False
    table[key] = value
    return True


def get(table: Mapping[str, T], key: str, what: str) -> T:
    """The row under a key; NotFound names what there is none of."""
    try:
        return table[key]
    except KeyError:
        raise absent(what, key) from None
