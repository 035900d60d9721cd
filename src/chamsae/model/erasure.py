"""What is left of words that were erased: their places stay, so that all that refers to them holds; they do not.

Blanks have the length of what they cover, for claims stand at offsets. What a claim said becomes a statement of
blanks: no verb reads a name, a day or a number from it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, TypeVar

from chamsae.model.claim import Claim, Modality, Statement
from chamsae.model.consent import Consent
from chamsae.model.document import Document
from chamsae.model.interview import Account, Interview, Knowing
from chamsae.model.ledger import Entry
from chamsae.model.quote import Quote, Trigger
from chamsae.model.watch import RiskReview, Tracing, TracingStep

#: Stands where a character was. It is no letter: nothing that looks for words or names finds any.
BLANK = "\N{FULL BLOCK}"
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure(Entry):
    """The bytes of an original (`subject`: its SHA-256) were erased, for who told them took consent back."""

    kind: ClassVar[str] = "erasure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanked:
    """What the store puts in place of what was there: documents and claims by id, entries by number."""

    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def texts(self) -> frozenset[str]:
        """The ids of the documents."""
        return frozenset(one.id for one in self.documents)

    @property
    def said(self) -> frozenset[str]:
        """The ids of the claims."""
        return frozenset(one.id for one in self.claims)


def blank(text: str) -> str:
    """As many blanks as the text has characters."""
    return BLANK * len(text)


def is_blank(text: str) -> bool:
    """True for what was erased, and for nothing at all."""
    return not text.strip(BLANK)


def blank_document(document: Document) -> Document:
    """A document without its words; offsets into it still hold."""
    return replace(
        document, text=blank(document.text), title=None, authors=(), publisher=None, furniture=(), notes=(),
        spots=(), moments=(),
    )  # fmt: skip


def blank_claim(claim: Claim) -> Claim:
    """A claim that says nothing more, at the place where it stood."""
    quote, trigger = claim.quote, claim.trigger
    return replace(
        claim,
        quote=Quote(
            exact=blank(quote.exact), prefix=blank(quote.prefix), suffix=blank(quote.suffix), start=quote.start,
            end=quote.end,
        ),
        trigger=Trigger(exact=blank(trigger.exact), start=trigger.start, end=trigger.end),
        value=Statement(text=blank(trigger.exact), direct=False),
        speaker=None, via=(), place=(), when=None, modality=Modality.ASSERTED, why=(),
    )  # fmt: skip


def blank_entry(entry: E) -> E:
    """An entry without what somebody wrote in it in their own words; what it decided stays."""
    without: dict[str, Any] = {"why": ""}
    if isinstance(entry, Consent):
        told = entry.circumstances
        # A condition that nobody can read any more still stands against every use.
        kept: dict[str, Any] = {name: blank(getattr(told, name))[:1] for name in ("risks", "conditions", "ask_again")}
        without["circumstances"] = replace(told, guardian="", interpreter="", **kept)
    for name in _words(entry):
        empty = "" if isinstance(getattr(entry, name), str) else ()
        without[name] = empty
    return replace(entry, **without)


#: What of each kind of entry are somebody's own words, beside the reason.
WORDS: Mapping[type[Entry], Collection[str]] = {
    Account: ("passages",),
    Interview: ("interpreter",),
    Knowing: ("source",),
    RiskReview: ("responsible",),
    Tracing: ("seeker", "sought", "relation", "last_known"),
    TracingStep: ("to",),
}


def _words(entry: Entry) -> Collection[str]:
    named = WORDS.get(type(entry), ())
    noted = [one.name for one in fields(entry) if one.name in {"note", "text"}]
    return (*named, *noted)
