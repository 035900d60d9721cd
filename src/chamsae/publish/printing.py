"""What is printed with: Typst and the fonts of this computer, and Word files that tell of nobody."""

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from chamsae.errors import MissingPart, phrase

if TYPE_CHECKING:
    from types import ModuleType

    from docx.document import Document
    from typst import Compiler, Fonts

#: Taken in this order where they are installed; the first of each script is used.
LATIN = ("Times New Roman", "Liberation Serif", "Noto Serif", "DejaVu Serif", "Libertinus Serif")
EASTERN = ("Noto Serif CJK KR", "Noto Serif KR", "Nanum Myeongjo", "Batang", "Noto Sans CJK KR", "Malgun Gothic")
HAN = ("Noto Serif CJK SC", "Noto Serif SC", "SimSun", "Noto Sans CJK SC")
#: All members of a Word file claim to be of this day, so that the same content gives the same bytes.
_ALWAYS = (1980, 1, 1, 0, 0, 0)
#: Where a Word file links to its parts.
_LINKS = "_rels/.rels"


@cache
def compiler() -> "Compiler":
    """Typst with the fonts of this computer, one for all; raises MissingPart without it."""
    made: Compiler = _typst().Compiler(font_paths=_fonts())
    return made


@cache
def first(wanted: tuple[str, ...]) -> str | None:
    """The first of these fonts that this computer has; None where it has none of them."""
    had = set(_fonts().families())
    return next((font for font in wanted if font in had), None)


def empty_document(title: str, *, latin: str, eastern: str) -> "Document":
    """A Word file without text, author or moment; its pages are numbered. Raises MissingPart without python-docx."""
    document = untold_document(title)
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Title"):
        set_fonts(document.styles[name], latin=latin, eastern=eastern)
    number_pages(document.sections[0].footer.paragraphs[0])
    return document


def untold_document(title: str) -> "Document":
    """A Word file that says neither who wrote it nor when; raises MissingPart without python-docx."""
    try:
        from docx import Document  # noqa: PLC0415 - of the extra `forms`, wanted only here
    except ImportError as error:
        raise MissingPart(
            phrase("a Word file needs python-docx"), thing="DOCX", do=phrase("pip install 'chamsae[forms]'.")
        ) from error
    document = Document()
    told = document.core_properties
    told.author, told.title, told.comments, told.last_modified_by = "", title, "", ""
    told.created = told.modified = told.created.replace(year=1980, month=1, day=1, hour=0, minute=0, second=0)
    return document


def set_fonts(style: Any, *, latin: str, eastern: str) -> None:
    """Our fonts in a style of a Word file, in place of the theme's."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - of the extra `forms`

    style.font.name = latin
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), eastern)
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)


def number_pages(foot: Any) -> None:
    """The number of the page in a paragraph of a Word file's foot."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - of the extra `forms`
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same

    run = foot.add_run()
    for kind in ("begin", None, "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        run._r.append(part)


def packed(document: "Document") -> bytes:
    """The file's bytes, its members in one order and of one day, without the thumbnail of the program's own sample."""
    return zipped(parts(document))


def parts(document: "Document") -> dict[str, bytes]:
    """The members of a Word file by name, without the thumbnail of the program's own sample and the link to it."""
    written = BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as file:
        held = {name: file.read(name) for name in file.namelist() if not name.startswith("docProps/thumbnail")}
    held[_LINKS] = _unlinked(held[_LINKS])
    return held


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Files in one ZIP, in one order (a Word file's list of types first) and of one day: equal files, equal bytes."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name in sorted(members, key=lambda name: (name != "[Content_Types].xml", name)):
            file.writestr(zipfile.ZipInfo(name, _ALWAYS), members[name], zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _unlinked(links: bytes) -> bytes:
    """Links of a Word file without the one to its thumbnail."""
    from lxml import etree  # noqa: PLC0415 - python-docx needs it anyway

    root = etree.fromstring(links)
    for link in [one for one in root if one.get("Type", "").endswith("/thumbnail")]:
        root.remove(link)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


@cache
def _fonts() -> "Fonts":
    """The fonts of this computer, read once."""
    fonts: Fonts = _typst().Fonts()
    return fonts


def _typst() -> "ModuleType":
    try:
        import typst  # noqa: PLC0415 - of the extra `forms`, wanted only here
    except ImportError as error:
        raise MissingPart(
            phrase("a PDF needs Typst"), thing="PDF", do=phrase("pip install 'chamsae[forms]'.")
        ) from error
    return typst
