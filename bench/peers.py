"""Environments for what is only compared with: other people's packages, pinned, never among Chamsae's own."""

import subprocess
import sys
import venv
from pathlib import Path

#: Where they are made; below the folder that is not kept.
FOLDER = Path(__file__).parents[1] / "build" / "peers"

#: What is compared with, by name.
PACKAGES: dict[str, tuple[str, ...]] = {"nomenklatura": ("nomenklatura==4.17.4",)}


def interpreter(name: str) -> str | None:
    """The interpreter of an environment that holds a peer, made at first; None, saying so, where it cannot be had."""
    home = FOLDER / name
    python, ready = home / "bin" / "python", home / ".ready"
    if not ready.exists():
        print(f"installing {' '.join(PACKAGES[name])} into {home.relative_to(FOLDER.parents[1])} ...", file=sys.stderr)
        venv.create(home, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *PACKAGES[name]]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name} could not be installed: {done.stderr.strip()[-300:]}", file=sys.stderr)
            return None
        ready.touch()
    return str(python)
