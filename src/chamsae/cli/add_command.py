"""`chamsae add`: take material in."""

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, json_option, records
from chamsae.errors import InputError


@click.command()
@click.argument("places", nargs=-1, required=True)
@json_option
@click.pass_context
def command(context: click.Context, places: tuple[str, ...], *, as_json: bool) -> None:
    """Take in PLACES: files, folders (with all below), ZIP, WARC, WACZ, and https:// addresses.

    Bytes are hashed, written once, and logged; a second copy of the same bytes becomes a second
    accession of the same object. Interrupt and repeat as you like: nothing is entered twice. What is
    refused is named with the reason, the rest goes on (exit code 5).
    """
    book = casebook(context)
    report = book.archive.add(places, by=person(context), progress=Bar())
    if as_json:
        records(report.added)
    else:
        click.echo(
            f"{len(report.added)} added, {report.known} held already, {len(report.refused)} refused."
            + (" Next: chamsae read" if report.added else "")
        )
    if report.refused:
        context.exit(InputError.exit_code)
