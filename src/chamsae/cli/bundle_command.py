"""`chamsae bundle`: a report with its evidence, for a stranger to check."""

from pathlib import Path

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.report_command import audience_option, title_option
from chamsae.protect.release import Audience


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default="bundle.zip", show_default=True)
@audience_option
@title_option
@click.pass_context
def command(context: click.Context, out: Path, audience: str, title: str) -> None:
    """Pack the table of figures, the cited originals, their texts and a manifest into one ZIP.

    Anyone can check it without this casebook: `chamsae verify bundle.zip`, or with sha256sum and the
    README inside.
    """
    book, by = casebook(context), person(context)
    book.reconcile.refresh(by=by)
    release = book.protect.release(title=title, audience=Audience(audience), by=by)
    book.publish.bundle(release, out, by=by)
    click.echo(f"{out}: {len(release.figures)} figures. Check it with: chamsae verify {out}")
