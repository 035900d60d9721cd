"""`chamsae transcript`: what is heard in a recording."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import json_option, records
from chamsae.errors import InputError
from chamsae.text.normal import visible

if TYPE_CHECKING:
    from chamsae.casebook.hearing import Attached


@click.group()
def command() -> None:
    """Attach transcripts to recordings, so that what is said in them can be read, searched and quoted.

    A transcript is a file of its own (WebVTT, SRT, JSON of Whisper, or text with time codes like
    [00:12:34] at the head of its lines). Each quote from it carries the seconds at which it is heard.
    RECORDING is an accession number (s3), a file name, or the first characters of a SHA-256.
    """


@command.command()
@click.argument("recording")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--made-by", prompt="Who made this transcript (a person, or a program with its version)",
              help="Who made it: a person, or a program with its version.")  # fmt: skip
@click.option("--maker", type=click.Choice(["person", "program"]), default="person", show_default=True,
              help="Whether that is a person or a program.")  # fmt: skip
@click.option("--how", default="", help="How it was made, in your words.")
@click.pass_context
def add(context: click.Context, recording: str, file: Path, made_by: str, maker: str, how: str) -> None:
    """Attach FILE to RECORDING and read it."""
    from chamsae.model.transcript import Maker

    book = casebook(context)
    found = book.transcripts.recording(recording)
    with file.open("rb") as stream:
        attached = book.transcripts.add(
            found, stream, file.name, maker=Maker(maker), made_by=made_by, how=how, by=person(context)
        )
    _tell(context, attached)


@command.command()
@click.argument("recording")
@click.pass_context
def make(context: click.Context, recording: str) -> None:
    """Have the speech model named in settings.toml (whisper_model) write a transcript of RECORDING.

    It runs on this computer, without network. Nothing is downloaded; without a model this says so.
    """
    book = casebook(context)
    _tell(context, book.transcripts.make(book.transcripts.recording(recording), by=person(context)))


@command.command(name="list")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List transcripts: of which recording, made by whom, how."""
    book = casebook(context)
    held = list(book.transcripts.all())
    if as_json:
        records(held)
        return
    for one in held:
        names = [next(book.store.captures(sha256=sha256)).name for sha256 in (one.recording, one.text)]
        how = f" ({one.how})" if one.how else ""
        click.echo(visible(f"{names[0]} ← {names[1]}: by {one.made_by}, a {one.maker}{how}"))


def _tell(context: click.Context, attached: "Attached") -> None:
    if attached.document is None:
        click.echo(f"The transcript is kept and attached, but could not be read: {visible(attached.reason or '')}")
        context.exit(InputError.exit_code)
    click.echo(f"Attached and read as {attached.document}. Next: chamsae review")
