"""What imports tell: a file looked at, what an import did or would do, imports of the past, bad rows to mend."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chamsae.casebook.import_run import Plan
from chamsae.casebook.import_source import OURS
from chamsae.model.claim import Claim
from chamsae.model.importing import Ending, Import
from chamsae.read.sheet.guess import Guess
from chamsae.read.sheet.mapping import Mapping
from chamsae.read.sheet.notes import Fault, Note
from chamsae.read.sheet.table import Row
from chamsae.text.cells import harmless

#: Rows shown of a file, and claims of a rehearsal.
SAMPLES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A file before anything is done with it: its headers and first rows, what is to be told, a mapping to begin with.

    `known` is the mapping last used for a list with just these headers, None where there is none.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Note, ...]
    sheets: tuple[str, ...]
    sheet: str
    guess: Guess
    known: Mapping | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or a rehearsal would do.

    `number` is that of the import, None for a rehearsal. `rows` were taken, `refused` are the faults of the others.
    `new`, `changed` and `same` count claims, `columns` the same for each column by its header. `samples` are claims it
    would make. `resumed` is how many rows an interrupted run had done before; `finished` False where it was cancelled;
    `known` True where just this was imported before, so that there was nothing to do.
    """

    number: int | None = None
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: tuple[Fault, ...] = ()
    columns: tuple[tuple[str, int, int, int], ...] = ()
    samples: tuple[Claim, ...] = ()
    remarks: tuple[Note, ...] = ()
    resumed: int = 0
    finished: bool = True
    known: bool = False

    @property
    def bad_rows(self) -> int:
        """How many rows were left out."""
        return len({fault.row for fault in self.refused})


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An import of the past: what it was, what its parts did, how it ended (None: interrupted), whether it stands.

    `half_back` is True where taking it back was begun and not done: take it back again.
    """

    run: Import
    rows: int
    new: int
    changed: int
    bad_rows: int
    ending: Ending | None
    stands: bool
    half_back: bool = False


@dataclass(slots=True)
class Tally:
    """Adds plans up to a report."""

    heads: Sequence[str]
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[Fault] = field(default_factory=list)
    columns: Counter[tuple[int, str]] = field(default_factory=Counter)
    samples: list[Claim] = field(default_factory=list)

    def add(self, plan: Plan) -> None:
        """Count a plan."""
        self.rows += plan.rows
        self.new, self.changed, self.same = self.new + plan.new, self.changed + plan.changed, self.same + plan.same
        self.refused += plan.faults
        self.columns.update(plan.by_column)
        self.samples += plan.claims[: SAMPLES - len(self.samples)]

    def report(self) -> ImportReport:
        """What was counted."""
        kinds = ("new", "changed", "same")
        columns = [(head, *(self.columns[at, kind] for kind in kinds)) for at, head in enumerate(self.heads)]
        return ImportReport(
            rows=self.rows, new=self.new, changed=self.changed, same=self.same, refused=tuple(self.refused),
            columns=tuple((head, *many) for head, *many in columns if any(many)),  # type: ignore[misc]  # three kinds
            samples=tuple(self.samples),
        )  # fmt: skip


def bad_rows_csv(heads: Sequence[str], bad: Iterable[tuple[Row, str]]) -> str:
    """Rows with what is wrong with each, as CSV to mend: their own headers and cells, none of which can run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*map(harmless, heads), f"{OURS}row", f"{OURS}what is wrong"])
    for row, why in bad:
        writer.writerow([*map(harmless, row.cells), row.number, harmless(why)])
    return "\ufeff" + out.getvalue()
