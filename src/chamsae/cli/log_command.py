"""`chamsae log`: the evidence log, signed, proved, witnessed and stamped, by files that travel."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import json_option, number, records, say, table
from chamsae.errors import InputError, StorageError

if TYPE_CHECKING:
    from chamsae.archive.stamp import Verdict
    from chamsae.casebook.logbook import Signed, Told
    from chamsae.model.checkpoint import Stamp

file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
out_option = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")


@click.group()
def command() -> None:
    """Sign the log, prove what is in it, have it witnessed and stamped, by files that travel.

    docs/reference/log.md says how each is written.
    """


@command.command()
@click.argument("subject", required=False, default="")
@click.option("--before", type=click.IntRange(min=1), metavar="N", help="The entries before this number.")
@click.option("--count", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many entries.")
@json_option
@click.pass_context
def show(context: click.Context, subject: str, before: int | None, count: int, *, as_json: bool) -> None:
    """Show the key of the log, its checkpoints with who signed and stamped them, and the last entries.

    With SUBJECT (an accession, claim, figure …) only the entries about it. Names and hidden values are shown as long
    as their keys exist.
    """
    book = casebook(context)
    told = book.log.told(before=before, count=count, subject=subject)
    if as_json:
        records(told)
        return
    if not subject:
        head = book.log.head()
        click.echo(f"Key: {book.log.key}")
        click.echo(f"Entries: {head.size:,}, root {head.root}")
        for one in book.log.checkpoints()[:10]:
            _checkpoint(one)
    table(("number", "time (UTC)", "who", "what", "about", "with"), map(_row, told), empty="No entries.")


@command.command()
@out_option
@click.option("--since", type=click.IntRange(min=0), metavar="N", help="Prove growth from a log of N entries on.")
@click.pass_context
def checkpoint(context: click.Context, out: Path | None, since: int | None) -> None:
    """Sign the log as it is now, once all of it was computed anew and agrees.

    With --out also write the file for a witness: the checkpoint, with the proof that the log only grew since the last
    one a witness signed (0 for a witness that never saw this log: --since 0).
    """
    book = casebook(context)
    made = book.log.checkpoint(by=person(context))
    click.echo(made.note, nl=False)
    if out is not None:
        growth = book.log.request(since=since)
        _write(out, str(growth).encode())
        click.echo(f"{out}: for a witness that signed {growth.old} entries last. Key: {book.log.key}", err=True)


@command.command()
@file_argument
@out_option
@click.option("--witness", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="The witness's own folder, made if need be [default: one in your home].")  # fmt: skip
@click.option("--name", default="", help="The name the witness signs under, when its folder is made.")
@click.option("--key", metavar="KEY", help="The key of the log, when it is seen for the first time.")
def cosign(file: Path, out: Path | None, witness: Path | None, name: str, key: str | None) -> None:
    """As a witness: sign the checkpoint in FILE, if it follows from the last one signed. Needs no casebook.

    A rollback, a fork or another key is refused and kept as evidence. The signed checkpoint goes to --out
    [default: FILE.cosigned]; send it back. The witness's key is printed: hand it over by another way.
    """
    from chamsae.archive.note import verifier_key
    from chamsae.archive.witness import Witness

    keeper = Witness(witness or Path(click.get_app_dir("chamsae-witness")), name=name)
    pinned = verifier_key(key) if key else None
    signed = keeper.cosign(_read(file), at=datetime.now(UTC), pinned=pinned)
    out = out or file.with_name(f"{file.name}.cosigned")
    _write(out, str(signed).encode())
    click.echo(f"{out}: signed. Our key: {keeper.key}")


@command.command()
@file_argument
@click.option("--key", metavar="KEY", help="The key of the witness, when it signs for the first time.")
@click.pass_context
def accept(context: click.Context, file: Path, key: str | None) -> None:
    """Take in a checkpoint that a witness has signed."""
    from chamsae.archive.note import verifier_key

    book = casebook(context)
    new = book.log.accept(_read(file), by=person(context), key=verifier_key(key) if key else None)
    click.echo(number(len(new), "new cosignature") + ".")


@command.command()
@click.argument("which", metavar="N|SUBJECT")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write N.json and N.tlog-proof there.")  # fmt: skip
@click.pass_context
def prove(context: click.Context, which: str, out: Path | None) -> None:
    """Prove that entry N, or every entry about SUBJECT, is in the log of the newest checkpoint.

    Without --out the entry and the proof are printed.
    """
    book = casebook(context)
    numbers = [int(which)] if which.isascii() and which.isdigit() else book.log.about(which)
    if not numbers:
        raise InputError("nothing in the log is about it", thing=which, do="`chamsae log show` lists the last entries.")
    for one in numbers:
        raw, proof = book.log.raw(one), str(book.log.prove(one))
        if out is None:
            say(f"{raw.decode()}\n{proof}")
        else:
            _folder(out)
            _write(out / f"{one}.json", raw)
            _write(out / f"{one}.tlog-proof", proof.encode())
    if out is not None:
        click.echo(f"{out}: {number(len(numbers), 'proof')}.")


@command.command()
@click.argument("old", metavar="A", type=click.IntRange(min=0))
@click.argument("new", metavar="[B]", type=click.IntRange(min=0), required=False)
@click.pass_context
def consistency(context: click.Context, old: int, new: int | None) -> None:
    """Prove that the log of the checkpoint of B entries (unless given, the newest) holds that of A unchanged."""
    click.echo(str(casebook(context).log.consistency(old, new)), nl=False)


@command.command()
@click.option("--request", "request", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.tsq",
              help="Write the request about the newest checkpoint.")  # fmt: skip
@click.option("--reply", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="IN.tsr",
              help="Take a reply in; it is kept whatever it is.")  # fmt: skip
@click.option("--url", metavar="ADDRESS", help="Send the request to this authority now and keep its reply.")
@click.option("--ask", is_flag=True, help="Send it to every authority in `stamp_addresses` of the settings.")
@click.pass_context
def stamp(context: click.Context, request: Path | None, reply: Path | None, url: str | None, *, ask: bool) -> None:
    """Have the newest checkpoint stamped by RFC 3161 authorities: one stamp for all before it.

    --request and --reply travel as files. Only --url and --ask use the network; they tell the authority, and who
    watches the line, that this log exists. The certificates of authorities lie in authorities/NAME.pem.
    """
    book = casebook(context)
    addresses = ([url] if url else []) + (book.settings.stamp_addresses.split() if ask else [])
    if not (request or reply or addresses):
        raise click.UsageError("name --request, --reply, --url or --ask (with `stamp_addresses` in the settings)")
    if request is not None:
        _write(request, book.log.stamp_request())
        click.echo(f"{request}: send it to a time-stamping authority as {QUERY}, and take in what it answers.")
    if reply is not None:
        _verdict(book.log.stamp(_read(reply), by=person(context)))
    for address in addresses:
        _verdict(book.log.ask(address, by=person(context)))


QUERY = "application/timestamp-query"


@command.command()
@click.argument("subject")
@click.option("--reason", required=True, help="Why; kept under your own key.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def erase(context: click.Context, subject: str, reason: str, *, yes: bool) -> None:
    """Destroy the key of SUBJECT: an accession, claim or other thing, or the name of somebody who worked here.

    What the log hides under it can never be opened again; the log stays whole, and says that it was done.
    """
    book = casebook(context)
    if not yes:
        click.confirm(f"Destroy the key of {subject}? This cannot be undone.", abort=True)
    book.log.erase_key(subject, reason=reason, by=person(context))
    click.echo("Destroyed. Copies of the database made before still hold it.")


@command.command()
@click.argument("entry", metavar="N", type=click.IntRange(min=1))
@click.argument("field")
@click.pass_context
def disclose(context: click.Context, entry: int, field: str) -> None:
    """Open a hidden FIELD of entry N (or `actor`) for handing out, as JSON with its salt; the log tells of it."""
    found = casebook(context).log.disclose(entry, field, by=person(context))
    records([found])


def _row(told: "Told") -> tuple[object, ...]:
    entry = told.entry
    held = {**entry.detail, **{one.field: one.value for one in told.opened}}
    closed = sorted(entry.hidden.keys() - {one.field for one in told.opened})
    words = [f"{name}={value}" for name, value in held.items()] + [f"{name} closed" for name in closed]
    return entry.number, f"{entry.at:%Y-%m-%d %H:%M:%S}", told.by, entry.action, entry.subject, ", ".join(words)


def _checkpoint(one: "Signed") -> None:
    made = one.checkpoint
    who = [f"{name} ({datetime.fromtimestamp(at, UTC):%Y-%m-%d})" for name, at in one.cosigned]
    stamps = [verdict.authority or verdict.standing.value for _, verdict in one.stamps]
    say(
        f"Checkpoint of {made.size:,} entries, {made.at:%Y-%m-%d %H:%M}; "
        f"cosigned: {', '.join(who) or 'nobody'}; stamped: {', '.join(stamps) or 'not yet'}"
    )


def _verdict(found: "tuple[Stamp, Verdict]") -> None:
    kept, verdict = found
    told = verdict.why
    if verdict.authority and verdict.at:
        told = f"{verdict.authority} at {verdict.at:%Y-%m-%d %H:%M:%S} UTC"
    say(f"Kept ({kept.sha256[:12]}…): {verdict.standing.value}. {told}".rstrip())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StorageError(f"cannot be read: {error.strerror}", thing=str(path)) from error


def _write(path: Path, content: bytes) -> None:
    from chamsae.casebook.writing_out import writing

    with writing(path):
        path.write_bytes(content)


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"cannot be made: {error.strerror}", thing=str(path)) from error
