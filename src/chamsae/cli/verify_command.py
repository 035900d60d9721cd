"""`chamsae verify`: check what somebody handed you."""

from pathlib import Path

import click

from chamsae.archive.verify import verify_bundle, verify_claims
from chamsae.cli.show import json_option, records, say
from chamsae.errors import VerificationError


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--files",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="For a claims file: the folder with the text files [default: the folder it is in].",
)
@json_option
@click.pass_context
def command(context: click.Context, file: Path, files: Path | None, *, as_json: bool) -> None:
    """Check FILE, a bundle (.zip) or claims (.jsonl), and name the first thing that does not hold.

    For a bundle: every byte against the manifest, every quote at its place in the document's text. For
    claims: every quote against the text files. Needs no casebook and no network.
    """
    verdict = verify_claims(file, files or file.parent) if file.suffix == ".jsonl" else verify_bundle(file)
    if as_json:
        records([verdict])
    else:
        for line in (*verdict.faults, *verdict.notes):
            say(line)
        done = f"{verdict.files} files, {verdict.claims} claims, {verdict.quotes} quotes checked"
        say(f"{file}: holds; {done}." if verdict.ok else f"{file}: DOES NOT HOLD.")
        if verdict.manifest_sha256:
            click.echo(f"SHA-256 of its manifest, to compare with the sender's: {verdict.manifest_sha256}")
    if not verdict.ok:
        context.exit(VerificationError.exit_code)
