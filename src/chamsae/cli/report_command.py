"""`chamsae report`: tables with footnotes."""

from pathlib import Path

import click

from chamsae.cli.opening import casebook, person
from chamsae.protect.release import Audience

audience_option = click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.INTERNAL.value,
    show_default=True,
    help="Who will read it: internal shows unjudged claims, marked; public only what people accepted and settled.",
)
title_option = click.option("--title", default="Figures", show_default=True, help="The heading.")


@click.group()
def command() -> None:
    """Write tables in which every number opens to its quote, document and hash."""


@command.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="report", show_default=True)
@audience_option
@title_option
@click.pass_context
def figures(context: click.Context, out: Path, audience: str, title: str) -> None:
    """Write figures.html and figures.csv into the folder OUT.

    Each figure: range, origins, claims; each claim: quote, document, address, capture time, SHA-256.
    The page says what was withheld and why.
    """
    book, by = casebook(context), person(context)
    book.reconcile.refresh(by=by)
    release = book.protect.release(title=title, audience=Audience(audience), by=by)
    for path in book.publish.report(release, out, by=by):
        click.echo(path)
    for item in release.withheld:
        click.echo(f"withheld: {item.count} {item.kind}, because {item.because}", err=True)
