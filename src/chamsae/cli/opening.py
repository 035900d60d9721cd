"""Which casebook a command means, and who is at work."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

import chamsae
from chamsae.errors import CasebookError, InputError
from chamsae.settings import FILE

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook

#: Where the opened casebook is kept for the length of a command.
OPENED = "chamsae.casebook"


def casebook(context: click.Context) -> "Casebook":
    """The casebook named by -C, or the nearest one at or above this folder; closed when the command ends."""
    folder, _ = context.obj
    book = context.with_resource(chamsae.open(folder or _nearest(Path.cwd())))
    context.meta[OPENED] = book
    return book


def person(context: click.Context) -> str:
    """Who is at work: --by, CHAMSAE_PERSON, `person` of the settings, or the login name."""
    _, by = context.obj
    book: Casebook | None = context.meta.get(OPENED)
    return by or (book.settings.person if book else "") or _login()


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
