"""`chamsae sources`: what is held."""

import click

from chamsae.casebook.reader import CONTAINERS
from chamsae.cli.opening import casebook
from chamsae.cli.show import clip, json_option, records, table


@click.command()
@json_option
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """List accessions: number, state of reading, media type, when captured, name or address, SHA-256.

    A failed reading shows its reason; `chamsae read --retry` tries again.
    """
    book = casebook(context)
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
