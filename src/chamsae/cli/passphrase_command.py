"""`chamsae passphrase`: change the passphrase of an encrypted casebook."""

import sys

import click

import chamsae
from chamsae import settings
from chamsae.cli.opening import folder_of, name_of, passphrase
from chamsae.cli.show import say
from chamsae.errors import InputError


@click.command()
@click.pass_context
def command(context: click.Context) -> None:
    """Change the passphrase of an encrypted casebook; close every other window of it first.

    The present one and the new one are asked for. Where nobody can type, the new one is the first line of the file
    that CHAMSAE_NEW_PASSPHRASE_FILE names. Killed in between, the casebook opens with the old one or with the new one.
    """
    folder = folder_of(context)
    chamsae.change_passphrase(folder, _asked(), passphrase=passphrase(folder), by=name_of(context))
    say("Changed. Backups made before open with the passphrase they were made under.")


def _asked() -> str:
    if held := settings.passphrase(new=True):
        return held
    if not sys.stdin.isatty():
        raise InputError("no new passphrase is given", do="Set CHAMSAE_NEW_PASSPHRASE_FILE to a file that holds it.")
    return str(click.prompt("New passphrase", hide_input=True, confirmation_prompt="The same again", err=True))
