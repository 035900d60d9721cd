"""A claim: a speaker, in a quote, via a chain, says something."""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from chamsae.errors import QuoteMismatch, phrase
from chamsae.model.amount import Amount
from chamsae.model.canonical import canonical
from chamsae.model.quote import Quote, Trigger
from chamsae.model.when import When


class ClaimKind(StrEnum):
    """What is said: a figure, a name, an act, a statement, a time, a fact of a life, a part in an act, a plea."""

    FIGURE = "figure"
    NAME = "name"
    ACT = "act"
    STATEMENT = "statement"
    TIME = "time"
    DETAIL = "detail"
    INVOLVEMENT = "involvement"
    INTERVENTION = "intervention"


class NameType(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    FACILITY = "facility"


class SpeakerKind(StrEnum):
    """Who says so: someone named, someone unnamed, the article's own voice, or a document cited."""

    NAMED = "named"
    UNNAMED = "unnamed"
    NARRATOR = "narrator"
    DOCUMENT = "document"


class Modality(StrEnum):
    """With what force it is said."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    ESTIMATE = "estimate"
    BELIEVED = "believed"
    RISK = "risk"
    PREDICTION = "prediction"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIAL = "denial"
    HEARSAY = "hearsay"


#: What is said to come, might come or is denied did not happen.
NOT_HAPPENED = frozenset({
    Modality.DENIAL, Modality.PLANNED, Modality.HYPOTHETICAL, Modality.PREDICTION, Modality.RISK,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The originator of a claim, in the words of the source; `entity` groups the same one across documents."""

    text: str
    kind: SpeakerKind
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many of whom suffered or did what; `act` is a term of resources/acts.yml or None."""

    amount: Amount
    counted: str
    act: str | None = None


#: The role of a person whom a text names by a relative alone ("her younger sister").
NAMELESS = "nameless"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as written, what it names, and the roles its sentence gives it."""

    text: str
    type: NameType
    entity: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who did what to whom, in the words of the source; `figure` is the claim that counts the victims.

    `violation` is a code of resources/violations.yml where the source itself counts the act as that (a list's column).
    """

    act: str
    victim: str | None = None
    actor: str | None = None
    victim_entity: str | None = None
    actor_entity: str | None = None
    figure: str | None = None
    violation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What someone said; `direct` when in quotation marks."""

    text: str
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time named in the text, absolute or worked out from the document's date."""

    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A fact of the life of a person, group or body: sex, birth, work, kin (HURIDOCS: biographic details, address).

    `about` is whom, in the words of the source, `entity` the same one across documents; `field` a key of
    resources/details.yml; `text` the value as written, `code` its term where the field has a list. `other` is the
    second person of a relation ("daughter of").
    """

    about: str
    field: str
    text: str
    about_entity: str | None = None
    code: str | None = None
    other: str | None = None
    other_entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """The part somebody had in an act (HURIDOCS: involvement): `act` is the claim of the act, None where it names none.

    `degree` (did it, ordered it, did not prevent it) and `type` (police, prison, a State) are terms of
    resources/involvement.yml.
    """

    actor: str
    actor_entity: str | None = None
    act: str | None = None
    degree: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """What somebody did about it: plea, appeal, UN communication, help (HURIDOCS: intervention).

    `party` intervened for `about`, `asked` whom; `type` and `response` are terms of resources/interventions.yml,
    `reply` the response in words.
    """

    type: str
    party: str
    party_entity: str | None = None
    about: str | None = None
    about_entity: str | None = None
    asked: tuple[str, ...] = ()
    response: str | None = None
    reply: str | None = None


Value = Figure | Name | Act | Statement | Time | Detail | Involvement | Intervention

KIND_OF: dict[type[Value], ClaimKind] = {
    Figure: ClaimKind.FIGURE,
    Name: ClaimKind.NAME,
    Act: ClaimKind.ACT,
    Statement: ClaimKind.STATEMENT,
    Time: ClaimKind.TIME,
    Detail: ClaimKind.DETAIL,
    Involvement: ClaimKind.INVOLVEMENT,
    Intervention: ClaimKind.INTERVENTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing said in one place.

    `via` is the chain from the originator towards the reader, outermost last. `reader` is the
    proposing program with version ("figures 1.0") or "person NAME". `why` says in words what made
    the reader propose it. `supersedes` names the claim this one corrects.
    """

    id: str
    document: str
    quote: Quote
    trigger: Trigger
    value: Value
    reader: str
    speaker: Speaker | None = None
    via: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    when: When | None = None
    modality: Modality = Modality.ASSERTED
    confidence: float = 0.5
    why: tuple[str, ...] = ()
    supersedes: str | None = None

    @property
    def kind(self) -> ClaimKind:
        """What is said, from the type of the value."""
        return KIND_OF[type(self.value)]


def settle_id(claim: Claim) -> Claim:
    """The claim under the id that follows from its document and content: read twice, by whomever, one claim."""
    digest = hashlib.sha256(f"{claim.document} {content(claim)}".encode()).hexdigest()
    return replace(claim, id=f"c{digest[:16]}")


def content(claim: Claim) -> str:
    """Where a claim stands in its document and what it says, in canonical form; not who reads it so, why or how surely.

    Two claims of one document with equal content are one, also where ids were made in another way.
    """
    spans = (claim.quote.start, claim.quote.end, claim.trigger.start, claim.trigger.end)
    said = (claim.value, claim.speaker, claim.via, claim.place, claim.when, claim.modality, claim.supersedes)
    return canonical((claim.kind, *spans, *said))


def prove(claim: Claim, text: str) -> None:
    """Raise QuoteMismatch unless quote and trigger stand literally at their offsets, the one inside the other."""
    claim.quote.prove(text, thing=phrase("claim %(id)s", id=claim.id))
    inside = claim.quote.start <= claim.trigger.start < claim.trigger.end <= claim.quote.end
    if not inside or text[claim.trigger.start : claim.trigger.end] != claim.trigger.exact:
        raise QuoteMismatch(
            phrase("the trigger words are not inside the quote"), thing=phrase("claim %(id)s", id=claim.id)
        )
