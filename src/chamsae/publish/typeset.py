"""Lines of text for pictures: how wide words are about to be drawn, and where a line may end in each script."""

import re
import unicodedata
from collections.abc import Iterator

from chamsae.publish.page import visible

#: Widths in ems of a common sans-serif, rounded up: a line estimated too long ends early, one too short runs over.
NARROW, PLAIN, CAPITAL, BROAD, FULL = 0.36, 0.62, 0.74, 0.95, 1.0
_NARROW = frozenset("iljtfrI.,:;'’‘“”|!()[]{} -")
_BROAD = frozenset("mwMW@%—…")
#: Signs that may not begin a line, and those that may not end one (the common part of JIS X 4051 and GB/T 15834).
_NO_START = frozenset("、。，．：；？！）］｝〕〉》」』】”’·…%％,.:;?!)]}")
_NO_END = frozenset("（［｛〔〈《「『【“‘([{")
#: Han and kana part between any two signs; Hangul, like Latin, parts at spaces only.
_PARTS_ANYWHERE = re.compile(
    r"[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


def width(text: str, size: float) -> float:
    """About how wide the text is drawn at a size, in the unit of the size; rather too wide than too narrow."""
    return sum(map(_ems, text)) * size


def lines(text: str, room: float, size: float, most: int = 0) -> list[str]:
    """The text in lines no wider than `room`; beyond `most` lines (0: any number) the last one ends in "…".

    What could mislead the eye is made visible, as on published pages; runs of white space are one space.
    """
    words = " ".join(visible(unicodedata.normalize("NFC", text)).split())
    found = list(_filled(words, room, size))
    if most and len(found) > most:
        return [*found[: most - 1], _cut(found[most - 1] + " ", room, size)]
    return found


def _filled(text: str, room: float, size: float) -> Iterator[str]:
    line = ""
    for piece in _pieces(text, room, size):
        if line and width((line + piece).rstrip(), size) > room:
            yield line.rstrip()
            line = ""
        line += piece.lstrip() if not line else piece
    if line.strip():
        yield line.rstrip()


def _pieces(text: str, room: float, size: float) -> Iterator[str]:
    """What may not be parted; a piece too long for a line is parted anywhere."""
    piece = ""
    for at, sign in enumerate(text):
        too_long = width(piece + sign, size) > room and not unicodedata.combining(sign)
        if piece and (too_long or _may_part(text[at - 1], sign)):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _may_part(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if before in _NO_END or after in _NO_START or after == " ":
        return False
    return bool(_PARTS_ANYWHERE.match(before) or _PARTS_ANYWHERE.match(after))


def _cut(line: str, room: float, size: float) -> str:
    while line and width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _ems(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF" and sign not in "“”‘’":
        return FULL
    if sign in _NARROW:
        return NARROW
    if sign in _BROAD:
        return BROAD
    return CAPITAL if sign.isupper() else PLAIN
