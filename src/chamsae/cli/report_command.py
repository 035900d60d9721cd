"""`chamsae report`: tables and pictures with footnotes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.protect.release import Audience

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.model.release import Release

audience_option = click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.INTERNAL.value,
    show_default=True,
    help="Who will read it. What is for people outside (confidential, public) leaves through `chamsae release` and is "
    "refused here.",
)
release_option = click.option(
    "--release", "left", metavar="ID", default="", help="The figures of what left under this id (`chamsae release`)."
)
title_option = click.option("--title", default="Figures", show_default=True, help="The heading.")


@click.group()
def command() -> None:
    """Write tables in which every number opens to its quote, document and hash."""


@command.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="report", show_default=True)
@audience_option
@release_option
@title_option
@click.pass_context
def figures(context: click.Context, out: Path, audience: str, left: str, title: str) -> None:
    """Write figures.html and figures.csv into the folder OUT.

    Each figure: range, origins, claims; each claim: quote, document, address, capture time, SHA-256.
    The page says what was withheld and why.
    """
    book, by = casebook(context), person(context)
    release = chosen(book, audience, left, title, by=by)
    for path in book.publish.report(release, out, by=by):
        click.echo(path)
    _say_withheld(release)


@command.command()
@click.argument("figure")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="FILE.svg, .png or .csv.")
@audience_option
@click.option("--title", default="", help="A line above the figure.")
@click.pass_context
def figure(context: click.Context, figure: str, out: Path, audience: str, title: str) -> None:
    """Write one FIGURE as a picture (.svg, .png) or table (.csv), its claims on one axis, with footnotes.

    It shows the range, the reason, who says so in which words, the number of the settlement, and how much is
    withheld. It does not name who settled it. A figure that may not leave is not written (exit code 8).
    """
    from chamsae.casebook.gate import check_left
    from chamsae.casebook.outlet import PictureForm

    form = out.suffix.removeprefix(".").lower()
    if form not in set(PictureForm):
        raise click.UsageError(f"A figure is written as .svg, .png or .csv, not “{out.name}”.")
    book, by = casebook(context), person(context)
    check_left(book.store, audience=audience, id=figure, how=f"--figure {figure}")
    book.reconcile.refresh(by=by)
    release = book.protect.figure(figure, title=title, audience=Audience(audience), by=by)
    book.publish.picture(release, PictureForm(form), out, by=by)
    click.echo(out)
    _say_withheld(release)


def chosen(book: "Casebook", audience: str, left: str, title: str, *, by: str) -> "Release":
    """The figures of what left under an id, else all of them as the team may see them; raises Withheld for others."""
    from chamsae.casebook.gate import check_left

    if left:
        return book.release.figures(left)
    check_left(book.store, audience=audience, id=title, how="--all-figures")
    book.reconcile.refresh(by=by)
    return book.protect.release(title=title, audience=Audience(audience), by=by)


def _say_withheld(release: "Release") -> None:
    for item in release.withheld:
        click.echo(f"withheld: {item.count} {item.kind}, because {item.because}", err=True)
