"""A picture with boxes painted over, as new pixels: nothing of the original file goes along.

Pixels are painted over before anything is written, and the file is made of pixels alone: no EXIF, XMP, ICC profile,
comment, thumbnail or text, which is looked at again before it is given out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from chamsae.errors import IntegrityError, MissingPart, phrase
from chamsae.model.locus import Box

if TYPE_CHECKING:
    from PIL.Image import Image

#: A painted box is as wide as so many of its heights, or twice that, three times …: names of all lengths look alike.
STEP = 6
#: Added round each box, in parts of its height: letters reach beyond what the file says of them.
MARGIN = 0.2
#: What a picture needs; anything else would be something that came along.
PNG_CHUNKS = frozenset({b"IHDR", b"IDAT", b"IEND"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixels:
    """A picture row by row: a byte each for grey (0 is black), or three for red, green and blue."""

    width: int
    height: int
    data: bytes
    colour: bool = False


def painted(picture: Pixels, boxes: Iterable[Box]) -> Pixels:
    """The picture with the boxes black; boxes are widened so that their width does not tell how long a name is."""
    from PIL import ImageDraw  # noqa: PLC0415 - Pillow is needed by few

    image = opened(picture)
    draw = ImageDraw.Draw(image)
    for box in boxes:
        left, top, right, bottom = _widened(box, picture.width, picture.height)
        draw.rectangle((left, top, right, bottom), fill="black")
    return Pixels(width=picture.width, height=picture.height, data=image.tobytes(), colour=picture.colour)


def png(picture: Pixels) -> bytes:
    """The picture as a PNG file of nothing but pixels; raises IntegrityError should anything else be in it."""
    written = BytesIO()
    opened(picture).save(written, "PNG")
    data = written.getvalue()
    strange = {kind for kind in _chunks(data) if kind not in PNG_CHUNKS}
    if strange:
        raise IntegrityError(
            phrase("the picture holds more than its pixels"), thing=b" ".join(sorted(strange)).decode("ascii")
        )
    return data


def opened(picture: Pixels) -> "Image":
    """The pixels as Pillow has them. Raises MissingPart without Pillow."""
    try:
        from PIL import Image  # noqa: PLC0415 - Pillow is needed by few
    except ImportError as error:
        raise MissingPart(
            phrase("pictures cannot be redacted without Pillow"), do=phrase("pip install 'chamsae[read]'.")
        ) from error
    return Image.frombytes("RGB" if picture.colour else "L", (picture.width, picture.height), picture.data)


def in_lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of letters that follow each other put together, one box for each line they stand on."""
    joined: list[Box] = []
    for box in boxes:
        if box.right <= box.left or box.bottom <= box.top:
            continue
        if joined and _on_one_line(joined[-1], box):
            joined[-1] = joined[-1] | box
        else:
            joined.append(box)
    return joined


def _on_one_line(before: Box, box: Box) -> bool:
    shared = min(before.bottom, box.bottom) - max(before.top, box.top)
    return shared > 0.5 * min(before.bottom - before.top, box.bottom - box.top)


def _widened(box: Box, width: int, height: int) -> tuple[float, float, float, float]:
    """In pixels: with its margin, as wide as a whole number of steps, all of it on the page."""
    left, right, top, bottom = box.left * width, box.right * width, box.top * height, box.bottom * height
    margin = MARGIN * (bottom - top) + 1
    step = max(1.0, STEP * min(bottom - top, right - left))
    wanted = step * -(-(right - left + 2 * margin) // step)
    left = max(0.0, min((left + right - wanted) / 2, width - wanted))
    return left, max(0.0, top - margin), min(float(width), left + wanted), min(float(height), bottom + margin)


def _chunks(data: bytes) -> list[bytes]:
    """The kinds of the chunks of a PNG file, read by ourselves."""
    kinds, at = [], 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kinds.append(data[at + 4 : at + 8])
        at += 12 + length
    return kinds
