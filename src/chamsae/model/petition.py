"""Submissions to UN bodies: which fields a form has, what a case tells for them, and the petition as it may leave.

A sentence is either worked out from claims, which it names, or typed by a person, and says so. Petitions are built by
chamsae.protect.petitions alone; whoever renders them sees nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from chamsae.model.ledger import Entry
from chamsae.model.provision import ChosenArticle, Provision

#: Words in English, Korean and Chinese.
Words = Mapping[str, str]


class Body(StrEnum):
    """Who it goes to."""

    WGEID = "wgeid"
    WGAD = "wgad"
    SPECIAL_PROCEDURES = "special_procedures"
    UPR = "upr"
    LETTER = "letter"


class Procedure(StrEnum):
    """In which way it is dealt with: at once because it goes on or is fresh, or as what has happened."""

    URGENT = "urgent"
    STANDARD = "standard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A rule of a form with a number or an address in it; `verified` tells that it was read in the body's own text."""

    key: str
    value: int | str
    label: Words
    verified: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedField:
    """A field of a form. `material` names what of a case fills it, `screen` the address where that is told.

    `verified` tells that the wording was read in the body's own form.
    """

    key: str
    number: str
    label: Words
    material: tuple[str, ...]
    required: bool = False
    screen: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSection:
    """Fields under one heading; `counted` that its words count against a limit."""

    key: str
    number: str
    label: Words
    fields: tuple[AskedField, ...]
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A body's form as of a day: what it asks for, with what rules, in which texts the covering letter is written.

    `ways` are what the body calls its procedures; `reminders` what whoever sends it should know; `signed` that it ends
    with place, date and signature; `files` as what it is taken, where the body says so.
    """

    body: Body
    dated: date
    label: Words
    short: str
    address: str
    sections: tuple[AskedSection, ...]
    limits: tuple[Limit, ...] = ()
    by_state: bool = False
    grounds: tuple["Argument", ...] = ()
    precedents: tuple["Precedent", ...] = ()
    mandates: tuple["Mandate", ...] = ()
    articles: tuple["Article", ...] = ()
    cover: Mapping[str, str] = field(default_factory=dict)
    ways: Mapping[str, Words] = field(default_factory=dict)
    reminders: tuple["Reminder", ...] = ()
    signed: bool = False
    files: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def limit(self, key: str) -> Limit:
        """The rule of this name; raises KeyError for none."""
        return next(one for one in self.limits if one.key == key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A category under which something is argued against a State, where it answers for acts of these codes.

    `states` empty: against any State; `returned`: also against the one somebody was returned to.
    """

    key: str
    label: Words
    text: str
    codes: tuple[str, ...]
    states: tuple[str, ...] = ()
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """An earlier opinion on the same States, cited from the day it was adopted."""

    symbol: str
    text: str
    states: tuple[str, ...]
    adopted: date
    verified: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What the body asks of whoever sends a form; `verified` tells that it was read in the body's own text."""

    text: Words
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A mandate of the Special Procedures, addressed where acts of these codes are told (none given: always)."""

    key: str
    label: Words
    codes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as a body cites it, and the codes it speaks to.

    `treaty` is its key in the register of instruments: it is cited against States it bound on the day; "" for the
    Universal Declaration. `returned`: also against the State somebody was returned to.
    """

    instrument: str
    article: str
    codes: tuple[str, ...] = ()
    treaty: str = ""
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence before it leaves: the claims it rests on, or `typed` by whom."""

    text: str
    claims: tuple[str, ...] = ()
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitter:
    """Who submits; `follows_up` that news of the Government can be carried to the family and back."""

    name: str = ""
    organisation: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    relation: str = ""
    confidential: bool = True
    follows_up: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionAnswer(Entry):
    """What a person typed for something (`material`) no claim tells of a person (`subject`): why no steps were taken …

    `claims` are those it rests on; a number needs some.
    """

    kind: ClassVar[str] = "petition_answer"

    material: str
    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionWritten(Entry):
    """A petition about a person (`subject`) was written as files that may leave: to whom, against which States.

    `deadline` is the last day of the urgent procedure, where the form has one; `choices` are the numbers of the entries
    by which people struck out and added articles.
    """

    kind: ClassVar[str] = "petition"

    petition: str
    body: Body
    states: tuple[str, ...]
    procedure: Procedure
    files: tuple[str, ...] = ()
    deadline: date | None = None
    choices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A required field nothing is told for, and the screen that fills it."""

    field: str
    label: Words
    screen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Why it may not leave: a consent that is not there, with its ground, or claims nobody has checked."""

    what: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The case is before another body already: an earlier petition, or a claim that somebody put it there."""

    body: str
    on: date | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim stands, as it may be cited."""

    claim: str
    quote: str
    language: str
    title: str
    publisher: str | None
    published: str | None
    address: str | None
    sha256: str
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A petition before it leaves: everything that is told for its form, and what stands in the way.

    `own` are the names that may stand in it, `others` not: chamsae.protect.petitions hides everybody else.
    """

    form: Form
    person: str
    states: tuple[str, ...]
    procedure: Procedure
    title: str
    material: Mapping[str, tuple[Told, ...]]
    sources: Mapping[str, Source]
    own: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    lacks: tuple[Lack, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    provisions: tuple[Provision, ...] = ()
    deadline: date | None = None
    most_words: int | None = None
    most_pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """Words of a source as a petition cites them, numbered from 1; `claims` are all that rest on these words."""

    number: int
    source: Source
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with the footnotes it rests on; `typed` where no claim is behind it but a person's word."""

    text: str
    notes: tuple[int, ...] = ()
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledField:
    """A field with what is told for it."""

    number: str
    label: Words
    sentences: tuple[Sentence, ...]
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSection:
    """Filled fields under one heading."""

    number: str
    label: Words
    fields: tuple[FilledField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """A petition as it may leave. `unverified` lists the rules of the form nobody has checked against the body's own.

    `person` is the record it is about, for the group alone: no file tells it. `words` counts those of its body, of
    which there may be `most_words` on `most_pages`; None where the body sets no limit. `way`: its procedure.
    `files` is as what the body takes it; empty: as anything. `chosen` is for the submitter alone, as `reminders` are.
    """

    id: str
    body: Body
    person: str
    title: str
    label: Words
    address: str
    procedure: Procedure
    states: tuple[str, ...]
    sections: tuple[FilledSection, ...]
    footnotes: tuple[Footnote, ...]
    missing: tuple[Missing, ...]
    unverified: tuple[str, ...]
    way: str = ""
    reminders: tuple[Reminder, ...] = ()
    signed: bool = False
    files: tuple[str, ...] = ()
    words: int = 0
    most_words: int | None = None
    most_pages: int | None = None
    deadline: date | None = None
    dated: date | None = None
    made_at: datetime | None = None
    cover: Mapping[str, str] = field(default_factory=dict)
    submitter: Submitter = Submitter()
    chosen: tuple[ChosenArticle, ...] = ()
