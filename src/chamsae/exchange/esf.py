"""A dossier after the HURIDOCS Events Standard Formats, as XML: persons, events, acts, involvement, information,
intervention, biographic details, supporting documents (docs/reference/exchange.md).

Fields are known by their numbers, terms by their twelve digits. A date that is not known to the day is cut off
("2010-10") and marked with its type; no first of January is ever made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from chamsae.exchange import told
from chamsae.model.claim import Act, Detail, Intervention, Involvement, Name, NameType
from chamsae.model.document import Document
from chamsae.model.exchange import Dossier, Going, Left, Someone
from chamsae.model.when import Precision, When
from chamsae.text import vocabulary
from chamsae.text.violations import proposed

ESF_FORMAT = "chamsae-esf/1"
FILE = "esf.xml"
#: Which format (its first two digits) each record is of, and the number of the field that holds its id.
ENTITIES = {"person": "09", "event": "01", "act": "21", "involvement": "24", "information": "25", "intervention": "26",
            "biographic_details": "23", "supporting_document": "90"}  # fmt: skip
#: Types of a date (list 48): the day, or day and month, are not known.
DATE_TYPE = {Precision.MONTH: "020000000000", Precision.YEAR: "030000000000"}
UNKNOWN_DEGREE = "990000000000"
COUNTING = {NameType.PERSON: "010000000000", NameType.ORGANISATION: "030000000000", NameType.FACILITY: "030000000000"}
WHY = {
    "figure": "a number of people is a property of a group there, and has neither range nor comparator",
    "statement": "what somebody says beyond acts has no record", "time": "a time of its own belongs to no record",
    "name": "places are words in a field, not records", "detail": "no field is numbered for it",
    "involvement": "the act is not told",
}  # fmt: skip


@dataclass(slots=True)
class Record:
    """A record: which format, its id, its fields as number, words, term and clarifying note."""

    entity: str
    id: str
    fields: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, number: str, words: str | None, *, term: str | None = None, note: str = "") -> None:
        """Put a field behind the others; an empty one is left out."""
        if words or term:
            self.fields.append((number, words or "", term or "", note))

    def xml(self) -> str:
        """The record as one element on lines of its own."""
        inner = "\n".join(
            f"  <field n={quoteattr(number)}" + (f" term={quoteattr(term)}" if term else "")
            + (f" note={quoteattr(note)}" if note else "") + f">{escape(words)}</field>"
            for number, words, term, note in self.fields
        )  # fmt: skip
        return f"<record entity={quoteattr(self.entity)} id={quoteattr(self.id)}>\n{inner}\n</record>"


def files(dossier: Dossier) -> tuple[dict[str, bytes], tuple[Left, ...]]:
    """The file of a dossier, and what the formats cannot hold."""
    records, left = write(dossier)
    body = "\n".join(record.xml() for record in records)
    return {
        FILE: f'<?xml version="1.0" encoding="UTF-8"?>\n<esf format="{ESF_FORMAT}">\n{body}\n</esf>\n'.encode()
    }, left


def write(dossier: Dossier) -> tuple[list[Record], tuple[Left, ...]]:
    """The records of a dossier in order of what they refer to, and what they cannot hold."""
    held = {one.id: _person(one) for one in dossier.people.values() if one.type in COUNTING}
    cases = [_event(document) for document in dossier.documents.values()]
    papers = [_paper(document) for document in dossier.documents.values()]
    made: list[Record] = []
    missed = []
    for going in dossier.claims:
        found = list(_claim(going, held))
        missed += [] if found or _in_person(going, held) else [going]
        made += [*found, *([_information(going)] if found else [])]
    return [*held.values(), *cases, *made, *papers], told.left(missed, WHY)


def number_of(entity: str, rest: str) -> str:
    """The number of a field: "02" of an act is 2102."""
    return ENTITIES[entity] + rest


def _record(entity: str, id: str) -> Record:
    made = Record(entity, id)
    made.add(number_of(entity, "01"), id)
    return made


def _person(one: Someone) -> Record:
    made = _record("person", one.id)
    made.add("0902", one.type.value, term=COUNTING[one.type])
    for number, name in zip(["0903", *["0904"] * len(one.names)], one.names, strict=False):
        made.add(number, name)
    made.add("0950", "\n".join(f"role: {role}" for role in one.roles))
    return made


def _event(document: Document) -> Record:
    """What a document tells stands in one event: the formats know no act without one."""
    made = _record("event", f"event-{document.id}")
    made.add("0102", document.title or document.name)
    made.add("0168", document.id)
    return made


def _paper(document: Document) -> Record:
    made = _record("supporting_document", document.id)
    made.add("9002", document.title or document.name)
    made.add("9010", document.address)
    made.add("9050", f"sha256: {document.sha256}")
    return made


def _in_person(going: Going, held: dict[str, Record]) -> bool:
    """True where the claim stands in the record of the person it is about, and puts it there."""
    value, person = going.claim.value, held.get(going.whom or "")
    if person is None or not isinstance(value, Name | Detail):
        return False
    if isinstance(value, Name):
        return True
    known = vocabulary.fields().get(value.field)
    if known is None or not known.esf or not known.esf.startswith("09"):
        return False
    term = vocabulary.term(known.list or "", value.code)
    words, note = value.text, f"code: {value.code}" if value.code else ""
    when = told.precise(going.claim.when) if going.claim.when else None
    if when is not None:
        note, words = f"words: {value.text}", when
    person.add(known.esf, words, term=term.esf if term else None, note=note)
    return True


def _claim(going: Going, held: dict[str, Record]) -> Iterator[Record]:
    """The records of a claim; none where no format holds it, or the record of a person does."""
    match going.claim.value:
        case Act() as value:
            yield from _act(going, value, held)
        case Involvement() as value if value.act and going.by in held:
            made = _record("involvement", going.claim.id)
            made.add("2402", going.by)
            made.add("2404", value.act)
            degree = vocabulary.term("degree", value.degree)
            made.add("2409", value.degree or "unknown", term=(degree.esf if degree else None) or UNKNOWN_DEGREE)
            kind = vocabulary.term("perpetrator", value.type)
            made.add("2412", value.type, term=kind.esf if kind else None)
            yield _remarked(made, going)
        case Intervention() as value:
            yield _intervention(going, value)
        case Detail() as value if value.other and going.whom in held:
            made = _record("biographic_details", going.claim.id)
            made.add("2302", going.whom)
            made.add("2303", value.other_entity or value.other, note=f"name: {value.other}")
            made.add("2309", value.text, note=f"code: {value.code}" if value.code else "")
            made.add("2350", f"field: {value.field}")
            yield made


def _act(going: Going, value: Act, held: dict[str, Record]) -> Iterator[Record]:
    made = _record("act", going.claim.id)
    made.add("2102", going.whom)
    made.add("2103", f"event-{going.claim.document}")
    made.add("2109", value.act, term=_type_of_act(value.act))
    _date(made, ("2111", "2121"), going.claim.when)
    for place in going.claim.place:
        made.add("2112", place)
    yield _remarked(made, going)
    if going.by in held:
        by = _record("involvement", f"{going.claim.id}-by")
        by.add("2402", going.by)
        by.add("2403", f"event-{going.claim.document}")
        by.add("2404", going.claim.id)
        by.add("2409", "unknown", term=UNKNOWN_DEGREE)
        yield by


def _type_of_act(act: str) -> str:
    """The term of list 04 for a reader's act: plain ones before near ones; 90 (other) without any."""
    terms = [term for term in proposed(act) if term.esf]
    best = sorted(terms, key=lambda term: term.esf_near)
    return (best[0].esf if best else None) or "900000000000"


def _intervention(going: Going, value: Intervention) -> Record:
    made = _record("intervention", going.claim.id)
    made.add("2602", going.by, note=f"name: {value.party}")
    made.add("2603", f"event-{going.claim.document}")
    made.add("2604", going.whom)
    term = vocabulary.term("intervention", value.type)
    made.add("2609", value.type, term=term.esf if term else None)
    _date(made, ("2611", "2611"), going.claim.when)
    for asked in value.asked:
        made.add("2612", asked)
    response = vocabulary.term("response", value.response)
    made.add("2613", value.response, term=response.esf if response else None)
    return _remarked(made, going)


def _information(going: Going) -> Record:
    """Who says so, in which words of which document."""
    claim = going.claim
    made = _record("information", f"{claim.id}-told")
    made.add("2503", f"event-{claim.document}")
    made.add("2502", claim.speaker.text if claim.speaker else None)
    made.add("2550", claim.quote.exact, note=f"record: {claim.id}")
    made.add("2566", claim.document)
    return made


def _remarked(made: Record, going: Going) -> Record:
    lines = [line for line in told.lines(going) if not line.startswith(REPEATED)]
    made.add(number_of(made.entity, "50"), "\n".join(lines))
    return made


#: Lines that repeat a field, and are left out of the remarks.
REPEATED = ("degree: ", "asked: ", "response: ", "party: ")


def _date(made: Record, numbers: tuple[str, str], when: When | None) -> None:
    if when is None:
        return
    if exact := told.precise(when):
        made.add(numbers[0], exact)
        if kind := DATE_TYPE.get(when.precision):
            made.add(f"{numbers[0]}_1", when.precision.value, term=kind)
        return
    for number, day, note in zip(numbers, (when.start, when.end), ("from", "to"), strict=True):
        made.add(number, day.isoformat() if day else None, note=note)
