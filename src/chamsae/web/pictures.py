"""Pages as PNG for the browser, with the quoted words marked; made from plain pixels of ours."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from chamsae.model.derivative import Derivative
from chamsae.model.locus import Box
from chamsae.read.picture import Picture

#: Marker colours with their strength: the quote, and the words in it that carry the claim.
QUOTE, TRIGGER, EDGE = (255, 214, 0, 60), (255, 160, 0, 90), (176, 84, 0, 255)
#: Part of the page shown round a quote in its close-up.
MARGIN = 0.03


def png(picture: Picture, made: Derivative, quote: Iterable[Box] = (), trigger: Iterable[Box] = ()) -> bytes:
    """The whole page; the file says of what original it was drawn, and how."""
    return _saved(_marked(picture, quote, trigger), made)


def close_up(picture: Picture, made: Derivative, quote: Sequence[Box], trigger: Iterable[Box]) -> bytes:
    """The part of the page that the quote stands in; the file says of what original it was drawn, and how."""
    sheet = _marked(picture, quote, trigger)
    left = int(max(0.0, min(box.left for box in quote) - MARGIN) * sheet.width)
    top = int(max(0.0, min(box.top for box in quote) - MARGIN) * sheet.height)
    right = int(min(1.0, max(box.right for box in quote) + MARGIN) * sheet.width)
    bottom = int(min(1.0, max(box.bottom for box in quote) + MARGIN) * sheet.height)
    return _saved(sheet.crop((left, top, max(right, left + 1), max(bottom, top + 1))), made)


def _marked(picture: Picture, quote: Iterable[Box], trigger: Iterable[Box]) -> Image.Image:
    mode = "RGB" if picture.colour else "L"
    sheet = Image.frombytes(mode, (picture.width, picture.height), picture.pixels).convert("RGBA")
    over = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(over)
    for box in quote:
        draw.rectangle(_pixels(box, sheet), fill=QUOTE)
    for box in trigger:
        draw.rectangle(_pixels(box, sheet), fill=TRIGGER, outline=EDGE, width=2)
    return Image.alpha_composite(sheet, over).convert("RGB")


def _pixels(box: Box, sheet: Image.Image) -> tuple[int, int, int, int]:
    left, right = sorted((int(box.left * sheet.width) - 2, int(box.right * sheet.width) + 2))
    top, bottom = sorted((int(box.top * sheet.height) - 2, int(box.bottom * sheet.height) + 2))
    return left, top, right, bottom


def _saved(sheet: Image.Image, made: Derivative) -> bytes:
    stream, told = BytesIO(), PngInfo()
    told.add_text("Software", f"{made.tool} {made.version}")
    told.add_text("Source", f"sha256:{made.of}")
    told.add_text("Description", "; ".join(f"{name}: {value}" for name, value in made.parameters))
    sheet.save(stream, "PNG", compress_level=3, pnginfo=told)
    return stream.getvalue()
