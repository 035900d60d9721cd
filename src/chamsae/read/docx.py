"""Word documents: paragraphs, tables, notes and page headers in reading order; nothing fetched, no entity resolved."""

import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO
from typing import Any

import docx
from lxml import etree

from chamsae.errors import Unreadable
from chamsae.read import published
from chamsae.read.parsed import Parsed, Writer, storable

VERSION = f"docx 1, python-docx {version('python-docx')}"

#: What may be inside: members, bytes of all together once unpacked, and how many times its size one may grow.
MAX_MEMBERS = 10_000
MAX_BYTES = 200 << 20
MAX_RATIO = 200

_KEPT = "The bytes are kept."
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE, _PARAGRAPH, _ROW, _CELL = f"{_W}tbl", f"{_W}p", f"{_W}tr", f"{_W}tc"
#: Parts of a paragraph whose words are not its present words: deleted, moved away, or said twice for old programs.
_GONE = frozenset(
    {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_ENTITIES = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)")

Element = Any  # lxml's elements carry no types


def parse(data: bytes, name: str) -> Parsed:
    """Read a .docx; raises Unreadable when it is damaged, locked, a bomb, or declares XML entities."""
    _check_package(data, name)
    try:
        document = docx.Document(BytesIO(data))
        writer = _write(document)
        core = document.core_properties
        title, author = storable(core.title or "").strip(), storable(core.author or "").strip()
    except (KeyError, ValueError, AttributeError, etree.LxmlError, zipfile.BadZipFile) as error:
        raise Unreadable(f"damaged, or no Word document ({type(error).__name__})", thing=name, do=_KEPT) from error
    text = storable(writer.finish())
    if not text.strip():
        raise Unreadable("the document holds no words", thing=name, do=f"Pictures are not read yet. {_KEPT}")
    return Parsed(
        parser=VERSION,
        text=text,
        title=title or None,
        authors=tuple(name.strip() for name in author.split(";") if name.strip() and name.strip() != "python-docx"),
        published=published.find(text[:2000].splitlines()[:15]),
        language=core.language or None,
        furniture=tuple(writer.furniture),
        notes=_notes(document),
    )


def sample() -> bytes:
    """A document of our own, to warm the library with."""
    document, stream = docx.Document(), BytesIO()
    document.add_paragraph("They waited at the bridge.")
    document.add_table(1, 1)
    document.save(stream)
    return stream.getvalue()


def _check_package(data: bytes, name: str) -> None:
    """Refuse what could mislead or exhaust us before anything is unpacked by a library."""
    if not data:
        raise Unreadable("the file is empty (0 bytes)", thing=name, do="The entry is kept.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("locked with a password, or an old .doc", thing=name, do=f"Save it as .docx. {_KEPT}")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_members(package.infolist(), name)
            _check_entities(package, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Unreadable("damaged or cut short: the package cannot be opened", thing=name, do=_KEPT) from error


def _check_members(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise Unreadable(f"a package of {len(members):,} members", thing=name, do=_KEPT)
    if len({member.filename.lower() for member in members}) < len(members):
        raise Unreadable("two members of the package have one name", thing=name, do=_KEPT)
    large = [m for m in members if m.file_size > 1 << 20 and m.file_size > MAX_RATIO * max(1, m.compress_size)]
    if large or sum(member.file_size for member in members) > MAX_BYTES:
        raise Unreadable("unpacks to far more than it holds (a bomb)", thing=name, do=_KEPT)


def _check_entities(package: zipfile.ZipFile, name: str) -> None:
    for member in package.infolist():
        if member.filename.lower().endswith((".xml", ".rels")) and _ENTITIES.search(package.read(member)):
            raise Unreadable(f"{member.filename} declares XML entities", thing=name, do=f"Not opened. {_KEPT}")


def _write(document: Any) -> Writer:
    writer = Writer()
    for line in _edges(document, "header"):
        writer.add(line, furniture="page header or footer")
        writer.add("\n")
    for line in _blocks(document.element.body):
        writer.add(line + "\n")
    for line in _notes_text(document):
        writer.add(line + "\n")
    for line in _edges(document, "footer"):
        writer.add(line, furniture="page header or footer")
        writer.add("\n")
    return writer


def _blocks(container: Element) -> Iterator[str]:
    """Paragraphs and table rows of a body or cell in order; cells of a row stand apart by tabs."""
    for child in container:
        if child.tag == _PARAGRAPH:
            yield _words(child)
        elif child.tag == _TABLE:
            yield from _rows(child)
        elif child.tag not in _GONE and not child.tag.endswith(("}sectPr", "}tblPr", "}tcPr")):
            yield from _blocks(child)


def _rows(table: Element) -> Iterator[str]:
    for row in table.iter(_ROW):
        if next(row.iterancestors(_TABLE)) is table:
            cells = (
                " ".join(filter(None, _blocks(cell)))
                for cell in row.iter(_CELL)
                if next(cell.iterancestors(_ROW)) is row
            )
            yield "\t".join(cells)


def _words(element: Element) -> str:
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: Element, parts: list[str]) -> None:
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif child.tag not in _GONE and child.tag != f"{_W}pPr":
            _gather(child, parts)


def _edges(document: Any, which: str) -> list[str]:
    """Words of page headers (or footers), each once."""
    lines: dict[str, None] = {}
    for section in document.sections:
        edge = getattr(section, which)
        if not edge.is_linked_to_previous:
            lines.update((line.strip(), None) for line in _blocks(edge._element))
    return [line for line in lines if line]


def _notes_text(document: Any) -> Iterator[str]:
    """Footnotes and endnotes, after the body; the separators Word keeps among them have no words."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")):
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for note in etree.fromstring(relation.target_part.blob, parser):
                yield from filter(str.strip, _blocks(note))


def _notes(document: Any) -> tuple[str, ...]:
    body, notes = document.element.body, []
    if next(body.iter(f"{_W}ins", f"{_W}del"), None) is not None:
        notes.append("has tracked changes: read as if accepted")
    if next(body.iter(f"{_W}commentReference"), None) is not None:
        notes.append("has comments, which are not read")
    if made := document.core_properties.created:
        notes.append(f"file made on {made:%Y-%m-%d}, by its own account")
    return tuple(notes)
