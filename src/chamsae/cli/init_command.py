"""`chamsae init`: make a casebook."""

from pathlib import Path

import click

import chamsae


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="", help="Its name on screens [default: the folder's name].")
@click.option(
    "--database", metavar="URL", default="", help="Keep the rows in this empty PostgreSQL database (without password)."
)
def command(folder: Path, name: str, database: str) -> None:
    """Make a new casebook in FOLDER (created if it is not there).

    The folder then holds casebook.sqlite3 (rows), objects/ (original bytes) and settings.toml, which
    explains itself. Only your user can read it. With --database, or CHAMSAE_DATABASE_URL set, rows go to PostgreSQL;
    a password belongs in PGPASSWORD, ~/.pgpass or that variable.
    """
    with chamsae.init(folder, name=name, database_url=database):
        click.echo(f"A new casebook is in {folder}. Next: chamsae -C {folder} add FILES…")
