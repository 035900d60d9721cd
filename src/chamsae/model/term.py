"""The vocabulary of cases: kinds of violations, and what States had bound themselves to on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: Words in `en`, `ko` and `zh`.
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What must be shown for a violation in law, and the instrument or body that says so."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A kind of act done to people. `code` is lasting; a dot makes a narrower term.

    `rule` says how a coder decides, `example` is invented. `esf` is the term of the HURIDOCS list of types of acts
    (MT04, 12 digits) it crosses over to; `esf_near` tells that it is only close. `acts` are what readers call it, where
    the words of the act hold one of `words`, and its sentence one of `near`; `lasting` is what goes on for a time.
    """

    code: str
    label: Words
    definition: Words
    rule: str
    example: str
    elements: tuple[Element, ...]
    esf: str | None = None
    esf_near: bool = False
    acts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    lasting: bool = False

    @property
    def wider(self) -> str | None:
        """The code of the wider term, if any."""
        head, dot, _ = self.code.rpartition(".")
        return head if dot else None


class InstrumentKind(StrEnum):
    """How an instrument binds."""

    TREATY = "treaty"
    PROTOCOL = "protocol"
    CUSTOMARY = "customary"
    BILATERAL = "bilateral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What an article asks of a State, and the codes of violations it speaks to."""

    article: str
    text: Words
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A State bound by an instrument `since` a day, by ratification, accession or signature; `note` on the details."""

    state: str
    since: date
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A treaty, protocol, agreement or rule of custom.

    `not_party` says, for States where it matters, why they are none. `everyone`, for custom, is the source that
    it binds all States. `checked` tells that it was compared with the depositary's list.
    """

    key: str
    kind: InstrumentKind
    label: Words
    adopted: date
    in_force: date
    duties: tuple[Duty, ...]
    parties: tuple[Party, ...]
    not_party: Mapping[str, str]
    everyone: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A duty that bound a State on a day: under which instrument, since when, with what reservation or dispute."""

    state: str
    instrument: str
    duty: Duty
    since: date
    note: str = ""
