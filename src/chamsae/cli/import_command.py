"""`chamsae import`: take in what another casebook or another system holds."""

import click

from chamsae.cli.exchange_command import add_imports
from chamsae.cli.import_table import import_table


class Imports(click.Group):
    """`chamsae import FILE`, with no kind named, is `chamsae import table FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the kind before a first word that is no kind, an option of tables among them."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["table", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Imports)
def command() -> None:
    """Take in what another casebook or another system holds. What is imported is a claim of that file, not a truth.

    `chamsae import FILE` is `chamsae import table FILE`.
    """


command.add_command(import_table)
add_imports(command)
