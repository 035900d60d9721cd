"""What people decide while a submission is made: why it goes to two bodies, which articles it names, who submits."""

from dataclasses import dataclass
from typing import ClassVar

from chamsae.model.ledger import Entry
from chamsae.model.petition import Body, Submitter
from chamsae.model.provision import ArticleAct


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictAnswer(Entry):
    """Why (`why`) a person's (`subject`) case may go to `body` although other bodies have it already.

    `conflicts` are the grounds of those it answers (`Conflict.because`): one that comes later asks anew.
    """

    kind: ClassVar[str] = "petition_conflict"

    body: Body
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChoice(Entry):
    """An article that somebody struck out of the petitions about a person (`subject`) to `body`, or added, and why.

    `treaty` is its key in the register of instruments, DECLARATION for the Universal Declaration. An added one rests on
    the acts these `claims` tell; none given: on all the State answers for.
    """

    kind: ClassVar[str] = "petition_article"

    act: ArticleAct
    body: Body
    state: str
    treaty: str
    article: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitterKept(Entry):
    """Who submits, as it is put into every form until somebody keeps another (`subject` is always the same)."""

    kind: ClassVar[str] = "petition_submitter"

    submitter: Submitter


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation of an earlier cycle, what the State said to it, and the figures (ids) that speak to it."""

    symbol: str
    text: str
    position: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What people write for a submission beside figures: one State, keywords, an introduction; `partners` join it."""

    state: str
    keywords: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionKept(Entry):
    """The text of a submission to the Universal Periodic Review (`subject`: its code) as somebody left it.

    The last one stands; taking it back brings the one before.
    """

    kind: ClassVar[str] = "petition_upr"

    told: Submission
