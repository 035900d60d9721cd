"""`chamsae backup`: a copy that can be opened, on another disk."""

import os
from pathlib import Path
from typing import TextIO

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, json_option, number, records, say
from chamsae.errors import InputError, IntegrityError, StorageError


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option("--to", multiple=True, metavar="KEY", help="A public key (age1… or ssh-…) that may open it; repeat.")
@click.option("--recipients", type=click.File("r", encoding="utf-8"), help="A file with one public key a line.")
@click.option("--plain", is_flag=True, help="Not sealed: only for a disk that is encrypted as a whole.")
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="Afterwards take away all but the newest N.")
@click.option("--list", "listing", is_flag=True, help="Only list the snapshots in FOLDER.")
@click.option("--check", "checking", is_flag=True, help="Only hash every file of the newest snapshot; needs no key.")
@click.option("--snapshot", help="With --check: the snapshot to look at instead of the newest.")
@click.option(
    "--new-key",
    type=click.Path(exists=False, path_type=Path),
    help="Only make a pair of keys: the secret one goes into this new file, the public one is printed.",
)
@json_option
@click.pass_context
def command(
    context: click.Context,
    *,
    folder: Path | None,
    to: tuple[str, ...],
    recipients: TextIO | None,
    plain: bool,
    keep: int | None,
    listing: bool,
    checking: bool,
    snapshot: str | None,
    new_key: Path | None,
    as_json: bool,
) -> None:
    """Add a snapshot of the whole casebook to the backups in FOLDER, sealed so that only the holders of keys open it.

    \b
    chamsae backup --new-key /media/usb-2/chamsae.key       once; keep that file apart from the casebook
    chamsae backup /media/usb-1/backup --to age1…           every evening
    chamsae restore /media/usb-1/backup newfolder --key /media/usb-2/chamsae.key

    Others may go on working meanwhile. Originals that are there already are not written again, so an interrupted
    backup goes on where it stopped. Every file is read back from the disk and opened before it counts. With no --to,
    the public keys in backup-recipients.txt in the casebook are used.
    """
    if new_key is not None:
        make_key(new_key)
        return
    if folder is None:
        raise click.UsageError("Name the folder of backups.", context)
    if listing:
        _list(folder)
    elif checking:
        _check(context, folder, snapshot, as_json=as_json)
    else:
        keys = [*to, *(recipients or ())]
        _back_up(context, folder, keys, plain=plain, keep=keep, as_json=as_json)


def _back_up(
    context: click.Context, folder: Path, to: list[str], *, plain: bool, keep: int | None, as_json: bool
) -> None:
    book = casebook(context)
    done = book.backup.run(folder, by=person(context), to=to, plain=plain, progress=Bar())
    if as_json:
        records([done])
    else:
        new, there = number(done.written, "original"), number(done.known, "original")
        click.echo(f"Snapshot {done.snapshot}: {new} written, {there} there already; read back and opened.")
        for sha256 in done.damaged:
            say(f"{sha256}: damaged in the casebook, not in this backup. Run `chamsae doctor`.", err=True)
    if keep is not None:
        old, spare = book.backup.forget(folder, keep=keep, by=person(context))
        if not as_json:
            click.echo(f"{number(old, 'older snapshot')} and {number(spare, 'file')} only these needed taken away.")
    if done.damaged:
        context.exit(IntegrityError.exit_code)


def _list(folder: Path) -> None:
    from chamsae.casebook.restoring import snapshots

    for name in snapshots(folder):
        click.echo(name)


def _check(context: click.Context, folder: Path, snapshot: str | None, *, as_json: bool) -> None:
    from chamsae.casebook.restoring import check

    found = check(folder, snapshot=snapshot, progress=Bar())
    if as_json:
        records([found])
    else:
        for place, fault in found.faults:
            say(f"{place}: {fault}. Back up again, or take it from another backup.")
        wrong = number(len(found.faults), "fault")
        click.echo(f"Snapshot {found.snapshot}: {number(found.files, 'file')} hashed, {wrong}.")
    if found.faults:
        context.exit(IntegrityError.exit_code)


def make_key(path: Path) -> None:
    """Write a new secret key into a new file for its owner's eyes only, and print the public one."""
    from chamsae.archive.backup.sealing import new_identity

    secret, public = new_identity()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"# public key: {public}\n{secret}\n")
    except FileExistsError:
        raise InputError("there is a file already", thing=str(path), do="Choose another name; keys are kept.") from None
    except OSError as error:
        raise StorageError(
            f"cannot be written: {error.strerror}", thing=str(path), do="Choose another folder."
        ) from error
    click.echo(public)
    say(
        "Keep the file with the secret key apart from the casebook and the backup: whoever has it opens them.", err=True
    )
