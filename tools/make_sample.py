"""Makes the sample's PDF, DOCX and WARC files from the readable texts in sample/made, the same bytes every time.

python tools/make_sample.py
"""

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ROOT = Path(__file__).resolve().parent.parent
MADE, SOURCES = ROOT / "sample" / "made", ROOT / "sample" / "sources"

KOREAN, CHINESE = "HYSMyeongJo-Medium", "STSong-Light"
HANGUL_RUN = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+")
HAN_RUN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")

#: PDF → title, author, main font.
PDFS = {
    "harim-watch-briefing-7": ("The night at Seokpo Bridge", "Harim Watch", "Times-Roman"),
    "river-families-appeal-ko": ("340명의 이름을 불러 주십시오", "강변가족연대", KOREAN),
}
#: DOCX → folder, title, author, date.
DOCXS = {
    "un-press-release": ("documents", "UN expert alarmed by return of hundreds", "Press office", "2025-03-26"),
    "harim-watch-statement-zh": ("documents", "关于三月十八日柳雁遣返事件的说明", "哈林观察", "2025-03-28"),
    "H-0411-02": ("testimony", "Interview transcript H-0411-02", "Harim Watch", "2025-04-11"),
}
#: Page → address, time of capture, encoding as served.
PAGES = {
    "embassy": ("https://embassy-lorland.example/eng/fyrbt/202503/t20250324_117.htm", "2025-03-25T01:12:09Z", "utf-8"),
    "haneul-tv": ("https://haneul-tv.example/news/view?id=551208", "2025-03-26T00:40:51Z", "euc-kr"),
    "meridian-toft": ("https://meridianpress.example/wire/2025-03-16/toft-23", "2025-03-26T00:44:30Z", "utf-8"),
}

Block = tuple[str, list[list[str]]]


def main() -> None:
    """Write all made files into sample/sources."""
    for name, (title, author, font) in PDFS.items():
        _write(SOURCES / "documents" / f"{name}.pdf", _pdf(_blocks(name), title, author, font))
    for name, (folder, title, author, day) in DOCXS.items():
        _write(SOURCES / folder / f"{name}.docx", _docx(_blocks(name), title, author, day))
    _write(SOURCES / "web" / "seen-on-the-web.warc.gz", _warc())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f"{path.relative_to(ROOT)}: {len(content):,} bytes")


def _blocks(name: str) -> Iterator[Block]:
    """Headings ("# …"), tables ("| … |") and paragraphs of a text."""
    for part in (MADE / f"{name}.md").read_text(encoding="utf-8").strip().split("\n\n"):
        if part.startswith("# "):
            yield "heading", [[part[2:]]]
        elif part.startswith("|"):
            yield "table", [[cell.strip() for cell in row.strip("|").split("|")] for row in part.splitlines()]
        else:
            yield "paragraph", [[part]]


def _pdf(blocks: Iterator[Block], title: str, author: str, font: str) -> bytes:
    for name in (KOREAN, CHINESE):
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    out = io.BytesIO()
    template = SimpleDocTemplate(out, pagesize=A4, title=title, author=author, invariant=1)
    template.build([flowable for block in blocks for flowable in _flowables(block, font)])
    return out.getvalue()


def _flowables(block: Block, font: str) -> Iterator[Flowable]:
    kind, rows = block
    size = 14 if kind == "heading" else 10.5
    style = ParagraphStyle(kind, fontName=font, fontSize=size, leading=size * 1.45, wordWrap="CJK" * (font == KOREAN))
    if kind == "table":
        cells = [[Paragraph(_marked(cell, font), style) for cell in row] for row in rows]
        yield Table(
            cells, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "#888888"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        )
    else:
        yield Paragraph(_marked(rows[0][0], font), style)
    yield Spacer(1, 8)


def _marked(text: str, font: str) -> str:
    """Reportlab markup with Korean and Chinese runs in fonts that have them."""
    safe = escape(text, quote=False)
    if font == KOREAN:
        return safe
    korean = HANGUL_RUN.sub(lambda run: f'<font name="{KOREAN}">{run[0]}</font>', safe)
    return HAN_RUN.sub(lambda run: f'<font name="{CHINESE}">{run[0]}</font>', korean)


def _docx(blocks: Iterator[Block], title: str, author: str, day: str) -> bytes:
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = datetime.fromisoformat(f"{day}T09:00:00")
    for kind, rows in blocks:
        if kind == "heading":
            document.add_heading(rows[0][0], level=1)
        else:
            document.add_paragraph(rows[0][0])
    out = io.BytesIO()
    document.save(out)
    return _same_dates(out.getvalue())


def _same_dates(raw: bytes) -> bytes:
    """The ZIP again with every member dated 1980, so that it is the same at every making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def _warc() -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for name, (address, at, encoding) in PAGES.items():
        body = (MADE / "warc" / f"{name}.html").read_text(encoding="utf-8").encode(encoding)
        moment = datetime.fromisoformat(at).astimezone(UTC)
        headers = StatusAndHeaders(
            "200 OK",
            [
                ("Date", f"{moment:%a, %d %b %Y %H:%M:%S} GMT"),
                ("Content-Type", f"text/html; charset={encoding}"),
                ("Content-Length", str(len(body))),
            ],
            protocol="HTTP/1.1",
        )
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": at, "WARC-Record-ID": _record_id(address)},
        )
        writer.write_record(record)
    return out.getvalue()


def _record_id(address: str) -> str:
    digest = base64.b16encode(hashlib.sha256(address.encode()).digest()[:16]).decode().lower()
    return f"<urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}>"


if __name__ == "__main__":
    main()
