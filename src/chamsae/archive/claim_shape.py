"""The lines of a claims file, format chamsae-claims/1: keys in this order, all always there, unknown values null.

One definition for whoever writes such lines, checks them or wants the JSON Schema.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar, cast

import msgspec
from msgspec import Meta, Struct

from chamsae.errors import VerificationError
from chamsae.model.amount import Comparator, Number
from chamsae.model.claim import Modality, NameType, SpeakerKind
from chamsae.model.when import Precision
from chamsae.text.strict_json import strict

CLAIMS_FORMAT = "chamsae-claims/1"

Identifier = Annotated[str, Meta(min_length=1, max_length=200)]
Offset = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Format = Literal["chamsae-claims/1"]
#: What reading again has put aside or only suggests leaves in no claims file.
Standing = Literal["accepted", "disputed", "proposed", "rejected", "withheld"]


class Shape(Struct, forbid_unknown_fields=True, kw_only=True):
    """Base of all parts of a line."""


class Period(Shape):
    """A time: closed interval of days, open ends null."""

    start: date | None
    end: date | None
    precision: Precision
    text: str | None


class Span(Shape):
    """A stretch of text that is not the author's."""

    start: Offset
    end: Offset
    why: str


class Derivation(Shape):
    """A document this one depends on."""

    document: Identifier
    relation: Literal["identical", "copy", "rewrite", "translation", "retelling", "contains", "cites"]
    score: Share | None
    status: Standing


class DocumentLine(Shape):
    """One document; its claims follow it."""

    format: Format
    kind: Literal["document"]
    id: Identifier
    name: str
    sha256: Sha256
    media_type: str
    language: str
    title: str | None
    publisher: str | None
    published: Period | None
    furniture: tuple[Span, ...]
    derived_from: tuple[Derivation, ...]


class Quoted(Shape):
    """Exact words with context; offsets in code points, end exclusive."""

    exact: str
    prefix: str
    suffix: str
    start: Offset
    end: Offset


class Pointed(Shape):
    """The words inside the quote that carry the claim."""

    exact: str
    start: Offset
    end: Offset


class Said(Shape):
    """The originator of a claim."""

    text: str
    kind: SpeakerKind
    entity: str | None


class FigureValue(Shape):
    """How many of whom suffered or did what."""

    low: Number | None
    high: Number | None
    comparator: Comparator
    unit: str
    counted: str
    act: str | None


class NameValue(Shape):
    """A name as written, what it names, its roles."""

    text: str
    type: NameType
    entity: str | None
    roles: tuple[str, ...]


class Parties(Shape):
    """Entities of the two sides of an act."""

    victim: str | None
    actor: str | None


class ActValue(Shape):
    """Who did what to whom; `figure` is the claim that counts the victims."""

    act: str
    victim: str | None
    actor: str | None
    entities: Parties
    figure: str | None


class StatementValue(Shape):
    """What someone said."""

    text: str
    direct: bool


class TimeValue(Period):
    """A time named in the text."""


class Pair(Shape):
    """Entities of the two persons of a relation."""

    about: str | None
    other: str | None


class DetailValue(Shape):
    """A fact of a life; `field` and `code` are terms of the details, `other` the second person of a relation."""

    about: str
    field: str
    text: str
    code: str | None
    other: str | None
    entities: Pair


class InvolvementValue(Shape):
    """The part somebody had in an act; `act` is the claim of the act."""

    actor: str
    entity: str | None
    act: str | None
    degree: str | None
    type: str | None


class Sides(Shape):
    """Entities of who intervened and for whom."""

    party: str | None
    about: str | None


class InterventionValue(Shape):
    """What somebody did about it, whom they asked, and what came back."""

    type: str
    party: str
    about: str | None
    entities: Sides
    asked: tuple[str, ...]
    response: str | None
    reply: str | None


K_co = TypeVar("K_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)


class ClaimLine(Shape, Generic[K_co, V_co]):
    """One claim; `kind` says of which type its value is."""

    format: Format
    kind: K_co
    id: Identifier
    document: Identifier
    quote: Quoted
    trigger: Pointed
    value: V_co
    place: tuple[str, ...]
    when: Period | None
    speaker: Said | None
    via: tuple[str, ...]
    modality: Modality
    status: Standing
    confidence: Share
    reader: str


class FigureLine(ClaimLine[Literal["figure"], FigureValue]):
    """How many."""


class NameLine(ClaimLine[Literal["name"], NameValue]):
    """Who or where."""


class ActLine(ClaimLine[Literal["act"], ActValue]):
    """Who did what to whom."""


class StatementLine(ClaimLine[Literal["statement"], StatementValue]):
    """Who said what."""


class TimeLine(ClaimLine[Literal["time"], TimeValue]):
    """When."""


class DetailLine(ClaimLine[Literal["detail"], DetailValue]):
    """A fact of a life."""


class InvolvementLine(ClaimLine[Literal["involvement"], InvolvementValue]):
    """Who had what part in an act."""


class InterventionLine(ClaimLine[Literal["intervention"], InterventionValue]):
    """What was done about it."""


Line = (
    DocumentLine
    | FigureLine
    | NameLine
    | ActLine
    | StatementLine
    | TimeLine
    | DetailLine
    | InvolvementLine
    | InterventionLine
)

LINES: Mapping[str, Any] = {
    "document": DocumentLine,
    "figure": FigureLine,
    "name": NameLine,
    "act": ActLine,
    "statement": StatementLine,
    "time": TimeLine,
    "detail": DetailLine,
    "involvement": InvolvementLine,
    "intervention": InterventionLine,
}


def parse_line(raw: bytes) -> Line:
    """One line as a typed value; raises VerificationError saying what is wrong, whatever the bytes are."""
    plain = _strict_json(raw)
    if not isinstance(plain, dict):
        raise VerificationError("is not an object")
    type_ = LINES.get(plain["kind"]) if isinstance(plain.get("kind"), str) else None
    if type_ is None:
        raise VerificationError("has no known kind")
    try:
        line = cast(Line, msgspec.convert(plain, type=type_))
    except (msgspec.ValidationError, ValueError, OverflowError, RecursionError) as error:
        raise VerificationError(str(error)) from error
    _check_order(plain, line)
    return line


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line; docs/reference/claims.schema.json is this."""
    made, parts = msgspec.json.schema_components(LINES.values(), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of a claims file",
        "anyOf": list(made),
        "$defs": parts,
    }


def _strict_json(raw: bytes) -> object:
    try:
        return strict(raw)
    except ValueError as error:
        raise VerificationError(str(error)) from error


def _check_order(plain: object, line: object) -> None:
    """Keys come in the order of the format, in every part."""
    if isinstance(line, tuple):
        for one, part in zip(cast(list[object], plain), line, strict=True):
            _check_order(one, part)
    if isinstance(line, Struct) and isinstance(plain, dict):
        if list(plain) != list(line.__struct_fields__):
            raise VerificationError(f"keys are not in the order {', '.join(line.__struct_fields__)}")
        for key, value in plain.items():
            _check_order(value, getattr(line, key))
