"""Web pages: the main text as trafilatura finds it, and what the page says of itself. Nothing is fetched or run."""

import re
from copy import deepcopy
from importlib.metadata import version

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Document

from chamsae.errors import Unreadable
from chamsae.read import published
from chamsae.read.decode import decode
from chamsae.read.parsed import Parsed, storable

KEPT = "The bytes are kept."
VERSION = f"html 1, trafilatura {version('trafilatura')}"

#: A page of more bytes than this, or nested deeper, is refused before any library sees it.
MAX_BYTES = 20 << 20
MAX_DEPTH = 1000

_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})", re.I
)
#: What hides tags as a whole, then tags. No piece may run over another "<", or one pass would become many.
_TAG = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style|textarea|title|noscript)\b[^<>]*>.*?(?:</\1\s*>|$)"
    r"|<(/?)([a-zA-Z][^\s/<>]*)[^<>]*?(/?)>",
    re.DOTALL | re.IGNORECASE,
)
#: Tags that hold nothing, or that close themselves when the next of their kind opens.
_FLAT = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|td|th|tr|thead|tbody|tfoot|option|"
    "optgroup|html|head|body",
    re.IGNORECASE,
)


def parse(data: bytes, name: str) -> Parsed:
    """Read a web page; raises Unreadable when it is too large, too deep, or holds no text."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"the page has {len(data):,} bytes; at most {MAX_BYTES:,} are read", thing=name, do=KEPT)
    decoded = decode(data, name, declared=_charset(data))
    check_depth(decoded.text, name)
    tree = _tree(storable(decoded.text), name)
    found = _extract(tree)
    text, notes = storable(found.text or ""), decoded.notes
    if not text.strip():
        text = storable(str(trafilatura.html2txt(tree) or ""))
        notes = (*notes, "no main text found: all text of the page is kept")
    if not text.strip():
        raise Unreadable("the page holds no text", thing=name, do=f"It may be drawn by a script. {KEPT}")
    return Parsed(
        parser=VERSION,
        text=text,
        title=found.title,
        authors=tuple(author.strip() for author in (found.author or "").split(";") if author.strip()),
        publisher=_publisher(found.sitename),
        published=published.when(found.date or ""),
        language=next((value for value in (tree.get("lang"), tree.get("xml:lang")) if value), None),
        address=found.url,
        notes=notes,
        parameters=decoded.parameters,
    )


def _extract(tree: lxml_html.HtmlElement) -> Document:
    found = trafilatura.bare_extraction(
        deepcopy(tree),  # it prunes what it is given
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return found if isinstance(found, Document) else Document()


def sample() -> bytes:
    """A page of our own, to warm the libraries with."""
    words = "They waited at the bridge for news of the others, and none came. " * 8
    head = "<title>Waiting</title><meta name='author' content='Someone'><meta name='date' content='2020-01-02'>"
    body = f"<h1>Waiting</h1><p>{words}</p><ul><li>{words}</li></ul><table><tr><td>{words}</td></tr></table>"
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def check_depth(text: str, name: str) -> None:
    """Raise Unreadable when tags nest deeper than MAX_DEPTH; one pass, no tree."""
    depth = 0
    for tag in _TAG.finditer(text):
        if not tag[3] or tag[4] or _FLAT.fullmatch(tag[3]):
            continue
        depth = max(0, depth - 1) if tag[2] else depth + 1
        if depth > MAX_DEPTH:
            raise Unreadable(f"the page's tags are nested more than {MAX_DEPTH:,} deep", thing=name, do=KEPT)


def _charset(data: bytes) -> str | None:
    found = _META.search(data, 0, 4096)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _tree(text: str, name: str) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(f"the page cannot be parsed ({error})", thing=name, do=KEPT) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("the page's tags are nested too deep", thing=name, do=KEPT)
    return tree


def _publisher(site: str | None) -> str | None:
    """The site's name; a bare host name is no name."""
    return site if site and not re.fullmatch(r"[\w-]+(\.[\w-]+)+", site.strip()) else None
