"""Examples cut out of the documentation: fenced blocks with their kind, and the commands of indented ones."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<line>.*)\n(?P<output>(?:(?!\$ ).*\n?)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its kind ("python", "console", "text"), the name after it, what it holds."""

    kind: str
    name: str
    body: str


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = (ROOT / page).read_text("utf-8")
    return [Block(found["kind"], found["name"] or "", found["body"]) for found in _FENCE.finditer(text)]


def indented(page: str) -> list[str]:
    """The blocks of a page that are set off by four spaces, without these."""
    text = (ROOT / page).read_text("utf-8")
    found = re.findall(r"(?:^\n)((?:    .*\n|\n(?=    ))+)", text, re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in found]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output shown under it."""
    for found in _COMMAND.finditer(block):
        yield found["line"], found["output"]


class Shell:
    """Runs commands one after the other as a reader would, with our `chamsae`; `cd` holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = {**os.environ, "PATH": path, "CHAMSAE_PERSON": "Alice", "LC_ALL": "C.UTF-8"}

    def run(self, line: str) -> str:
        """What a command prints; fails the test when it ends with another status than nought."""
        if line.startswith("cd "):
            self.folder = (self.folder / line.removeprefix("cd ")).resolve()
            return ""
        done = subprocess.run(
            ["bash", "-c", line], cwd=self.folder, env=self._environment, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout
