"""`chamsae vault`: who people are, apart from their cases; sealed by anybody, opened by those admitted."""

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from chamsae.cli.backup_command import make_key
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, clip, records, say, table
from chamsae.errors import InputError, StorageError
from chamsae.model.vault import Particular, ParticularKind

if TYPE_CHECKING:
    from chamsae.archive.backup.sealing import Identity

KINDS = ", ".join(one.value for one in ParticularKind)

key_option = click.option(
    "--key", "keys", multiple=True, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A secret key file of somebody admitted.",
)  # fmt: skip


@click.group()
def command() -> None:
    """Keep who people are apart from their cases, sealed person by person.

    Anybody at work can add; only who is admitted can open, with a secret key kept outside the casebook.
    """


@command.command("new-key")
@click.argument("file", type=click.Path(path_type=Path))
def new_key(file: Path) -> None:
    """Make a pair of keys: the secret one goes into the new FILE, the public one is printed."""
    make_key(file)


@command.command()
@click.argument("key")
@click.option("--name", required=True, help="Who holds it, as they sign (--by).")
@click.pass_context
def admit(context: click.Context, key: str, name: str) -> None:
    """Let the holder of the public KEY open the vault; for what is in it already, run `renew`."""
    casebook(context).vault.admit(key, name, by=person(context))
    say("Admitted.")


@command.command()
@click.argument("key")
@click.option("--why", default="", help="Why.")
@click.pass_context
def dismiss(context: click.Context, key: str, why: str) -> None:
    """Take the admission of KEY back; what it could open is closed to it by `renew`."""
    casebook(context).vault.dismiss(key, by=person(context), why=why)
    say("Dismissed. Run `chamsae vault renew` now.")


@command.command()
@click.pass_context
def admitted(context: click.Context) -> None:
    """List whose keys open the vault."""
    rows = [(one.name, clip(one.subject, 70), one.at.date()) for one in casebook(context).vault.admitted()]
    table(("", "key", "since"), rows, empty="Nobody is admitted yet. `chamsae vault admit KEY --name NAME` admits one.")


@command.command("list")
@click.pass_context
def every(context: click.Context) -> None:
    """List of whom details are held; it does not tell which."""
    rows = [
        (one.person, one.parts, one.last.date(), "destroyed" if one.destroyed else f"{len(one.openers)} can open it")
        for one in casebook(context).vault.all()
    ]
    table(("person", "parts", "last", ""), rows, empty="The vault is empty. `chamsae vault keep PERSON` adds to it.")


@command.command()
@click.argument("who", metavar="PERSON")
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@click.pass_context
def keep(context: click.Context, who: str, file: TextIO) -> None:
    """Seal details of PERSON from FILE, or as they are typed: one a line, its kind before a colon.

    Kinds: name, alias, birth, village, kin, contact, route, broker, note. They are never given as arguments, which
    every program of the computer can read.
    """
    told = [_particular(line) for line in file.read().splitlines() if line.strip()]
    casebook(context).vault.keep(who, told, by=person(context))
    say(f"Sealed: {len(told)}.")


def _particular(line: str) -> Particular:
    kind, colon, text = line.partition(":")
    if not colon or kind.strip().lower() not in {one.value for one in ParticularKind}:
        raise InputError("a line does not begin with a kind", do=f"Begin it with one of {KINDS}, and a colon.")
    return Particular(kind=ParticularKind(kind.strip().lower()), text=text)


@command.command("open")
@click.argument("who", metavar="PERSON")
@key_option
@click.option("--why", default="", help="The reason; it stands in the log.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def open_(context: click.Context, who: str, keys: tuple[Path, ...], why: str, *, as_json: bool) -> None:
    """Show what is held of PERSON, and what PERSON allows; that you did so is logged."""
    book = casebook(context)
    found = book.vault.open(who, _identities(keys), by=person(context), why=why)
    if as_json:
        return records(found.particulars)
    table(("", ""), [(one.kind.value, one.text) for one in found.particulars], empty="Nothing is held of this person.")
    allowed = [purpose.value for purpose, answer in book.consent.answers(who).items() if answer.value == "yes"]
    return say(f"Allows today: {', '.join(allowed) or 'nothing'}")


@command.command()
@key_option
@click.pass_context
def renew(context: click.Context, keys: tuple[Path, ...]) -> None:
    """Seal everything anew for those admitted today, and destroy the keys it was under."""
    done = casebook(context).vault.renew(_identities(keys), by=person(context), progress=Bar())
    say(f"Sealed anew: {done}.")


@command.command()
@click.argument("who", metavar="PERSON")
@click.option("--why", required=True, help="The reason; it stands in the log.")
@click.confirmation_option(prompt="Nobody will ever be able to open it again. Go on?")
@click.pass_context
def destroy(context: click.Context, who: str, why: str) -> None:
    """Destroy the keys of all the vault holds of PERSON: it can never be opened again, by anybody."""
    casebook(context).vault.destroy(who, by=person(context), why=why)
    say("Destroyed. Backups made before still hold the keys: `chamsae backup --keep` throws them away.")


def _identities(files: tuple[Path, ...]) -> "tuple[Identity, ...]":
    from chamsae.archive.backup.sealing import identities

    found: list[Identity] = []
    for file in files:
        try:
            found += identities(file.read_text("utf-8"), str(file))
        except OSError as error:
            raise StorageError(f"cannot be read: {error.strerror}", thing=str(file)) from error
        except UnicodeDecodeError as error:
            raise InputError("holds no secret key we can use", thing=str(file)) from error
    return tuple(found)
