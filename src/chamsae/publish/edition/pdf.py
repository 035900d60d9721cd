"""Parts of an edition as a PDF by Typst, with the fonts of this computer; no date or program is told in the file."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.resources import files

from chamsae.errors import MissingPart, phrase
from chamsae.model.released_package import ReleasedPackage
from chamsae.publish.edition import words
from chamsae.publish.edition.blocks import Block, Facts, Grid, Heading, Listing, Paragraph, Part, Picture, Quote
from chamsae.publish.edition.laid_out import fitting
from chamsae.publish.edition.parts import true_of
from chamsae.publish.page import visible
from chamsae.publish.printing import EASTERN, HAN, LATIN, compiler, first


def pdf(made: ReleasedPackage, parts: Sequence[Part], *, title: str, stamp: str, language: str) -> bytes:
    """The parts as a PDF file; the same parts give the same bytes on the same computer.

    Raises MissingPart without Typst, and where no font here has Korean and Chinese letters.
    """
    if not (first(EASTERN) and first(HAN)):
        raise MissingPart(
            phrase("no font on this computer has Korean and Chinese letters"), thing="PDF",
            do=phrase("Install one (Debian and Ubuntu: fonts-noto-cjk), or leave PDFs out (--plain)."),
        )  # fmt: skip
    several = len(parts) > 1
    data = {
        "title": visible(title),
        "stamp": visible(stamp),
        "true": true_of(made, language) if several else "",
        "language": words.TAGS[language].partition("-")[0],
        "fonts": [font for font in _fonts(language) if font],
        "parts": [
            {"title": visible(part.title) if several else "", "blocks": list(_blocks(part.blocks, language))}
            for part in parts
        ],
    }
    source = files("chamsae.resources").joinpath("edition.typ").read_bytes()
    given = {"edition": json.dumps(data, ensure_ascii=False)}
    written = compiler().compile(source, sys_inputs=given, format="pdf", timestamp=0)
    assert isinstance(written, bytes)
    return written


def _fonts(language: str) -> Iterator[str | None]:
    """The fonts in the order in which letters are looked for; Han letters look as in the reader's language."""
    yield first(LATIN)
    yield from (first(HAN), first(EASTERN)) if language == "zh" else (first(EASTERN), first(HAN))


def _blocks(blocks: Sequence[Block], language: str) -> Iterator[dict[str, object]]:
    for one in blocks:
        if isinstance(one, Grid):
            yield from ({"kind": "grid", **asdict(part)} for part in fitting(one, language))
        elif not (isinstance(one, Paragraph) and not one.text):
            yield {"kind": _KINDS[type(one)], **asdict(one)}


_KINDS: dict[type[Block], str] = {
    Heading: "heading", Paragraph: "paragraph", Listing: "listing", Picture: "picture", Quote: "quote", Facts: "facts",
}  # fmt: skip
