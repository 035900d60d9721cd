"""Every way out is known: a command or screen that writes a file stands in the table of exits, under its gate."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import chamsae
from chamsae.cli.main import cli
from chamsae.errors import Withheld
from chamsae.protect.release import Audience

DOCS = Path(__file__).resolve().parents[2] / "docs" / "explain" / "release.md"
WEB = Path(inspect.getfile(chamsae)).parent / "web"
#: Options that name a file to be read, though it need not be there yet.
READS = {("backup", "recipients"), ("estimate", "lists"), ("restore", "folder"), ("restore", "keys")}
#: Commands that ask for an audience, with what makes them write something.
FOR_WHOM = {
    "report figures": ("report", "figures", "--out", "OUT"),
    "report figure": ("report", "figure", "g0", "--out", "OUT.svg"),
    "bundle": ("bundle", "--out", "OUT.zip"),
    "tables": ("tables", "--rows", "year", "--out", "OUT.csv"),
    "estimate": ("estimate", "--show", "one", "--out", "OUT.html"),
}
#: Commands that write for an audience once the gate has let it pass.
GATE = {"release draft"}


def commands(command: click.Command = cli, words: str = "") -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below
            yield from commands(below, f"{words} {name}".strip())
    else:
        yield words, command


def writing() -> set[str]:
    """The commands that can write a file."""
    return {
        words for words, command in commands() for one in command.params
        if isinstance(one.type, click.Path) and not one.type.exists and (words, one.name) not in READS
    }  # fmt: skip


def screens() -> set[str]:
    """The files of screens that answer with something else than a page."""
    found = set()
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _answers(node):
                found.add(path.stem)
    return found


def _answers(node: ast.Call) -> bool:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    typed = any(one.arg == "content_type" for one in node.keywords)
    return name in {"FileResponse", "StreamingHttpResponse"} or (name == "HttpResponse" and typed)


def table() -> dict[str, tuple[set[str], set[str]]]:
    """The table of exits: commands and screens by gate."""
    part = DOCS.read_text("utf-8").split("## Every way out", 1)[1]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| **")]
    names = [re.findall(r"\*\*(.+?)\*\*", row[0])[0] for row in rows]
    told = [(set(re.findall("`([^`]+)`", row[1])), set(re.findall("`([^`]+)`", row[2]))) for row in rows]
    return dict(zip(names, told, strict=True))


def test_every_command_that_writes_stands_under_one_gate() -> None:
    told = [command for commands_, _ in table().values() for command in commands_]
    assert len(told) == len(set(told)), "a command stands under two gates"
    assert set(told) == writing()


def test_every_screen_that_gives_a_file_stands_under_a_gate() -> None:
    assert {screen for _, screens_ in table().values() for screen in screens_} == screens()


def test_whoever_asks_for_whom_it_is_asks_the_gate() -> None:
    asking = {words for words, command in commands() if any(one.name == "audience" for one in command.params)}
    assert asking == FOR_WHOM.keys() | GATE


@pytest.mark.parametrize("audience", [one.value for one in Audience if one is not Audience.INTERNAL])
@pytest.mark.parametrize("command", FOR_WHOM)
def test_nothing_for_people_outside_is_written_but_by_a_release(command: str, audience: str, tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        if command == "estimate":
            from chamsae.model.estimate import CaptureTable

            lists = CaptureTable(lists=("A", "B"), patterns=((1, 0), (0, 1), (1, 1)), counts=(50, 40, 30))
            book.estimate.keep(book.estimate.run([lists], seed=1, depth="quick"), "one", by="Alice")
    words = [word.replace("OUT", str(tmp_path / "out")) for word in FOR_WHOM[command]]
    done = CliRunner().invoke(cli, ["-C", str(tmp_path / "book"), *words, "--audience", audience],
                              env={"CHAMSAE_PERSON": "Alice"})  # fmt: skip
    assert isinstance(done.exception, Withheld), done.output
    assert "chamsae release draft" in str(done.exception)
    assert not list(tmp_path.glob("out*"))
