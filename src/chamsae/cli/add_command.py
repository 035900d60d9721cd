"""`chamsae add`: take material in."""

from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, json_option, records
from chamsae.errors import InputError

if TYPE_CHECKING:
    from chamsae.casebook.accession import AddReport
    from chamsae.casebook.book import Casebook


@click.command()
@click.argument("places", nargs=-1, required=True)
@click.option(
    "--page", is_flag=True, help="Keep addresses as whole pages: redirects, headers, parts, picture, in a WARC."
)
@click.option("--no-picture", is_flag=True, help="With --page: do not have a browser draw the page.")
@json_option
@click.pass_context
def command(context: click.Context, places: tuple[str, ...], *, page: bool, no_picture: bool, as_json: bool) -> None:
    """Take in PLACES: files, folders (with all below), ZIP, WARC, WACZ, and https:// addresses.

    Bytes are hashed, written once, and logged; a second copy of the same bytes becomes a second
    accession of the same object. Interrupt and repeat as you like: nothing is entered twice. What is
    refused is named with the reason, the rest goes on (exit code 5).

    With --page, an address becomes a WARC with every request and answer on the way, the page, the pictures and styles
    it names, and a picture of it drawn by the Chromium of this computer, which reaches only the public internet.
    What was not captured, and why, stands on the page of the accession.
    """
    book = casebook(context)
    if page:
        report = _pages(book, places, person(context), picture=not no_picture)
    else:
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


def _pages(book: "Casebook", places: tuple[str, ...], by: str, *, picture: bool) -> "AddReport":
    from chamsae.archive.browser import Browser
    from chamsae.casebook.accession import AddReport

    bar, reports = Bar(), []
    bar.start(len(places), "keeping pages")
    for place in places:
        if "://" not in place:
            raise InputError("is no address", thing=place, do="Take --page for https:// addresses only.")
        reports.append(book.archive.keep_page(place, by=by, draw=Browser().draw if picture else None))
        bar.step(place, "; ".join(refusal.reason for refusal in reports[-1].refused))
    bar.finish()
    return AddReport(
        added=tuple(one for report in reports for one in report.added),
        known=sum(report.known for report in reports),
        refused=tuple(one for report in reports for one in report.refused),
    )
