"""An SVG of ours as PNG, drawn with the fonts of this computer; nothing is drawn that would be an empty box."""

import re
import unicodedata
from collections.abc import Callable
from html import escape

from chamsae.errors import MissingPart, phrase

#: Dots for each unit of the SVG: a picture 1,000 wide becomes 2,000 dots, enough for print in a column.
ZOOM = 2.0
#: A character no font has: drawn as every missing one is.
NOWHERE = "\U0010fffe"
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")

#: Letters that were tried, and whether a font of this computer has them.
_DRAWN: dict[str, bool] = {}


def png(svg: str) -> bytes:
    """The picture as PNG, without metadata.

    Raises MissingPart where resvg_py is not installed, or no font here has a character that is to be drawn.
    """
    draw = _renderer()
    missing = _missing(svg, draw)
    if missing:
        named = ", ".join(f"{sign} ({unicodedata.name(sign, hex(ord(sign)))})" for sign in missing[:3])
        raise MissingPart(
            phrase("no font on this computer has %(named)s and others", named=named)
            if len(missing) > 3
            else phrase("no font on this computer has %(named)s", named=named),
            thing="PNG",
            do=phrase("Install a font that has them (Debian and Ubuntu: fonts-noto-cjk), or write an SVG instead."),
        )
    return draw(svg, ZOOM)


def _missing(svg: str, draw: Callable[[str, float], bytes]) -> list[str]:
    """Letters beyond ASCII that come out like one that no font has."""
    signs = {sign for text in _TEXT.findall(svg) for sign in text if ord(sign) > 0x7F and sign.isalnum()}
    unknown = signs - _DRAWN.keys()
    absent = draw(_alone(NOWHERE), 1.0) if unknown else b""
    _DRAWN.update({sign: draw(_alone(sign), 1.0) != absent for sign in unknown})
    return sorted(sign for sign in signs if not _DRAWN[sign])


def _alone(sign: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><text x="2" y="22" font-size="20" '
        f'font-family="sans-serif">{escape(sign)}</text></svg>'
    )


def _renderer() -> Callable[[str, float], bytes]:
    try:
        from resvg_py import svg_to_bytes  # noqa: PLC0415 - 3 MB that only a PNG needs
    except ImportError as error:
        raise MissingPart(
            phrase("pictures as PNG need resvg_py"),
            thing="PNG",
            do=phrase("Install chamsae[pictures], or write an SVG instead."),
        ) from error
    return lambda svg, zoom: svg_to_bytes(svg_string=svg, zoom=zoom)
