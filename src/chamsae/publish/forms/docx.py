"""A petition as a Word file: Times New Roman, numbered sentences and pages, footnotes as a list of sources."""

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from chamsae.errors import MissingPart
from chamsae.model.petition import FilledField, Petition
from chamsae.publish.forms.laid_out import APART, NOTHING, SOURCES, TYPED, about, note, notices

if TYPE_CHECKING:
    from docx.document import Document

#: Fonts a Word file asks for; the reader's computer has them or something like them.
LATIN, EASTERN = "Times New Roman", "Batang"
#: All members claim to be of this day, so that the same petition gives the same bytes.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def docx(petition: Petition) -> bytes:
    """The petition as a DOCX file without author, company or dates; the same petition gives the same bytes.

    Raises MissingPart without python-docx.
    """
    document = _document(petition.title)
    document.add_heading(petition.title, 0)
    _small(document, f"{petition.label['en']}\n{about(petition)}")
    number = 0
    for section in petition.sections:
        document.add_heading(f"{section.number}. {section.label['en']}", 1)
        for one in section.fields:
            number = _field(document, one, number)
    if petition.footnotes:
        document.add_heading(SOURCES, 1)
        for cited in map(note, petition.footnotes):
            _small(document, f"[{cited.number}] “{cited.quote}” {cited.place}")
    told = list(notices(petition))
    if told:
        document.add_heading(APART, 1).paragraph_format.page_break_before = True
        for line in told:
            _small(document, line)
    return packed(document)


def blank(title: str) -> "Document":
    """An empty Word file in the style of petitions; for the letter that goes with them."""
    return _document(title)


def packed(document: "Document") -> bytes:
    """The file's bytes, its members in one order and of one day."""
    written = BytesIO()
    document.save(written)
    sorted_ = BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(sorted_, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            if not name.startswith("docProps/thumbnail"):
                new.writestr(zipfile.ZipInfo(name, _ALWAYS), _untold(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return sorted_.getvalue()


def _untold(name: str, content: bytes) -> bytes:
    """Without the link to a thumbnail that is not there."""
    if name != "_rels/.rels":
        return content
    head, _, rest = content.partition(b"<Relationship ")
    links = [b"<Relationship " + link for link in (b"<Relationship " + rest).split(b"<Relationship ") if link]
    kept = [link for link in links if b"thumbnail" not in link]
    closing = b"" if kept and kept[-1].endswith(b"</Relationships>") else b"</Relationships>"
    return head + b"".join(kept) + closing


def _document(title: str) -> "Document":
    try:
        from docx import Document  # noqa: PLC0415 - of the extra `forms`, wanted only here
        from docx.oxml.ns import qn  # noqa: PLC0415 - the same
        from docx.shared import Pt  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingPart("a Word file needs python-docx", thing="DOCX", do="pip install 'chamsae[forms]'.") from error
    document = Document()
    told = document.core_properties
    told.author, told.title, told.comments, told.last_modified_by = "", title, "", ""
    told.created = told.modified = told.created.replace(year=1980, month=1, day=1, hour=0, minute=0, second=0)
    for name in ("Normal", "Heading 1", "Title"):
        style: Any = document.styles[name]
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), EASTERN)
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(12)
    heading: Any = document.styles["Title"]
    heading.font.size = Pt(16)
    _numbered_pages(document)
    return document


def _numbered_pages(document: "Document") -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - of the extra `forms`
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same

    run = document.sections[0].footer.paragraphs[0].add_run()
    for kind in ("begin", None, "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        run._r.append(part)


def _field(document: "Document", one: FilledField, number: int) -> int:
    """A field with its sentences numbered on; the last number."""
    _small(document, f"{one.number} {one.label['en']}{' *' if one.required else ''}")
    if not one.sentences:
        document.add_paragraph().add_run(NOTHING).italic = True
    for sentence in one.sentences:
        number += 1
        paragraph = document.add_paragraph(f"{number}.  {sentence.text}")
        if sentence.notes:
            paragraph.add_run(" ".join(f"[{note}]" for note in sentence.notes)).font.superscript = True
        if sentence.typed:
            paragraph.add_run(f" ({TYPED})").italic = True
    return number


def _small(document: "Document", text: str) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - of the extra `forms`

    run = document.add_paragraph().add_run(text)
    run.font.size = Pt(9)
