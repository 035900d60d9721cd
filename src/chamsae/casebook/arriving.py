"""The folder a whole casebook is imported into: it is no casebook before everything is in it."""

import hashlib
import json
from pathlib import Path

import msgspec

from chamsae.casebook.learning import FOLDER as SCORERS
from chamsae.errors import CasebookError
from chamsae.model.whole import WholeManifest
from chamsae.settings import FILE, write

#: In a folder that is being filled: of which export.
MARK = "importing.txt"
#: What an import makes in the folder before it ends.
MADE = {MARK, "objects", "spool", "casebook.sqlite3", "casebook.sqlite3-wal", "casebook.sqlite3-shm", SCORERS}


def prepare(folder: Path, manifest: WholeManifest) -> None:
    """Make the folder, or go on in one in which an import of the same export was interrupted.

    Raises CasebookError where it is a casebook, or holds anything else.
    """
    whose = _whose(manifest)
    if (folder / FILE).exists():
        raise CasebookError("this folder is a casebook already", thing=str(folder), do="Choose a new one.")
    held = {path.name for path in folder.iterdir()} if folder.is_dir() else set[str]()
    if held and not (held <= MADE and (folder / MARK).is_file() and (folder / MARK).read_text("utf-8") == whose):
        raise CasebookError("the folder is not empty", thing=str(folder), do="Choose an empty or a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    (folder / MARK).write_text(whose, "utf-8")
    for name in ("objects", "spool"):
        (folder / name).mkdir(exist_ok=True)
    for rows in folder.glob("casebook.sqlite3*"):  # an interrupted import wrote all rows or none, and did not end
        rows.unlink()


def finish(folder: Path, manifest: WholeManifest) -> None:
    """Write the settings, which make the folder a casebook."""
    write(folder, str(manifest.settings.get("name", folder.resolve().name)))
    others = {name: value for name, value in manifest.settings.items() if name != "name"}
    with (folder / FILE).open("a", encoding="utf-8") as file:
        for name, value in others.items():
            file.write(f"{name} = {json.dumps(value, ensure_ascii=False)}\n")
    (folder / MARK).unlink()


def _whose(manifest: WholeManifest) -> str:
    return hashlib.sha256(msgspec.json.encode(manifest, order="sorted")).hexdigest()
