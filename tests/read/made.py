"""Files made for the tests: PDFs in three scripts, Word documents, pages, letters; all words invented."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

import docx
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

ENGLISH = "A woman from the village said that about 90 people were handed over at the bridge before dawn. "
KOREAN = (
    "마을에서 온 한 여성은 새벽이 되기 전에 다리에서 약 90명이 넘겨졌다고 말했다. 그 뒤로 소식을 들은 사람은 없다. "
)
SIMPLIFIED = "村里的一位妇女说，黎明前约有九十人在桥上被移交。此后再也没有人听到他们的消息。"
TRADITIONAL = "村裡的一位婦女說，黎明前約有九十人在橋上被移交。此後再也沒有人聽到他們的消息。"
JAPANESE = "村から来た女性によると、夜明け前に橋で約90人が引き渡されたという。その後の消息はわからない。"

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf(pages: Sequence[Sequence[str]], *, font: str = "Helvetica", title: str = "", password: str = "") -> bytes:
    """Pages of paragraphs, wrapped; CID fonts (HYSMyeongJo-Medium, STSong-Light) for Korean and Chinese."""
    if font != "Helvetica":
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    style = ParagraphStyle("body", fontName=font, wordWrap=None if font == "Helvetica" else "CJK")
    flow: list[object] = []
    for number, paragraphs in enumerate(pages):
        flow += [PageBreak()] * bool(number) + [Paragraph(words, style) for words in paragraphs]
    stream = BytesIO()
    encrypt = StandardEncryption(password) if password else None
    SimpleDocTemplate(stream, title=title, author="A. Writer", encrypt=encrypt).build(flow)
    return stream.getvalue()


def typed(pages: Sequence[Sequence[str]]) -> bytes:
    """Pages of lines exactly as given."""
    stream = BytesIO()
    canvas = Canvas(stream)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 720 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def word(*paragraphs: str, header: str = "", title: str = "") -> bytes:
    """A Word document of paragraphs and one table."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "A. Writer"
    for words in paragraphs:
        document.add_paragraph(words)
    table = document.add_table(2, 2)
    for row in range(2):
        for column in range(2):
            table.cell(row, column).text = f"row {row} column {column}"
    if header:
        document.sections[0].header.paragraphs[0].text = header
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def rezipped(package: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The package with members replaced or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member not in changes:
                new.writestr(member, old.read(member))
        for member, data in changes.items():
            new.writestr(member, data)
    return stream.getvalue()


def page(body: str, *, head: str = "") -> bytes:
    """A web page in UTF-8."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()
    )


def member(package: bytes, name: str) -> bytes:
    """One member of a package."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return opened.read(name)
