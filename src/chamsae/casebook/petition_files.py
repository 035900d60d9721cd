"""Petitions as files: one of each, the letter that goes with them, and the register."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chamsae.errors import InputError, phrase
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Petitions as files: their bytes by name, and the SHA-256 of each petition's own by its id."""

    named: Mapping[str, bytes]
    hashes: Mapping[str, tuple[str, ...]]


def as_files(
    petitions: Sequence[Petition],
    forms: Sequence[FileForm],
    progress: Progress,
    stop: Callable[[], bool] | None = None,
) -> Files:
    """Every petition as files, with `letter.docx` and `register.csv`; names are ids, never names of people.

    Once `stop` says so, letter and register are about those that are done, and the rest is left (at least one is
    done). Raises InputError for no petitions, and for a kind of file that the body does not take.
    """
    if not petitions:
        raise InputError(phrase("there is no petition to write"))
    for one in petitions:
        taken(one, forms)
    named: dict[str, bytes] = {}
    hashes: dict[str, tuple[str, ...]] = {}
    progress.start(len(petitions), "writing forms")
    for one in petitions:
        if hashes and stop and stop():
            break
        own = {f"{one.id}.{form.value}": _WRITE[form](one) for form in taken(one, forms)}
        named |= own
        hashes[one.id] = tuple(hashlib.sha256(data).hexdigest() for data in own.values())
        progress.step(one.id)
    progress.finish()
    done = [one for one in petitions if one.id in hashes]
    named["letter.docx"] = cover_docx(done)
    firsts = {one.id: f"{one.id}.{taken(one, forms)[0].value}" for one in done}
    named["register.csv"] = register_csv(done, firsts).encode()
    return Files(named=named, hashes=hashes)


def taken(petition: Petition, forms: Sequence[FileForm]) -> list[FileForm]:
    """Of these kinds those the body takes; raises InputError where it takes none of them."""
    found = [form for form in forms if not petition.files or form.value in petition.files]
    if not found:
        kinds = ", ".join(petition.files).upper()
        raise InputError(
            phrase("%(body)s takes %(kinds)s only", body=petition.label["en"], kinds=kinds),
            thing=petition.id, do=phrase("Write it as %(kinds)s.", kinds=kinds),
        )  # fmt: skip
    return found
