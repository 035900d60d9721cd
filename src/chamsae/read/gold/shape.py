"""The gold format, chamsae-gold/1: what people found in some texts, entry by entry, with offsets.

Offsets are Unicode code points of the file decoded as UTF-8 with newlines untouched, end exclusive, and every span
repeats its words. docs/reference/gold.md explains each part; docs/reference/gold.schema.json is `schema()`.
"""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from chamsae.model.amount import Comparator

Identifier = Annotated[str, Meta(min_length=1, max_length=200)]
Offset = Annotated[int, Meta(ge=0, le=10**9)]
Quantity = Annotated[int, Meta(ge=0, le=10**15)] | Annotated[float, Meta(ge=0, le=10**15)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Strings = tuple[str, ...]

#: core must be found; secondary should be; context and metadata count neither way; noise must not be taken for a
#: count of people.
Importance = Literal["core", "secondary", "context", "noise", "metadata"]

Kind = Literal[
    "figures", "people", "organisations", "places", "dates", "acts", "quotations", "document_relations"
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "figures", "people", "organisations", "places", "dates", "acts", "quotations", "document_relations",
)  # fmt: skip

#: What is taken to be annotated in full where a file does not say: only those places are listed that matter.
COMPLETE: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "places")

Force = Literal[
    "asserted", "reported", "estimate", "believed", "risk", "prediction", "planned", "hypothetical", "denial",
    "hearsay", "ambiguous",
]  # fmt: skip


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of all parts of a gold file."""


class Span(Part, frozen=True):
    """Words of a document."""

    doc: Identifier
    start: Offset
    end: Offset
    text: str


class NoiseSpan(Span, frozen=True):
    """Text that is not the author's; what lies in one of the OPTIONAL kinds may be read or left."""

    kind: str
    duplicate_of: Offset | None = None


class Told(Part, frozen=True):
    """What the reader is told besides the text, as the metadata of a page would tell it."""

    published: date | None = None
    publisher: str | None = None
    language: str | None = None


class GoldDocument(Part, frozen=True):
    """One text; `file` lies beside the gold file, `complete` names the kinds annotated in full."""

    id: Identifier
    file: Identifier
    sha256: Sha256
    language: str
    noise_spans: tuple[NoiseSpan, ...] = ()
    complete: tuple[Kind, ...] | None = None
    told: Told | None = None
    chars: int | None = None
    title: str | None = None
    outlet: str | None = None
    outlet_basis: str | None = None
    byline: Strings = ()
    contributors: Strings = ()
    published: str | None = None
    published_estimate: str | None = None
    estimate_basis: str | None = None
    genre: str | None = None
    note: str | None = None


class GoldTime(Part, frozen=True):
    """When, as a closed interval; `needs_inference` when the document alone does not tell the year or month."""

    since: date | None = field(default=None, name="from")
    until: date | None = field(default=None, name="to")
    text: str | None = None
    precision: str = "day"
    needs_inference: bool = False
    note: str | None = None


class GoldFigure(Part, frozen=True):
    """A number that counts something; `value_max` is the upper end of a range or of vague words."""

    id: Identifier
    doc: Identifier
    number: Span
    value: Quantity
    comparator: Comparator
    unit: str
    importance: Importance
    quote: Span | None = None
    value_max: Quantity | None = None
    counts: str | None = None
    category: str | None = None
    act: str | None = None
    place: Strings = ()
    date: GoldTime | None = None
    said_by: str | None = None
    said_by_id: str | None = None
    said_in: str | None = None
    reported_via: Strings = ()
    modality: Force = "asserted"
    note: str | None = None


class GoldName(Part, frozen=True):
    """A person, organisation or place with every mention by name; people have roles, the others types."""

    id: Identifier
    name: str
    importance: Importance
    mentions: tuple[Span, ...]
    nominal_mentions: tuple[Span, ...] = ()
    roles: Strings = ()
    types: Strings = ()
    named: bool = True
    located_in: str | None = None
    description: str | None = None
    identity_note: str | None = None
    note: str | None = None


class GoldDate(Span, frozen=True):
    """A time the text names."""

    since: date | None = field(default=None, name="from")
    until: date | None = field(default=None, name="to")
    precision: str = "day"
    needs_inference: bool = False
    role: str | None = None
    note: str | None = None
    importance: Importance = "core"


class OtherActor(Part, frozen=True):
    """Someone who speaks or acts and is no entry of people or organisations; forms apart by " / "."""

    id: Identifier
    name: str
    kind: str | None = None
    note: str | None = None


class GoldAct(Part, frozen=True):
    """Who did what to whom; `trigger` are the words for the deed, `type` a term (read.gold.terms)."""

    id: Identifier
    doc: Identifier
    type: Identifier
    trigger: Span
    importance: Importance
    quote: Span | None = None
    actor: str | None = None
    actor_id: str | None = None
    target: str | None = None
    target_ids: Strings = ()
    figure_id: str | None = None
    date: GoldTime | None = None
    place: str | None = None
    place_ids: Strings = ()
    source: str | None = None
    source_id: str | None = None
    reported_via: Strings = ()
    modality: Force = "asserted"
    note: str | None = None


class GoldQuotation(Part, frozen=True):
    """Speech of somebody: direct and partial_direct in quotation marks, indirect without."""

    id: Identifier
    doc: Identifier
    kind: Literal["direct", "partial_direct", "indirect"]
    segments: tuple[Span, ...]
    speaker: str | None = None
    speaker_id: str | None = None
    cue: Span | None = None
    addressee_or_venue: str | None = None
    reported_via: Strings = ()
    importance: Importance = "core"
    note: str | None = None


class GoldRelation(Part, frozen=True):
    """How document `a` depends on document `b`."""

    a: Identifier
    b: Identifier
    relation: str
    direction: str | None = None
    same_source: bool | None = None
    confidence: str | None = None
    independent: bool | str | None = None
    evidence: Strings = ()
    shared_verbatim: tuple[dict[str, Any], ...] = ()
    shared_origin: str | None = None
    distortions: tuple[dict[str, Any], ...] = ()
    note: str | None = None


class Rejected(Span, frozen=True):
    """Words of which a person said that this kind of claim must not be read from them."""

    id: Identifier
    kind: Kind


class Gold(Part, frozen=True):
    """A gold file."""

    documents: tuple[GoldDocument, ...]
    schema_version: str = "1.0"
    created: str | None = None
    language: str | None = None
    conventions: dict[str, Any] | None = None
    figures: tuple[GoldFigure, ...] = ()
    people: tuple[GoldName, ...] = ()
    organisations: tuple[GoldName, ...] = ()
    places: tuple[GoldName, ...] = ()
    dates: tuple[GoldDate, ...] = ()
    other_actors: tuple[OtherActor, ...] = ()
    keep_apart: tuple[tuple[str, ...], ...] = ()
    acts: tuple[GoldAct, ...] = ()
    quotations: tuple[GoldQuotation, ...] = ()
    document_relations: tuple[GoldRelation, ...] = ()
    rejected: tuple[Rejected, ...] = ()


#: Kinds of noise span inside which entries are optional; a caption printed once is content.
OPTIONAL = frozenset(
    {"duplicate_caption", "duplicate_title", "page_furniture", "comment_boilerplate", "aggregator_footer",
     "promo_footer"}
)  # fmt: skip


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a gold file."""
    made, parts = msgspec.json.schema_components([Gold], ref_template="#/$defs/{name}")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Gold file", **made[0], "$defs": parts}
