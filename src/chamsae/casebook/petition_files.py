"""Petitions as files in a folder: one of each, the letter that goes with them, and the register."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from shutil import move

from chamsae.errors import InputError
from chamsae.model.petition import Petition
from chamsae.ports import Progress
from chamsae.publish.forms.docx import docx
from chamsae.publish.forms.pdf import pdf
from chamsae.publish.forms.register import cover_docx, register_csv


class FileForm(StrEnum):
    """As what file a petition is written."""

    DOCX = "docx"
    PDF = "pdf"


_WRITE: Mapping[FileForm, Callable[[Petition], bytes]] = {FileForm.DOCX: docx, FileForm.PDF: pdf}


def write_folder(
    petitions: Sequence[Petition],
    folder: Path,
    forms: Sequence[FileForm],
    progress: Progress,
    stop: Callable[[], bool] | None = None,
) -> Mapping[str, tuple[str, ...]]:
    """Write every petition, `letter.docx` and `register.csv` into a folder that is not there yet or is empty.

    Comes back with the SHA-256 of each petition's files, by its id. Names of files are ids, never names of people.
    Once `stop` says so, letter and register are written about those that are done, and the rest is left (at least one
    is written). Raises InputError for a folder that holds something, for no petitions, and for a kind of file that the
    body does not take.
    """
    if not petitions:
        raise InputError("there is no petition to write", thing=str(folder))
    check_empty(folder)
    for one in petitions:
        taken(one, forms)
    folder.mkdir(parents=True, exist_ok=True)
    hashes: dict[str, tuple[str, ...]] = {}
    progress.start(len(petitions), "writing forms")
    for one in petitions:
        if hashes and stop and stop():
            break
        files = {folder / f"{one.id}.{form.value}": _WRITE[form](one) for form in taken(one, forms)}
        for path, data in files.items():
            path.write_bytes(data)
        hashes[one.id] = tuple(hashlib.sha256(data).hexdigest() for data in files.values())
        progress.step(one.id)
    progress.finish()
    done = [one for one in petitions if one.id in hashes]
    (folder / "letter.docx").write_bytes(cover_docx(done))
    names = {one.id: f"{one.id}.{taken(one, forms)[0].value}" for one in done}
    (folder / "register.csv").write_text(register_csv(done, names), "utf-8", newline="")
    return hashes


def check_empty(folder: Path) -> None:
    """Raise InputError for a folder that holds something."""
    if folder.exists() and any(folder.iterdir()):
        raise InputError("the folder holds something already", thing=str(folder), do="Name an empty or a new one.")


def move_into(aside: Path, folder: Path) -> None:
    """Move the files of a folder into another, which may lie on another disk."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in sorted(aside.iterdir()):
        move(one, folder / one.name)


def taken(petition: Petition, forms: Sequence[FileForm]) -> list[FileForm]:
    """Of these kinds those the body takes; raises InputError where it takes none of them."""
    found = [form for form in forms if not petition.files or form.value in petition.files]
    if not found:
        kinds = ", ".join(petition.files).upper()
        raise InputError(f"{petition.label['en']} takes {kinds} only", thing=petition.id, do=f"Write it as {kinds}.")
    return found
