"""`chamsae read`: documents, claims, copies and figures from what was added."""

import sys
from pathlib import Path

import click

import chamsae
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, number
from chamsae.errors import InputError


@click.command()
@click.option("--retry", is_flag=True, help="Try again what could not be read.")
@click.option(
    "--text",
    type=click.Path(path_type=Path, exists=True),
    help="Read this file or folder without a casebook and write its claims.",
)
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="With --text: what to write.")
@click.option("--output", type=click.Path(path_type=Path), help="With --text: where to write [default: the screen].")
@click.pass_context
def command(context: click.Context, text: Path | None, form: str, output: Path | None, *, retry: bool) -> None:
    """Read everything added and not yet read; propose claims; find copies; group figures.

    Each parser runs in its own process without network, with bounded time and memory. Every finished
    document is kept at once, so interrupted work resumes. Claims are proposals until you judge them.

    \b
    chamsae read --text DIR --format jsonl
    writes the claims of a folder straight to the screen (format chamsae-claims/1), no casebook needed.
    """
    if text is not None:
        _straight(context, text, output)
        return
    book = casebook(context)
    failed = [r.sha256 for r in book.store.readings() if r.reason] if retry else None
    report = book.read.run(by=person(context), progress=Bar(), retry=failed)
    counts = book.counts()
    click.echo(
        f"{number(report.read, 'document')} read, {len(report.failed):,} could not be; "
        f"{number(report.claims, 'new claim')}, {number(report.relations, 'new copy relation')}.\n"
        f"In all: {number(counts.documents, 'document')}, {number(counts.claims, 'claim')} "
        f"({counts.to_review:,} to review), {number(counts.groups, 'figure')}, "
        f"{counts.disputed:,} of them contradictory. Next: chamsae figures"
    )
    if report.failed:
        context.exit(InputError.exit_code)


def _straight(context: click.Context, folder: Path, output: Path | None) -> None:
    with chamsae.in_memory() as book:
        added = book.archive.add([folder], by=person(context), progress=Bar())
        report = book.read.run(by=person(context), progress=Bar())
        if output is None:
            book.export.claims(sys.stdout)
        else:
            with output.open("w", encoding="utf-8") as out:
                book.export.claims(out)
    if added.refused or report.failed:
        context.exit(InputError.exit_code)
