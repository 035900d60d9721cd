"""Files without what they tell of themselves: who wrote them, when, with what, on which device, where it stood.

Pictures are written anew from their pixels (chamsae.protect.redact_image); here are PDF and office files, which keep
their text. What cannot be cleaned for certain is refused.
"""

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from chamsae.errors import MissingPart, Unreadable, Withheld, phrase

#: Media types whose files are ZIP archives of XML by Microsoft's standard.
OFFICE = frozenset({
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
})  # fmt: skip
PDF = "application/pdf"
#: Members of an office file, all together, are unpacked up to so many bytes.
MOST = 512 << 20

_PROPERTIES = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    _PROPERTIES
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = _PROPERTIES + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
_CUSTOM = _PROPERTIES + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
_EMPTIED = {"docProps/core.xml": _CORE, "docProps/app.xml": _APP, "docProps/custom.xml": _CUSTOM}
#: Who made a comment or a tracked change and when, and marks of the sessions in which it was typed.
_AUTHORS = re.compile(
    rb'\s(?:w:(?:author|initials|date|rsid\w*)|w15:(?:author|userId|providerId)|initials|author|lastModifiedBy)="[^"]*"'
)
_TELLING = (b"/Metadata", b"/PieceInfo", b"/Author", b"/Producer", b"/Creator", b"/EmbeddedFile", b"/Keywords")


def stripped(data: bytes, media_type: str, name: str) -> bytes:
    """The file without metadata. Raises Unreadable for a kind not known or damaged, Withheld where some would stay."""
    kind = media_type.partition(";")[0].strip()
    if kind == PDF:
        return _pdf(data, name)
    if kind in OFFICE:
        return _office(data, name)
    raise Unreadable(
        phrase("metadata of this kind of file cannot be taken off"),
        thing=name,
        do=phrase("Redact it: it leaves as text or pixels."),
    )


def _pdf(data: bytes, name: str) -> bytes:
    """Its pages alone in a new file: what the old one said of itself, its attachments and outline stay behind."""
    try:
        import pypdfium2  # noqa: PLC0415 - needed by few
    except ImportError as error:
        raise MissingPart(
            phrase("a PDF cannot be cleaned without pypdfium2"), do=phrase("pip install 'chamsae[read]'.")
        ) from error
    try:
        old, new = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
        new.import_pages(old)
        written = BytesIO()
        new.save(written)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(phrase("damaged, locked or no PDF"), thing=name, do=phrase("Redact it instead.")) from error
    clean = _unsigned(written.getvalue())
    told = sorted({word.decode() for word in _TELLING for part in _parts(clean) if word in part})
    if told:
        raise Withheld(
            phrase("its pages carry metadata of their own (%(names)s)", names=', '.join(told)), thing=name,
            do=phrase("Redact it: it leaves as pixels."),
        )  # fmt: skip
    return clean


def _unsigned(data: bytes) -> bytes:
    """Without the line in which the library names itself and the day; blanks keep the places of everything."""
    return re.sub(rb"/(?:Creator|Producer|CreationDate|ModDate)\s?\([^)]*\)", lambda found: b" " * len(found[0]), data)


def _parts(data: bytes) -> list[bytes]:
    """The file and what its streams hold, unpacked."""
    found = [re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.DOTALL)]
    for packed in re.findall(rb"/ObjStm.*?stream\r?\n(.*?)endstream", data, flags=re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(packed, MOST))
        except zlib.error:
            continue
    return found


def _office(data: bytes, name: str) -> bytes:
    """The same members, those that tell of the file emptied, thumbnails and authors left out, all of one day."""
    written = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
            if sum(member.file_size for member in old.infolist()) > MOST:
                raise Unreadable(phrase("it unpacks to too many bytes"), thing=name)
            for member in old.infolist():
                if not member.filename.startswith("docProps/thumbnail"):
                    new.writestr(ZipInfo(member.filename), _member(member.filename, old.read(member)), ZIP_DEFLATED)
    except (BadZipFile, RuntimeError, zlib.error) as error:
        raise Unreadable(phrase("damaged or locked"), thing=name, do=phrase("Redact it instead.")) from error
    return written.getvalue()


def _member(path: str, content: bytes) -> bytes:
    if path in _EMPTIED:
        return _EMPTIED[path]
    if path == "_rels/.rels":
        return re.sub(rb"<Relationship\s[^>]*thumbnail[^>]*/>", b"", content)
    return _AUTHORS.sub(_emptied, content) if path.endswith(".xml") else content


def _emptied(found: re.Match[bytes]) -> bytes:
    """The attribute without its value where a reader asks for it, else nothing at all."""
    attribute = found[0].partition(b"=")[0]
    return attribute + b'=""' if attribute.strip().endswith((b"author", b"initials")) else b""
