"""A Word file part by part: paragraphs, tables and real footnotes, put among the parts of an empty one.

python-docx knows no footnotes, and to set up its styles anew for each of 200 forms takes most of the time.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from chamsae.publish.forms.word_style import CHINESE, KOREAN, LATIN, TITLE, TRADITIONAL, empty
from chamsae.publish.printing import zipped

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_HAN = re.compile("[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
#: Holds pieces of a paragraph that belong together; in no file.
_TOGETHER = "together"
#: Twips: what Word measures in, 567 to a centimetre; the width of a table on A4 with these margins.
_WIDTH = 9246


class WordFile:
    """A Word file being written, from top to bottom. Raises MissingPart without python-docx."""

    def __init__(self, title: str) -> None:
        self._title, self._empty = title, empty()
        self._body: list[Element] = []
        self._notes: dict[int, Element] = {}

    def paragraph(self, style: str, *pieces: "Element", new_page: bool = False) -> None:
        """A paragraph in a style of the file: Title, Heading1, Field, Sentence, Small, Line or Normal."""
        self._body.append(_paragraph(style, pieces, new_page=new_page))

    def table(self, widths: Sequence[int], rows: Sequence[Sequence[str]], *, head: bool = True) -> None:
        """A table, `widths` in hundredths of the line; the head is repeated on each page and no row is split."""
        table = _e(
            "tbl",
            _e(
                "tblPr",
                _e("tblW", w=str(_WIDTH), type="dxa"),
                _e("tblInd", w="108", type="dxa"),
                _borders(),
                _e("tblLayout", type="fixed"),
            ),
        )
        columns = [_WIDTH * width // 100 for width in widths]
        table.append(_e("tblGrid", *(_e("gridCol", w=str(width)) for width in columns)))
        for number, row in enumerate(rows):
            kept = [_e("cantSplit"), *([_e("tblHeader")] if head and number == 0 else [])]
            cells = (
                _e("tc", _e("tcPr", _e("tcW", w=str(width), type="dxa")),
                   _paragraph("Cell", [run(text, bold=head and number == 0)]))
                for width, text in zip(columns, row, strict=True)
            )  # fmt: skip
            table.append(_e("tr", _e("trPr", *kept), *cells))
        self._body += [table, _paragraph("Small", [])]

    def cite(self, number: int, pieces: Iterable["Element"]) -> "Element":
        """The mark of a footnote: the note itself where it is cited first, a reference to its mark after that.

        Notes are to be cited first in the order of their numbers, from 1: Word numbers them itself.
        """
        if number in self._notes:
            return _reference(number)
        note = _paragraph("FootnoteText", [_mark(_e("footnoteRef")), run(" "), *pieces])
        self._notes[number] = _e("footnote", note, id=str(number))
        anchor = _mark(_e("footnoteReference", id=str(number)))
        begin = _e("bookmarkStart", id=str(number), name=f"_note{number}")
        return _e(_TOGETHER, begin, anchor, _e("bookmarkEnd", id=str(number)))

    def packed(self) -> bytes:
        """The file's bytes: without author, company or dates, its members in one order and of one day."""
        held = {**self._empty, "word/document.xml": self._document(), "word/footnotes.xml": self._footnotes()}
        title = escape(self._title).encode()
        return zipped({name: content.replace(TITLE.encode(), title) for name, content in held.items()})

    def _document(self) -> bytes:
        from lxml import etree  # noqa: PLC0415 - of the extra `forms`, by way of python-docx

        document = etree.fromstring(self._empty["word/document.xml"])
        body = document[0]
        for one in reversed(self._body):
            body.insert(0, one)
        return _bytes(document)

    def _footnotes(self) -> bytes:
        kinds = ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
        apart = [
            _e("footnote", _paragraph("Normal", [_e("r", _e(mark))]), id=str(id), type=kind) for id, kind, mark in kinds
        ]
        return _bytes(_e("footnotes", *apart, *self._notes.values()))


def run(text: str, *, italic: bool = False, bold: bool = False, raised: bool = False, language: str = "") -> "Element":
    """Words with the font of their script; `language` tells Chinese characters of Korean, Chinese and Taiwan apart."""
    said = [_font(text, language), *([_e("b")] if bold else []), *([_e("i")] if italic else [])]
    said = [_e("rStyle", val="FootnoteReference"), *said] if raised else said
    tongue = _tongue(text, language)
    said += [_e("lang", eastAsia=tongue)] if tongue else []
    made = _e("r", _e("rPr", *said))
    for number, line in enumerate(_printable(text).split("\n")):
        for at, piece in enumerate(line.split("\t")):
            made.extend([*([_e("br")] if number and not at else []), *([_e("tab")] if at else []), _text(piece)])
    return made


def _printable(text: str) -> str:
    """Without signs no XML file may hold."""
    return _FORBIDDEN.sub("", text)


def _text(words: str) -> "Element":
    made = _e("t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _font(text: str, language: str) -> "Element":
    eastern = {"zh-CN": CHINESE, "zh-TW": TRADITIONAL}.get(_tongue(text, language), KOREAN)
    return _e("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=eastern, cs=LATIN)


def _tongue(text: str, language: str) -> str:
    """Which tongue's letters it has beside Latin ones; "" for none."""
    if text.isascii():
        return ""
    if _HANGUL.search(text):
        return "ko-KR"
    if _HAN.search(text):
        return "ko-KR" if language == "ko" else "zh-TW" if language == "zh-Hant" else "zh-CN"
    return ""


def _paragraph(style: str, pieces: Iterable["Element"], *, new_page: bool = False) -> "Element":
    made = _e("p", _e("pPr", _e("pStyle", val=style), *([_e("pageBreakBefore")] if new_page else [])))
    for piece in pieces:
        made.extend(list(piece) if piece.tag.endswith(_TOGETHER) else [piece])
    return made


def _reference(number: int) -> "Element":
    """The mark of a note that stands elsewhere, as a field that follows it."""
    code = _e("instrText")
    code.text = f" NOTEREF _note{number} \\f \\h "
    begin, apart, end = (_e("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return _e(_TOGETHER, *(_mark(part) for part in (begin, code, apart, _text(str(number)), end)))


def _mark(content: "Element") -> "Element":
    """A run that stands raised, as the marks of footnotes do."""
    return _e("r", _e("rPr", _e("rStyle", val="FootnoteReference")), content)


def _borders() -> "Element":
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return _e("tblBorders", *(_e(side, val="single", sz="4", space="0", color="A0A0A0") for side in sides))


def _e(tag: str, *children: "Element", **attributes: str) -> "Element":
    """An element of a Word file; its attributes are of the same namespace."""
    from lxml import etree  # noqa: PLC0415 - of the extra `forms`, by way of python-docx

    made = etree.Element(
        f"{{{_W}}}{tag}", {f"{{{_W}}}{key}": value for key, value in attributes.items()}, nsmap={"w": _W, "r": _R}
    )
    made.extend(children)
    return made


def _bytes(element: "Element") -> bytes:
    from lxml import etree  # noqa: PLC0415 - of the extra `forms`, by way of python-docx

    etree.cleanup_namespaces(element, keep_ns_prefixes=["w", "r"])
    written = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    assert isinstance(written, bytes)
    return written
