"""Events Standard Formats in XML read as claims: fields by their numbers, terms by their twelve digits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from chamsae.errors import InputError
from chamsae.exchange import told
from chamsae.exchange.esf import ENTITIES, UNKNOWN_DEGREE
from chamsae.model.claim import Act, Detail, Intervention, Involvement, Name, NameType, Value
from chamsae.model.exchange import Coming, Fault
from chamsae.model.vocabulary import Holds
from chamsae.model.when import When
from chamsae.text import vocabulary
from chamsae.text.violations import violations

#: Fields that are no facts of a life: id, kind, names, remarks, and who entered it when.
NOT_FACTS = frozenset({"0901", "0902", "0903", "0904", "0908", "0950", *(f"09{tail}" for tail in range(60, 73))})
#: Types of a date (list 48): of which length a whole date is cut off, since the rest was never known.
CUT = {"02": 7, "03": 4}


@dataclass(slots=True)
class Field:
    """A field as read: its words, term and clarifying note."""

    number: str
    words: str = ""
    term: str = ""
    note: str = ""


@dataclass(slots=True)
class Record:
    """A record as read, and where it stands in the text."""

    entity: str
    id: str
    line: int
    start: int
    end: int = 0
    fields: list[Field] = field(default_factory=list)

    def all(self, number: str) -> list[Field]:
        """The fields of a number that hold something."""
        return [one for one in self.fields if one.number == number and (one.words or one.term)]

    def first(self, number: str) -> Field:
        """The first field of a number; an empty one where there is none."""
        return next(iter(self.all(number)), Field(number))

    def said(self) -> dict[str, str]:
        """What our remarks tell beyond the fields."""
        return told.parsed(one.words for one in self.all(ENTITIES[self.entity] + "50"))


def read(text: str, name: str) -> tuple[list[Coming], list[Fault]]:
    """The claims of a file, and records or fields that could not be taken; InputError where it is no such XML."""
    records = _Parser(text, name).records
    held = {record.id: record for record in records}
    found: list[Coming] = []
    faults: list[Fault] = []
    for record in records:
        try:
            found += _read(record, held, text, faults)
        except (ValueError, KeyError) as error:
            faults.append(
                Fault(line=record.line, property=record.entity, words=record.id, why=f"cannot be read: {error}")
            )
    return found, faults


class _Parser:
    """Walks the XML; byte places become places in the text. No document type is taken, so no entity is declared."""

    def __init__(self, text: str, name: str) -> None:
        self._data, self._bytes, self._chars = text.encode(), 0, 0
        self.records: list[Record] = []
        self._record: Record | None = None
        self._field: Field | None = None
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler, self._parser.StartDoctypeDeclHandler = self._words, self._refuse
        try:
            self._parser.Parse(self._data, True)
        except (expat.ExpatError, ValueError) as error:
            raise InputError(
                f"is no XML of this format ({error})", thing=name, do="See docs/reference/exchange.md."
            ) from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.records and self._record is None and tag not in ("esf", "record"):
            raise ValueError(f"it begins with <{tag}>, not with <esf>")
        if tag == "record":
            entity, id = attributes.get("entity", ""), attributes.get("id", "")
            line = self._parser.CurrentLineNumber
            if entity not in ENTITIES or not id:
                raise ValueError(f"the record in line {line} has no id, or a format that is not known")
            self._record = Record(entity, id, line, self._place())
        elif tag == "field" and self._record is not None:
            self._field = Field(attributes.get("n", ""), "", attributes.get("term", ""), attributes.get("note", ""))
            self._record.fields.append(self._field)

    def _end(self, tag: str) -> None:
        if tag == "field":
            self._field = None
        elif tag == "record" and self._record is not None:
            self._record.end = self._place() + len("</record>")
            self.records.append(self._record)
            self._record = None

    def _words(self, words: str) -> None:
        if self._field is not None:
            self._field.words += words

    def _place(self) -> int:
        at = self._parser.CurrentByteIndex
        self._chars += len(self._data[self._bytes : at].decode())
        self._bytes = at
        return self._chars

    def _refuse(self, *_: object) -> None:
        raise ValueError("it declares a document type")


def _read(record: Record, held: Mapping[str, Record], text: str, faults: list[Fault]) -> Iterator[Coming]:
    match record.entity:
        case "person":
            yield from _person(record, text, faults)
        case "act":
            yield _act(record, held, text)
        case "involvement":
            yield from _involvement(record, held, text)
        case "intervention":
            yield _intervention(record, held, text)
        case "biographic_details":
            yield _relation(record, held, text)


def _coming(record: Record, text: str, of: Field, value: Value, **more: Any) -> Coming:
    start, end = record.start, record.end
    at = text.find(of.words, start, end) if of.words else -1
    trigger = (at, at + len(of.words)) if at >= 0 else (start, end)
    return Coming(line=record.line, start=start, end=end, trigger=trigger, record=record.id, property=of.number,
                  value=value, **more)  # fmt: skip


def _person(record: Record, text: str, faults: list[Fault]) -> Iterator[Coming]:
    type_ = _type(record.first("0902"))
    remarks = [line for one in record.all("0950") for line in one.words.split("\n")]
    roles = tuple(line.removeprefix("role: ") for line in remarks if line.startswith("role: "))
    names = [*record.all("0903"), *record.all("0904")]
    for one in names:
        yield _coming(record, text, one, Name(text=one.words, type=type_, entity=record.id, roles=roles))
    about = names[0].words if names else record.id
    for one in record.fields:
        if one.number not in NOT_FACTS and "_" not in one.number and (one.words or one.term):
            yield from _fact(record, text, one, about, faults)


def _type(counting: Field) -> NameType:
    if counting.words in set(NameType):
        return NameType(counting.words)
    return NameType.ORGANISATION if counting.term.startswith("03") else NameType.PERSON


def _fact(record: Record, text: str, one: Field, about: str, faults: list[Fault]) -> Iterator[Coming]:
    known = next((found for found in vocabulary.fields().values() if found.esf == one.number), None)
    if known is None:
        faults.append(Fault(line=record.line, property=one.number, words=one.words, why="no field has this number"))
        return
    noted = _noted(one.note)
    when = _date(record, one) if known.holds is Holds.DATE else None
    words = noted.get("words") or one.words or one.term
    code = noted.get("code") or _code(known.list, one.term)
    yield _coming(
        record,
        text,
        one,
        Detail(about=about, about_entity=record.id, field=known.key, text=words, code=code),
        when=when,
    )


def _code(list_: str | None, term: str) -> str | None:
    return next((one.code for one in vocabulary.terms(list_ or "") if term and one.esf == term), None)


def _noted(note: str) -> dict[str, str]:
    """A clarifying note of ours, "code: woman"."""
    key, colon, value = note.partition(": ")
    return {key: value} if colon else {}


def _act(record: Record, held: Mapping[str, Record], text: str) -> Coming:
    said = record.said()
    victim, actor = record.first("2102").words or None, _actor(record.id, held)
    kind = record.first("2109")
    value = Act(act=said.get("act") or _reader_act(kind), victim=said.get("victim") or _name(victim, held),
                actor=said.get("actor") or _name(actor, held), victim_entity=victim, actor_entity=actor)  # fmt: skip
    return _coming(record, text, kind, value, when=_when(record, ("2111", "2121"), said), modality=told.force(said),
                   place=tuple(one.words for one in record.all("2112")), speaker=told.speaker(said))  # fmt: skip


def _reader_act(kind: Field) -> str:
    """What readers call a type of act: by its words where it is one of theirs, else by its term."""
    acts = {act for one in violations() for act in one.acts}
    if kind.words in acts:
        return kind.words
    ranked = sorted(violations(), key=lambda one: one.esf_near)
    by_term = (act for one in ranked if one.esf == kind.term for act in one.acts)
    return next(by_term, kind.words or kind.term)


def _actor(act: str, held: Mapping[str, Record]) -> str | None:
    """Who is named for an act in no known degree."""
    named = (one for one in held.values() if one.entity == "involvement" and one.first("2404").words == act)
    return next((one.first("2402").words for one in named if _degree(one) == "unknown"), None)


def _involvement(record: Record, held: Mapping[str, Record], text: str) -> Iterator[Coming]:
    """An involvement of a known degree; one of unknown degree says who did the act, and is told with it."""
    degree, said = _degree(record), record.said()
    if degree == "unknown" and record.id.endswith("-by"):
        return
    actor = record.first("2402").words
    kind = record.first("2412")
    value = Involvement(
        actor=said.get("actor") or _name(actor, held) or actor, actor_entity=actor, degree=degree,
        act=record.first("2404").words or None, type=kind.words or _code("perpetrator", kind.term),
    )  # fmt: skip
    yield _coming(record, text, record.first("2409"), value, modality=told.force(said), speaker=told.speaker(said))


def _degree(record: Record) -> str | None:
    degree = record.first("2409")
    if vocabulary.term("degree", degree.words):
        return degree.words
    return "unknown" if degree.term == UNKNOWN_DEGREE else _code("degree", degree.term) or degree.words or None


def _intervention(record: Record, held: Mapping[str, Record], text: str) -> Coming:
    said, kind, party = record.said(), record.first("2609"), record.first("2602")
    about, response = record.first("2604").words or None, record.first("2613")
    value = Intervention(
        type=kind.words or _code("intervention", kind.term) or kind.term,
        party=_noted(party.note).get("name") or _name(party.words, held) or party.words,
        party_entity=party.words or None, about=said.get("about") or _name(about, held), about_entity=about,
        asked=tuple(one.words for one in record.all("2612")), reply=said.get("reply"),
        response=response.words or _code("response", response.term),
    )  # fmt: skip
    return _coming(record, text, kind, value, when=_when(record, ("2611", "2611"), said), modality=told.force(said),
                   speaker=told.speaker(said))  # fmt: skip


def _relation(record: Record, held: Mapping[str, Record], text: str) -> Coming:
    person, other, kind = record.first("2302").words, record.first("2303"), record.first("2309")
    lines = dict(line.split(": ", 1) for one in record.all("2350") for line in one.words.split("\n") if ": " in line)
    named = _noted(other.note).get("name") or _name(other.words, held) or other.words
    value = Detail(
        about=_name(person, held) or person, about_entity=person or None, field=lines.get("field", "kin"),
        text=kind.words, code=_noted(kind.note).get("code"), other=named,
        other_entity=other.words if other.words in held else None,
    )  # fmt: skip
    return _coming(record, text, kind, value)


def _name(id: str | None, held: Mapping[str, Record]) -> str | None:
    return (held[id].first("0903").words or None) if id is not None and id in held else None


def _when(record: Record, numbers: tuple[str, str], said: Mapping[str, str]) -> When | None:
    """First and last date as one time; a date whose day or month is unknown stands for all it may be."""
    first, last = (record.all(number) for number in numbers)
    if numbers[0] == numbers[1]:
        last = [one for one in first if one.note == "to"]
        first = [one for one in first if one.note != "to"]
    if not first and not last:
        return told.worded(None, said)
    if first and (not last) and first[0].note != "from":
        return told.worded(_date(record, first[0]), said)
    start = _date(record, first[0]).start if first else None
    end = _date(record, last[0]).end if last else None
    found = told.between(start.isoformat() if start else "", end.isoformat() if end else "")
    return told.worded(found, said)


def _date(record: Record, one: Field) -> When:
    """A date as far as it is known: of type “unknown day” the month, of “unknown month and day” the year."""
    kind = record.first(f"{one.number}_1").term[:2]
    return told.when_of(one.words[: CUT.get(kind, 10)])
