"""`chamsae restore`: a casebook made again from a backup."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

import chamsae
from chamsae.cli.show import Bar, json_option, number, records, say
from chamsae.errors import IntegrityError, StorageError


@click.command()
@click.argument("backup", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option(
    "--key", "keys", multiple=True, type=click.Path(dir_okay=False, path_type=Path), help="A secret key file."
)
@click.option("--snapshot", help="Which snapshot [default: the newest].")
@click.option("--database", metavar="URL", default="", help="Put the rows into this empty PostgreSQL database.")
@click.option("--drill", is_flag=True, help="Restore into a temporary folder, examine it, and take it away again.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    *,
    backup: Path,
    folder: Path | None,
    keys: tuple[Path, ...],
    snapshot: str | None,
    database: str,
    drill: bool,
    as_json: bool,
) -> None:
    """Make the casebook of a snapshot in BACKUP again in FOLDER, which must be new or empty; needs no casebook.

    Every byte is compared with what was backed up. An interrupted restore is gone on from by the same command. Then the
    casebook is examined as `chamsae doctor` does. A drill proves that it would work: hold one every month.
    """
    if drill:
        with TemporaryDirectory(prefix="chamsae-drill-", dir=folder) as room:
            sound = _restore(backup, Path(room) / "casebook", keys, snapshot, database, context, as_json=as_json)
        click.echo("The drill is over; its folder is gone.", err=True)
    elif folder is None:
        raise click.UsageError("Name the folder to restore into.", context)
    else:
        sound = _restore(backup, folder, keys, snapshot, database, context, as_json=as_json)
    if not sound:
        context.exit(IntegrityError.exit_code)


def _restore(
    backup: Path,
    folder: Path,
    keys: tuple[Path, ...],
    snapshot: str | None,
    database: str,
    context: click.Context,
    *,
    as_json: bool,
) -> bool:
    from chamsae.cli.opening import passphrase, person

    done = chamsae.restore(
        backup,
        folder,
        by=person(context),
        keys=[_text(path) for path in keys],
        snapshot=snapshot,
        database_url=database,
        passphrase=passphrase,
        progress=Bar(),
    )
    health = done.health
    if as_json:
        records([done])
    else:
        for sha256 in done.lost:
            say(f"{sha256}: the backup cannot give this original. Take it from another backup.", err=True)
        for finding in health.findings:
            say(f"{finding.thing}: {finding.what}. {finding.do}", err=True)
        state = "nothing is wrong" if done.sound else "not sound"
        click.echo(
            f"Snapshot {done.snapshot.name} of “{done.snapshot.casebook}”: {number(done.objects, 'original')}, "
            f"{number(health.documents, 'document')}, {number(health.claims, 'claim')}, "
            f"{health.log:,} log entries; {state}."
        )
    return done.sound


def _text(path: Path) -> tuple[str, str]:
    try:
        return path.name, path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"cannot be read ({error})", thing=str(path), do="Name the secret key file.") from error
