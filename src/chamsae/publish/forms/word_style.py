"""The parts of an empty Word file in the style of petitions: A4, Times New Roman, numbered pages, a part for notes."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from chamsae.publish.printing import number_pages, parts, set_fonts, untold_document

if TYPE_CHECKING:
    from docx.document import Document

#: Fonts a Word file asks for, by script: they come with Word in those languages, and others have a substitute for them.
LATIN, KOREAN, CHINESE, TRADITIONAL = "Times New Roman", "Batang", "SimSun", "PMingLiU"
#: Where the title of a file stands in the parts of the empty one.
TITLE = "@title@"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
#: Paragraph styles: size in points, space before and after, kept with the next paragraph, grey.
_STYLES = {
    "Field": (10.0, 9, 2, True, True),
    "Sentence": (12.0, 0, 4, False, False),
    "Small": (10.0, 0, 4, False, True),
    "Cell": (9.0, 2, 2, False, False),
    "Line": (12.0, 20, 0, False, False),
    "FootnoteText": (9.0, 0, 2, False, False),
}


@cache
def empty() -> Mapping[str, bytes]:
    """The parts by name, with TITLE where the title belongs; raises MissingPart without python-docx."""
    held = parts(_document())
    types = f'<Override PartName="/word/footnotes.xml" ContentType="{_NOTES}"/></Types>'.encode()
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(b"</Types>", types)
    link = f'<Relationship Id="rIdNotes" Type="{_LINK}" Target="footnotes.xml"/></Relationships>'.encode()
    links = "word/_rels/document.xml.rels"
    held[links] = held[links].replace(b"</Relationships>", link)
    return held


def _document() -> "Document":
    document = untold_document(TITLE)
    from docx.shared import Cm  # noqa: PLC0415 - of the extra `forms`, which is there now

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.25)
    page.top_margin = page.bottom_margin = Cm(2.2)
    _styled(document)
    _numbered_pages(document)
    return document


def _styled(document: "Document") -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - of the extra `forms`
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415 - the same

    for name, (size, before, after, kept, grey) in _STYLES.items():
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size, style.paragraph_format.keep_with_next = Pt(size), kept
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.font.color.rgb = RGBColor(0x50, 0x50, 0x50) if grey else RGBColor(0, 0, 0)
    hanging: Any = document.styles["Sentence"]
    hanging.paragraph_format.left_indent, hanging.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    hanging.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
    mark: Any = document.styles.add_style("FootnoteReference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    for name, size in (("Normal", 12), ("Heading 1", 13), ("Title", 16)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        set_fonts(style, latin=LATIN, eastern=KOREAN)
        for line in style.element.findall(".//{*}pBdr"):
            line.getparent().remove(line)
    heading: Any = document.styles["Heading 1"]
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(16), Pt(4)


def _numbered_pages(document: "Document") -> None:
    """The number in the middle of the foot; without how many there are, for the last is taken off."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - of the extra `forms`

    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number_pages(foot)
