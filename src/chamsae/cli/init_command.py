"""`chamsae init`: make a casebook."""

import os
from pathlib import Path

import click

import chamsae
from chamsae.cli.opening import encryption_option, new_passphrase


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@encryption_option
@click.option("--name", default="", help="Its name on screens [default: the folder's name].")
@click.option(
    "--database", metavar="URL", default="", help="Keep the rows in this empty PostgreSQL database (without password)."
)
def command(folder: Path, name: str, database: str, *, encrypted: bool) -> None:
    """Make a new casebook in FOLDER (created if it is not there).

    The folder then holds casebook.sqlite3 (rows), objects/ (original bytes) and settings.toml, which
    explains itself. Only your user can read it. The rows are encrypted under a passphrase that is asked for, or taken
    from CHAMSAE_PASSPHRASE or the file that CHAMSAE_PASSPHRASE_FILE names; without it nobody can open them. Original
    bytes are not encrypted: keep the folder on a disk that is encrypted as a whole.

    With --database, or CHAMSAE_DATABASE_URL set, rows go to PostgreSQL; a password belongs in PGPASSWORD, ~/.pgpass or
    that variable.
    """
    elsewhere = database or os.environ.get("CHAMSAE_DATABASE_URL")
    passphrase = new_passphrase() if encrypted and not elsewhere else ""
    with chamsae.init(folder, name=name, database_url=database, passphrase=passphrase):
        click.echo(f"A new casebook is in {folder}. Next: chamsae -C {folder} add FILES…")
