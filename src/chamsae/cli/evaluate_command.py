"""`chamsae evaluate`: how well the readers read, measured against what people say is in the texts."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, number
from chamsae.errors import InputError

if TYPE_CHECKING:
    from chamsae.casebook.evaluation import Evaluated

WHICH = ["none", "misses", "inventions", "all"]


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.option(
    "--texts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder the gold file's texts lie in [default: where GOLD lies].",
)
@click.option("--casebook", "own", is_flag=True, help="Measure against what people decided in the casebook (-C).")
@click.option(
    "--export",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what people decided in the casebook as a gold file, with its texts beside it.",
)
@click.option("--list", "which", type=click.Choice(WHICH), default="none", help="Show what went wrong, in context.")
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path), help="Write scores and findings as JSON; - for the screen."
)
@click.pass_context
def command(
    context: click.Context,
    gold: Path | None,
    texts: Path | None,
    export: Path | None,
    which: str,
    json_file: Path | None,
    *,
    own: bool,
) -> None:
    """Score the readers against GOLD, a file in which people say what some texts hold.

    Found, precision and F1 for figures, people, organisations, places, dates, acts, quotations and copies; of what
    was found, whether comparator, speaker, chain, date, place and force are right; traps taken; what was invented.
    Shares come with their counts and a 95 % interval: with few entries it is wide.

    \b
    chamsae evaluate gold.json --list misses     what was not read, or read wrongly, in context
    chamsae -C mybook evaluate --casebook        against your own answers in the review
    chamsae -C mybook evaluate --export my.json  keep those answers as a gold file

    GOLD needs no casebook and no network. Its format, and how each mark is given: docs/reference/gold.md.
    """
    if (gold is None) != (own or export is not None) or (own and export is not None):
        raise click.UsageError("Name a GOLD file, or --casebook, or --export FILE.")
    if export is not None:
        _export(context, export)
        return
    report(_measured(context, gold, texts), which, json_file)


def _measured(context: click.Context, gold: Path | None, texts: Path | None) -> "Evaluated":
    from chamsae.casebook.evaluation import evaluate, evaluate_casebook

    if gold is None:
        return evaluate_casebook(casebook(context).store, progress=Bar())
    return evaluate(gold, texts=texts, progress=Bar())


def _export(context: click.Context, path: Path) -> None:
    from chamsae.casebook.evaluation import export_gold

    if path.exists():
        raise InputError("is there already", thing=str(path), do="Choose another name; nothing was overwritten.")
    book = casebook(context)
    written = export_gold(book.store, path, by=person(context), at=book.clock())
    click.echo(f"{path}: what people decided in {number(len(written.documents), 'document')}.", err=True)


def report(done: "Evaluated", which: str, json_file: Path | None) -> None:
    """Print the scores, then what went wrong if asked, and write them as JSON if asked."""
    from chamsae.cli.scores import findings, summary, write_json

    if json_file is not None:
        write_json(done, json_file)
    if json_file is None or str(json_file) != "-":
        summary(done)
        findings(done, which)
