"""`chamsae export …` and `chamsae import …` for whole casebooks and for the formats of other systems."""

from pathlib import Path

import click

import chamsae
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, number
from chamsae.errors import InputError, IntegrityError

internal_option = click.option(
    "--internal", is_flag=True, help="Say beforehand that this copy with all names stays inside your group."
)


def confirm_internal(*, internal: bool) -> None:
    """Go on only where somebody has said that the copy stays inside the group."""
    if internal:
        return
    click.echo("This is an internal copy: it holds names as they are, and is no release.", err=True)
    try:
        click.confirm("Will it stay inside your group?", abort=True, err=True)
    except click.Abort:
        raise InputError("nothing was written", do="Say --internal, or answer y.") from None


@click.command("casebook")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--keys", is_flag=True, help="Include what opens the names in the log.")
@internal_option
@click.pass_context
def export_casebook(context: click.Context, out: Path, *, keys: bool, internal: bool) -> None:
    """Write the whole casebook to OUT, a ZIP (a name that ends in .zip) or a folder.

    Everything is in it: stored files, documents, claims, judgements, every ledger, the log word by word. `chamsae
    import casebook OUT FOLDER` makes the same casebook again, on any computer and either database. An interrupted
    export into a folder goes on when it is run again. Without --keys the log is whole, and its names stay closed.
    """
    from chamsae.casebook.export import Keys

    book = casebook(context)
    confirm_internal(internal=internal)
    held = Keys.INCLUDED if keys else Keys.LEFT_OUT
    done = book.export.casebook(out, by=person(context), keys=held, progress=Bar())
    click.echo(
        f"{out}: {number(sum(done.rows.values()), 'row')}, {number(done.objects, 'stored file')} "
        f"({done.object_bytes:,} bytes). Log: {done.log_size:,} entries, root {done.log_root}."
    )


@click.command("casebook")
@click.argument("given", type=click.Path(path_type=Path, exists=True), metavar="IN")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_context
def import_casebook(context: click.Context, given: Path, folder: Path) -> None:
    """Make the casebook that `chamsae export casebook` wrote to IN again in FOLDER, which must be new or empty.

    Every line and every hash is checked before anything counts; an interrupted import goes on when it is run again.
    With CHAMSAE_DATABASE_URL set, rows go to that empty PostgreSQL database.
    """
    with chamsae.import_casebook(given, folder, progress=Bar()) as book:
        health = book.doctor.check(progress=Bar())
        last = book.store.last_log()
    click.echo(f"A casebook is in {folder}, its log with {last.number if last else 0:,} entries as it was.")
    for finding in health.findings:
        click.echo(f"{finding.thing}: {finding.what}. {finding.do}")
    if not health.sound:
        context.exit(IntegrityError.exit_code)
    click.echo("Nothing is wrong.")
