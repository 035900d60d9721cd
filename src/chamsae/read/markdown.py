"""Markdown: the text is the file itself, unchanged; the title is its first heading, front matter is marked."""

from importlib.metadata import version
from itertools import pairwise

from markdown_it import MarkdownIt

from chamsae.errors import Unreadable
from chamsae.model.document import Furniture
from chamsae.read import plain
from chamsae.read.decode import decode
from chamsae.read.parsed import Parsed, storable

VERSION = f"markdown 1, markdown-it-py {version('markdown-it-py')}"

#: Characters at the head of the file in which a title is looked for.
HEAD = 50_000


def parse(data: bytes, name: str) -> Parsed:
    """Read Markdown as its own source, unchanged; raises Unreadable when it is no text."""
    decoded = decode(data, name)
    text = storable(decoded.text)
    if not text.strip():
        raise Unreadable("the file holds no words, only blank space", thing=name, do="The entry is kept.")
    front = _front_matter(text)
    notes = (*decoded.notes, *plain.unstorable(decoded.text, text))
    described = plain.describe(text, VERSION, notes, front)
    title = (front.values.get("title") if front else None) or _heading(text[front.end if front else 0 :][:HEAD])
    return Parsed(
        parser=VERSION,
        text=text,
        title=title or described.title,
        authors=described.authors,
        publisher=described.publisher,
        published=described.published,
        language=described.language,
        address=described.address,
        furniture=(Furniture(start=0, end=front.end, why="front matter"),) if front else described.furniture,
        notes=notes,
        parameters=decoded.parameters,
    )


def _front_matter(text: str) -> plain.Header | None:
    """The block between two lines of three dashes that opens the file, as `key: value` lines."""
    if not text.startswith("---\n"):
        return None
    end = text.find("\n---", 3, 10_000)
    if end < 0:
        return None
    values = plain.fields(text[4 : end + 1])
    close = text.find("\n", end + 1)
    return plain.Header(end=len(text) if close < 0 else close + 1, values=values)


def _heading(text: str) -> str | None:
    tokens = MarkdownIt().parse(text)
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(child.content for child in following.children or ()) or following.content
            return words.strip() or None
    return None
