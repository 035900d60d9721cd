"""What the parts of an edition are made of, before they become a page, a Word file or a PDF."""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """How a paragraph stands out."""

    PLAIN = "plain"
    QUIET = "quiet"
    RANGE = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of a level from 1 (of the whole) to 4; `anchor` names it on its page."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead to another file of the edition (`href`, from the page they stand on)."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words, and links after them; `language` where it is not that of the page."""

    text: str
    look: Look = Look.PLAIN
    links: tuple[Link, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Items one under the other; each words, then a link or none."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table; a number stands to the right, a sum is bold, `href` leads to its evidence."""

    text: str
    href: str = ""
    number: bool = False
    bold: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: its caption, the heads of its columns, and rows whose first cell is their head."""

    caption: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as SVG; `name` is what its files are called, `words` stand for it where it cannot be seen."""

    name: str
    svg: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of a source in its own language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names with what they are, one a line; a value may be an address."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Listing | Grid | Picture | Quote | Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of an edition: a page of its own (`name`.html), and where it is of the report a section of it.

    The first block is its heading.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    of_report: bool = True
