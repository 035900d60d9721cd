"""`chamsae export`: write what other programs read."""

import sys
from pathlib import Path

import click

from chamsae.cli.opening import casebook


@click.group()
def command() -> None:
    """Write what other programs read. For use inside your group: an export is not a release."""


@command.command()
@click.option("--output", type=click.Path(path_type=Path), help="Where to write [default: the screen].")
@click.pass_context
def claims(context: click.Context, output: Path | None) -> None:
    """Write documents and claims as JSON Lines (format chamsae-claims/1, docs/reference/claims.md).

    `chamsae verify FILE.jsonl --files DIR` checks every quote against the files.
    """
    book = casebook(context)
    if output is None:
        book.export.claims(sys.stdout)
        return
    with output.open("w", encoding="utf-8") as out:
        written = book.export.claims(out)
    click.echo(f"{written} lines written to {output}.", err=True)
