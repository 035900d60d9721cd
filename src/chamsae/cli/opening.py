"""Which casebook a command means, and who is at work."""

import getpass
from pathlib import Path

import click

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import CasebookError
from chamsae.settings import FILE


def casebook(context: click.Context) -> Casebook:
    """The casebook named by -C, or the nearest one at or above this folder; closed when the command ends."""
    folder, _ = context.obj
    book = chamsae.open(folder or _nearest(Path.cwd()))
    return context.with_resource(book)


def person(context: click.Context) -> str:
    """Who is at work: --by, CHAMSAE_PERSON, or the login name."""
    _, by = context.obj
    return by or getpass.getuser()


def _nearest(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise CasebookError(
        "there is no casebook in this folder or above it",
        thing=str(start),
        do="Make one with `chamsae init DIR`, or name one with -C DIR.",
    )
