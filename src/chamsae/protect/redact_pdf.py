"""A PDF of pictures alone: each page painted over, without a text layer, fonts, links, attachments or metadata."""

import re
from collections.abc import Sequence
from io import BytesIO
from time import gmtime

from chamsae.errors import InputError, IntegrityError, phrase
from chamsae.protect.redact_image import Pixels, opened

#: Dots per inch in which pages are written.
DOTS = 150
#: What a PDF of pictures has no use for.
STRANGE = (
    b"/Font", b"/Annots", b"/Metadata", b"/EmbeddedFile", b"/AcroForm", b"/JavaScript", b"/OCProperties", b"/Author",
    b"/Title", b"/Subject", b"/Keywords", b"/Creator", b"/Outlines", b"/Names",
)  # fmt: skip
#: Every file claims to be made then, so that when it was made is not told.
_ALWAYS = gmtime(946684800)


def image_pdf(pages: Sequence[Pixels]) -> bytes:
    """The pages, in order, as a PDF file that holds pixels and nothing else; the same pixels give the same bytes.

    Raises InputError for no pages, IntegrityError should anything but pictures be in it.
    """
    if not pages:
        raise InputError(phrase("there is no page to write"), thing=phrase("the redacted PDF"))
    first, *others = [opened(page) for page in pages]
    written = BytesIO()
    first.save(
        written, "PDF", save_all=True, append_images=others, resolution=DOTS, creationDate=_ALWAYS, modDate=_ALWAYS,
        title=None, producer=None,
    )  # fmt: skip
    data = written.getvalue()
    found = [word.decode() for word in STRANGE if word in _outside_streams(data)]
    if found:
        raise IntegrityError(phrase("the file holds more than pictures"), thing=", ".join(found))
    return data


def _outside_streams(data: bytes) -> bytes:
    """The file without its pixels, in which any bytes may stand."""
    return re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.DOTALL)
