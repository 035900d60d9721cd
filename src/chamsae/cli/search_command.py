"""`chamsae search`: find passages."""

import click

from chamsae.cli.opening import casebook
from chamsae.cli.show import json_option, records, say
from chamsae.text.normal import visible


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="At most this many passages."
)
@json_option
@click.pass_context
def command(context: click.Context, query: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """Find passages that hold all words of QUERY, best first; English, Korean and Chinese alike."""
    book = casebook(context)
    hits = book.search(" ".join(query), limit=limit)
    if as_json:
        records(hits)
        return
    for hit in hits:
        document = book.store.document(hit.document)
        say(f"{document.title or document.name} ({document.publisher or document.name})", bold=True)
        click.echo("  " + _marked(document.text, hit.start, hit.end, hit.matches) + "\n")
    if not hits:
        click.echo("Nothing was found. Fewer or shorter words find more.")


def _marked(text: str, start: int, end: int, matches: tuple[tuple[int, int], ...]) -> str:
    """The passage on one line with its matches underlined."""
    out, at = "", start
    for low, high in matches:
        if low >= at:
            out += visible(text[at:low]) + click.style(visible(text[low:high]), underline=True, bold=True)
            at = high
    return " ".join((out + visible(text[at:end])).split())
