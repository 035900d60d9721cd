"""The examples of the documentation run, and print what the page says they print."""

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from itertools import pairwise
from pathlib import Path

import click
import pytest

from chamsae.cli.main import cli
from tests.docs.fenced import ROOT, Block, Shell, blocks, commands, indented

PAGES = sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", [page for page in PAGES if any(block.kind == "console" for block in blocks(page))])
def test_console_examples_print_what_is_shown(page: str, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    for block in blocks(page):
        if block.kind == "text" and block.name != "output":
            file = tmp_path / block.name
            file.parent.mkdir(exist_ok=True)
            file.write_text(block.body, "utf-8")
        for line, shown in commands(block.body) if block.kind == "console" else ():
            printed = shell.run(line)
            assert printed.split() == shown.split() or not shown.strip(), f"{line}\n{printed}"


@pytest.mark.parametrize("page", [page for page in PAGES if any(block.kind == "python" for block in blocks(page))])
def test_python_examples_run_and_print_what_is_shown(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "example"}
    for block, following in pairwise([*blocks(page), Block("end", "", "")]):
        if block.kind == "python":
            printed = _printed(block.body, names)
            if (following.kind, following.name) == ("text", "output"):
                assert printed == following.body


@pytest.fixture
def mybook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which a casebook and some clippings lie, as the short examples suppose."""
    shell = Shell(tmp_path)
    (tmp_path / "clippings").mkdir()
    for block in blocks("docs/explain/figures.md"):
        if block.kind == "text":
            (tmp_path / "clippings" / Path(block.name).name).write_text(block.body, "utf-8")
    shell.run("chamsae init --no-encryption mybook")
    shell.run("chamsae -C mybook add clippings")
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def test_the_example_in_the_package_and_in_the_readme_run(mybook: Path) -> None:
    import chamsae

    of_package = "\n".join(
        line.removeprefix("    ") for line in (chamsae.__doc__ or "").splitlines() if line[:1] == " "
    )
    (of_readme,) = [block for block in indented("README.md") if block.startswith("import chamsae")]
    assert "North Koreans 252" in _printed(of_package, {}) or "North Koreans 250" in _printed(of_package, {})
    assert _printed(of_readme, {}).startswith("repatriated North Koreans")


@pytest.mark.slow
def test_the_tutorial_can_be_followed(tmp_path: Path) -> None:
    (tmp_path / "sample").symlink_to(ROOT / "sample")
    shell = Shell(tmp_path)
    lines = [line for block in indented("docs/tutorial/first-casebook.md") for line in block.splitlines() if line]
    assert len(lines) > 8
    for line in lines:
        if line.startswith("chamsae serve") or "activate" in line:
            continue
        shell.run(line.replace("ID", _first_figure(shell)) if " ID" in line else line)
    assert (shell.folder / "bundle.zip").exists()


def _first_figure(shell: Shell) -> str:
    return shell.run("chamsae figures").splitlines()[1].split()[0]


def _printed(source: str, names: dict[str, object]) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(source, "example", "exec"), names)
    return out.getvalue()


@pytest.mark.parametrize("page", ["README.md", *(page for page in PAGES if not page.endswith("commands.md"))])
def test_every_command_shown_knows_its_words_and_options(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    shown = re.findall(r"^(?:    |\$ )(?:\S*/)?chamsae (.+)$|`chamsae ([^`]+)`", text, re.MULTILINE)
    for line in (one or other for one, other in shown):
        given = shlex.split(re.split(r" && | \| ", line)[0], comments=True)
        assert _unknown(cli, given) == [], line


def _unknown(command: click.Command, given: list[str]) -> list[str]:
    """The words and options of a command line that no command has."""
    context, known = click.Context(command), set()
    while True:
        words = [word for word in given if not word.startswith("-")]
        if isinstance(command, click.Group) and (table := command.get_command(context, "table")):
            # `chamsae import` of no named kind is of a table
            command = command if any(command.get_command(context, word) for word in words) else table
        known |= {option for one in command.get_params(context) for option in (*one.opts, *one.secondary_opts)}
        if not isinstance(command, click.Group) or not words:
            return [word for word in given if word.startswith("--") and word not in known]
        name = next((word for word in words if command.get_command(context, word)), None)
        if name is None:
            return words[:1]
        command = command.get_command(context, name) or command
        given = [word for word in given if word != name]
