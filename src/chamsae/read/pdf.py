"""PDF through pdfium: pages with offsets, lines joined to paragraphs; pages without a text layer as pictures."""

import re
from importlib.metadata import version

import pypdfium2 as pdfium

from chamsae.errors import Unreadable
from chamsae.model.locus import Box
from chamsae.read import grey, paragraphs, published
from chamsae.read.parsed import Parsed, storable
from chamsae.read.picture import Picture, View, Word

VERSION = f"pdf 1, pypdfium2 {version('pypdfium2')}"

#: A PDF of more pages than this is refused.
MAX_PAGES = 5000
#: Dots per inch in which a page is drawn for OCR.
DOTS = 300

_KEPT = "The bytes are kept."
_EMPTY_TITLE = re.compile(
    r"untitled|anonymous|제목 없음|无标题|microsoft word - .*|.*\.(?:docx?|hwpx?|indd|pdf)", re.IGNORECASE
)


def parse(data: bytes, name: str) -> Parsed:
    """Read the text layer, and say which pages have none; raises Unreadable for a file damaged, locked or too long."""
    document = _open(data, name)
    try:
        pages = [_lines(document[number]) for number in range(len(document))]
        meta = document.get_metadata_dict()
    except pdfium.PdfiumError as error:
        raise Unreadable(f"a page of the PDF is damaged ({error})", thing=name, do=_KEPT) from error
    writer, spans = paragraphs.write(pages)
    text = storable(writer.finish())
    head = [line for page in pages[:1] for line in page[:25]]
    return Parsed(
        parser=VERSION,
        text=text,
        title=_title(meta.get("Title", "")),
        authors=tuple(filter(None, (storable(meta.get("Author", "")).strip(),))),
        published=published.find(head),
        pages=spans,
        furniture=tuple(writer.furniture),
        notes=_notes(data, pages, meta),
        scanned=tuple(number for number, lines in enumerate(pages, start=1) if not lines),
    )


def picture(data: bytes, name: str, view: View) -> Picture:
    """One page drawn as plain pixels; raises Unreadable when it cannot be drawn."""
    document = _open(data, name)
    if not 1 <= view.page <= len(document):
        raise Unreadable(f"there is no page {view.page}", thing=name)
    try:
        drawn = _drawn(document[view.page - 1], view)
    except pdfium.PdfiumError as error:
        raise Unreadable(f"a page of the PDF is damaged ({error})", thing=name, do=_KEPT) from error
    return grey.picture(drawn.to_pil(), view)


def letters(data: bytes, name: str, view: View) -> tuple[Word, ...]:
    """The letters of a page's text layer, hidden ones too, each with its box on the picture of that view."""
    document = _open(data, name)
    try:
        page = document[view.page - 1]
        drawn = _drawn(page, view)
        text = page.get_textpage()
        return tuple(_letter(text, at, drawn, drawn.get_posconv(page)) for at in range(text.count_chars()))
    except pdfium.PdfiumError as error:
        raise Unreadable(f"a page of the PDF is damaged ({error})", thing=name, do=_KEPT) from error


def sample() -> bytes:
    """A page of our own, to warm the library with."""
    words = b"BT /F 12 Tf 9 99 Td (They waited at the bridge.) Tj ET"
    return b"\n".join(
        (
            b"%PDF-1.4",
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R",
            b"/Resources<</Font<</F 5 0 R>>>>>>endobj",
            b"4 0 obj<</Length " + str(len(words)).encode() + b">>stream\n" + words + b"\nendstream endobj",
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
            b"trailer<</Root 1 0 R>>\n%%EOF",
        )
    )


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    if not data:
        raise Unreadable("the file is empty (0 bytes)", thing=name, do="The entry is kept.")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                "the PDF is locked with a password", thing=name, do=f"Add an unlocked copy. {_KEPT}"
            ) from error
        raise Unreadable("damaged, cut short or no PDF at all", thing=name, do=_KEPT) from error
    if len(document) > MAX_PAGES:
        raise Unreadable(
            f"{len(document):,} pages; at most {MAX_PAGES:,} are read", thing=name, do=f"Split it. {_KEPT}"
        )
    if not len(document):
        raise Unreadable("the PDF is damaged: it has no pages", thing=name, do=_KEPT)
    return document


def _lines(page: pdfium.PdfPage) -> list[str]:
    """The page's lines, blank ones left out."""
    textpage = page.get_textpage()
    text = paragraphs.whole_words(textpage.get_text_range()) if textpage.count_chars() else ""
    textpage.close()
    page.close()
    return [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]


def _drawn(page: pdfium.PdfPage, view: View) -> pdfium.PdfBitmap:
    width, height = page.get_size()
    scale = _scale(width, height, view.longest)
    return page.render(scale=scale, grayscale=not view.colour, may_draw_forms=False, draw_annots=not view.bare)


def _letter(text: pdfium.PdfTextPage, at: int, drawn: pdfium.PdfBitmap, place: pdfium.PdfPosConv) -> Word:
    """One letter; those that show nothing (ends of lines) have a box without size."""
    left, bottom, right, top = text.get_charbox(at, loose=True)
    across, down = zip(place.to_bitmap(left, bottom), place.to_bitmap(right, top), strict=True)
    box = Box(
        left=_part(min(across), drawn.width), top=_part(min(down), drawn.height),
        right=_part(max(across), drawn.width), bottom=_part(max(down), drawn.height),
    )  # fmt: skip
    return Word(text=storable(text.get_text_range(at, 1)) or " ", line=0, box=box, confidence=1.0, glued=True)


def _part(pixels: int, size: int) -> float:
    return round(min(1.0, max(0.0, pixels / size)), 4)


def _scale(width: float, height: float, longest: int | None) -> float:
    """Pixels for one point (1/72 inch): found before anything is drawn, for a page may be as large as a house."""
    if longest is not None:
        return min(DOTS / 72, longest / max(width, height, 1))
    return float(min(DOTS / 72, (grey.MOST_FOR_OCR / max(width * height, 1)) ** 0.5))


def _title(words: str) -> str | None:
    title = storable(words).strip()
    return title if title and not _EMPTY_TITLE.fullmatch(title) else None


def _notes(data: bytes, pages: list[list[str]], meta: dict[str, str]) -> tuple[str, ...]:
    notes = []
    if (empty := [str(number) for number, lines in enumerate(pages, start=1) if not lines]) and any(pages):
        notes.append(f"no text layer on {len(empty)} of {len(pages)} pages: {', '.join(empty[:20])}")
    if b"%%EOF" not in data[-2048:]:
        notes.append("the file ends without its end mark: it may be cut short")
    if made := re.match(r"D:(\d{4})(\d{2})(\d{2})", meta.get("CreationDate", "")):
        notes.append(f"file made on {'-'.join(made.groups())}, by its own account")
    return tuple(notes)
