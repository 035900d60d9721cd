"""Every table of a casebook as lines of JSON and back: nothing may be lost on the way, or the line is refused."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any, Generic, TypeVar, get_type_hints

import msgspec

from chamsae import codec
from chamsae.errors import InputError, IntegrityError
from chamsae.model.check import Check
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document, Reading, Relation, Sketch
from chamsae.model.judgement import Judgement
from chamsae.model.ledger import Written
from chamsae.model.link import Pair, Record
from chamsae.model.log import Key, LogEntry
from chamsae.model.queue import Asking
from chamsae.model.rereading import Rereading
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import FigureGroup, Settlement
from chamsae.model.source import Capture, StoredObject
from chamsae.model.stance import Stance
from chamsae.model.transcript import Transcript
from chamsae.model.translation import Translation
from chamsae.ports import Store
from chamsae.text.strict_json import strict

T = TypeVar("T")

#: Rows written to a store in one go.
BATCH = 500
KEYS = "keys"
LOG = "log"


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table: its name, what a row of it is, how all rows are read from a store and written to an empty one.

    `write` raises IntegrityError where a row would not stand there as it came, and the store's own errors.
    """

    name: str
    noun: type[T]
    read: Callable[[Store], Iterator[T]]
    write: Callable[[Store, Iterable[T]], None]

    def line(self, row: T) -> bytes:
        """The row as one line; equal rows give equal lines, whichever store they come from."""
        return msgspec.json.encode(_plain(row), order="sorted") + b"\n"

    def row(self, line: bytes) -> T:
        """The row of a line; raises InputError where it is none or holds what this version would lose."""
        try:
            given = strict(line)
        except ValueError as error:
            raise InputError(f"the line {error}") from error
        if not isinstance(given, dict):
            raise InputError("the line is no JSON object")
        row = _claim(given) if self.noun is Claim else codec.from_plain(self.noun, given)
        if lost := _lost(given, msgspec.to_builtins(_plain(row)), "$"):
            raise InputError(f"{lost} would be lost", do="It was written by another Chamsae: upgrade this one.")
        return row  # type: ignore[return-value]  # a claim where the noun is Claim


def _plain(row: Any) -> object:
    """The row with times in UTC and whole numbers written as such, as a database gives them back."""
    noun: Any = type(row)
    moved = {name: getattr(row, name).astimezone(UTC) for name in _moments(noun) if getattr(row, name) is not None}
    if isinstance(row, FigureGroup | Settlement):
        moved |= {"low": _whole(row.low), "high": _whole(row.high)}
    if moved:
        row = replace(row, **moved)
    return {"kind": row.kind, **_said(row)} if isinstance(row, Claim) else row


def _said(claim: Claim) -> dict[str, object]:
    return {field.name: getattr(claim, field.name) for field in fields(claim)}


def _whole(number: float | None) -> float | None:
    return int(number) if isinstance(number, float) and number.is_integer() else number


@cache
def _moments(noun: Any) -> tuple[str, ...]:
    """The fields of a noun that are points in time."""
    return tuple(name for name, hint in get_type_hints(noun).items() if hint in (datetime, datetime | None))


@cache
def _hints(noun: type) -> dict[str, Any]:
    return get_type_hints(noun)


def _claim(given: dict[str, Any]) -> Claim:
    """A claim, whose value has no tag of its own: the kind of the claim tells which it is."""
    kind = codec.from_plain(ClaimKind, given.get("kind"))
    hints = _hints(Claim)
    if missing := {"id", "document", "quote", "trigger", "value", "reader"} - given.keys():
        raise InputError(f"not a claim: it lacks {min(missing)}")
    told = {
        name: codec.from_plain(hints[name], part) for name, part in given.items() if name in hints and name != "value"
    }
    return Claim(value=codec.value_from_plain(kind, given["value"]), **told)


def _lost(given: object, kept: object, at: str) -> str | None:
    """Where something given is not among what is kept, as a path; what is kept may be more (fields with defaults)."""
    if isinstance(given, dict) and isinstance(kept, dict):
        found = (
            _lost(part, kept[name], f"{at}.{name}") if name in kept else f"{at}.{name}" for name, part in given.items()
        )
    elif isinstance(given, list) and isinstance(kept, list | tuple) and len(given) == len(kept):
        found = (_lost(a, b, f"{at}[{n}]") for n, (a, b) in enumerate(zip(given, kept, strict=True)))
    else:
        return None if given == kept and isinstance(given, bool) is isinstance(kept, bool) else at
    return next((path for path in found if path), None)


def _each(add: Callable[[Store, T], object]) -> Callable[[Store, Iterable[T]], None]:
    """Write rows one by one; what the store makes of a row must be the row."""

    def write(store: Store, rows: Iterable[T]) -> None:
        for row in rows:
            if (made := add(store, row)) is False or (made is not True and made is not None and made != row):
                raise IntegrityError("does not fit behind the rows before it", thing=repr(row)[:120])

    return write


def _batches(add: Callable[[Store, list[T]], int | None]) -> Callable[[Store, Iterable[T]], None]:
    """Write rows in batches; a row that was there already is one row too many."""

    def write(store: Store, rows: Iterable[T]) -> None:
        coming = iter(rows)
        while some := list(islice(coming, BATCH)):
            if add(store, some) not in (None, len(some)):
                raise IntegrityError("holds a row twice", thing=repr(some[0])[:120])

    return write


def _askings(store: Store) -> Iterator[Asking]:
    """The places of all claims in the queue, in order of the claims."""
    coming = store.claims()
    while some := [claim.id for claim in islice(coming, BATCH)]:
        held = store.askings(some)
        yield from (held[id] for id in some if id in held)


def _judgements(store: Store, rows: Iterable[Judgement]) -> None:
    coming = iter(rows)
    while some := list(islice(coming, BATCH)):
        if list(store.add_judgements(some)) != [row.number for row in some]:
            raise IntegrityError("does not fit behind the judgements before it", thing=f"judgement {some[0].number}")


def _put_sketch(store: Store, sketch: Sketch) -> None:
    store.put_sketch(sketch)


#: All tables, each behind those it speaks of.
TABLES: tuple[Table[Any], ...] = (
    Table("objects", StoredObject, lambda s: s.objects(), _each(lambda s, row: s.add_object(row))),
    Table("accessions", Capture, lambda s: s.captures(), _each(lambda s, row: s.add_capture(row))),
    Table("documents", Document, lambda s: s.documents(), _each(lambda s, row: s.add_document(row))),
    Table("readings", Reading, lambda s: s.attempts(), _each(lambda s, row: s.add_reading(row))),
    Table("transcripts", Transcript, lambda s: s.transcripts(), _each(lambda s, row: s.add_transcript(row))),
    Table("claims", Claim, lambda s: s.claims(), _batches(lambda s, rows: s.add_claims(rows))),
    Table("askings", Asking, _askings, _batches(lambda s, rows: s.put_askings(rows))),
    Table("relations", Relation, lambda s: s.relations(), _batches(lambda s, rows: s.add_relations(rows))),
    Table("sketches", Sketch, lambda s: s.all_sketches(), _each(_put_sketch)),
    Table("records", Record, lambda s: s.records(), lambda s, rows: s.replace_records(rows)),
    Table("pairs", Pair, lambda s: s.pairs(), _batches(lambda s, rows: s.add_pairs(rows))),
    Table("judgements", Judgement, lambda s: s.judgements(), _judgements),
    Table("rereadings", Rereading, lambda s: s.rereadings(), _each(lambda s, row: s.add_rereading(row))),
    Table("figures", FigureGroup, lambda s: s.groups(), _batches(lambda s, rows: s.put_groups(rows))),
    Table("settlements", Settlement, lambda s: s.settlements(), _each(lambda s, row: s.add_settlement(row))),
    Table("corrections", ScopeCorrection, lambda s: s.corrections(), _each(lambda s, row: s.add_correction(row))),
    Table("checks", Check, lambda s: s.checks(), lambda s, rows: s.replace_checks(rows)),
    Table("stances", Stance, lambda s: s.stances(), lambda s, rows: s.replace_stances(rows)),
    Table("translations", Translation, lambda s: s.translations(), _each(lambda s, row: s.add_translation(row))),
    Table("ledger", Written, lambda s: s.written(), _each(lambda s, row: s.add_written(row))),
    Table(LOG, LogEntry, lambda s: s.log(), _each(lambda s, row: s.add_logged(row))),
    Table(KEYS, Key, lambda s: s.all_keys(), _each(lambda s, row: s.add_key(row))),
)
