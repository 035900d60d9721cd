"""`chamsae bundle`: a report with its evidence, for a stranger to check."""

from pathlib import Path

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.report_command import audience_option, chosen, release_option, title_option


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default="bundle.zip", show_default=True)
@audience_option
@release_option
@title_option
@click.option(
    "--language", type=click.Choice(["en", "ko", "zh"]), default="en", show_default=True, help="Of the index page."
)
@click.pass_context
def command(context: click.Context, out: Path, audience: str, left: str, title: str, language: str) -> None:
    """Pack the figures, the cited originals and the proof of what was done to them into one signed ZIP.

    Anyone can check it without this casebook: `chamsae verify bundle.zip`, or with Python alone and the verifier
    inside. Hand over the key that is printed by another way than the bundle.
    """
    book, by = casebook(context), person(context)
    release = chosen(book, audience, left, title, by=by)
    book.publish.bundle(release, out, by=by, language=language)
    click.echo(f"{out}: {len(release.figures)} figures. Check it with: chamsae verify {out}")
    click.echo(f"The key of this log, to be handed over by another way: {book.log.key}")
