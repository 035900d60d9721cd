"""PDF with a text layer, through pdfium: pages with offsets, lines joined to paragraphs so that quotes can be read."""

import re
from collections import Counter
from importlib.metadata import version

import pypdfium2 as pdfium

from chamsae.errors import Unreadable
from chamsae.model.document import Page
from chamsae.read import published
from chamsae.read.parsed import Parsed, Writer, storable

VERSION = f"pdf 1, pypdfium2 {version('pypdfium2')}"

#: A PDF of more pages than this is refused.
MAX_PAGES = 5000

_KEPT = "The bytes are kept."
_ENDS = re.compile(r"[.!?:;。！？：；…]['\"”’」』)）\]\d]*$")
_CJK = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|第|쪽)?\s*\d{1,4}\s*(?:(?:/|of)\s*\d{1,4})?\s*(?:页|頁|쪽)?[-–—|\s]*", re.IGNORECASE
)
_EMPTY_TITLE = re.compile(
    r"untitled|anonymous|제목 없음|无标题|microsoft word - .*|.*\.(?:docx?|hwpx?|indd|pdf)", re.IGNORECASE
)
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad\u2010\x02\ufffe]$")


def parse(data: bytes, name: str) -> Parsed:
    """Read the text layer; raises Unreadable when the file is damaged, locked, too long or has no text layer."""
    document = _open(data, name)
    try:
        pages = [_lines(document[number]) for number in range(len(document))]
        meta = document.get_metadata_dict()
    except pdfium.PdfiumError as error:
        raise Unreadable(f"a page of the PDF is damaged ({error})", thing=name, do=_KEPT) from error
    if not any(pages):
        raise Unreadable("no text layer: a scan", thing=name, do=f"OCR comes with the Reading work. {_KEPT}")
    writer, spans = _write(pages)
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
    """The page's lines as pdfium gives them, blank ones left out; a hyphen it marked comes as "\\x02"."""
    textpage = page.get_textpage()
    text = textpage.get_text_range() if textpage.count_chars() else ""
    textpage.close()
    page.close()
    return [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]


def _write(pages: list[list[str]]) -> tuple[Writer, tuple[Page, ...]]:
    writer, spans = Writer(), []
    repeated = _repeated(pages)
    for number, lines in enumerate(pages, start=1):
        start = len(writer)
        _write_page(writer, lines, [_why(lines, place, repeated) for place in range(len(lines))])
        spans.append(Page(number=number, start=start, end=len(writer)))
        if number < len(pages):
            writer.add("\n\n")
    return writer, tuple(spans)


def _write_page(writer: Writer, lines: list[str], why: list[str | None]) -> None:
    width = _width([line for line, reason in zip(lines, why, strict=True) if not reason])
    for place, line in enumerate(lines):
        last = place + 1 == len(lines)
        if last or why[place] or why[place + 1]:
            writer.add(_HYPHEN.sub("-", line), furniture=why[place])
            writer.add("" if last else "\n")
        else:
            writer.add(_joined(line, lines[place + 1], width))


def _joined(line: str, following: str, width: int) -> str:
    """A line with what comes between it and the next: nothing, a space, or the end of the paragraph."""
    if _HYPHEN.search(line) and following[:1].islower():
        return _HYPHEN.sub("", line)
    line = _HYPHEN.sub("-", line)
    ended = bool(_ENDS.search(line))
    if len(line) < width * (0.8 if ended else 0.5):
        return line + "\n"
    both_cjk = _CJK.match(line[-1]) and _CJK.match(following[0])
    return line if both_cjk else line + " "


def _width(lines: list[str]) -> int:
    """How long a full line is here: the ninth decile."""
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _why(lines: list[str], place: int, repeated: frozenset[str]) -> str | None:
    if place in (0, len(lines) - 1) and _NUMBER.fullmatch(lines[place]):
        return "page number"
    edge = place < 2 or place >= len(lines) - 2
    return "page header or footer" if edge and _mask(lines[place]) in repeated else None


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """Lines, digits aside and no sentences, that stand at the edge of at least three pages and of a third of all."""
    edges = Counter(_mask(line) for lines in pages for line in {*lines[:2], *lines[-2:]} if not _ENDS.search(line))
    least = max(3, len(pages) // 3)
    return frozenset(line for line, count in edges.items() if count >= least)


def _mask(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _title(words: str) -> str | None:
    title = storable(words).strip()
    return title if title and not _EMPTY_TITLE.fullmatch(title) else None


def _notes(data: bytes, pages: list[list[str]], meta: dict[str, str]) -> tuple[str, ...]:
    notes = []
    if empty := [str(number) for number, lines in enumerate(pages, start=1) if not lines]:
        notes.append(f"no text layer on {len(empty)} of {len(pages)} pages: {', '.join(empty[:20])}")
    if b"%%EOF" not in data[-2048:]:
        notes.append("the file ends without its end mark: it may be cut short")
    if made := re.match(r"D:(\d{4})(\d{2})(\d{2})", meta.get("CreationDate", "")):
        notes.append(f"file made on {'-'.join(made.groups())}, by its own account")
    return tuple(notes)
