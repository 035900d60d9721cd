"""`chamsae sources`: what is held."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.archive.disk import disk_errors
from chamsae.casebook.reader import CONTAINERS
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, records, table
from chamsae.errors import InputError

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook


@click.command()
@click.option(
    "--original",
    nargs=2,
    metavar="ACCESSION FILE",
    type=(str, click.Path(path_type=Path, dir_okay=False)),
    help="Save the bytes of an accession (s1), as they came, in a new file; this is logged.",
)
@json_option
@click.pass_context
def command(context: click.Context, *, original: tuple[str, Path] | None, as_json: bool) -> None:
    """List accessions: number, state of reading, media type, when captured, name or address, SHA-256.

    A failed reading shows its reason; `chamsae read --retry` tries again.
    """
    book = casebook(context)
    if original:
        _save(book, *original, by=person(context))
        return
    if as_json:
        records(book.store.captures())
        return
    readings = {reading.sha256: reading for reading in book.store.readings()}
    rows = []
    for capture in book.store.captures():
        reading = readings.get(capture.sha256)
        opened = "kept, not opened" if capture.container else "opened"
        waiting = opened if capture.media_type in CONTAINERS else "waiting"
        state = waiting if reading is None else reading.reason or reading.state.value
        where = clip(capture.address or capture.name, 60)
        captured = capture.captured_at.strftime("%Y-%m-%d %H:%MZ")
        rows.append((capture.id, clip(state, 48), capture.media_type, captured, where, capture.sha256[:12]))
    headers = ("", "state", "type", "captured", "name or address", "sha-256")
    table(headers, rows, empty="Nothing is held yet. `chamsae add FILES…` takes something in.")


def _save(book: "Casebook", accession: str, file: Path, *, by: str) -> None:
    if file.exists():
        raise InputError("the file is there already", thing=str(file), do="Name a new one.")
    with book.originals.hand_out(accession, by=by) as source, disk_errors(str(file)), file.open("xb") as target:
        file.chmod(0o600)
        shutil.copyfileobj(source, target)
    click.echo(f"{file}: {file.stat().st_size:,} bytes. It is not encrypted.")
