"""`chamsae estimate FOLDER`: imputed replicates, a file each, estimated one by one and put together."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.cli.show import Bar

if TYPE_CHECKING:
    from chamsae.estimate.batch import Result
    from chamsae.model.estimate import CaptureTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicates:
    """A folder of replicates and how it is to be read; with `fits` published estimates are taken instead."""

    folder: Path
    by: tuple[str, ...]
    only: tuple[str, ...]
    fits: Path | None
    journal: Path | None
    processes: int | None

    def together(self, *, method: str | None, seed: int, level: float, two_lists: str) -> "tuple[Result, ...]":
        """What each stratum's replicates say together."""
        from chamsae.estimate.batch import Wishes, combined, estimate_each
        from chamsae.estimate.replicates import published, read_replicates
        from chamsae.estimate.run import TwoLists
        from chamsae.model.estimate import Method

        bar = Bar()
        bar.start(None, "reading replicates")
        tables = read_replicates(self.folder, by=self.by, lists=self.only or None, progress=bar.step)
        bar.finish()
        if self.fits is not None:
            return combined(list(published(tables, self.fits, level=level)), level=level)
        wishes = Wishes(method=Method(method) if method else None, level=level, two_lists=TwoLists(two_lists))
        bar.start(len(tables), "estimating")

        def told(_done: int, _of: int, table: "CaptureTable") -> None:
            bar.step(" ".join(value for _, value in table.stratum))

        runs = list(
            estimate_each(
                tables,
                seed=seed,
                wishes=wishes,
                processes=self.processes or len(os.sched_getaffinity(0)),
                journal=self.journal,
                progress=told,
            )
        )
        bar.finish()
        return combined(runs, level=level)
