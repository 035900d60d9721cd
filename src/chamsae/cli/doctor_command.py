"""`chamsae doctor`: recompute and say what is wrong."""

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, json_option, number, records, say
from chamsae.errors import IntegrityError


@click.command()
@click.option("--mend", is_flag=True, help="First make damaged or missing originals good from the second copy.")
@json_option
@click.pass_context
def command(context: click.Context, *, mend: bool, as_json: bool) -> None:
    """Hash every object, prove every quote, walk the log; list what is wrong and what to do. Changes nothing.

    Every accession, judgement and settlement must be confirmed by the log, and the state of every claim must be
    what the judgements say. Run it after a crash, on a backup, and before handing something out.
    """
    book = casebook(context)
    mended = book.doctor.mend(by=person(context), progress=Bar()) if mend else ()
    health = book.doctor.check(progress=Bar())
    if as_json:
        records([*mended, health])
    else:
        for one in mended:
            say(f"{one.sha256}: made good in {one.folder}.")
        click.echo(
            f"{number(health.objects, 'object')}, {number(health.captures, 'accession')}, "
            f"{number(health.documents, 'document')}, {number(health.claims, 'claim')}, "
            f"{health.log:,} log entries checked."
        )
        for finding in health.findings:
            say(f"{finding.thing}: {finding.what}. {finding.do}")
        if health.leftovers:
            left = number(len(health.leftovers), "file")
            click.echo(f"{left} without an accession, left by an interrupted addition; nothing refers to them.")
            click.echo("Adding the same material again takes them up.")
        if health.open_to_all:
            click.echo("Nobody is cleared yet: everybody who works here may use everything, also who people are.")
            click.echo(
                "`chamsae consent clear YOUR-NAME identity` clears you; who is not on the list uses numbers only."
            )
        click.echo("Nothing is wrong." if health.sound else number(len(health.findings), "finding") + ".")
    if not health.sound:
        context.exit(IntegrityError.exit_code)
