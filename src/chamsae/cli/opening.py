"""Which casebook a command means, and who is at work."""

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import chamsae
from chamsae import settings
from chamsae.db.locked import is_locked
from chamsae.errors import CasebookError, InputError, StorageError
from chamsae.settings import FILE

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook

#: Where the opened casebook is kept for the length of a command.
OPENED = "chamsae.casebook"
#: The file in a casebook's folder that may be encrypted.
ROWS = "casebook.sqlite3"
#: Names a file with the secret key of somebody admitted to the vault.
VAULT_KEY = "CHAMSAE_VAULT_KEY_FILE"
#: The file that is there where originals are sealed.
KEY = "originals.key"


def casebook(context: click.Context) -> "Casebook":
    """The casebook named by -C, or the nearest one at or above this folder; closed when the command ends."""
    found = folder_of(context)
    book = context.with_resource(chamsae.open(found, passphrase=passphrase(found)))
    context.meta[OPENED] = book
    if file := os.environ.get(VAULT_KEY):
        _know_vault(context, book, Path(file))
    return book


def _know_vault(context: click.Context, book: "Casebook", file: Path) -> None:
    """Names in the vault are hidden too in what this command lets out, where its key is at hand; that is logged."""
    from chamsae.archive.backup.sealing import identities

    try:
        keys = identities(file.read_text("utf-8"), str(file))
    except OSError as error:
        raise StorageError(f"cannot be read: {error.strerror}", thing=str(file), do=f"Correct {VAULT_KEY}.") from error
    book.redact.know(book.vault.names(keys, by=person(context), why=f"{context.info_name}: names to be hidden"))


def folder_of(context: click.Context) -> Path:
    """The folder of the casebook a command means, not opened."""
    folder, _ = context.obj
    return folder or _nearest(Path.cwd())


def name_of(context: click.Context) -> str:
    """Who is at work, where no casebook is open: as `person`."""
    _, by = context.obj
    return by or settings.load(folder_of(context)).person or _login()


def person(context: click.Context) -> str:
    """Who is at work: --by, CHAMSAE_PERSON, `person` of the settings, or the login name."""
    _, by = context.obj
    book: Casebook | None = context.meta.get(OPENED)
    return by or (book.settings.person if book else "") or _login()


def passphrase(folder: Path) -> str | None:
    """The passphrase of an encrypted casebook, asked for where the environment holds none and somebody can answer."""
    locked = is_locked(folder / ROWS) or (folder / KEY).exists()
    if not locked or settings.passphrase() or not sys.stdin.isatty():
        return None
    return str(click.prompt(f"Passphrase of {folder}", hide_input=True, err=True))


def new_passphrase() -> str:
    """The passphrase for a new casebook: from the environment, or typed twice.

    Raises InputError where there is none and nobody who could be asked.
    """
    if held := settings.passphrase():
        return held
    if not sys.stdin.isatty():
        raise InputError("a new casebook is encrypted, and no passphrase is given", do=WHERE_IT_IS)
    click.echo("A new casebook is encrypted. Without its passphrase nobody can open it, nor can we.", err=True)
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt="The same again", err=True))


WHERE_IT_IS = "Set CHAMSAE_PASSPHRASE, or CHAMSAE_PASSPHRASE_FILE to a file that holds it, or say --no-encryption."


encryption_option = click.option(
    "--encrypt/--no-encryption", "encrypted", default=True, show_default=True, help="Encrypt the rows."
)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        raise InputError(
            "nobody is named, and this system knows no login name", do="Name yourself: --by NAME."
        ) from None


def _nearest(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise CasebookError(
        "there is no casebook in this folder or above it",
        thing=str(start),
        do="Make one with `chamsae init DIR`, or name one with -C DIR.",
    )
