"""`chamsae verify`: check what somebody handed you."""

from pathlib import Path

import click

from chamsae.archive.verify import Verdict, Worth, verify_bundle, verify_claims
from chamsae.cli.show import json_option, records, say
from chamsae.errors import VerificationError


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--key", help="For a bundle: the log's public key, which you were given by another way.")
@click.option(
    "--seen",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="For a bundle: a file with a checkpoint of this log that you have seen before.",
)
@click.option(
    "--files",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="For a claims file: the folder with the text files [default: the folder it is in].",
)
@json_option
@click.pass_context
def command(
    context: click.Context, file: Path, key: str | None, seen: Path | None, files: Path | None, *, as_json: bool
) -> None:
    """Check FILE, a bundle (a ZIP, or the folder it was unpacked into) or claims (.jsonl), and name the first fault.

    A bundle is WHOLE, PARTIAL (nothing in it is wrong, but nobody says that it is all) or BROKEN: every byte, every
    quote, the signature, the proofs, the time stamps. For claims: every quote against the text files. Needs no casebook
    and no network. Exit code 0 only for what is whole.
    """
    verdict = _verdict(file, key, seen, files)
    if as_json:
        records([verdict])
    else:
        _tell(file, verdict, key)
    if verdict.worth is not Worth.WHOLE:
        context.exit(VerificationError.exit_code)


def _verdict(file: Path, key: str | None, seen: Path | None, files: Path | None) -> Verdict:
    if file.suffix == ".jsonl":
        return verify_claims(file, files or file.parent)
    return verify_bundle(file, key=key, seen=seen.read_bytes() if seen else None)


def _tell(file: Path, verdict: Verdict, key: str | None) -> None:
    for line in (*verdict.faults, verdict.lacks, *verdict.notes):
        if line:
            say(line)
    done = f"{verdict.files} files, {verdict.claims} claims, {verdict.quotes} quotes checked"
    if verdict.kind == "bundle":
        worth = verdict.worth.value.upper()
        say(f"{file}: {worth}." if verdict.faults else f"{file}: {worth}; {done}.")
        if key is None and verdict.worth is Worth.WHOLE:
            click.echo("Compare the key with the one you have received by another way, or give it with --key.")
    else:
        say(f"{file}: holds; {done}." if verdict.ok else f"{file}: DOES NOT HOLD.")
    if verdict.manifest_sha256:
        click.echo(f"SHA-256 of its manifest, to compare with the sender's: {verdict.manifest_sha256}")
