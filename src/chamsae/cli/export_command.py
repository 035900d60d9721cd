"""`chamsae export`: write what other programs read."""

import sys
from pathlib import Path

import click

from chamsae.cli.exchange_command import add_exports
from chamsae.cli.opening import casebook, person


@click.group()
def command() -> None:
    """Write what other programs read. For use inside your group: an export is not a release."""


@command.command()
@click.option("--output", type=click.Path(path_type=Path), help="Where to write [default: the screen].")
@click.option(
    "--texts", type=click.Path(path_type=Path, file_okay=False), help="Write here the texts the quotes stand in, too."
)
@click.pass_context
def claims(context: click.Context, output: Path | None, texts: Path | None) -> None:
    """Write documents and claims as JSON Lines (format chamsae-claims/1, docs/reference/claims.md).

    With --texts DIR, `chamsae verify FILE.jsonl --files DIR` checks every quote.
    """
    book, by = casebook(context), person(context)
    if texts is not None:
        book.export.texts(texts, by=by)
    if output is None:
        book.export.claims(sys.stdout, by=by)
        return
    with output.open("w", encoding="utf-8") as out:
        written = book.export.claims(out, by=by)
    click.echo(f"{written} lines written to {output}.", err=True)


add_exports(command)
