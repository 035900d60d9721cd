"""What reading a document again changed: kept beside the ledger, so that it can be shown and taken back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """One document read again; `number` is given by the store.

    `run` is the number of the first document of the same run and `of` how many the run was to read: a run with
    fewer was interrupted. `readers` names parser and readers with their versions; `batch` the judgements written.
    `kept` counts claims read as before. `new` are claims not read before, `retired` proposals no longer made,
    `changed` pairs of a proposal and what stands in its place, `asked` pairs of a judged claim and how it is read
    now (a question), `missed` judged claims that are not read any more; they stay as judged. `into` is the new
    document where the text itself has changed. `reason` says why nothing was read.
    """

    number: int = 0
    run: int = 0
    of: int
    document: str
    by: str
    at: datetime
    readers: str
    batch: str
    kept: int = 0
    new: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    missed: tuple[str, ...] = ()
    into: str | None = None
    reason: str | None = None
