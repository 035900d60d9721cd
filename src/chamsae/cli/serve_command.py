"""`chamsae serve`: the casebook in the browser."""

from dataclasses import replace

import click

from chamsae.cli.opening import casebook, person


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8765,
    show_default=True,
    help="Port on this computer; 0 takes a free one.",
)
@click.option("--browser/--no-browser", default=True, help="Open the browser at once.")
@click.pass_context
def command(context: click.Context, port: int, *, browser: bool) -> None:
    """Open the casebook in the browser, on this computer only.

    Prints an address that works once and lets that one browser in; stop with Ctrl-C.
    """
    from chamsae.web.serve import serve  # before the casebook is opened: it sets Django up for the screens

    book = casebook(context)
    book.settings = replace(book.settings, person=person(context))
    serve(book, port=port, open_browser=browser, say=click.echo)
