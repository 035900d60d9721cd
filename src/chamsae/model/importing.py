"""What was imported: each run over a partner's list, its parts as they were finished, and how it ended."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from chamsae.model.ledger import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Entry):
    """A run over one file of a list (`subject`, the list's id), begun; `undoes` takes back one, with all it brought.

    `mapping` is the mapping as a file, whole; `made_of` follows from bytes, sheet and mapping: a run with the same goes
    on where this one stopped, or has nothing to do. `batch` names the judgements it wrote.
    """

    kind: ClassVar[str] = "import"

    list: str = ""
    capture: str = ""
    sha256: str = ""
    file: str = ""
    sheet: str = ""
    encoding: str = ""
    mapping: str = ""
    mapping_name: str = ""
    mapping_version: int = 0
    made_of: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPart(Entry):
    """Some rows of a run (`run`, the number of its Import), `first` to `last` as the file counts, written in one go.

    `document` is their text, None where all of it was known. `state` says which claim says what from now on: for each
    changed row eight bytes of its key's hash, then eight for each of the `slots` (the claim's id, zeros for no change),
    in base 64. `refused` are the numbers of rows left out.
    """

    kind: ClassVar[str] = "import_part"

    run: int = 0
    first: int = 0
    last: int = 0
    document: str | None = None
    slots: tuple[str, ...] = ()
    state: str = ""
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    figures: int = 0
    refused: tuple[int, ...] = ()


class Ending(StrEnum):
    """How a run over a list ended."""

    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportEnd(Entry):
    """How a run (`run`) ended; a run without an end was interrupted."""

    kind: ClassVar[str] = "import_end"

    run: int = 0
    ending: Ending = Ending.DONE
