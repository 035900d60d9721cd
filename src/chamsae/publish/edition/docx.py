"""Parts of an edition as a Word file: headings, tables and pictures a reader can take further; nobody named in it."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from chamsae.model.released_package import ReleasedPackage
from chamsae.publish.edition.blocks import (
    Block,
    Cell,
    Facts,
    Grid,
    Heading,
    Listing,
    Look,
    Paragraph,
    Part,
    Picture,
    Quote,
)
from chamsae.publish.edition.laid_out import fitting
from chamsae.publish.edition.parts import true_of
from chamsae.publish.page import visible
from chamsae.publish.printing import empty_document, packed
from chamsae.publish.raster import png

if TYPE_CHECKING:
    from docx.document import Document

#: Fonts a Word file asks for by language; the reader's computer has them or something like them.
EASTERN: Mapping[str, str] = {"en": "Batang", "ko": "Batang", "zh": "SimSun"}
LATIN = "Times New Roman"
#: Width of a picture, and of a page less its margins, in centimetres.
PICTURE_CM, MARGIN_CM = 16.0, 2.2
#: Points of text, and of what stands back.
TEXT, SMALL = 10.5, 8.5


def docx(
    made: ReleasedPackage,
    parts: Sequence[Part],
    *,
    title: str,
    stamp: str,
    language: str,
    draw: Callable[[str], bytes] = png,
) -> bytes:
    """The parts as a DOCX file without author or dates; the same parts give the same bytes.

    `draw` makes a PNG of a picture. Raises MissingPart.
    """
    return packed(_Paper(_document(title, language), language, draw).filled(made, parts, title, stamp))


def _document(title: str, language: str) -> "Document":
    document = empty_document(visible(title), latin=LATIN, eastern=EASTERN[language])
    from docx.shared import Cm, Pt  # noqa: PLC0415 - of the extra `forms`, which is there by now

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    normal: Any = document.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(TEXT), Pt(5)
    return document


class _Paper:
    """A Word file being written."""

    def __init__(self, document: "Document", language: str, draw: Callable[[str], bytes]) -> None:
        self._document, self._language, self._draw = document, language, draw
        self._write: Mapping[type[Block], Callable[[Any], None]] = {
            Heading: self._heading, Paragraph: self._paragraph, Listing: self._listing, Grid: self._grid,
            Picture: self._picture, Quote: self._quote, Facts: self._facts,
        }  # fmt: skip

    def filled(self, made: ReleasedPackage, parts: Sequence[Part], title: str, stamp: str) -> "Document":
        self._document.add_heading(visible(title), 0)
        if stamp:
            self._stamp(stamp)
        if len(parts) > 1:
            self._small(true_of(made, self._language))
        for part in parts:
            if len(parts) > 1:
                self._document.add_heading(visible(part.title), 1)
            for block in part.blocks:
                self._write[type(block)](block)
        return self._document

    def _stamp(self, stamp: str) -> None:
        """On every page, above it."""
        from docx.shared import RGBColor  # noqa: PLC0415 - of the extra `forms`

        run = self._document.sections[0].header.paragraphs[0].add_run(visible(stamp))
        run.bold, run.font.color.rgb = True, RGBColor(0x9B, 0x2C, 0x2C)

    def _heading(self, one: Heading) -> None:
        self._document.add_heading(visible(one.text), min(one.level, 3))

    def _paragraph(self, one: Paragraph) -> None:
        from docx.shared import Pt  # noqa: PLC0415 - of the extra `forms`

        if not one.text:
            return
        run = self._document.add_paragraph().add_run(visible(one.text))
        if one.look is Look.QUIET:
            run.font.size = Pt(SMALL)
        if one.look is Look.RANGE:
            run.bold, run.font.size = True, Pt(16)

    def _small(self, text: str) -> None:
        self._paragraph(Paragraph(text=text, look=Look.QUIET))

    def _listing(self, one: Listing) -> None:
        from docx.shared import Pt  # noqa: PLC0415 - of the extra `forms`

        for item in one.items:
            paragraph = self._document.add_paragraph(style="List Bullet")
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.add_run(visible(item.text)).font.size = Pt(SMALL if item.look is Look.QUIET else TEXT)

    def _grid(self, one: Grid) -> None:
        for grid in fitting(one, self._language):
            self._small(grid.caption)
            table = self._document.add_table(rows=0, cols=len(grid.head), style="Table Grid")
            for at, row in enumerate((grid.head, *grid.rows)):
                self._row(table.add_row(), row, head=not at)
            self._document.add_paragraph()

    def _row(self, row: Any, cells: Sequence[Cell], *, head: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - of the extra `forms`
        from docx.oxml import OxmlElement  # noqa: PLC0415 - the same
        from docx.shared import Pt  # noqa: PLC0415 - the same

        kept = row._tr.get_or_add_trPr()
        kept.append(OxmlElement("w:cantSplit"))
        if head:  # printed again on each page the table runs over
            kept.append(OxmlElement("w:tblHeader"))
        for into, cell in zip(row.cells, cells, strict=True):
            paragraph = into.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            if cell.number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            run = paragraph.add_run(visible(cell.text))
            run.font.size, run.bold = Pt(9), head or cell.bold

    def _picture(self, one: Picture) -> None:
        from docx.shared import Cm  # noqa: PLC0415 - of the extra `forms`

        self._document.add_picture(BytesIO(self._draw(one.svg)), width=Cm(PICTURE_CM))
        drawn: Any = self._document.inline_shapes[len(self._document.inline_shapes) - 1]
        drawn._inline.docPr.set("descr", visible(one.words))

    def _quote(self, one: Quote) -> None:
        from docx.shared import Cm  # noqa: PLC0415 - of the extra `forms`

        paragraph = self._document.add_paragraph(visible(one.text))
        paragraph.paragraph_format.left_indent = Cm(0.75)

    def _facts(self, one: Facts) -> None:
        self._small(" · ".join(f"{name}: {value}" for name, value in one.rows))
