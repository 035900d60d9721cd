"""`chamsae doctor`: recompute and say what is wrong."""

import click

from chamsae.cli.opening import casebook
from chamsae.cli.show import Bar, json_option, records, say
from chamsae.errors import IntegrityError


@click.command()
@json_option
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """Hash every object, prove every quote, walk the log; list what is wrong and what to do. Changes nothing."""
    book = casebook(context)
    health = book.doctor.check(progress=Bar())
    if as_json:
        records([health])
    else:
        click.echo(
            f"{health.objects} objects, {health.captures} accessions, {health.documents} documents, "
            f"{health.claims} claims and {health.log} log entries checked."
        )
        for finding in health.findings:
            say(f"{finding.thing}: {finding.what}. {finding.do}")
        click.echo("Nothing is wrong." if health.sound else f"{len(health.findings)} findings.")
    if not health.sound:
        context.exit(IntegrityError.exit_code)
