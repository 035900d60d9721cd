"""`chamsae estimate`: how many were never documented, from the overlaps of lists; or why no number can be given."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.report_command import audience_option
from chamsae.cli.show import Bar, json_option, say
from chamsae.cli.tables_command import AXES, language_option
from chamsae.model.estimate import Method
from chamsae.model.estimating import USUAL, Listing
from chamsae.protect.release import Audience

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.model.estimate import CaptureTable
    from chamsae.model.estimating import KeptEstimation, Lists

METHODS = [one.value for one in Method]


@click.command()
@click.argument("lists", required=False, metavar="[LISTS.csv | FOLDER]", type=click.Path(path_type=Path))
@click.option("--by", "strata", multiple=True, metavar="NAME",
              help="Estimate apart: a column of the file, or an axis of tables (year, province, sex …).")  # fmt: skip
@click.option("--only", multiple=True, metavar="LIST", help="Only these lists; can be repeated.")
@click.option("--listed", multiple=True, type=click.Choice([one.value for one in Listing]),
              help="In a casebook: what makes a list; the first that a document has.")  # fmt: skip
@click.option("--where", multiple=True, metavar="AXIS=KEY[,KEY]", help="In a casebook: only these acts, as in tables.")
@click.option("--method", type=click.Choice(METHODS), help="Which method answers [default: latent].")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same result.")
@click.option("--level", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True, help="Of the interval.")
@click.option("--linkages", type=click.IntRange(0, 200), default=10, show_default=True,
              help="In a casebook: plausible linkages to draw where nobody has said who is who.")  # fmt: skip
@click.option("--allow-two-lists", is_flag=True, help="Give a number from two lists, which nothing can test.")
@click.option("--quick", is_flag=True, help="Leave out what repeats the answer on other tables.")
@click.option("--fits", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Of a folder of replicates: take the estimates published for verdata that lie here.")  # fmt: skip
@click.option("--processes", type=click.IntRange(1, 64), help="How many strata at a time [default: one for each "
              "processor from nine strata on, else one]; the result is the same.")  # fmt: skip
@click.option("--journal", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write down here what is done, so that the same command goes on where it was stopped [default: in "
              "the casebook's folder, until the run is through; for lists of a file: nowhere].")  # fmt: skip
@click.option("--overlaps", is_flag=True, help="Show who stands on which lists, and estimate nothing.")
@click.option("--keep", metavar="NAME", help="Keep the run in the casebook under a name.")
@click.option("--kept", is_flag=True, help="List the runs that are kept.")
@click.option("--show", metavar="NAME", help="Show a kept run again.")
@click.option("--again", metavar="NAME", help="Run a kept one again from its own tables: identical, or why not.")
@click.option("--compare", nargs=2, metavar="NAME NAME", help="Two kept runs: what differs, and why.")
@click.option("--forget", type=int, metavar="NUMBER", help="Take a kept run off the list.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
              help="Write FILE.html or .csv through a release, FILE.parquet the tables themselves.")  # fmt: skip
@click.option("--names", is_flag=True, help="With --audience public: lists by their names, not as letters.")
@click.option("--csv", "as_csv", is_flag=True, help="All numbers of all strata as CSV.")
@audience_option
@language_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    lists: Path | None,
    strata: tuple[str, ...],
    only: tuple[str, ...],
    listed: tuple[str, ...],
    where: tuple[str, ...],
    method: str | None,
    seed: int,
    level: float,
    linkages: int,
    fits: Path | None,
    keep: str | None,
    show: str | None,
    again: str | None,
    compare: tuple[str, str] | None,
    forget: int | None,
    out: Path | None,
    processes: int | None,
    journal: Path | None,
    audience: str,
    language: str,
    *,
    allow_two_lists: bool,
    quick: bool,
    overlaps: bool,
    kept: bool,
    names: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Estimate how many were never documented, from the overlaps of lists.

    LISTS.csv has a column of 0 and 1 for each list and a row for each person, or one for each pattern with a column
    “count”; it needs no casebook. Without a file the lists are those of the casebook. The words come first. A refusal
    is an answer: it says why, and the exit code is 0; its “verdict” in --json is “refused”. A FOLDER holds imputed
    replicates, a CSV or Parquet file each as verdata has them; every stratum is put together by its rule.

    \b
    chamsae estimate lists.csv --by year --seed 7
    chamsae estimate replicates/ --by yy_hecho --journal run.jsonl
    chamsae estimate --where violation=handover --keep "handovers 2027"
    chamsae estimate --compare "handovers 2026" "handovers 2027"
    """
    from chamsae.cli import estimate_views as views

    if kept:
        views.kept(casebook(context), as_json=as_json)
    elif compare:
        views.compared(casebook(context).estimate.compare(*compare), as_json=as_json)
    elif again is not None:
        views.compared(casebook(context).estimate.again(again, processes=processes, progress=Bar()), as_json=as_json)
    elif forget is not None:
        gone = casebook(context).estimate.forget(forget, by=person(context))
        say(f"Run {forget} is taken off the list, by entry {gone.number}.")
    elif lists is not None and lists.is_dir():
        if keep is not None or out is not None:
            raise click.UsageError("--keep and --out are for lists; use --csv or --json for replicates")
        from chamsae.cli.estimate_replicates import Replicates

        found = Replicates(
            folder=lists, by=strata, only=only, fits=fits, journal=journal, processes=processes
        ).together(method=method, seed=seed, level=level, two_lists="allow" if allow_two_lists else "refuse")
        views.replicates(found, language, as_csv=as_csv, as_json=as_json)
    else:
        asked = _Asked(strata, only, listed or tuple(USUAL), where)
        book = casebook(context) if show is not None or lists is None or keep is not None else None
        if overlaps:
            views.overlaps(asked.tables(lists, book), as_json=as_json)
            return
        run = book.estimate.found(show) if book and show is not None else _run(
            asked, lists, book, method=method, seed=seed, level=level, linkages=linkages,
            two_lists="allow" if allow_two_lists else "refuse", depth="quick" if quick else "full",
            processes=processes, journal=journal,
        )  # fmt: skip
        if keep is not None and book is not None:
            run = book.estimate.keep(run, keep, by=person(context))
        if out is not None:
            _write(context, run, out, audience=audience, language=language, names=names)
        else:
            views.shown(run, language, as_csv=as_csv, as_json=as_json)


class _Asked:
    """Which tables are asked for, from a file or a casebook."""

    def __init__(
        self, strata: Sequence[str], only: Sequence[str], listed: Sequence[str], where: tuple[str, ...]
    ) -> None:
        self.strata, self.only, self.listed, self.where = tuple(strata), tuple(only), listed, where

    def file(self, path: Path) -> "tuple[CaptureTable, ...]":
        """The tables of a file."""
        from chamsae.estimate.tables import read_csv

        return read_csv(path, by=self.strata, lists=self.only or None)

    def book(self, book: "Casebook") -> "Lists":
        """The tables of a casebook; --by names one axis."""
        from chamsae.cli.tables_command import _where

        if len(self.strata) > 1 or (self.strata and self.strata[0] not in AXES):
            raise click.UsageError(f"In a casebook --by takes one axis of tables: {', '.join(AXES)}")
        stratum = self.strata[0] if self.strata else None
        return book.estimate.lists(by=self.listed, stratum=stratum, where=_where(self.where), only=self.only)

    def tables(self, path: Path | None, book: "Casebook | None") -> "tuple[CaptureTable, ...]":
        """Of the file where one is given."""
        if path is not None:
            return self.file(path)
        assert book is not None
        return self.book(book).tables


def _run(
    asked: _Asked, path: Path | None, book: "Casebook | None", *, linkages: int, seed: int, method: str | None,
    level: float, two_lists: str, depth: str, processes: int | None, journal: Path | None,
) -> "KeptEstimation":  # fmt: skip
    from chamsae.casebook.estimating import estimated, processes_for, run_asked
    from chamsae.model.when import utc_now

    if path is None and book is not None:
        held = asked.book(book)
        return book.estimate.run(
            held, seed=seed, method=method, level=level, linkages=linkages, two_lists=two_lists, depth=depth,
            processes=processes, journal=journal, progress=Bar(),
        )  # fmt: skip
    assert path is not None
    question = run_asked(seed=seed, method=method, level=level, two_lists=two_lists, depth=depth)
    tables = asked.file(path)
    return estimated(
        tables, question, at=utc_now(), source=path.name, processes=processes or processes_for(tables), journal=journal,
        progress=Bar(),
    )  # fmt: skip


def _write(
    context: click.Context, run: "KeptEstimation", out: Path, *, audience: str, language: str, names: bool
) -> None:
    """A file leaves through a release, which is logged: so the run must be kept."""
    if not run.number:
        raise click.UsageError("--out writes a kept run: add --keep NAME, or name one with --show NAME")
    book = casebook(context)
    if out.suffix.lower() == ".parquet":
        say(f"{out} · sha256 {book.estimate.snapshot(run.number, out)}")
        return
    naming, by = "names" if names else "letters", person(context)
    made = book.estimate.release(run.number, audience=Audience(audience), by=by, language=language, naming=naming)
    book.estimate.write(made, out, by=by)
    click.echo(out)
    for item in made.withheld:
        click.echo(f"withheld: {item.count} {item.kind}, because {item.because}", err=True)
