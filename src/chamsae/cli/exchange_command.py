"""`chamsae export …` and `chamsae import …` for whole casebooks and for the formats of other systems."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

import chamsae
from chamsae.cli.opening import casebook, encryption_option, new_passphrase, person
from chamsae.cli.show import Bar, number, say, table
from chamsae.errors import InputError, IntegrityError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chamsae.casebook.exchange import Taken

#: The formats of other systems, with what they are called.
FORMATS = {
    "esf": "HURIDOCS Events Standard Formats (XML)",
    "uwazi": "Uwazi (CSV)",
    "ftm": "FollowTheMoney (JSON lines)",
}
#: Faults shown on the screen.
SHOWN = 20

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
    book = casebook(context)
    confirm_internal(internal=internal)
    done = book.export.casebook(out, by=person(context), keys=keys, progress=Bar())
    click.echo(
        f"{out}: {number(sum(done.rows.values()), 'row')}, {number(done.objects, 'stored file')} "
        f"({done.object_bytes:,} bytes). Log: {done.log_size:,} entries, root {done.log_root}."
    )


@click.command("past")
@click.pass_context
def past(context: click.Context) -> None:
    """List what was written for outside, when and by whom, the last first."""
    rows = casebook(context).exchange.past()
    lines = (
        (row.number, f"{row.at:%Y-%m-%d %H:%M}", row.by, row.action, row.what, _in_words(row.detail)) for row in rows
    )
    table(["entry", "when (UTC)", "who", "how", "what", "of which"], lines, empty="Nothing has been exported yet.")


def _in_words(detail: "Mapping[str, str]") -> str:
    return ", ".join(f"{key} {value[:16]}" for key, value in sorted(detail.items()))


@click.command("casebook")
@click.argument("given", type=click.Path(path_type=Path, exists=True), metavar="IN")
@click.argument("folder", type=click.Path(path_type=Path))
@encryption_option
@click.pass_context
def import_casebook(context: click.Context, given: Path, folder: Path, *, encrypted: bool) -> None:
    """Make the casebook that `chamsae export casebook` wrote to IN again in FOLDER, which must be new or empty.

    Every line and every hash is checked before anything counts; an interrupted import goes on when it is run again.
    The rows are encrypted as by `chamsae init`. With CHAMSAE_DATABASE_URL set, they go to that empty PostgreSQL
    database.
    """
    passphrase = new_passphrase() if encrypted and not os.environ.get("CHAMSAE_DATABASE_URL") else ""
    with chamsae.import_casebook(given, folder, passphrase=passphrase, progress=Bar()) as book:
        health = book.doctor.check(progress=Bar())
        last = book.store.last_log()
    click.echo(f"A casebook is in {folder}, its log with {last.number if last else 0:,} entries as it was.")
    for finding in health.findings:
        click.echo(f"{finding.thing}: {finding.what}. {finding.do}")
    if not health.sound:
        context.exit(IntegrityError.exit_code)
    click.echo("Nothing is wrong.")


def add_exports(group: click.Group) -> None:
    """Add to `chamsae export` whole casebooks and the formats of other systems."""
    for form, title in FORMATS.items():
        group.add_command(_export_of(form, title))
    group.add_command(export_casebook)
    group.add_command(past)


def add_imports(group: click.Group) -> None:
    """The same for `chamsae import`."""
    for form, title in FORMATS.items():
        group.add_command(_import_of(form, title))
    group.add_command(import_casebook)


def _export_of(form: str, title: str) -> click.Command:
    @click.command(form, help=f"Write the claims that stand to the new folder OUT, for {title}.\n\n{EXPORTED}")
    @click.argument("out", type=click.Path(path_type=Path))
    @click.option("--withheld", is_flag=True, help="Write claims that are withheld, too.")
    @internal_option
    @click.pass_context
    def export(context: click.Context, out: Path, *, withheld: bool, internal: bool) -> None:
        from chamsae.casebook.exchange import Format, told

        book = casebook(context)
        confirm_internal(internal=internal)
        done = book.exchange.write(out, Format(form), by=person(context), withheld=withheld)
        click.echo(f"{out}: {', '.join(done.files)}; {number(done.claims, 'claim')}.")
        for line in told(done.left):
            click.echo(line)

    return export


EXPORTED = (
    "An internal copy with all names, never a release. What the format cannot hold is told. Dates that are not known "
    "to the day are never written as the first of a month or year."
)


def _import_of(form: str, title: str) -> click.Command:
    @click.command(form, help=f"Take FILE in, of {title}: what it tells becomes claims of it.\n\n{IMPORTED}")
    @click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
    @click.option("--dry-run", is_flag=True, help="Say what it would bring; write nothing.")
    @click.pass_context
    def import_(context: click.Context, file: Path, *, dry_run: bool) -> None:
        from chamsae.casebook.exchange import Format

        exchange = casebook(context).exchange
        if dry_run:
            _taken(exchange.rehearse(file, Format(form)), dry=True)
            return
        taken = exchange.read(file, Format(form), by=person(context))
        _taken(taken, dry=False)
        if taken.faults:
            context.exit(InputError.exit_code)

    return import_


IMPORTED = (
    "The file is kept as it came, each claim quotes it. The same file again changes nothing. Lines and properties that "
    "cannot be taken are named, the rest is taken."
)


def _taken(taken: "Taken", *, dry: bool) -> None:
    for fault in taken.faults[:SHOWN]:
        where = f"line {fault.line:,}" + (f", {fault.property}" if fault.property else "")
        say(f"{where}: “{fault.words}” {fault.why}.", err=True)
    if len(taken.faults) > SHOWN:
        click.echo(f"… and {len(taken.faults) - SHOWN:,} more.", err=True)
    click.echo(f"{'Would bring' if dry else 'Brought'} {number(taken.claims, 'claim')}, {taken.new:,} of them new.")
    if dry:
        click.echo("Nothing was written.")
