"""Estimating how many were never documented: lists of the casebook or of a file, runs that are kept, and what leaves.

A run is an entry of the ledger with all it rests on, so that it can be run again and told apart from another.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.casebook.cases import Cases
from chamsae.casebook.entering import enter_all
from chamsae.casebook.gate import check_left
from chamsae.casebook.progress import Silent
from chamsae.casebook.tabulating import Tables, Where, asked
from chamsae.casebook.unfinished import Unfinished
from chamsae.casebook.writing_out import writing
from chamsae.errors import InputError, MissingPart, NotFound, phrase
from chamsae.model.estimate import CaptureTable, Method
from chamsae.model.estimating import USUAL, Compared, KeptEstimation, Listing, Lists, ListsAsked
from chamsae.model.ledger import standing
from chamsae.model.released_estimate import ReleasedEstimation
from chamsae.ports import Clock, Progress, Store
from chamsae.protect.estimates import Naming
from chamsae.protect.release import Audience

if TYPE_CHECKING:
    from chamsae.casebook.estimating_lists import ListsOf
    from chamsae.casebook.estimating_run import Run
    from chamsae.estimate.journal import Sealed

#: Plausible linkages that are drawn where pairs of records are open, unless asked otherwise.
LINKAGES = 10
#: What makes a list, by name.
USUALLY = tuple(one.value for one in USUAL)
#: Up to so many strata one process is quicker than several that must be started.
FEW_STRATA = 8
#: Characters of a name under which a run is kept.
LONGEST_NAME = 120


class Estimate:
    """Estimates from the overlaps of lists; a run without a number is kept as well, with its reason."""

    def __init__(
        self, store: Store, clock: Clock, tables: Tables, cases: Cases, unfinished: Unfinished | None = None
    ) -> None:
        self._store, self._clock, self._tables, self._cases = store, clock, tables, cases
        self._unfinished = unfinished or Unfinished(None)
        self._lists: ListsOf | None = None

    # lists

    def lists(
        self,
        *,
        by: Sequence[str] = USUALLY,
        stratum: str | None = None,
        where: Where | None = None,
        only: Sequence[str] = (),
    ) -> Lists:
        """Who stands on which lists of the casebook, per capture pattern; by stratum where one is named.

        `by` says what makes a list, `where` which acts count, `only` which lists. Raises InputError for what is not
        known, MissingPart where the part that estimates is not installed.
        """
        return self.of(lists_asked(by=by, stratum=stratum, where=where, only=only))

    def of(self, asked: ListsAsked, *, progress: Progress | None = None) -> Lists:
        """The answer to a question about lists; the first one gathers, later ones follow what has changed."""
        return self._of().lists(asked, progress)

    def ready(self, asked: ListsAsked | None = None) -> bool:
        """True when lists are gathered already, so that the next answer comes at once."""
        return self._of().ready(asked or ListsAsked())

    # runs

    def run(
        self,
        lists: Lists | Sequence[CaptureTable],
        *,
        seed: int,
        method: str | None = None,
        level: float = 0.95,
        linkages: int = LINKAGES,
        two_lists: str = "refuse",
        depth: str = "full",
        source: str = "",
        processes: int | None = 1,
        journal: Path | None = None,
        progress: Progress | None = None,
    ) -> KeptEstimation:
        """Estimate each stratum; the run is not kept until `keep` is told so.

        Of lists of the casebook `linkages` plausible ones are drawn where pairs of records are open. The same seed on
        the same data gives the same, over any number of `processes` (None: `processes_for`). What is done is written
        into a `journal` at once (None: one in the casebook's folder, wiped when the run is through), and a run that was
        stopped goes on where it was; `progress` may raise to stop it. Raises InputError for no lists and for what no
        method can be asked.
        """
        asked = run_asked(seed=seed, method=method, level=level, two_lists=two_lists, depth=depth)
        if not isinstance(lists, Lists):
            return self._run(lists, asked, source=source, processes=processes, journal=journal, progress=progress)
        drawn = tuple(self._of().linkages(lists.asked, linkages, seed, progress))
        made = self._run(
            lists.tables, asked, drawn=drawn, processes=processes, journal=journal, progress=progress
        )  # fmt: skip
        return replace(made, asked=lists.asked, log_number=lists.log_number)

    def keep(self, run: KeptEstimation, name: str, *, by: str, why: str = "") -> KeptEstimation:
        """Keep a run under a name, to be repeated and compared; logged. Raises InputError for an empty name."""
        if not name.strip():
            raise InputError(
                phrase("a kept estimation needs a name"), do=phrase("Name it, for example “handovers 2027”.")
            )
        entry = replace(run, subject=name.strip()[:LONGEST_NAME], by=by, at=self._clock(), why=why)
        return self._entered(entry)

    def kept(self, name: str | None = None) -> list[KeptEstimation]:
        """The estimations that are kept, or those under one name, in order; those taken back are not among them."""
        return standing(self._store.entries(KeptEstimation, subject=name))

    def found(self, which: str | int) -> KeptEstimation:
        """A kept estimation by its number, or the last of a name. Raises NotFound."""
        every = self.kept()
        number = int(which) if str(which).isdecimal() else -1
        for one in reversed(every):
            if one.subject == which or one.number == number:
                return one
        raise NotFound(phrase("no estimation is kept as %(which)s", which=which),
                       do=phrase("`chamsae estimate --kept` lists them."))  # fmt: skip

    def forget(self, number: int, *, by: str, why: str = "") -> KeptEstimation:
        """Take a kept estimation off the list, by one more entry; the entry stays. Raises NotFound."""
        found = self.found(number)
        gone = KeptEstimation(
            subject=found.subject, by=by, at=self._clock(), why=why, undoes=number, seed=found.seed, estimations=(),
            result=found.result,
        )  # fmt: skip
        return self._entered(gone)

    def compare(self, before: str | int, after: str | int) -> Compared:
        """Two kept runs beside each other: data, method, settings, seed or versions, whichever differ, and the answers.

        Raises NotFound.
        """
        from chamsae.casebook.estimating_run import beside  # noqa: PLC0415 - loads what estimates

        return beside(self.found(before), self.found(after))

    def again(self, which: str | int, *, processes: int | None = 1, progress: Progress | None = None) -> Compared:
        """Run a kept estimation again from the tables in its entry: identical, or the reasons why not; keeps nothing.

        `processes` and `progress` as for `run`; stopped, the same again goes on where it was. Raises NotFound.
        """
        from chamsae.casebook.estimating_run import asked_of, beside  # noqa: PLC0415 - as above

        kept = self.found(which)
        tables = [one.table for one in kept.estimations]
        drawn = tuple(one.tables for one in kept.linkages)
        made = self._run(tables, asked_of(kept), drawn=drawn, processes=processes, journal=None, progress=progress)
        return beside(kept, made)

    def snapshot(self, which: str | int, out: Path) -> str:
        """Write the tables of a kept run as a Parquet file; its hash. Raises NotFound, StorageError."""
        from chamsae.estimate.snapshot import freeze  # noqa: PLC0415 - as above

        with writing(out):
            return freeze([one.table for one in self.found(which).estimations], out)

    # what leaves

    def preview(
        self,
        which: str | int | KeptEstimation,
        *,
        audience: Audience = Audience.INTERNAL,
        language: str = "en",
        naming: str = Naming.LETTERS,
    ) -> ReleasedEstimation:
        """An estimation as it could leave for this audience, to look at; not logged, since nothing leaves.

        To the public lists go as letters unless `naming` is "names": a partner may not want to be named.
        """
        from chamsae.casebook.estimating_words import of_sum, worded  # noqa: PLC0415 - as above
        from chamsae.protect.estimates import release_estimation  # noqa: PLC0415 - as above

        kept = which if isinstance(which, KeptEstimation) else self.found(which)
        shown = Naming.NAMES if audience is Audience.INTERNAL else Naming(naming)
        parts = worded(kept, language, shown, audience)
        findings = of_sum(kept, language, audience)
        return release_estimation(kept, parts, audience=audience, language=language, findings=findings)

    def release(
        self, which: str | int, *, audience: Audience, by: str, language: str = "en", naming: str = Naming.LETTERS
    ) -> ReleasedEstimation:
        """An estimation for the team, logged; for people outside it leaves through a release: raises Withheld.

        Raises NotFound.
        """
        check_left(self._store, audience=audience.value, id=str(which), how=f"--estimation {which}")
        made = self.preview(which, audience=audience, language=language, naming=naming)
        self._logged("release", made.id, by, {"audience": made.audience, "estimation": str(self.found(which).number)})
        return made

    def drawn(self, made: ReleasedEstimation, form: str, *, by: str) -> bytes:
        """A released estimation as a page (html) or its numbers (csv); logged.

        Raises InputError for other forms, Withheld for one for people outside that has not left through a release.
        """
        from chamsae.publish.estimate_page import estimate_csv, estimate_html  # noqa: PLC0415 - only what leaves

        check_left(self._store, audience=made.audience, id=made.id, how="--estimation NUMBER")
        forms = {"html": estimate_html, "csv": estimate_csv}
        if form not in forms:
            raise InputError(
                phrase("an estimation is written as %(names)s, not as “%(form)s”", names=", ".join(forms), form=form)
            )
        self._logged("picture", made.id, by, {"form": form, "language": made.language})
        return forms[form](made).encode()

    def write(self, made: ReleasedEstimation, out: Path, *, by: str) -> None:
        """What `drawn` gives for the ending of the file's name; raises InputError for others, StorageError."""
        content = self.drawn(made, out.suffix.removeprefix(".").lower(), by=by)
        with writing(out):
            out.write_bytes(content)

    def _run(
        self,
        tables: Sequence[CaptureTable],
        asked: "Run",
        *,
        drawn: Sequence[tuple[CaptureTable, ...]] = (),
        source: str = "",
        processes: int | None,
        journal: Path | None,
        progress: Progress | None,
    ) -> KeptEstimation:
        with nullcontext(journal) if journal else self._unfinished.journal((tuple(tables), asked)) as own:
            return estimated(
                tables, asked, drawn=drawn, source=source, at=self._clock(), journal=own, progress=progress,
                processes=processes_for(tables) if processes is None else processes,
            )  # fmt: skip

    def _of(self) -> "ListsOf":
        if self._lists is None:
            try:
                from chamsae.casebook.estimating_lists import ListsOf  # noqa: PLC0415 - NumPy, only where it counts
            except ImportError as error:
                raise _missing() from error
            self._lists = ListsOf(self._store, self._tables, self._cases)
        return self._lists

    def _entered(self, entry: KeptEstimation) -> KeptEstimation:
        """Written and logged under its digest: the log names nothing that people called something."""
        return enter_all(self._store, [entry], action="estimate", subject=entry.result[:32])[0]

    def _logged(self, action: str, subject: str, by: str, detail: dict[str, str]) -> None:
        with self._store.transaction():
            self._store.append_log(at=self._clock(), actor=by, action=action, subject=subject, detail=detail)


def lists_asked(
    *,
    by: Iterable[str] = USUALLY,
    stratum: str | None = None,
    where: Where | None = None,
    only: Iterable[str] = (),
) -> ListsAsked:
    """A question about lists from plain words; raises InputError naming what is not known."""
    ask = asked(stratum or "violation", where=where)
    try:
        kinds = tuple(dict.fromkeys(map(Listing, by)))
    except ValueError as error:
        known = ", ".join(one.value for one in Listing)
        raise InputError(
            phrase("that makes no list: %(error)s", error=error), do=phrase("Choose of %(known)s.", known=known)
        ) from None
    if not kinds:
        raise InputError(phrase("nothing is named that makes a list"), do=phrase("Name one, for example publisher."))
    only = tuple(dict.fromkeys(only))
    return ListsAsked(by=kinds, stratum=ask.axes[0] if stratum else None, where=ask.where, only=only)


def run_asked(
    *, seed: int, method: str | None = None, level: float = 0.95, two_lists: str = "refuse", depth: str = "full"
) -> "Run":
    """What is asked of a run, from plain words; raises InputError for what is not known, MissingPart."""
    try:
        from chamsae.casebook.estimating_run import Run  # noqa: PLC0415 - loads what estimates
        from chamsae.estimate.run import Depth, TwoLists  # noqa: PLC0415 - as above
    except ImportError as error:
        raise _missing() from error
    try:
        return Run(
            seed=seed, method=Method(method) if method else None, level=level, two_lists=TwoLists(two_lists),
            depth=Depth(depth),
        )  # fmt: skip
    except ValueError as error:
        known = ", ".join(one.value for one in Method)
        raise InputError(
            phrase("no run can be asked so: %(error)s", error=error), do=phrase("Methods are %(known)s.", known=known)
        ) from None


def estimated(
    tables: Sequence[CaptureTable],
    asked: "Run",
    *,
    at: datetime,
    drawn: Sequence[tuple[CaptureTable, ...]] = (),
    source: str = "",
    processes: int = 1,
    journal: "Path | Sealed | None" = None,
    progress: Progress | None = None,
) -> KeptEstimation:
    """A run over these tables that nobody has kept: no number, no name; needs no casebook.

    `drawn` are the tables of plausible linkages; `processes` and `journal` as for a casebook's run. Raises InputError
    where there are none.
    """
    from chamsae.casebook.estimating_run import Batch, run  # noqa: PLC0415 - loads what estimates

    if not tables:
        raise InputError(phrase("there are no lists to estimate from"),
                         do=phrase("Import partners' lists, or give a CSV file."))  # fmt: skip
    came = run(tables, drawn, asked, progress or Silent(), Batch(processes=processes, journal=journal))
    return KeptEstimation(
        subject="", by="", at=at, source=source, method=asked.method, seed=asked.seed, estimations=came.estimations,
        linkages=came.linkages, total=came.total, findings=came.findings, result=came.result,
    )  # fmt: skip


def processes_for(tables: Sequence[CaptureTable]) -> int:
    """One process for each processor where there are many strata: below that, starting them takes longer."""
    return (os.cpu_count() or 1) if len(tables) > FEW_STRATA else 1


def _missing() -> MissingPart:
    return MissingPart(phrase("estimating needs NumPy, SciPy and Numba"), thing="estimate",
                       do=phrase("Install %(part)s.", part="chamsae[estimate]"))  # fmt: skip
