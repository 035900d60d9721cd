"""Write docs/reference/commands.md from the commands themselves.

    python tools/help.py [--check]

With --check nothing is written and the exit status is 1 when the file is not current.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from chamsae.cli.main import COMMANDS, cli

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"


def main() -> None:
    """Write the page, or compare it."""
    page = "\n".join(_page())
    if "--check" in sys.argv:
        sys.exit(page != TARGET.read_text("utf-8"))
    TARGET.write_text(page, "utf-8")


def _page() -> Iterator[str]:
    yield "# Commands\n"
    yield "What `chamsae COMMAND --help` prints, kept current by a test.\n"
    yield from _section(["chamsae"], cli, None)
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        yield from _with_children(["chamsae", name], command)


def _with_children(path: list[str], command: click.Command) -> Iterator[str]:
    yield from _section(path, command, None)
    if isinstance(command, click.Group):
        for name, child in sorted(command.commands.items()):
            yield from _with_children([*path, name], child)


def _section(path: list[str], command: click.Command, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(command, info_name=" ".join(path), parent=parent, terminal_width=100, max_content_width=100)
    yield f"## {' '.join(path)}\n"
    yield f"```text\n{command.get_help(context).rstrip()}\n```\n"


if __name__ == "__main__":
    main()
