"""Exchange with other systems: a casebook's claims out in their formats, and their files in as claims of that file."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from chamsae.casebook.accession import Archive
from chamsae.casebook.actors import actor
from chamsae.casebook.dossier import dossier
from chamsae.casebook.writing_out import writing
from chamsae.errors import InputError
from chamsae.exchange import esf, esf_read, ftm, ftm_read, uwazi, uwazi_read
from chamsae.model.claim import Act, Claim, Involvement, Speaker, SpeakerKind, settle_id
from chamsae.model.document import Document, Reading, ReadState
from chamsae.model.exchange import Coming, Dossier, Fault, Left
from chamsae.model.quote import cut, point
from chamsae.model.storable import storable
from chamsae.ports import Clock, Objects, Store
from chamsae.read.build import document_id


class Format(StrEnum):
    """A format of another system."""

    ESF = "esf"
    UWAZI = "uwazi"
    FTM = "ftm"


#: Bytes of one file that is imported; its text is kept as one document.
LARGEST = 64 << 20
#: How sure we are that a record says what its property means.
SURE = 0.9
MEDIA = {Format.ESF: "application/xml", Format.UWAZI: "text/csv", Format.FTM: "application/x-ndjson"}
#: What writes and what reads each format.
WRITERS: dict[Format, Callable[[Dossier], tuple[dict[str, bytes], tuple[Left, ...]]]] = {
    Format.ESF: esf.files, Format.UWAZI: uwazi.files, Format.FTM: ftm.files,
}  # fmt: skip
READERS: dict[Format, Callable[[str, str], tuple[list[Coming], list[Fault]]]] = {
    Format.ESF: esf_read.read, Format.UWAZI: uwazi_read.read, Format.FTM: ftm_read.read,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was written: the files, how many claims went, and what the format cannot hold."""

    files: tuple[str, ...]
    claims: int
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a file told: claims in all and new ones, and what could not be taken. `document` is None in a rehearsal."""

    claims: int
    new: int
    faults: tuple[Fault, ...]
    document: str | None = None


#: The log's words for what was written to leave the casebook; a backup does not leave.
LEAVING = frozenset({
    "export", "export_claims", "export_texts", "export_gold", "report", "table", "picture", "bundle", "journey",
    "places map", "save",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What left in the past: its entry in the log, when, by whom (a token once the key is gone), how, of what."""

    number: int
    at: datetime
    by: str
    action: str
    what: str
    detail: Mapping[str, str]


class Exchange:
    """Exchange with other systems. What is written is an internal copy with all names, never a release."""

    def __init__(self, store: Store, objects: Objects, clock: Clock, archive: Archive) -> None:
        self._store, self._objects, self._clock, self._archive = store, objects, clock, archive

    def write(self, out: Path, form: Format, *, by: str, withheld: bool = False) -> Sent:
        """Write the claims that stand into the folder `out` (a new one), in a format; logged.

        Claims that are withheld stay unless asked for. Raises InputError where something is there already.
        """
        going = dossier(self._store, withheld=withheld)
        files, left = WRITERS[form](going)
        _put(out, files)
        missed = sum(one.count for one in left)
        digest = hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()
        detail = {"format": form.value, "claims": str(len(going.claims) - missed), "sha256": digest,
                  "withheld": "yes" if withheld else "no"}  # fmt: skip
        with self._store.transaction():
            self._store.append_log(at=self._clock(), actor=by, action="export", subject=form.value, detail=detail)
        return Sent(files=tuple(sorted(files)), claims=len(going.claims) - missed, left=left)

    def past(self) -> list[Past]:
        """Everything that was written for outside, the last first: casebooks, claims, tables, pictures, saved files."""
        return [
            Past(number=one.number, at=one.at, by=actor(self._store, one), action=one.action, what=one.subject,
                 detail=one.detail)
            for one in self._store.log(actions=LEAVING)
        ][::-1]  # fmt: skip

    def rehearse(self, path: Path, form: Format) -> Taken:
        """What a file would bring; nothing is written."""
        name, data = _given(path)
        text = _text(data, name)
        coming, faults = READERS[form](text, name)
        made = list(_claims(coming, _document(data, text, name, form), name))
        held = {claim.id for claim in self._store.claims(ids=[claim.id for claim in made])}
        return Taken(claims=len(made), new=len({claim.id for claim in made} - held), faults=tuple(faults))

    def read(self, path: Path, form: Format, *, by: str) -> Taken:
        """Take a file in: it is kept as it came, what it tells becomes claims of it; nobody is made one with anybody.

        The same file again changes nothing. What cannot be taken is named, the rest is taken. Raises InputError for a
        file that is too large, no text, or not of the format at all.
        """
        name, data = _given(path)
        text = _text(data, name)
        coming, faults = READERS[form](text, name)
        document = _document(data, text, name, form)
        made = list(_claims(coming, document, name))
        self._archive.add_bytes(io.BytesIO(data), name, by=by)
        with self._store.transaction():
            self._store.add_document(document)
            new = self._store.add_claims(made)
            if new:
                self._note(document, form, new, len(faults), by)
        return Taken(claims=len(made), new=new, faults=tuple(faults), document=document.id)

    def _note(self, document: Document, form: Format, new: int, faults: int, by: str) -> None:
        now = self._clock()
        self._store.add_reading(
            Reading(sha256=document.sha256, reader=document.reader, state=ReadState.READ, at=now, document=document.id)
        )
        detail = {"format": form.value, "claims": str(new), "faults": str(faults)}
        self._store.append_log(at=now, actor=by, action="take_in", subject=document.id, detail=detail)


def _put(out: Path, files: dict[str, bytes]) -> None:
    if out.exists():
        raise InputError("there is something already", thing=str(out), do="Choose a new name.")
    with writing(out):
        out.mkdir(mode=0o700, parents=True)
        for name, data in files.items():
            (out / name).write_bytes(data)


def _given(path: Path) -> tuple[str, bytes]:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"is larger than {LARGEST >> 20} MB", thing=path.name, do="Split it into several files.")
        return path.name, path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", thing=path.name) from error


def _text(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", thing=name, do="Save it as UTF-8.") from error
    storable(text, name)
    return text.replace("\r\n", "\n")


def _document(data: bytes, text: str, name: str, form: Format) -> Document:
    sha256, reader = hashlib.sha256(data).hexdigest(), f"chamsae-{form.value} 1"
    id = document_id(sha256, reader)
    return Document(id=id, sha256=sha256, name=name, media_type=MEDIA[form], text=text, language="und", reader=reader)


def _claims(coming: Sequence[Coming], document: Document, name: str) -> Iterator[Claim]:
    """The claims of a file; those of acts first, since involvement names them."""
    acts: dict[str, str] = {}
    for one in sorted(coming, key=lambda one: not isinstance(one.value, Act)):
        value = one.value
        if isinstance(value, Involvement):
            value = replace(value, act=acts.get(value.act or ""))
        claim = _claim(replace(one, value=value), document, name)
        if isinstance(value, Act):
            acts[one.record] = claim.id
        yield claim


def _claim(one: Coming, document: Document, name: str) -> Claim:
    return settle_id(
        Claim(
            id="",
            document=document.id,
            quote=cut(document.text, one.start, one.end),
            trigger=point(document.text, *one.trigger),
            value=one.value,
            reader=document.reader,
            speaker=one.speaker or Speaker(text=name, kind=SpeakerKind.DOCUMENT, entity=document.sha256),
            place=one.place,
            when=one.when,
            modality=one.modality,
            confidence=SURE,
            why=(f"line {one.line:,}, {one.property} of {one.record}",),
        )
    )


def told(left: Iterable[Left]) -> Iterator[str]:
    """What a format could not hold, a sentence for each kind."""
    for one in left:
        more = " …" if one.count > len(one.claims) else ""
        yield f"{one.count:,} left out ({one.what}): {', '.join(one.claims)}{more}"
