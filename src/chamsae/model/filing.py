"""What people decide while a submission is made: that it goes although another body has the case, and who submits."""

from dataclasses import dataclass
from typing import ClassVar

from chamsae.model.ledger import Entry
from chamsae.model.petition import Body, Submitter


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictAnswer(Entry):
    """Why (`why`) a person's (`subject`) case may go to `body` although other bodies have it already.

    `conflicts` are the grounds of those it answers (`Conflict.because`): one that comes later asks anew.
    """

    kind: ClassVar[str] = "petition_conflict"

    body: Body
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitterKept(Entry):
    """Who submits, as it is put into every form until somebody keeps another (`subject` is always the same)."""

    kind: ClassVar[str] = "petition_submitter"

    submitter: Submitter
