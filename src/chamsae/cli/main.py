"""`chamsae`: the command line. Commands are imported when they run, so `--help` answers at once."""

import sys
from importlib import import_module
from pathlib import Path

import click

from chamsae.errors import ChamsaeError, StorageError
from chamsae.text.normal import visible

#: Command → the sentence `chamsae --help` prints; each lives in chamsae.cli.<command>_command.
COMMANDS = {
    "init": "Make a new casebook in a folder.",
    "add": "Take in files, folders, ZIP, WARC, WACZ and web addresses.",
    "read": "Read what was added: documents, claims, copies, figures.",
    "ask": "Ask a language model you have named for further claims.",
    "transcript": "Attach transcripts to recordings, or have them made.",
    "sources": "List what is held, with its state.",
    "copies": "List which documents copy which, with what was measured.",
    "evaluate": "Measure the readers against texts people have annotated.",
    "review": "Judge proposed claims one by one, or list them.",
    "link": "Find who is who, in all spellings and scripts; you decide.",
    "link-lists": "Link partners' lists of up to ten million rows.",
    "interview": "Take down an account: consent first, then its versions and claims.",
    "consent": "Record what people allow, ask what may be used, take it back.",
    "vault": "Keep who people are apart from their cases, sealed.",
    "custody": "Show who is held where, by head counts over time.",
    "risk": "List persons at risk, with the day to look again.",
    "tracing": "Trace relatives: who seeks whom, and what is said of them.",
    "journey": "Show one person's way step by step, with what is not told.",
    "cases": "List acts as coded and events; show everything said of a person.",
    "code": "Code acts, twice and blind; say how far coders agree.",
    "places": "Show what is told to have happened where; say which place a name means.",
    "figures": "Show figures side by side with who says so; settle one.",
    "tables": "Count acts, persons, events or cases by any three axes.",
    "estimate": "Estimate how many were never documented, or say why not.",
    "statements": "List what is said by whom, by government, date and topic.",
    "when": "Work out which days words like “two weeks after Chuseok 2009” mean.",
    "terms": "Look up kinds of violations, and what a State was bound to on a day.",
    "search": "Find passages, in English, Korean and Chinese.",
    "redact": "Write copies without the names the casebook knows.",
    "release": "Let figures, tables, cases and documents out, checked and signed.",
    "petition": "Draft UN submissions from the case, and write them with consent.",
    "upr": "Write submissions to the Universal Periodic Review, with words counted.",
    "appeal": "Keep the register of appeals: consent, proof, replies, days.",
    "report": "Write the table of figures, each number with quote and hash.",
    "bundle": "Pack figures with the cited originals and proofs, signed.",
    "verify": "Check a bundle or a claims file; needs no casebook.",
    "export": "Write the whole casebook, or what other systems read.",
    "import": "Take in a whole casebook, or what other systems hold.",
    "serve": "Open the casebook in the browser, on this computer only.",
    "evidence": "Show what of a court's demands an item meets.",
    "backup": "Copy the whole casebook, sealed, to another disk.",
    "restore": "Make a casebook again from a backup; needs no casebook.",
    "passphrase": "Change the passphrase of an encrypted casebook.",
    "log": "Sign the evidence log, prove entries, have it witnessed and stamped.",
    "doctor": "Recompute every hash, quote and log entry and say what is wrong.",
}

EPILOG = """\b
A first walk:
  chamsae init mybook && cd mybook
  chamsae add ~/clippings https://example.org/report
  chamsae read
  chamsae figures
  chamsae serve

Exit codes: 0 all went well; 1 failed; 2 wrong usage; 3 not a casebook; 4 no such thing; 5 some input was refused or
unreadable, the rest was taken; 6 the disk or database refused; 7 something does not verify; 8 withheld;
9 an optional part is not installed; 10 a server you named does not answer as it should.
"""


class Commands(click.Group):
    """Imports a command's module only when the command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one uses them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, from its own file."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"chamsae.cli.{cmd_name.replace('-', '_')}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "--casebook",
    type=click.Path(path_type=Path),
    envvar="CHAMSAE_CASEBOOK",
    help="The casebook's folder [default: this folder or the nearest above it that is one].",
)
@click.option(
    "--by", envvar="CHAMSAE_PERSON", help="Who is working; signs what is added and judged [default: your login]."
)
@click.version_option(package_name="chamsae")
@click.pass_context
def cli(context: click.Context, casebook: Path | None, by: str | None) -> None:
    """Chamsae turns a pile of testimony, news and lists into a casebook that holds up.

    Who said what, in which words, in which bytes; which documents are copies; how figures can be squared.
    Everything stays on this computer; nothing is fetched or sent unless you name an address.
    """
    context.obj = (casebook, by)


def main() -> None:
    """Run the command line; errors of ours are one sentence on standard error and an exit code."""
    try:
        cli(standalone_mode=True)
    except ChamsaeError as error:
        click.echo(f"chamsae: {visible(str(error))}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        thing = f"{error.filename}: " if error.filename else ""
        click.echo(f"chamsae: {visible(thing)}{error.strerror or error}.", err=True)
        sys.exit(StorageError.exit_code)
