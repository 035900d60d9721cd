"""The words a case is coded in beside violations: lists of terms, and fields of a life that may hold them."""

from dataclasses import dataclass, field
from enum import StrEnum

from chamsae.model.term import Words


class Holds(StrEnum):
    """What a field holds: words, a term of a list, a time, a place, a number, or a relation to another person."""

    TEXT = "text"
    TERM = "term"
    DATE = "date"
    PLACE = "place"
    NUMBER = "number"
    PERSON = "person"


class Of(StrEnum):
    """Of whom a field tells."""

    PERSON = "person"
    GROUP = "group"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of a list; `code` is lasting, a dot makes a narrower one.

    `esf` is the HURIDOCS term (12 digits) it crosses over to, where that is known; `esf_near` that it is only close.
    `inverse` is the term seen from the other side; `suggests` the form it leads to.
    """

    code: str
    label: Words
    definition: Words = field(default_factory=dict)
    esf: str | None = None
    esf_near: bool = False
    inverse: str | None = None
    suggests: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermList:
    """A list of terms: `mt` is the HURIDOCS list, `esf` its field (4 digits) that takes a term, where there are any."""

    key: str
    label: Words
    terms: tuple[Term, ...]
    definition: Words = field(default_factory=dict)
    mt: str | None = None
    esf: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailField:
    """A fact of a life: what it holds, of which list, whether several hold side by side; `esf` has 4 digits."""

    key: str
    label: Words
    definition: Words
    holds: Holds
    of: Of
    list: str | None = None
    esf: str | None = None
    many: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of another classification, with the violations we would count there; `checked` against a source."""

    code: str
    label: Words
    violations: tuple[str, ...]
    checked: bool
