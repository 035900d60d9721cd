"""What a parser gives back: text with fixed offsets, and what the material says of itself."""

from dataclasses import dataclass, field
from itertools import pairwise

from chamsae.model.document import Furniture, Page
from chamsae.model.locus import Moment, Spot
from chamsae.model.when import When

#: Stands, one for one, for what cannot be stored (NUL, lone surrogates), so that offsets hold.
SUBSTITUTE = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The text of one object and its metadata, as one parser in one version read it.

    `parser` names the parser and the library under it ("pdf 1, pypdfium2 5.15"). `language` is the
    hint the material gives, unchecked. `furniture` is what the parser itself knows to be no text of
    the author. `address` is where the material says it was published. `notes` are findings to show.
    `spots` and `moments` say where words stand on a page or in a recording; `scanned` are the pages
    that are pictures and still to be recognised; `recognised_by` names the programs that did.
    `parameters` are choices the text depends on: the encoding found, the languages OCR was told to expect.
    Raises ValueError where pages, furniture or places lie outside the text.
    """

    parser: str
    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: When | None = None
    language: str | None = None
    address: str | None = None
    pages: tuple[Page, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    moments: tuple[Moment, ...] = ()
    scanned: tuple[int, ...] = ()
    recognised_by: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        spans: tuple[Page | Furniture | Spot | Moment, ...] = (
            *self.pages, *self.furniture, *self.spots, *self.moments,
        )  # fmt: skip
        for span in spans:
            if not 0 <= span.start <= span.end <= len(self.text):
                raise ValueError(f"{span.start}–{span.end} lies outside a text of {len(self.text)} characters")
        if any(later.start < earlier.end for earlier, later in pairwise(self.pages)):
            raise ValueError("pages overlap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may cost: seconds of wall clock and processor, bytes of memory, input and result."""

    seconds: float = 30.0
    processor: int = 25
    memory: int = 1 << 30
    input: int = 100 << 20
    output: int = 64 << 20


@dataclass(slots=True)
class Writer:
    """Builds a text piece by piece and remembers which pieces are furniture."""

    furniture: list[Furniture] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def add(self, piece: str, *, furniture: str | None = None) -> None:
        """Append a piece; `furniture` says why it is not the author's text."""
        if furniture and piece.strip():
            self.furniture.append(Furniture(start=self._length, end=self._length + len(piece), why=furniture))
        self._parts.append(piece)
        self._length += len(piece)

    def __len__(self) -> int:
        return self._length

    def finish(self) -> str:
        """The whole text."""
        return "".join(self._parts)


def storable(text: str) -> str:
    """The text with NUL and lone surrogates replaced one for one, so that it is UTF-8 everywhere and offsets hold."""
    if "\0" not in text and _encodable(text):
        return text
    return "".join(SUBSTITUTE if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def in_words(size: int) -> str:
    """A number of bytes for a sentence: "256 MB", "1.5 GB"."""
    return f"{size / (1 << 30):.3g} GB" if size >= 1 << 30 else f"{size / (1 << 20):.3g} MB"


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
